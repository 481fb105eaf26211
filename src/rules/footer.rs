//! Rules of the footer.

use super::{Check, Rule};
use crate::declare_rule;
use crate::finding::Level;
use crate::model::limits;

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[&TOO_LONG];

declare_rule! {
    /// A footer longer than 60 characters.
    ///
    /// ## Why
    /// The service refuses it when the template is submitted.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Text`; M-COMP (checked 2026-11-20)
    pub static TOO_LONG = "footer/too-long" {
        level: Level::Error,
        summary: "footer is longer than 60 characters",
        check: Check::Footer(|footer, cx| {
            let text = footer.text.as_deref().unwrap_or_default();
            if let Some(report) = cx.report_too_long("text", "footer", text, limits::FOOTER_CHARACTERS) {
                report.help("move the detail into the body");
            }
        }),
    }
}
