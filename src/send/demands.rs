//! What a template demands of the messages that are sent with it: found once, held against every message.

use indexmap::IndexMap;

use crate::finding::{Path, Step};
use crate::model::{ButtonType, Category, Channel, Token, Variant, limits, tokens, variables};

/// The variable that carries the end of a limited-time offer (GetChatappTemplateDetail, sample; checked 2026-11-20).
pub const OFFER_END: &str = "offerExpirationTimeMs";

/// The demands of one variant.
#[derive(Clone, Debug)]
pub struct Demands {
    /// `name/language`.
    pub key: String,
    /// Every variable, in order of appearance.
    pub variables: Vec<String>,
    /// The texts that variables are filled into.
    pub(super) slots: Vec<Slot>,
    /// The one value is a code, whatever the variable is called.
    pub(super) takes_code: bool,
    /// The end of the offer is one of the variables.
    pub(super) takes_offer_end: bool,
    /// How many quick replies there are.
    pub(super) quick_replies: usize,
    /// A button shows several products.
    pub(super) shows_products: bool,
    /// A button shows the catalog.
    pub(super) shows_catalog: bool,
    /// A button starts a flow.
    pub(super) starts_flow: bool,
}

/// A text with variables.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// How messages call it.
    pub noun: String,
    /// What it is.
    pub kind: SlotKind,
    /// As the template has it.
    pub text: String,
    /// How long it may be once it is filled in.
    pub limit: Option<usize>,
}

/// What a text with variables is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SlotKind {
    Prose,
    MediaAddress,
    ButtonAddress,
    Coupon,
}

impl Slot {
    /// The text with values in the place of variables; one without a value stays as written.
    pub(super) fn filled(&self, values: &IndexMap<String, String>) -> String {
        filled(&self.text, values)
    }

    pub(super) fn uses(&self, name: &str) -> bool {
        variables(&self.text).iter().any(|variable| variable.name == name)
    }
}

/// A text with values in the place of variables; one without a value stays as written.
pub(super) fn filled(text: &str, values: &IndexMap<String, String>) -> String {
    let piece = |(range, token): (std::ops::Range<usize>, Token<'_>)| match token {
        Token::Variable(name) => values.get(name).map_or_else(|| text[range].to_owned(), Clone::clone),
        Token::Literal(_) | Token::Unterminated(_) => text[range].to_owned(),
    };
    tokens(text).into_iter().map(piece).collect()
}

impl Demands {
    /// The demands of a variant.
    pub fn of(variant: &Variant) -> Self {
        let texts = variant.texts();
        let slots = texts.iter().filter(|(_, text)| !variables(text).is_empty());
        let slots = slots.map(|(path, text)| slot(path, text, variant)).collect();
        let mut names = variant.variable_names();
        let takes_offer_end =
            variant.limited_time_offer.as_ref().is_some_and(|offer| offer.has_expiration == Some(true));
        if takes_offer_end && !names.iter().any(|name| name == OFFER_END) {
            names.push(OFFER_END.to_owned());
        }
        let of_cards = variant.carousel.iter().flatten().flat_map(|card| card.buttons.iter().flatten());
        let buttons: Vec<_> = variant.buttons.iter().flatten().chain(of_cards).collect();
        let has = |kind: ButtonType| buttons.iter().any(|button| button.kind == Some(kind));
        Self {
            key: variant.key(),
            slots,
            takes_code: variant.channel == Channel::Whatsapp && variant.category == Category::Authentication,
            takes_offer_end,
            quick_replies: buttons.iter().filter(|button| button.kind == Some(ButtonType::QuickReply)).count(),
            shows_products: has(ButtonType::Mpm),
            shows_catalog: has(ButtonType::Catalog),
            starts_flow: has(ButtonType::Flow),
            variables: names,
        }
    }

    /// The variables that get no value.
    pub fn missing(&self, is_given: impl Fn(&str) -> bool) -> Vec<&str> {
        self.variables.iter().map(String::as_str).filter(|name| !is_given(name)).collect()
    }

    /// A variable and the text that uses it first: "`customer` (body)".
    pub fn place_of(&self, name: &str) -> String {
        let noun = self.slots.iter().find(|slot| slot.uses(name)).map_or("end of the offer", |slot| slot.noun.as_str());
        format!("`{name}` ({noun})")
    }

    /// The variable whose name is much like this.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let likeness = |known: &str| strsim::jaro_winkler(known, name);
        let known = self.variables.iter().map(String::as_str);
        known.max_by(|one, other| likeness(one).total_cmp(&likeness(other))).filter(|near| likeness(near) > 0.8)
    }

    /// Whether a value would be filled in under this name. The one value of an AUTHENTICATION template has a name that
    /// is not documented.
    pub fn takes(&self, name: &str) -> bool {
        self.variables.iter().any(|known| known == name) || (self.takes_code && self.variables.is_empty())
    }
}

fn slot(path: &Path, text: &str, variant: &Variant) -> Slot {
    let keys: Vec<&str> = path.0.iter().filter_map(key).collect();
    let (part, field) =
        (keys.iter().rev().nth(1).copied().unwrap_or_default(), keys.last().copied().unwrap_or_default());
    let card = match path.0.as_slice() {
        [Step::Key(carousel), Step::Index(card), ..] if carousel == "carousel" => Some(card + 1),
        _ => None,
    };
    let has_offer = variant.limited_time_offer.is_some();
    let (noun, kind, limit) = match (part, field) {
        ("header", "text") => ("header", SlotKind::Prose, Some(limits::HEADER_CHARACTERS)),
        ("header", "url" | "thumb_url") => ("header url", SlotKind::MediaAddress, None),
        ("body", _) => ("body", SlotKind::Prose, Some(body_limit(variant, card.is_some()))),
        ("limited_time_offer", _) => ("offer", SlotKind::Prose, Some(limits::OFFER_CHARACTERS)),
        ("buttons", "url") => ("button url", SlotKind::ButtonAddress, Some(limits::URL_CHARACTERS)),
        ("buttons", "coupon_code") => {
            let most = if has_offer { limits::COUPON_WITH_OFFER_CHARACTERS } else { limits::COUPON_CHARACTERS };
            ("coupon code", SlotKind::Coupon, Some(most))
        }
        (part, _) => (part, SlotKind::Prose, None),
    };
    let noun = card.map_or_else(|| noun.to_owned(), |card| format!("{noun} of card {card}"));
    Slot { noun, kind, text: text.to_owned(), limit }
}

fn body_limit(variant: &Variant, in_card: bool) -> usize {
    match variant.channel {
        _ if in_card => limits::CARD_BODY_CHARACTERS,
        Channel::Viber => limits::BODY_VIBER_CHARACTERS,
        Channel::Whatsapp if variant.limited_time_offer.is_some() => limits::BODY_WITH_OFFER_CHARACTERS,
        Channel::Whatsapp => limits::BODY_CHARACTERS,
    }
}

/// The key of a step, where it is one; `buttons[0].url` is `buttons`, `url`.
fn key(step: &Step) -> Option<&str> {
    match step {
        Step::Key(key) => Some(key),
        Step::Index(_) => None,
    }
}
