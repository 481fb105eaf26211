//! Running the rules: one walk over the document, every check at each part.

use super::registry::{Table, table, table_without};
use super::writing::text_part::each_text;
use super::{Cx, Example, Facts, Place, Reporter, Text};
use crate::finding::{Finding, Level};
use crate::model::{Button, Card, Message, ProjectFile, Template, Variant};

/// Texts longer than this are far beyond every limit, in any script.
const TEXT_BYTES: usize = 16 * 1024;

/// Runs checks over one part; the place is set first, the rule before each check.
macro_rules! run {
    ($checks:expr, $place:expr, $part:expr, $cx:expr) => {{
        $cx.reporter.place = $place;
        let part = $part;
        for (rule, check) in &$checks {
            $cx.reporter.rule = Some(rule);
            check(part, $cx);
        }
    }};
}

/// Every finding of one variant; places are paths of the variant, in the order of the rules' parts.
pub fn check_variant(variant: &Variant, facts: &Facts) -> Vec<Finding> {
    self::variant(table(), variant, facts)
}

/// Every finding of a template as a whole; places are paths of the file. `variants` are all of the template's.
pub fn check_template(template: &Template, variants: &[Variant]) -> Vec<Finding> {
    self::template(table(), template, variants)
}

/// Every finding of a project file.
pub fn check_project_file(file: &ProjectFile) -> Vec<Finding> {
    project_file(table(), file)
}

/// Every finding of a free-form message.
pub fn check_message(message: &Message) -> Vec<Finding> {
    self::message(table(), message)
}

/// The checks of all rules but one.
pub struct Without(Table);

impl Without {
    /// All rules but the one with this id.
    pub fn rule(id: &str) -> Self {
        Self(table_without(id))
    }

    /// As [`check_variant`](check_variant).
    pub fn check_variant(&self, variant: &Variant, facts: &Facts) -> Vec<Finding> {
        self::variant(&self.0, variant, facts)
    }

    /// As [`check_template`](check_template).
    pub fn check_template(&self, template: &Template, variants: &[Variant]) -> Vec<Finding> {
        self::template(&self.0, template, variants)
    }

    /// As [`check_project_file`](check_project_file).
    pub fn check_project_file(&self, file: &ProjectFile) -> Vec<Finding> {
        self::project_file(&self.0, file)
    }

    /// As [`check_message`](check_message).
    pub fn check_message(&self, message: &Message) -> Vec<Finding> {
        self::message(&self.0, message)
    }
}

fn variant(table: &Table, variant: &Variant, facts: &Facts) -> Vec<Finding> {
    let cx = &mut Cx::new(variant, facts);
    run!(table.variant, Place::root(), variant, cx);
    if let Some(offer) = &variant.limited_time_offer {
        run!(table.offer, Place::of("limited_time_offer"), offer, cx);
    }
    if let Some(footer) = &variant.footer {
        run!(table.footer, Place::of("footer"), footer, cx);
    }
    let as_card = CardParts { header: &variant.header, body: &variant.body, buttons: variant.buttons.as_deref() };
    check_parts(table, Place::root(), &as_card, cx);
    if let Some(cards) = &variant.carousel {
        check_carousel(table, cards, cx);
    }
    // A text beyond any limit is reported by the rules of its part; looking closer would only cost time.
    each_text(variant, &mut |place, kind, text| {
        if text.len() > TEXT_BYTES {
            return;
        }
        run!(table.text, place, &Text::new(kind, text), cx);
    });
    for (name, sample) in &variant.examples {
        run!(table.example, Place::of("examples").field(name), &Example { name, sample }, cx);
    }
    std::mem::replace(&mut cx.reporter, Reporter::new(Level::Error)).into_findings()
}

fn template(table: &Table, template: &Template, variants: &[Variant]) -> Vec<Finding> {
    let mut reporter = Reporter::new(Level::Error);
    for (rule, check) in &table.template {
        reporter.rule = Some(rule);
        check(template, variants, &mut reporter);
    }
    reporter.into_findings()
}

fn message(table: &Table, message: &Message) -> Vec<Finding> {
    let mut reporter = Reporter::new(Level::Error);
    for (rule, check) in &table.message {
        reporter.rule = Some(rule);
        check(message, &mut reporter);
    }
    reporter.into_findings()
}

fn project_file(table: &Table, file: &ProjectFile) -> Vec<Finding> {
    let mut reporter = Reporter::new(Level::Error);
    for (rule, check) in &table.project_file {
        reporter.rule = Some(rule);
        check(file, &mut reporter);
    }
    reporter.into_findings()
}

/// The parts that a template and a card have in common.
struct CardParts<'a> {
    header: &'a Option<crate::model::Header>,
    body: &'a Option<crate::model::Body>,
    buttons: Option<&'a [Button]>,
}

fn check_parts(table: &Table, place: Place<'static>, parts: &CardParts<'_>, cx: &mut Cx<'_>) {
    if let Some(header) = parts.header {
        run!(table.header, place.part("header"), header, cx);
    }
    if let Some(body) = parts.body {
        run!(table.body, place.part("body"), body, cx);
    }
    if let Some(buttons) = parts.buttons {
        run!(table.buttons, place.part("buttons"), buttons, cx);
        for (index, button) in buttons.iter().enumerate() {
            run!(table.button, place.part("buttons").item(index), button, cx);
        }
    }
}

fn check_carousel(table: &Table, cards: &[Card], cx: &mut Cx<'_>) {
    run!(table.carousel, Place::of("carousel"), cards, cx);
    for (index, card) in cards.iter().enumerate() {
        let place = Place::of_card(index);
        run!(table.card, place, card, cx);
        let parts = CardParts { header: &card.header, body: &card.body, buttons: card.buttons.as_deref() };
        check_parts(table, place, &parts, cx);
    }
}
