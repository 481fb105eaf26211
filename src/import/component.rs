//! Components, of a template and of a carousel's card.

use super::button;
use super::faults::{GENERATED_TEXT, REPEATED, UNKNOWN_VALUE, UNSUPPORTED};
use super::fields::Fields;
use super::header::{DETAIL_ONLY, header};
use super::json::Json;
use super::placeholder::Place;
use super::reading::Reading;
use crate::finding::{At, Finding, Path};
use crate::model::{Body, Button, Card, Footer, Header, LimitedTimeOffer};

/// The components of a template or of a card, each at most once.
#[derive(Debug, Default)]
pub(super) struct Components {
    pub header: Option<Header>,
    pub limited_time_offer: Option<LimitedTimeOffer>,
    pub body: Option<Body>,
    pub footer: Option<Footer>,
    pub buttons: Option<Vec<Button>>,
    pub carousel: Option<Vec<Card>>,
}

impl Components {
    /// Reads a list of components; `prefix` is `card_1_` in a card.
    pub(super) fn read(items: &[Json], path: &Path, prefix: &str, reading: &mut Reading) -> Self {
        let mut components = Self::default();
        for (index, item) in items.iter().enumerate() {
            let mut embedded = None;
            if let Some(fields) = reading.expect_fields(path.join(index), item, &mut embedded) {
                components.add(fields, prefix, reading);
            }
        }
        components
    }

    fn add(&mut self, mut fields: Fields<'_>, prefix: &str, reading: &mut Reading) {
        let place = fields.path.clone();
        let Some((path, kind)) = fields.text("type", reading) else {
            let finding = Finding::new(&UNKNOWN_VALUE, At::Value(place), "a component has no `type`");
            reading.report(finding.label("not imported"));
            return;
        };
        let once = Once { place, kind: kind.to_ascii_uppercase() };
        match once.kind.as_str() {
            "HEADER" => once.put(&mut self.header, reading, |reading| header(fields, prefix, reading)),
            "BODY" => once.put(&mut self.body, reading, |reading| body(fields, prefix, reading)),
            "FOOTER" => once.put(&mut self.footer, reading, |reading| footer(fields, prefix, reading)),
            "BUTTONS" => once.put(&mut self.buttons, reading, |reading| buttons(fields, prefix, reading)),
            "LIMITED_TIME_OFFER" | "LIMITEDTIMEOFFER" if prefix.is_empty() => {
                once.put(&mut self.limited_time_offer, reading, |reading| offer(fields, reading));
            }
            "CAROUSEL" if prefix.is_empty() => {
                once.put(&mut self.carousel, reading, |reading| carousel(fields, reading))
            }
            _ => reading.report(unknown_kind(&once.kind, &kind, path)),
        }
    }
}

/// A kind of component that can be there once.
struct Once {
    place: Path,
    kind: String,
}

impl Once {
    fn put<T>(&self, slot: &mut Option<T>, reading: &mut Reading, read: impl FnOnce(&mut Reading) -> T) {
        if slot.is_none() {
            *slot = Some(read(reading));
            return;
        }
        let message = format!("a second {}: a template has at most one", self.kind);
        let finding = Finding::new(&REPEATED, At::Value(self.place.clone()), message);
        reading.report(finding.label("not imported").help("join the two, or take one out"));
    }
}

fn unknown_kind(kind: &str, written: &str, path: Path) -> Finding {
    let meaning = match kind {
        "CALL_PERMISSION_REQUEST" => Some("asks the customer whether the business may call"),
        "TAP_TARGET_CONFIGURATION" => Some("makes the picture a link"),
        "ORDER_STATUS" => Some("shows how far an order is"),
        _ => None,
    };
    let finding = match meaning {
        Some(meaning) => {
            Finding::new(&UNSUPPORTED, At::Value(path), format!("CAMS has no component `{written}` ({meaning})"))
        }
        None => Finding::new(&UNKNOWN_VALUE, At::Value(path), format!("a component's type cannot be `{written}` here")),
    };
    finding.label("not imported")
}

