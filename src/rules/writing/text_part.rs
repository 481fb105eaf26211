//! A text as a part that rules look at.

use std::cell::OnceCell;
use std::ops::Range;

use crate::model::{Button, Header, Token, Variable, Variant, holds_variables, limits, tokens};
use crate::rules::words::Reading;
use crate::rules::{Cx, Marks, Place};

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// Text of a header.
    Header,
    /// Address of a header's picture, video or document.
    MediaUrl,
    /// Address of a video's preview picture.
    ThumbUrl,
    /// Caption of a header's picture, video or document.
    Caption,
    /// Headline of a limited-time offer.
    Offer,
    /// Text of a body.
    Body,
    /// Text of a footer.
    Footer,
    /// Label of a button.
    Button,
    /// Label of the autofill button.
    Autofill,
    /// Address of a button.
    ButtonUrl,
    /// Coupon of a button.
    Coupon,
    /// Number of a button.
    PhoneNumber,
}

impl TextKind {
    /// How messages call it.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::MediaUrl => "header url",
            Self::ThumbUrl => "thumb_url",
            Self::Caption => "caption",
            Self::Offer => "offer",
            Self::Body => "body",
            Self::Footer => "footer",
            Self::Button => "button text",
            Self::Autofill => "autofill text",
            Self::ButtonUrl => "button url",
            Self::Coupon => "coupon code",
            Self::PhoneNumber => "phone number",
        }
    }

    /// Whether it is written for people to read, rather than for a machine to follow.
    pub fn is_prose(self) -> bool {
        matches!(
            self,
            Self::Header | Self::Caption | Self::Offer | Self::Body | Self::Footer | Self::Button | Self::Autofill
        )
    }
}

/// A text, cut once for all rules.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// What it is for.
    pub kind: TextKind,
    /// The text.
    pub text: &'a str,
    /// Which rare characters it may have.
    pub marks: Marks,
    /// Its pieces; empty when it holds no `$(`.
    tokens: Vec<(Range<usize>, Token<'a>)>,
    /// What it speaks of, once a rule has asked.
    reading: OnceCell<Reading<'a>>,
}

impl<'a> Text<'a> {
    pub(crate) fn new(kind: TextKind, text: &'a str) -> Self {
        let marks = Marks::of(text);
        let may_vary = marks.has(Marks::DOLLAR) && holds_variables(text);
        let tokens = if may_vary { tokens(text) } else { Vec::new() };
        Self { kind, text, marks, tokens, reading: OnceCell::new() }
    }

    /// Whether it holds a `$(`.
    pub fn holds_variables(&self) -> bool {
        !self.tokens.is_empty()
    }

    /// What it speaks of, in the variant's language.
    pub(crate) fn reading(&self, cx: &Cx<'_>) -> &Reading<'a> {
        self.reading.get_or_init(|| Reading::new(self.text, cx.language()))
    }

    /// Its variables, in order, repeated ones too.
    pub fn variables(&self) -> impl DoubleEndedIterator<Item = Variable<'a>> + Clone {
        self.tokens.iter().filter_map(|(range, token)| match token {
            Token::Variable(name) => Some(Variable { name, range: range.clone() }),
            Token::Literal(_) | Token::Unterminated(_) => None,
        })
    }

    /// Every `$(` that is never closed on its line, with the rest of the line.
    pub fn unterminated(&self) -> impl Iterator<Item = Range<usize>> {
        self.tokens.iter().filter(|(_, token)| matches!(token, Token::Unterminated(_))).map(|(range, _)| range.clone())
    }

    /// What lies between its variables, with the byte at which it starts.
    pub fn literals(&self) -> impl Iterator<Item = (usize, &'a str)> {
        let whole = if self.tokens.is_empty() { Some((0, self.text)) } else { None };
        whole.into_iter().chain(self.tokens.iter().filter_map(|(range, token)| match token {
            Token::Literal(literal) => Some((range.start, *literal)),
            Token::Variable(_) | Token::Unterminated(_) => None,
        }))
    }

