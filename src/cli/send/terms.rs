//! What all messages of a run have in common, from the arguments.

use clap::{Args, ValueEnum};

use crate::api::FallBack;
use crate::cli::{Exit, Failure};
use crate::model::{EnvironmentSettings, limits, phone_digits};
use crate::send::Terms;

/// Arguments that say how messages are sent.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct TermsArguments {
    /// The sender; `from` of the environment when left out
    #[arg(long, value_name = "NUMBER")]
    pub(super) from: Option<String>,
    /// Whom the recipient stands for: individual, group or userId
    #[arg(long = "to-type", value_name = "TYPE", value_parser = ["individual", "group", "userId"])]
    #[arg(hide_possible_values = true)]
    pub(super) recipient_type: Option<String>,
    /// The message that is answered
    #[arg(long, value_name = "ID")]
    pub(super) reply_to: Option<String>,
    /// The fallback strategy
    #[arg(long, value_name = "ID")]
    fallback_id: Option<String>,
    /// The text that is sent instead when the message does not arrive
    #[arg(long = "fallback", value_name = "TEXT")]
    fallback_content: Option<String>,
    /// When the fallback is sent: undelivered or sentFailed
    #[arg(long, value_name = "R", value_parser = ["undelivered", "sentFailed"], hide_possible_values = true)]
    fallback_rule: Option<String>,
    /// Send the fallback after so many seconds without a receipt (60 to 43200)
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u64).range(between(&limits::FALLBACK_SECONDS)))]
    fallback_after: Option<u64>,
    /// Viber: what the message is for
    #[arg(long, value_name = "LABEL", value_enum, hide_possible_values = true)]
    label: Option<Label>,
    /// Viber: how many seconds delivery is tried (30 to 1209600)
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u64).range(between(&limits::VIBER_TTL_SECONDS)))]
    ttl: Option<u64>,
    /// Viber: a tag of your own
    #[arg(long, value_name = "TEXT")]
    tag: Option<String>,
    /// Viber: tracking data of your own
    #[arg(long = "tracking", value_name = "TEXT")]
    tracking_data: Option<String>,
}

/// What a Viber message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Label {
    /// Marketing
    Promotion,
    /// A notification
    Transaction,
}

impl TermsArguments {
    /// The terms of messages of a template.
    pub(super) fn terms(&self, settings: &EnvironmentSettings, space: Option<String>) -> Result<Terms, Failure> {
        Ok(Terms {
            space,
            from: self.sender(settings)?,
            recipient_type: self.recipient_type.clone(),
            context_message_id: self.reply_to.clone(),
            fall_back: FallBack {
                id: self.fallback_id.clone(),
                content: self.fallback_content.clone(),
                duration: self.fallback_after,
                rule: self.fallback_rule.clone(),
            },
            label: self.label.map(|label| match label {
                Label::Promotion => "promotion".to_owned(),
                Label::Transaction => "transaction".to_owned(),
            }),
            ttl: self.ttl,
            tag: self.tag.clone(),
            tracking_data: self.tracking_data.clone(),
            ..Terms::default()
        })
    }

    /// The sender as the service takes it. What is no number may be the id of a Viber service.
    pub(super) fn sender(&self, settings: &EnvironmentSettings) -> Result<String, Failure> {
        let Some(from) = self.from.as_deref().or(settings.from.as_deref()) else {
            return Err(Failure::new(Exit::Usage, "who sends is not said")
                .help("give --from, or write `from` into the environment"));
        };
        Ok(phone_digits(from).unwrap_or_else(|_| from.trim().to_owned()))
    }
}

/// A range of the platform as one of arguments.
fn between(range: &std::ops::RangeInclusive<i64>) -> std::ops::RangeInclusive<u64> {
    range.start().unsigned_abs()..=range.end().unsigned_abs()
}
