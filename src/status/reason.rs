//! What a rejection reason is about.

use crate::finding::Path;
use crate::model::Variant;

/// Words and subcodes of a reason, and the part of the template that each is about; the first that fits counts.
///
/// Subcodes: Meta's error reference, and reasons that people published (checked 2026-11-20).
const SUBJECTS: &[(&[&str], &str)] = &[
    (&["2388047", "header"], "header"),
    (&["2388073", "footer"], "footer"),
    (&["2388060", "2388052", "button"], "buttons"),
    (&["carousel", "card"], "carousel"),
    (&["limited"], "limited_time_offer"),
    (&["INCORRECT_CATEGORY", "TAG_CONTENT_MISMATCH", "category"], "category"),
    (&["2388299", "2388293", "2388072", "body", "variable", "parameter"], "body"),
];

/// The part of a variant that a reason is about: the body where it does not say.
pub fn subject(reason: &str, variant: &Variant) -> Path {
    let reason = reason.to_lowercase();
    let names = |words: &[&str]| words.iter().any(|word| reason.contains(&word.to_lowercase()));
    let has = |part: &str| match part {
        "header" => variant.header.is_some(),
        "footer" => variant.footer.is_some(),
        "buttons" => variant.buttons.is_some(),
        "carousel" => variant.carousel.is_some(),
        "limited_time_offer" => variant.limited_time_offer.is_some(),
        _ => true,
    };
    let part = SUBJECTS.iter().find(|(words, part)| names(words) && has(part)).map_or("body", |(_, part)| part);
    match part {
        "body" | "header" | "footer" => Path::root().join(part).join("text"),
        part => Path::root().join(part),
    }
}
