//! Reading a space for a plan: its list whole, and the content of what the plan is about.

use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::{StreamExt, stream};

use super::detail::variant_of;
use super::{Cache, RemoteError, RemoteVariant, Row, Space};
use crate::api::TemplateDetail;
use crate::context::Clock;

/// Details asked for at a time; the rate of the action is kept by the client, apart from this.
const AT_A_TIME: usize = 8;

/// Which details are read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Refresh {
    /// Those whose row has moved since they were read, or that were read more than a day ago.
    #[default]
    Changed,
    /// All of them.
    Full,
}

/// A variant that is there, and whose content cannot be said in the model at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its row.
    pub row: Row,
    /// What is wrong with it.
    pub reason: String,
}

/// What a space holds, as far as it was asked for.
#[derive(Clone, Debug, Default)]
pub struct SpaceContent {
    /// The complete list.
    pub rows: Vec<Row>,
    /// The content of what was wanted.
    pub details: Vec<RemoteVariant>,
    /// What was wanted and is there, but cannot be compared.
    pub unreadable: Vec<Unreadable>,
    /// How many details were asked of the service; the others were known already.
    pub fetched: usize,
}

/// One reading of a space.
pub struct Reading<'a> {
    /// The space.
    pub space: &'a Space,
    /// The clock that the age of a kept detail is told by.
    pub clock: &'a dyn Clock,
    /// Which details are read again.
    pub refresh: Refresh,
    /// Told how many details are read, of how many.
    pub observer: &'a (dyn Fn(usize, usize) + Sync),
}

/// The rows that were wanted, each with the service's answer; `None` where it says that there is nothing.
type Answers = Vec<(Row, Option<TemplateDetail>)>;

impl Reading<'_> {
    /// Reads the list, and the details of the rows that are `wanted`. What it reads is kept in the cache.
    pub async fn read(&self, wanted: impl Fn(&Row) -> bool, cache: &mut Cache) -> Result<SpaceContent, RemoteError> {
        let mut rows = self.space.list().await?;
        let chosen: Vec<Row> = rows.iter().filter(|row| wanted(row)).cloned().collect();
        let (answers, fetched) = self.answers(chosen, cache).await?;
        let missing: Vec<&Row> = answers.iter().filter(|(_, detail)| detail.is_none()).map(|(row, _)| row).collect();
        if !missing.is_empty() {
            // What was deleted since the list was read is absent for good reason; what is still listed is not.
            let again = self.space.list().await?;
            let identity = |row: &Row| (row.template_code.clone(), row.key());
            if let Some(row) = missing.iter().find(|row| again.iter().any(|other| identity(other) == identity(row))) {
                return Err(RemoteError::Contradiction { key: row.key() });
            }
            rows = again;
        }
        let mut content = SpaceContent { rows, fetched, ..SpaceContent::default() };
        for (row, detail) in answers {
            content.add(row, detail.as_ref())?;
        }
        Ok(content)
    }

    /// Reads the whole space as it is, every detail freshly.
    pub async fn whole(&self) -> Result<(Vec<Row>, Vec<TemplateDetail>), RemoteError> {
        let rows = self.space.list().await?;
        let (answers, _) = self.answers(rows.clone(), &mut Cache::default()).await?;
        let details = answers
            .into_iter()
            .map(|(row, detail)| detail.ok_or_else(|| RemoteError::Contradiction { key: row.key() }));
        Ok((rows, details.collect::<Result<_, _>>()?))
    }

    async fn answers(&self, chosen: Vec<Row>, cache: &mut Cache) -> Result<(Answers, usize), RemoteError> {
        let now = self.clock.now();
        let known = |row: &Row| match self.refresh {
            Refresh::Changed => cache.find(row, now).cloned(),
            Refresh::Full => None,
        };
        let mut answers: Answers = chosen.iter().map(|row| (row.clone(), known(row))).collect();
        let to_fetch: Vec<usize> = (0..answers.len()).filter(|index| answers[*index].1.is_none()).collect();
        let done = AtomicUsize::new(0);
        let (rows, total) = (&chosen, to_fetch.len());
        let mut fetched = stream::iter(to_fetch)
            .map(async |index: usize| {
                let row = &rows[index];
                let detail = self.space.answer(&row.name, &row.language, &row.template_code).await;
                (self.observer)(done.fetch_add(1, Ordering::Relaxed) + 1, total);
                (index, detail)
            })
            .buffer_unordered(AT_A_TIME);
        let mut fetched = std::pin::pin!(&mut fetched);
        while let Some((index, detail)) = fetched.next().await {
            let detail = detail?;
            if let Some(detail) = &detail {
                cache.keep(&answers[index].0, detail, now);
            }
            answers[index].1 = detail;
        }
        Ok((answers, total))
    }
}

impl SpaceContent {
    pub(super) fn add(&mut self, row: Row, detail: Option<&TemplateDetail>) -> Result<(), RemoteError> {
        match detail.map(variant_of) {
            None => {}
            Some(Ok(variant)) => self.details.push(variant),
            // It is there: to take it for absent would create it again.
            Some(Err(error @ RemoteError::Category { .. })) => {
                self.unreadable.push(Unreadable { row, reason: error.to_string() });
            }
            Some(Err(error)) => return Err(error),
        }
        Ok(())
    }
}
