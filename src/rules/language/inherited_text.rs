//! Text for people that languages inherit from the shared part: it may be in the wrong language.

use indexmap::IndexMap;

use crate::declare_rule;
use crate::finding::{At, Level, Path, Step};
use crate::model::{Button, ButtonType, Category, Origins, Template, Variant};
use crate::rules::{Check, Rule, Whole};

/// The rules of this group.
pub(crate) static RULES: &[&Rule] = &[&INHERITED_TEXT];

/// Fields that people read.
const READ: &[&str] = &["text", "caption"];

declare_rule! {
    /// A text for people that a language inherits from the shared part.
    ///
    /// ## Why
    /// It reads the same in every language that has no own. A brand name may; a sentence was probably forgotten in
    /// translation, and review may reject a template whose text is not in its language. Labels that WhatsApp writes
    /// itself, those of CATALOG, MPM and coupon buttons, are left out.
    ///
    /// ## Source
    /// M-HOOK, rejection reason `TAG_CONTENT_MISMATCH` (checked 2026-11-20)
    pub static INHERITED_TEXT = "language/inherited-text" {
        level: Level::Info,
        summary: "a text for people is inherited from the shared part",
        check: Check::Template(|whole, reporter| {
            let Whole { template, variants, .. } = whole;
            if variants.len() < 2 || !has_shared_texts(template) {
                return;
            }
            let inherited = inherited(template, variants);
            let Some((first, languages)) = inherited.first() else { return };
            let message = match inherited.len() {
                1 => "a text for people is inherited from the shared part".to_owned(),
                count => format!("{count} texts for people are inherited from the shared part"),
            };
            let mut report = reporter.report_at(first.clone(), message).label(format!("inherited by {languages}"));
            for (path, languages) in &inherited[1..] {
                report = report.also(&path.to_string(), format!("inherited by {languages}"));
            }
            report.help("give each language its own text, unless it is the same in all of them");
        }),
    }
}

/// Whether there is anything to inherit: most templates have nothing, and the search is dear.
fn has_shared_texts(template: &Template) -> bool {
    let mut has = false;
    template.each_shared_text(&mut |field, text| has |= !text.is_empty() && READ.contains(&field));
    has
}

/// Every shared text that people read, with the languages that inherit it.
fn inherited(template: &Template, variants: &[Variant]) -> Vec<(Path, String)> {
    let origins = Origins::of(template);
    let mut inherited: IndexMap<Path, Vec<&str>> = IndexMap::new();
    for variant in variants {
        let is_read = |path: &Path, text: &str| !text.is_empty() && is_read(path) && is_shown(variant, path);
        for (path, _) in variant.texts().into_iter().filter(|(path, text)| is_read(path, text)) {
            let at = At::Value(path.clone());
            if origins.find(&variant.language, at.clone()) == at {
                inherited.entry(path).or_default().push(&variant.language);
            }
        }
    }
    inherited.into_iter().map(|(path, languages)| (path, languages.join(", "))).collect()
}

fn is_read(path: &Path) -> bool {
    matches!(path.0.last(), Some(Step::Key(key)) if READ.contains(&key.as_str()))
}

/// Whether WhatsApp shows a text as it is written: it writes the labels of some MARKETING buttons itself.
fn is_shown(variant: &Variant, path: &Path) -> bool {
    let [Step::Key(list), Step::Index(index), _] = path.0.as_slice() else { return true };
    let button = variant.buttons.iter().flatten().nth(*index).filter(|_| list == "buttons");
    let is_fixed =
        |button: &Button| matches!(button.kind, Some(ButtonType::Catalog | ButtonType::Mpm | ButtonType::CopyCode));
    variant.category != Category::Marketing || !button.is_some_and(is_fixed)
}
