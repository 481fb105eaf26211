//! The links that Meta stores in the place of one-time-password buttons, and shows in its answers.

use percent_encoding::percent_decode_str;

use super::placeholder::escaped;
use crate::model::{ButtonType, SupportedApp};

const ADDRESS: &str = "https://www.whatsapp.com/otp/code/?";

/// What such a link says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct OtpLink {
    /// COPY_CODE, ONE_TAP or ZERO_TAP.
    pub kind: ButtonType,
    /// The label of the autofill button.
    pub autofill_text: Option<String>,
    /// The app that may receive the code.
    pub app: SupportedApp,
    /// How long the code is valid.
    pub code_expiration_minutes: Option<i64>,
}

impl OtpLink {
    /// Reads a link; `None` when it is any other address.
    pub(super) fn parse(url: &str) -> Option<Self> {
        let query = url.strip_prefix(ADDRESS)?;
        let value = |name: &str| {
            let pair = query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name)?;
            percent_decode_str(pair.1).decode_utf8().ok().map(|text| escaped(&text.replace('+', " ")))
        };
        let kind = ButtonType::parse(&value("otp_type")?)?;
        matches!(kind, ButtonType::CopyCode | ButtonType::OneTap | ButtonType::ZeroTap).then(|| Self {
            kind,
            autofill_text: value("cta_display_name"),
            // A hash may hold a plus sign of its own.
            app: SupportedApp {
                package_name: value("package_name"),
                signature_hash: value("signature_hash").map(|hash| hash.replace(' ', "+")),
            },
            code_expiration_minutes: value("code_expiration_minutes").and_then(|minutes| minutes.parse().ok()),
        })
    }
}
