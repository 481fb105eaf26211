//! What a rejection reason is about.

use crate::finding::Path;
use crate::model::Variant;

/// What a reason is about, as far as its words tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The part of the template.
    pub path: Path,
    /// The rules that are about the same: they say what is allowed. Empty where none is.
    pub rules: &'static [&'static str],
}

/// One row: words and subcodes, the part of the template, and the rules about the same.
type Known = (&'static [&'static str], &'static str, &'static [&'static str]);

/// The first row that fits counts: subcodes before words.
///
/// Subcodes: reasons that people published, and Meta's error reference (checked 2026-11-20).
const KNOWN: &[Known] = &[
    (&["2388299"], "body", &["variable/at-body-edge"]),
    (&["2388293"], "body", &["variable/too-many-for-text"]),
    (&["2388043"], "body", &["example/missing", "text/invisible-character"]),
    (&["2388047"], "body", &["body/too-many-blank-lines", "body/too-many-emoji"]),
    (&["2388072"], "header", &["header/line-break", "header/formatting", "header/emoji"]),
    (&["2388073"], "footer", &["footer/line-break", "footer/formatting", "footer/emoji"]),
    (&["2388060"], "buttons", &["variable/in-button-text", "button/line-break", "button/emoji", "button/formatting"]),
    (&["2388052"], "buttons", &["button/url-malformed", "button/url-private"]),
    (&["2388040"], "body", &["body/too-long", "header/too-long", "footer/too-long", "button/text-too-long"]),
    (&["2388042"], "body", &["authentication/body-text"]),
    (&["2388084", "2388273"], "header", &["header/file-refused"]),
    (&["INCORRECT_CATEGORY", "TAG_CONTENT_MISMATCH"], "category", &["category/promotion-misplaced"]),
    (&["header"], "header", &[]),
    (&["footer"], "footer", &[]),
    (&["button"], "buttons", &[]),
    (&["carousel", "card"], "carousel", &[]),
    (&["limited"], "limited_time_offer", &[]),
    (&["category"], "category", &["category/promotion-misplaced"]),
    (&["variable", "parameter"], "body", &["variable/at-body-edge", "variable/too-many-for-text"]),
];

/// What a reason is about: the body where it does not say.
pub fn subject(reason: &str, variant: &Variant) -> Subject {
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
    let known = KNOWN.iter().find(|(words, part, _)| names(words) && has(part));
    let (part, rules) = known.map_or(("body", &[][..]), |(_, part, rules)| (*part, *rules));
    let path = match part {
        "body" | "header" | "footer" => Path::root().join(part).join("text"),
        part => Path::root().join(part),
    };
    Subject { path, rules }
}

/// Every rule that a reason may lead to.
pub fn known_rules() -> impl Iterator<Item = &'static str> {
    KNOWN.iter().flat_map(|(.., rules)| rules.iter().copied())
}
