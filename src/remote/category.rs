//! Categories as the service spells them, old ones too.

use crate::model::Category;

/// Reads a category in any case. Values that the documentation's samples still carry are read as what replaced
/// them: `OTP` as AUTHENTICATION, `TRANSACTIONAL` and the update kinds of 2021 as UTILITY.
///
/// Source: the documentation page of CreateChatappTemplate of March 2023 (checked 2026-11-20).
pub fn parse_category(text: &str) -> Option<Category> {
    let upper = text.to_ascii_uppercase();
    Category::parse(&upper).or(match upper.as_str() {
        "OTP" => Some(Category::Authentication),
        "TRANSACTIONAL" => Some(Category::Utility),
        update if update.ends_with("_UPDATE") => Some(Category::Utility),
        _ => None,
    })
}
