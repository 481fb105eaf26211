//! Categories that no longer exist and that answers and samples still carry.

use crate::model::{Category, Channel};

/// The nearest of today's categories; `None` where the text never was one.
///
/// Sources: the documentation page of CreateChatappTemplate of March 2023, Meta's categories of 2021, and for Viber
/// "Create a Viber message template" of February 2025 (checked 2026-11-20).
pub fn legacy_category(text: &str, channel: Channel) -> Option<Category> {
    match (channel, text.to_ascii_uppercase().as_str()) {
        (_, "OTP") => Some(Category::Authentication),
        (_, "PROMOTIONAL") => Some(Category::Marketing),
        (_, "TRANSACTIONAL" | "AUTO_REPLY" | "ISSUE_RESOLUTION") => Some(Category::Utility),
        (_, update) if update.ends_with("_UPDATE") => Some(Category::Utility),
        // Once the shape of a Viber message was its category; only promotional ones may hold more than text.
        (Channel::Viber, "TEXT") => Some(Category::Utility),
        (Channel::Viber, "IMAGE" | "VIDEO" | "DOCUMENT" | "TEXT_IMAGE" | "TEXT_VIDEO") => Some(Category::Marketing),
        (Channel::Viber, "TEXT_BUTTON" | "TEXT_IMAGE_BUTTON" | "TEXT_VIDEO_BUTTON") => Some(Category::Marketing),
        _ => None,
    }
}
