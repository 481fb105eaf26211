//! Languages of one template that are not translations of each other.

use crate::declare_rule;
use crate::finding::{At, Finding, Level, Path, RuleMeta};
use crate::model::{ButtonType, LanguageEntry, Template, Variant};
use crate::rules::{Check, Report, Reporter, Rule, Whole};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&BUTTONS_DIFFER, &CATEGORY_DIFFERS, &VARIABLES_DIFFER];

const SAME_BUTTONS: &str = "give every language the same buttons, in the same order";
const SAME_CATEGORY: &str = "give every language the same category, or make two templates of it";

/// The rules that compare languages of one template in several files too.
pub(crate) static IN_SEVERAL_FILES: &[&RuleMeta] = &[&BUTTONS_DIFFER.meta, &CATEGORY_DIFFERS.meta];

declare_rule! {
    /// A language whose buttons are of other types, or in another order, than those of the template's first language, in
    /// the same file or in another one that defines languages of this template.
    ///
    /// ## Why
    /// Whoever sends a template picks the language of the customer and expects the same template in it: with other
    /// buttons, other answers come back, and parameters of buttons end up at the wrong one. With another `revision`
    /// it is another template.
    ///
    /// ## Source
    /// Stated nowhere; M-MGMT speaks of the languages of one template (checked 2026-11-20)
    pub static BUTTONS_DIFFER = "language/buttons-differ" {
        level: Level::Warning,
        summary: "languages of a template have different buttons",
        check: Check::Template(|whole, reporter| {
            let Whole { template, variants, .. } = whole;
            for (first, variant) in pairs(variants) {
                let (first, variant) = (&variants[first], &variants[variant]);
                if have_same_buttons(first, variant) {
                    continue;
                }
                let message = format!("buttons of {} are not those of {}", variant.language, first.language);
                let own = |entry: &LanguageEntry| !entry.buttons.is_inherited();
                report(template, (first, variant), ("buttons", own), message, reporter)
                    .note(format!("{}: {}", first.language, list(first)))
                    .note(format!("{}: {}", variant.language, list(variant)))
                    .help(SAME_BUTTONS);
            }
        }),
    }
}

declare_rule! {
    /// A language with another category than the template's first language, in the same file or in another one that
    /// defines languages of this template.
    ///
    /// ## Why
    /// The category decides what a message costs and to whom it may be sent. Whoever sends a template by its name
    /// does not expect that to depend on the language. With another `revision` it is another template.
    ///
    /// ## Source
    /// Stated nowhere; M-MGMT speaks of the languages of one template (checked 2026-11-20)
    pub static CATEGORY_DIFFERS = "language/category-differs" {
        level: Level::Warning,
        summary: "languages of a template have different categories",
        check: Check::Template(|whole, reporter| {
            let Whole { template, variants, .. } = whole;
            for (first, variant) in pairs(variants) {
                let (first, variant) = (&variants[first], &variants[variant]);
                if first.category == variant.category {
                    continue;
                }
                let (expected, found) = (first.category.as_str(), variant.category.as_str());
                let message = format!("{} is {found}, {} is {expected}", variant.language, first.language);
                let own = |entry: &LanguageEntry| entry.category.is_some();
                report(template, (first, variant), ("category", own), message, reporter)
                    .help(SAME_CATEGORY);
            }
        }),
    }
}

