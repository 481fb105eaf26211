//! Running the rules: one walk over the document, every check at each part.

use super::registry::{Table, table, table_without};
use super::writing::text_part::each_text;
use super::{Cx, Example, Facts, Part, Place, Reporter, Text, Whole};
use crate::finding::{Finding, Level, Path};
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
/// Forms differ in these values only, which stand at the paths `differing`. What a check of a part sees is that part,
/// and what all forms have in common as long as no example holds a value: so any other part need be looked at in one of
/// them only.
pub fn check_filled(form: &Variant, differing: &[Path], facts: &Facts) -> Vec<Finding> {
    let examples = Place::of("examples");
    let differing = Some(differing).filter(|paths| !paths.iter().any(|path| examples.holds(path)));
    check(table(), form, Wanted(differing), facts)
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
    check(table, variant, Wanted(None), facts)
}

/// The parts of a variant that are looked at: all, or those that hold one of some paths.
#[derive(Clone, Copy)]
struct Wanted<'p>(Option<&'p [Path]>);

impl Wanted<'_> {
    fn all(self) -> bool {
        self.0.is_none()
    }

    fn has(self, place: Place<'_>) -> bool {
        self.0.is_none_or(|paths| paths.iter().any(|path| place.holds(path)))
    }
}

fn check(table: &Table, variant: &Variant, wanted: Wanted<'_>, facts: &Facts) -> Vec<Finding> {
    let cx = &mut Cx::new(variant, facts);
    if wanted.all() {
        run!(table.variant, Place::root(), variant, cx);
    }
    let place = Place::of("limited_time_offer");
    if let Some(offer) = variant.limited_time_offer.as_ref().filter(|_| wanted.has(place)) {
        run!(table.offer, place, offer, cx);
    }
    let place = Place::of("footer");
    if let Some(footer) = variant.footer.as_ref().filter(|_| wanted.has(place)) {
        run!(table.footer, place, &Part::footer(footer), cx);
    }
    check_parts(table, Place::root(), &Parts::of(variant), wanted, cx);
    let place = Place::of("carousel");
    if let Some(cards) = variant.carousel.as_ref().filter(|_| wanted.has(place)) {
        run!(table.carousel, place, cards, cx);
        check_cards(table, cards, wanted, cx);
    }
    check_texts(table, variant, wanted, cx);
    if wanted.all() {
        for (name, sample) in &variant.examples {
            run!(table.example, Place::of("examples").field(name), &Example { name, sample }, cx);
        }
    }
    std::mem::replace(&mut cx.reporter, Reporter::new(Level::Error)).into_findings()
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

fn check_parts<'a>(table: &Table, place: Place<'static>, parts: &Parts<'a>, wanted: Wanted<'_>, cx: &mut Cx<'a>) {
    let (header, body, list) = (place.part("header"), place.part("body"), place.part("buttons"));
    if let Some(part) = parts.header.as_ref().filter(|_| wanted.has(header)) {
        run!(table.header, header, &Part::header(part, cx), cx);
    }
    if let Some(part) = parts.body.as_ref().filter(|_| wanted.has(body)) {
        run!(table.body, body, &Part::body(part), cx);
    }
    if let Some(buttons) = parts.buttons.as_ref().filter(|_| wanted.has(list)) {
        run!(table.buttons, list, buttons, cx);
        for (index, button) in buttons.iter().enumerate().filter(|(index, _)| wanted.has(list.item(*index))) {
            check_button(table, list.item(index), &Part::button(button), cx);
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

fn check_cards<'a>(table: &Table, cards: &'a [Card], wanted: Wanted<'_>, cx: &mut Cx<'a>) {
    for (place, card) in cards.iter().enumerate().map(|(index, card)| (Place::of_card(index), card)) {
        if wanted.has(place) {
            run!(table.card, place, card, cx);
            check_parts(table, place, &Parts::of_card(card), wanted, cx);
        }
    }
}

fn check_texts(table: &Table, variant: &Variant, wanted: Wanted<'_>, cx: &mut Cx<'_>) {
    each_text(variant, &mut |place, kind, text| {
        // A text beyond any limit is reported by the rules of its part; looking closer would only cost time.
        if text.len() <= TEXT_BYTES && wanted.has(place) {
            let text = Text::new(kind, text);
            run!(table.text, place, &text, cx);
            if text.holds_variables() {
                run!(table.variables, place, &text, cx);
            }
        }
    });
}
