//! Running the rules: one walk over the document, every check at each part.

use super::registry::{Table, table, table_without};
use super::writing::text_part::each_text;
use super::{Cx, Example, Facts, Part, Place, Reporter, Text, Whole};
use crate::finding::{Finding, Level};
use crate::model::{Body, Button, ButtonType, Card, Header, Message, ProjectFile, Template, Variant};

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

/// Findings of one form of a variant in the parts that hold build-time values, where no rule finds anything in another.
///
/// Forms differ in these values only. What a check of a part sees is that part, and what all forms have in common as
/// long as no example holds a value: so a part that is as `written` need be looked at in one of them only.
pub fn check_filled(form: &Variant, written: &Variant, facts: &Facts) -> Vec<Finding> {
    let known = Some(written).filter(|written| written.examples.iter().eq(&form.examples));
    changes(table(), form, known, facts)
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
    changes(table, variant, None, facts)
}

/// Findings of the parts in which a variant differs from another one, of all parts where there is none.
fn changes(table: &Table, variant: &Variant, known: Option<&Variant>, facts: &Facts) -> Vec<Finding> {
    let cx = &mut Cx::new(variant, facts);
    if known.is_none() {
        run!(table.variant, Place::root(), variant, cx);
    }
    if let Some(offer) = changed(&variant.limited_time_offer, known.map(|known| &known.limited_time_offer)) {
        run!(table.offer, Place::of("limited_time_offer"), offer, cx);
    }
    if let Some(footer) = changed(&variant.footer, known.map(|known| &known.footer)) {
        run!(table.footer, Place::of("footer"), &Part::footer(footer), cx);
    }
    check_parts(table, Place::root(), &Parts::of(variant), known.map(Parts::of).as_ref(), cx);
    if let Some(cards) = changed(&variant.carousel, known.map(|known| &known.carousel)) {
        let known = known.and_then(|known| known.carousel.as_deref()).unwrap_or_default();
        check_carousel(table, cards, known, cx);
    }
    check_texts(table, variant, known, cx);
    if known.is_none() {
        for (name, sample) in &variant.examples {
            run!(table.example, Place::of("examples").field(name), &Example { name, sample }, cx);
        }
    }
    std::mem::replace(&mut cx.reporter, Reporter::new(Level::Error)).into_findings()
}

/// A part, unless it is there in the same way in the known variant.
fn changed<'v, T: PartialEq>(part: &'v Option<T>, known: Option<&Option<T>>) -> Option<&'v T> {
    part.as_ref().filter(|_| known != Some(part))
}

fn template(table: &Table, template: &Template, variants: &[Variant]) -> Vec<Finding> {
    let (whole, mut reporter) = (Whole::new(template, variants), Reporter::new(Level::Error));
    for (rule, check) in &table.template {
        reporter.rule = Some(rule);
        check(&whole, &mut reporter);
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
struct Parts<'a> {
    header: &'a Option<Header>,
    body: &'a Option<Body>,
    buttons: &'a Option<Vec<Button>>,
}

impl<'a> Parts<'a> {
    fn of(variant: &'a Variant) -> Self {
        Self { header: &variant.header, body: &variant.body, buttons: &variant.buttons }
    }

    fn of_card(card: &'a Card) -> Self {
        Self { header: &card.header, body: &card.body, buttons: &card.buttons }
    }
}

fn check_parts<'a>(
    table: &Table,
    place: Place<'static>,
    parts: &Parts<'a>,
    known: Option<&Parts<'_>>,
    cx: &mut Cx<'a>,
) {
    if let Some(header) = changed(parts.header, known.map(|known| known.header)) {
        run!(table.header, place.part("header"), &Part::header(header, cx), cx);
    }
    if let Some(body) = changed(parts.body, known.map(|known| known.body)) {
        run!(table.body, place.part("body"), &Part::body(body), cx);
    }
    if let Some(buttons) = changed(parts.buttons, known.map(|known| known.buttons)) {
        run!(table.buttons, place.part("buttons"), buttons, cx);
        let known = known.and_then(|known| known.buttons.as_deref()).unwrap_or_default();
        let changed = |(index, button): &(usize, &Button)| known.get(*index) != Some(button);
        for (index, button) in buttons.iter().enumerate().filter(changed) {
            check_button(table, place.part("buttons").item(index), &Part::button(button), cx);
        }
    }
}

fn check_button(table: &Table, place: Place<'static>, button: &Part<'_, Button>, cx: &mut Cx<'_>) {
    run!(table.button, place, button, cx);
    match button.kind {
        Some(ButtonType::Url) => run!(table.url_button, place, button, cx),
        Some(ButtonType::PhoneNumber) => run!(table.phone_button, place, button, cx),
        _ => {}
    }
}

fn check_carousel<'a>(table: &Table, cards: &'a [Card], known: &[Card], cx: &mut Cx<'a>) {
    run!(table.carousel, Place::of("carousel"), cards, cx);
    for (index, card) in cards.iter().enumerate().filter(|(index, card)| known.get(*index) != Some(card)) {
        let place = Place::of_card(index);
        run!(table.card, place, card, cx);
        check_parts(table, place, &Parts::of_card(card), known.get(index).map(Parts::of_card).as_ref(), cx);
    }
}

fn check_texts(table: &Table, variant: &Variant, known: Option<&Variant>, cx: &mut Cx<'_>) {
    let mut texts = Vec::new();
    if let Some(known) = known {
        each_text(known, &mut |place, kind, text| texts.push((place, kind, text)));
    }
    let mut texts = texts.into_iter();
    each_text(variant, &mut |place, kind, text| {
        let is_known = texts.next() == Some((place, kind, text));
        // A text beyond any limit is reported by the rules of its part; looking closer would only cost time.
        if !is_known && text.len() <= TEXT_BYTES {
            let text = Text::new(kind, text);
            run!(table.text, place, &text, cx);
            if text.holds_variables() {
                run!(table.variables, place, &text, cx);
            }
        }
    });
}
