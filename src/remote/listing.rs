//! Reading a list whole.

use std::collections::HashSet;

use futures_util::{StreamExt, stream};

use super::{AuditStatus, RemoteError, Row};
use crate::api::{ApiError, Client, ListChatappTemplateRequest, ListChatappTemplateResponse, ListedTemplate, Page};
use crate::model::Channel;

/// Rows asked for on each page; the largest size that field reports confirm.
const PAGE_SIZE: u32 = 100;
/// How often a list that moves while it is read is begun.
const ATTEMPTS: usize = 3;
/// Pages asked for at a time; the rate of the action is kept by the client, apart from this.
const AT_A_TIME: usize = 4;

/// Reads all pages. The total must be the same on each of them and equal to the number of rows, none of them twice
/// (a name may stand for a WhatsApp and for a Viber template, under two codes); otherwise the reading begins again. A partial list is never returned.
pub(super) async fn complete_list(
    client: &Client,
    request: ListChatappTemplateRequest,
) -> Result<Vec<Row>, RemoteError> {
    let mut last = Sweep::default();
    for _ in 0..ATTEMPTS {
        last = sweep(client, &request).await?;
        if last.is_complete() {
            return Ok(last.rows);
        }
    }
    Err(RemoteError::Moving { attempts: ATTEMPTS, found: last.rows.len(), total: last.total.unwrap_or(0) })
}

#[derive(Default)]
struct Sweep {
    rows: Vec<Row>,
    total: Option<u64>,
    moved: bool,
    is_over: bool,
}

impl Sweep {
    fn is_complete(&self) -> bool {
        let total = self.total.unwrap_or(0);
        let distinct: HashSet<_> = self.rows.iter().map(|row| (&row.template_code, &row.name, &row.language)).collect();
        !self.moved && distinct.len() == self.rows.len() && self.rows.len() as u64 == total
    }

    /// The last page, if all are as large as the first two.
    fn last_page(&self) -> u32 {
        let size = (self.rows.len() as u64 / 2).max(1);
        u32::try_from(self.total.unwrap_or(0).div_ceil(size)).unwrap_or(u32::MAX)
    }

    fn add(&mut self, answer: ListChatappTemplateResponse) {
        self.moved |= self.total.is_some_and(|total| total != answer.total);
        self.total = Some(answer.total);
        let is_last = answer.templates.is_empty();
        let rows: Vec<Row> = answer.templates.into_iter().map(row).collect();
        // A page that was there before: reading on would never end.
        self.moved |= !rows.is_empty() && self.rows.ends_with(&rows);
        self.rows.extend(rows);
        self.is_over = is_last || self.moved || self.rows.len() as u64 >= answer.total;
    }
}

/// One reading of all pages. The first two come one after the other: they tell how large a page is, and whether the
/// service turns pages at all. The others come several at a time.
async fn sweep(client: &Client, request: &ListChatappTemplateRequest) -> Result<Sweep, RemoteError> {
    let page = async |index: u32| -> Result<_, ApiError> {
        let page = Some(Page { index, size: PAGE_SIZE });
        client.call(&ListChatappTemplateRequest { page, ..request.clone() }).await
    };
    let mut sweep = Sweep::default();
    for index in 1..=2 {
        sweep.add(page(index).await?);
        if sweep.is_over {
            return Ok(sweep);
        }
    }
    let last = sweep.last_page();
    let mut others = std::pin::pin!(stream::iter(3..=last).map(page).buffered(AT_A_TIME));
    while let Some(answer) = others.next().await {
        sweep.add(answer?);
        if sweep.is_over {
            return Ok(sweep);
        }
    }
    for index in last.max(2) + 1.. {
        sweep.add(page(index).await?);
        if sweep.is_over {
            break;
        }
    }
    Ok(sweep)
}

fn row(listed: ListedTemplate) -> Row {
    Row {
        name: listed.template_name,
        language: listed.language,
        template_code: listed.template_code,
        channel: listed.template_type.as_deref().and_then(|text| Channel::parse(&text.to_ascii_uppercase())),
        category: listed.category.unwrap_or_default(),
        status: AuditStatus::parse(listed.audit_status.as_deref().unwrap_or_default()),
        reason: listed.reason.unwrap_or_default(),
        last_update: listed.last_update_time.unwrap_or(0),
    }
}