    /// How long it may be, where a limit is known.
    pub fn limit(&self, cx: &Cx<'_>) -> Option<usize> {
        Some(match self.kind {
            TextKind::Header => limits::HEADER_CHARACTERS,
            TextKind::Offer => limits::OFFER_CHARACTERS,
            TextKind::Body if cx.in_card() => limits::CARD_BODY_CHARACTERS,
            TextKind::Body if cx.is_viber() => limits::BODY_VIBER_CHARACTERS,
            TextKind::Body if cx.has_offer() => limits::BODY_WITH_OFFER_CHARACTERS,
            TextKind::Body => limits::BODY_CHARACTERS,
            TextKind::Footer => limits::FOOTER_CHARACTERS,
            TextKind::Button if cx.is_whatsapp() => limits::BUTTON_CHARACTERS,
            TextKind::Autofill => limits::BUTTON_CHARACTERS,
            TextKind::ButtonUrl => limits::URL_CHARACTERS,
            _ => return None,
        })
    }
}

/// Shows every text of a variant to `show`, in document order; empty ones too.
pub(crate) fn each_text<'a>(variant: &'a Variant, show: &mut dyn FnMut(Place<'static>, TextKind, &'a str)) {
    header_texts(Place::of("header"), variant.header.as_ref(), show);
    if let Some(text) = variant.limited_time_offer.as_ref().and_then(|offer| offer.text.as_deref()) {
        show(Place::of("limited_time_offer").field("text"), TextKind::Offer, text);
    }
    if let Some(text) = variant.body.as_ref().and_then(|body| body.text.as_deref()) {
        show(Place::of("body").field("text"), TextKind::Body, text);
    }
    if let Some(text) = variant.footer.as_ref().and_then(|footer| footer.text.as_deref()) {
        show(Place::of("footer").field("text"), TextKind::Footer, text);
    }
    button_texts(Place::of("buttons"), variant.buttons.as_deref(), show);
    for (index, card) in variant.carousel.iter().flatten().enumerate() {
        let place = Place::of_card(index);
        header_texts(place.part("header"), card.header.as_ref(), show);
        if let Some(text) = card.body.as_ref().and_then(|body| body.text.as_deref()) {
            show(place.part("body").field("text"), TextKind::Body, text);
        }
        button_texts(place.part("buttons"), card.buttons.as_deref(), show);
    }
}

fn header_texts<'a>(
    place: Place<'static>,
    header: Option<&'a Header>,
    show: &mut dyn FnMut(Place<'static>, TextKind, &'a str),
) {
    let Some(header) = header else { return };
    let fields = [
        ("text", TextKind::Header, &header.text),
        ("url", TextKind::MediaUrl, &header.url),
        ("caption", TextKind::Caption, &header.caption),
        ("thumb_url", TextKind::ThumbUrl, &header.thumb_url),
    ];
    for (field, kind, text) in fields {
        if let Some(text) = text {
            show(place.field(field), kind, text);
        }
    }
}

fn button_texts<'a>(
    place: Place<'static>,
    buttons: Option<&'a [Button]>,
    show: &mut dyn FnMut(Place<'static>, TextKind, &'a str),
) {
    for (index, button) in buttons.into_iter().flatten().enumerate() {
        let fields = [
            ("text", TextKind::Button, &button.text),
            ("url", TextKind::ButtonUrl, &button.url),
            ("coupon_code", TextKind::Coupon, &button.coupon_code),
            ("phone_number", TextKind::PhoneNumber, &button.phone_number),
            ("autofill_text", TextKind::Autofill, &button.autofill_text),
        ];
        for (field, kind, text) in fields {
            if let Some(text) = text {
                show(place.item(index).field(field), kind, text);
            }
        }
    }
}