declare_rule! {
    /// A language with other variables than the template's first language.
    ///
    /// ## Why
    /// Whoever sends a template fills in the same values whatever the language: one that is missing is never shown,
    /// and one that nobody fills in fails the message. With another `revision` it is another template.
    ///
    /// ## Source
    /// Stated nowhere; M-MGMT speaks of the languages of one template (checked 2026-11-20)
    pub static VARIABLES_DIFFER = "language/variables-differ" {
        level: Level::Warning,
        summary: "languages of a template have different variables",
        check: Check::Template(|whole, reporter| {
            let Whole { template, variants, .. } = whole;
            let names = if variants.len() > 1 { whole.used() } else { return };
            for (first, variant) in pairs(variants) {
                let (expected, found) = (&names[first], &names[variant]);
                if expected == found {
                    continue;
                }
                let (first, variant) = (&variants[first], &variants[variant]);
                let missing = quoted(expected.iter().filter(|name| !found.contains(name)));
                let added = quoted(found.iter().filter(|name| !expected.contains(name)));
                let (language, first_language) = (&variant.language, &first.language);
                let message = match (missing.is_empty(), added.is_empty()) {
                    (true, true) => continue,
                    (false, true) => format!("{language} lacks {missing}, which {first_language} has"),
                    (true, false) => format!("{language} has {added}, which {first_language} lacks"),
                    (false, false) => {
                        format!("{language} has {added} and lacks {missing}, in which it differs from {first_language}")
                    }
                };
                report(template, (first, variant), ("body", |_| false), message, reporter)
                    .help("use the same variables in every language");
            }
        }),
    }
}

/// The finding where two languages of other categories lie in two files; `earlier` says where the first one is.
pub fn category_differs_between(at: At, variant: &Variant, first: &Variant, earlier: &str) -> Finding {
    let Variant { language, name, category, .. } = variant;
    let message = format!("{language} of `{name}` is {category}, {} is {}", first.language, first.category);
    Finding::new(&CATEGORY_DIFFERS.meta, at, message)
        .note(format!("{} is defined at {earlier}", first.language))
        .help(SAME_CATEGORY)
}

/// The finding where two languages with other buttons lie in two files; `earlier` says where the first one is.
pub fn buttons_differ_between(at: At, variant: &Variant, first: &Variant, earlier: &str) -> Finding {
    let (language, name) = (&variant.language, &variant.name);
    let message = format!("buttons of {language} are not those of {}, which `{name}` has too", first.language);
    Finding::new(&BUTTONS_DIFFER.meta, at, message)
        .note(format!("{}: {}, at {earlier}", first.language, list(first)))
        .note(format!("{language}: {}", list(variant)))
        .help(SAME_BUTTONS)
}

/// Each variant with the first one of its name, as positions.
fn pairs(variants: &[Variant]) -> impl Iterator<Item = (usize, usize)> {
    let first_of = |name: &str| variants.iter().position(|first| first.name == name);
    let pairs = variants.iter().enumerate().filter_map(move |(variant, named)| Some((first_of(&named.name)?, variant)));
    pairs.filter(|(first, variant)| first != variant)
}

/// Reports at the key of a language, or at a field that is its own; the first language's is pointed at too.
fn report<'r>(
    template: &Template,
    (first, variant): (&Variant, &Variant),
    (field, is_own): (&str, impl Fn(&LanguageEntry) -> bool),
    message: String,
    reporter: &'r mut Reporter<'_>,
) -> Report<'r> {
    let place = |variant: &Variant| {
        let path = Path::root().join("languages").join(variant.language.as_str());
        match template.languages.get(&variant.language).is_some_and(&is_own) {
            true => path.join(field),
            false => path,
        }
    };
    let other = At::Key(place(first));
    reporter.report_at(place(variant), message).at_key().beside(other, format!("compared with {}", first.language))
}

/// The types of the buttons, those of each card for themselves.
fn button_types(variant: &Variant) -> impl Iterator<Item = impl Iterator<Item = Option<ButtonType>>> {
    let lists = std::iter::once(&variant.buttons).chain(variant.carousel.iter().flatten().map(|card| &card.buttons));
    lists.map(|buttons| buttons.iter().flatten().map(|button| button.kind))
}

fn have_same_buttons(one: &Variant, other: &Variant) -> bool {
    let (mut one, mut other) = (button_types(one), button_types(other));
    loop {
        let is_same = match (one.next(), other.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) => one.eq(other),
            _ => false,
        };
        if !is_same {
            return false;
        }
    }
}

fn list(variant: &Variant) -> String {
    let names = button_types(variant).flatten().map(|kind| kind.map_or("?", |kind| kind.as_str()));
    let names: Vec<&str> = names.collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

fn quoted<'a>(names: impl Iterator<Item = &'a &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