/// The text of a component; none for AUTHENTICATION, where WhatsApp writes it.
fn text(fields: &mut Fields<'_>, place: &Place, reading: &mut Reading) -> Option<String> {
    let mut samples = reading.samples(fields);
    let text = fields.text("text", reading);
    if reading.is_authentication() {
        if let Some((path, _)) = text {
            let message = "WhatsApp writes the texts of AUTHENTICATION itself";
            reading.report(Finding::new(&GENERATED_TEXT, At::Value(path), message).label("left out"));
        }
        samples.finish(reading);
        return None;
    }
    let converted = text.map(|(path, raw)| reading.converted(place, &path, &raw, &mut samples));
    samples.finish(reading);
    converted
}

/// Some exporters write the only format a text can have.
const TEXT_ONLY: &[&str] = &["format", "formate"];

fn body(mut fields: Fields<'_>, prefix: &str, reading: &mut Reading) -> Body {
    let text = text(&mut fields, &Place::numbered(format!("{prefix}body")), reading);
    let recommended = fields.boolean("add_secret_recommendation", reading);
    let meta_spelling = fields.boolean("add_security_recommendation", reading);
    fields.finish("a body", &[DETAIL_ONLY, TEXT_ONLY].concat(), reading);
    Body { text, add_secret_recommendation: recommended.or(meta_spelling) }
}

fn footer(mut fields: Fields<'_>, prefix: &str, reading: &mut Reading) -> Footer {
    let text = text(&mut fields, &Place::numbered(format!("{prefix}footer")), reading);
    let code_expiration_minutes = fields.integer("code_expiration_minutes", reading);
    fields.finish("a footer", &[DETAIL_ONLY, TEXT_ONLY].concat(), reading);
    Footer { text, code_expiration_minutes }
}

/// Meta nests the offer in an object of its own, CAMS does not.
fn offer(mut fields: Fields<'_>, reading: &mut Reading) -> LimitedTimeOffer {
    let place = Place::numbered("offer");
    let mut offer = LimitedTimeOffer::default();
    if let Some((path, value)) = fields.take("limited_time_offer") {
        let mut embedded = None;
        if let Some(mut inner) = reading.expect_fields(path, value, &mut embedded) {
            offer.text = text(&mut inner, &place, reading);
            offer.has_expiration = inner.boolean("has_expiration", reading);
            inner.finish("a limited-time offer", &[], reading);
        }
    }
    offer.text = offer.text.or_else(|| text(&mut fields, &place, reading));
    offer.has_expiration = offer.has_expiration.or_else(|| fields.boolean("has_expiration", reading));
    fields.finish("a limited-time offer", DETAIL_ONLY, reading);
    offer
}

fn buttons(mut fields: Fields<'_>, prefix: &str, reading: &mut Reading) -> Vec<Button> {
    let list = fields.list("buttons", reading);
    fields.finish("a list of buttons", DETAIL_ONLY, reading);
    let Some((path, items)) = list else { return Vec::new() };
    let mut buttons = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let mut embedded = None;
        if let Some(fields) = reading.expect_fields(path.join(index), item, &mut embedded) {
            buttons.extend(button::read(fields, &format!("{prefix}button_{}", index + 1), reading));
        }
    }
    buttons
}

fn carousel(mut fields: Fields<'_>, reading: &mut Reading) -> Vec<Card> {
    let list = fields.list("cards", reading);
    fields.finish("a carousel", DETAIL_ONLY, reading);
    let Some((path, items)) = list else { return Vec::new() };
    let mut cards = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let mut embedded = None;
        if let Some(fields) = reading.expect_fields(path.join(index), item, &mut embedded) {
            cards.push(card(fields, &format!("card_{}_", index + 1), reading));
        }
    }
    cards
}

fn card(mut fields: Fields<'_>, prefix: &str, reading: &mut Reading) -> Card {
    let list = fields.list("components", reading).or_else(|| fields.list("card_components", reading));
    fields.finish("a card", &["card_index"], reading);
    let Some((path, items)) = list else { return Card::default() };
    let components = Components::read(&items, &path, prefix, reading);
    if components.footer.is_some() {
        let finding = Finding::new(&UNKNOWN_VALUE, At::Value(path), "a card has no footer");
        reading.report(finding.label("footer not imported"));
    }
    Card { header: components.header, body: components.body, buttons: components.buttons }
}
