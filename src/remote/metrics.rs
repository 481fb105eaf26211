//! What the service counted of sent messages.

use super::{RemoteError, Space};
use crate::api::{
    EnableWhatsappROIMetricRequest, GetChatappPhoneNumberMetricRequest, GetChatappTemplateMetricRequest, TemplateMetric,
};

/// What was counted in a span of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Language of a template; empty for a phone number.
    pub language: String,
    /// The phone number; empty for a template.
    pub number: String,
    /// From when, in milliseconds since 1970.
    pub start: i64,
    /// Until when, in milliseconds since 1970.
    pub end: i64,
    /// Messages sent.
    pub sent: u64,
    /// Messages delivered.
    pub delivered: u64,
    /// Messages read; the service does not count them for phone numbers.
    pub read: Option<u64>,
    /// Clicks by button.
    pub clicks: Vec<Clicks>,
}

/// The clicks on one button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clicks {
    /// `phone_number_button`, `url_button`, `quick_reply_button`, or what the service adds.
    pub kind: String,
    /// The text on the button.
    pub button: String,
    /// How many.
    pub count: u64,
}

/// A span of time as the service takes it: milliseconds since 1970, both ends asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// From when.
    pub start: u64,
    /// Until when.
    pub end: u64,
}

impl Space {
    /// Has the service begin to count. Nothing is counted of what was sent before; numbers come after a day.
    pub async fn enable_metrics(&self) -> Result<(), RemoteError> {
        let request =
            EnableWhatsappROIMetricRequest { cust_space_id: self.id().map(str::to_owned), ..Default::default() };
        self.client().call(&request).await?;
        Ok(())
    }

    /// What became of a template's messages, by language and span. `granularity` as the service spells it.
    pub async fn template_metric(
        &self,
        code: &str,
        language: Option<&str>,
        span: Span,
        granularity: &str,
    ) -> Result<Vec<Counted>, RemoteError> {
        let request = GetChatappTemplateMetricRequest {
            cust_space_id: self.id().map(str::to_owned),
            template_code: code.to_owned(),
            language: language.map(str::to_owned),
            start: span.start,
            end: span.end,
            granularity: Some(granularity.to_owned()),
            ..Default::default()
        };
        Ok(self.client().call(&request).await?.data.into_iter().map(|row| of_template(row, span)).collect())
    }

    /// How many messages went out from a phone number, or from each of them.
    pub async fn phone_metric(
        &self,
        number: Option<&str>,
        span: Span,
        granularity: &str,
    ) -> Result<Vec<Counted>, RemoteError> {
        let request = GetChatappPhoneNumberMetricRequest {
            cust_space_id: self.id().map(str::to_owned),
            phone_number: number.map(str::to_owned),
            start: span.start,
            end: span.end,
            granularity: Some(granularity.to_owned()),
            ..Default::default()
        };
        let rows = self.client().call(&request).await?.data.into_iter();
        let counted = rows.map(|row| Counted {
            number: row.phone_number.unwrap_or_default(),
            start: row.start.unwrap_or(span.start.cast_signed()),
            end: row.end.unwrap_or(span.end.cast_signed()),
            sent: row.sent_count.unwrap_or_default(),
            delivered: row.delivered_count.unwrap_or_default(),
            ..Counted::default()
        });
        Ok(counted.collect())
    }
}

fn of_template(row: TemplateMetric, span: Span) -> Counted {
    let clicks = row.clicks.into_iter().map(|clicks| Clicks {
        kind: spelled(&clicks.kind.unwrap_or_default()),
        button: clicks.button_content.unwrap_or_default(),
        count: clicks.count.unwrap_or_default(),
    });
    Counted {
        language: row.language.unwrap_or_default(),
        number: String::new(),
        start: row.start.unwrap_or(span.start.cast_signed()),
        end: row.end.unwrap_or(span.end.cast_signed()),
        sent: row.sent_count.unwrap_or_default(),
        delivered: row.delivered_count.unwrap_or_default(),
        read: Some(row.read_count.unwrap_or_default()),
        clicks: clicks.collect(),
    }
}

/// The page of GetChatappTemplateMetric spells one kind in two ways (checked 2026-11-20).
fn spelled(kind: &str) -> String {
    if kind == "quick_relpy_button" { "quick_reply_button".to_owned() } else { kind.to_owned() }
}
