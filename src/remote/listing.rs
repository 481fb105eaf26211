//! Reading a list whole.

use std::collections::HashSet;

use super::{AuditStatus, RemoteError, Row};
use crate::api::{Client, ListChatappTemplateRequest, ListedTemplate, Page};
use crate::model::Channel;

/// Rows asked for on each page; the largest size that field reports confirm.
const PAGE_SIZE: u32 = 100;
/// How often a list that moves while it is read is begun.
const ATTEMPTS: usize = 3;

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
}

impl Sweep {
    fn is_complete(&self) -> bool {
        let total = self.total.unwrap_or(0);
        let distinct: HashSet<_> = self.rows.iter().map(|row| (&row.template_code, &row.name, &row.language)).collect();
        !self.moved && distinct.len() == self.rows.len() && self.rows.len() as u64 == total
    }
}

async fn sweep(client: &Client, request: &ListChatappTemplateRequest) -> Result<Sweep, RemoteError> {
    let mut sweep = Sweep::default();
    for index in 1.. {
        let page = Some(Page { index, size: PAGE_SIZE });
        let answer = client.list_chatapp_template(&ListChatappTemplateRequest { page, ..request.clone() }).await?;
        sweep.moved |= sweep.total.is_some_and(|total| total != answer.total);
        sweep.total = Some(answer.total);
        let is_last = answer.templates.is_empty();
        let rows: Vec<Row> = answer.templates.into_iter().map(row).collect();
        // A page that was there before: reading on would never end.
        sweep.moved |= !rows.is_empty() && sweep.rows.ends_with(&rows);
        sweep.rows.extend(rows);
        if is_last || sweep.moved || sweep.rows.len() as u64 >= answer.total {
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
        status: AuditStatus::parse(listed.audit_status.as_deref().unwrap_or_default()),
        reason: listed.reason.unwrap_or_default(),
        last_update: listed.last_update_time.unwrap_or(0),
    }
}
