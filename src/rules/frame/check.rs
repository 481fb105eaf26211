//! What a rule looks at.

use super::{Cx, Part, Reporter, Whole};
use crate::finding;
use crate::model::{Body, Button, Card, Footer, Header, LimitedTimeOffer, Message, ProjectFile, Variant};
use crate::rules::Text;

/// A rule of this layer.
pub type Rule = finding::Rule<Check>;

/// How a rule checks: by the part of a document that it wants to see. A part that is absent is not shown.
#[derive(Clone, Copy)]
pub enum Check {
    /// Once per project file.
    ProjectFile(fn(&ProjectFile, &mut Reporter<'_>)),
    /// Once per free-form message.
    Message(fn(&Message, &mut Reporter<'_>)),
    /// Once per template, with all its variants; places are paths of the file.
    Template(fn(&Whole<'_>, &mut Reporter<'_>)),
    /// Once per variant: for what is there of it, and how it is set, but for no text that may hold a build-time value.
    Variant(fn(&Variant, &mut Cx<'_>)),
    /// The header, also that of a card.
    Header(fn(&Part<'_, Header>, &mut Cx<'_>)),
    /// The limited-time offer.
    Offer(fn(&LimitedTimeOffer, &mut Cx<'_>)),
    /// The body, also that of a card.
    Body(fn(&Part<'_, Body>, &mut Cx<'_>)),
    /// The footer.
    Footer(fn(&Part<'_, Footer>, &mut Cx<'_>)),
    /// The list of buttons, also that of a card.
    Buttons(fn(&[Button], &mut Cx<'_>)),
    /// Each button, also those of cards.
    Button(fn(&Part<'_, Button>, &mut Cx<'_>)),
    /// Each button that opens a page, also those of cards.
    UrlButton(fn(&Part<'_, Button>, &mut Cx<'_>)),
    /// Each button that calls a number, also those of cards.
    PhoneButton(fn(&Part<'_, Button>, &mut Cx<'_>)),
    /// The list of cards.
    Carousel(fn(&[Card], &mut Cx<'_>)),
    /// Each card.
    Card(fn(&Card, &mut Cx<'_>)),
    /// Each text that a customer may see or follow.
    Text(fn(&Text<'_>, &mut Cx<'_>)),
    /// Each such text that holds a `$(`: most hold none.
    Variables(fn(&Text<'_>, &mut Cx<'_>)),
    /// Each sample.
    Example(fn(&Example<'_>, &mut Cx<'_>)),
}

/// A sample of a variable.
#[derive(Clone, Copy, Debug)]
pub struct Example<'a> {
    /// The variable's name.
    pub name: &'a str,
    /// Its sample.
    pub sample: &'a str,
}
