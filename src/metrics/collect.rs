//! Asking the service about several things at once.

use futures_util::{StreamExt, TryStreamExt, stream};

use super::measured::Measured;
use super::period::Period;
use crate::remote::{Counted, RemoteError, Space, Span};

/// Calls under way at a time; the rate of the account is kept below all of them.
const AT_ONCE: usize = 16;

/// What is asked about.
#[derive(Clone)]
pub struct Subject<'a> {
    /// The space that is asked.
    pub space: &'a Space,
    /// How that space is called: `prod`, `prod/cams-1`.
    pub place: String,
    /// What in it.
    pub what: What,
}

/// A template or phone numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A template, in one language or in all of them.
    Template {
        /// Its name.
        name: String,
        /// Its code.
        code: String,
        /// The language; all of them without.
        language: Option<String>,
    },
    /// A phone number, or all of the space's without one.
    Phone(Option<String>),
}

/// How many calls that takes.
pub fn progress_of(subjects: &[Subject<'_>], period: &Period) -> usize {
    subjects.len() * period.calls().len()
}

/// Asks about all of it; `told` hears how many calls are done. A call that fails fails all: numbers with a gap in them
/// would look like a day without messages. What nothing was counted of is left out.
pub async fn collect(
    subjects: &[Subject<'_>],
    period: &Period,
    told: &dyn Fn(usize),
) -> Result<Vec<Measured>, RemoteError> {
    let calls = period.calls();
    let asked =
        subjects.iter().enumerate().flat_map(|(index, subject)| calls.iter().map(move |span| (index, subject, *span)));
    let mut answers = stream::iter(asked)
        .map(|(index, subject, span)| async move { Ok::<_, RemoteError>((index, ask(subject, span, period).await?)) })
        .buffered(AT_ONCE);
    let mut done = 0;
    let mut measured: Vec<(usize, Measured)> = Vec::new();
    while let Some((index, rows)) = answers.try_next().await? {
        done += 1;
        told(done);
        for row in rows {
            take(&mut measured, index, &subjects[index], row);
        }
    }
    let mut measured: Vec<Measured> = measured.into_iter().map(|(_, measured)| measured).collect();
    measured.sort_by(|one, other| {
        (&one.place, &one.name, &one.language).cmp(&(&other.place, &other.name, &other.language))
    });
    Ok(measured)
}

async fn ask(subject: &Subject<'_>, span: Span, period: &Period) -> Result<Vec<Counted>, RemoteError> {
    let granularity = period.granularity.name();
    match &subject.what {
        What::Template { code, language, .. } => {
            subject.space.template_metric(code, language.as_deref(), span, granularity).await
        }
        What::Phone(number) => subject.space.phone_metric(number.as_deref(), span, granularity).await,
    }
}

fn take(measured: &mut Vec<(usize, Measured)>, index: usize, subject: &Subject<'_>, row: Counted) {
    let (name, code) = match &subject.what {
        What::Template { name, code, .. } => (name.clone(), code.clone()),
        What::Phone(number) if row.number.is_empty() => (number.clone().unwrap_or_default(), String::new()),
        What::Phone(_) => (row.number.clone(), String::new()),
    };
    let known =
        measured.iter_mut().find(|(of, known)| *of == index && known.name == name && known.language == row.language);
    match known {
        Some((_, known)) => known.join([row]),
        None => {
            let mut new =
                Measured { place: subject.place.clone(), name, code, language: row.language.clone(), rows: Vec::new() };
            new.join([row]);
            measured.push((index, new));
        }
    }
}
