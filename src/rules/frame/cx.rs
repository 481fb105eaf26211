//! What a check of a variant sees beside the checked part.

use super::{Facts, Place, Report, Reporter, Standing};
use crate::finding::{Level, Path};
use crate::model::{ButtonType, Category, Channel, HeaderFormat, Variant};
use crate::rules::writing::length::overflow;

/// The surroundings of the checked part, and where to report.
pub struct Cx<'a> {
    variant: &'a Variant,
    facts: &'a Facts,
    pub(crate) reporter: Reporter<'a>,
}

impl<'a> Cx<'a> {
    pub(crate) fn new(variant: &'a Variant, facts: &'a Facts) -> Self {
        let ceiling = match facts.standing {
            Standing::ApprovedUnchanged => Level::Warning,
            Standing::Unknown | Standing::New | Standing::Changed => Level::Error,
        };
        Self { variant, facts, reporter: Reporter::new(ceiling) }
    }

    /// The whole variant.
    pub fn variant(&self) -> &'a Variant {
        self.variant
    }

    /// What is known beside the document.
    pub fn facts(&self) -> &'a Facts {
        self.facts
    }

    /// The place of the checked part.
    pub fn place(&self) -> Place<'a> {
        self.reporter.place()
    }

    /// Whether the checked part is inside a card.
    pub fn in_card(&self) -> bool {
        self.place().card().is_some()
    }

    /// Whether the variant is a WhatsApp template.
    pub fn is_whatsapp(&self) -> bool {
        self.variant.channel == Channel::Whatsapp
    }

    /// Whether the variant is a Viber template.
    pub fn is_viber(&self) -> bool {
        self.variant.channel == Channel::Viber
    }

    /// Whether the variant is a WhatsApp template of this category.
    pub fn is_whatsapp_of(&self, category: Category) -> bool {
        self.is_whatsapp() && self.variant.category == category
    }

    /// Whether WhatsApp writes the texts itself.
    pub fn is_authentication(&self) -> bool {
        self.is_whatsapp_of(Category::Authentication)
    }

    /// Whether the author writes the texts of a WhatsApp template: UTILITY and MARKETING.
    pub fn is_written_whatsapp(&self) -> bool {
        self.is_whatsapp() && self.variant.category != Category::Authentication
    }

    /// Whether the template has a limited-time offer.
    pub fn has_offer(&self) -> bool {
        self.variant.limited_time_offer.is_some()
    }

    /// The format of the template's own header.
    pub fn header_format(&self) -> Option<HeaderFormat> {
        self.variant.header.as_ref().and_then(|header| header.effective_format())
    }

    /// Whether the template's own buttons hold one of this type.
    pub fn has_button(&self, kind: ButtonType) -> bool {
        self.variant.buttons.iter().flatten().any(|button| button.kind == Some(kind))
    }

    /// Reports at a field of the checked part; `""` is the part.
    pub fn report(&mut self, field: &str, message: impl Into<String>) -> Report<'_> {
        self.reporter.report(field, message)
    }

    /// Reports a text that is longer than its limit, at what is too much; `None` when it fits.
    pub fn report_too_long(&mut self, field: &str, noun: &str, text: &str, limit: usize) -> Option<Report<'_>> {
        let over = overflow(text, limit)?;
        let message = format!("{noun} is {} characters, the limit is {limit}", over.length);
        Some(self.report(field, message).within(over.range).label(format!("{} too many", over.length - limit)))
    }

    /// Reports at a path of the variant, for places outside of the checked part.
    pub fn report_at(&mut self, path: Path, message: impl Into<String>) -> Report<'_> {
        self.reporter.report_at(path, message)
    }

    /// Whether the running rule has already said exactly this about the variant.
    pub fn has_said(&self, message: &str) -> bool {
        self.reporter.has_said(message)
    }
}
