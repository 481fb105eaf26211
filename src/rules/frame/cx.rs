//! What a check of a variant sees beside the checked part.

use indexmap::IndexMap;

use super::{Facts, Place, Report, Reporter, Standing};
use crate::finding::{Level, Path};
use crate::model::{ButtonType, Category, Channel, HeaderFormat, Variant, look_up};
use crate::rules::writing::length::overflow;

/// The surroundings of the checked part, and where to report.
///
/// A variant may take several forms, each with the build-time values of another environment, and most of its parts are
/// the same in all of them. So is what can be asked here, the examples aside, which [`check_filled`](crate::rules::check_filled)
/// compares: no text of another part. That is why a part without a build-time value need be checked only once.
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

    /// The variant's language.
    pub fn language(&self) -> &'a str {
        &self.variant.language
    }

    /// What the variant is for.
    pub fn category(&self) -> Category {
        self.variant.category
    }

    /// How long delivery is tried, in seconds.
    pub fn ttl_seconds(&self) -> Option<i64> {
        self.variant.ttl_seconds
    }

    /// All samples, by variable name.
    pub fn examples(&self) -> &'a IndexMap<String, String> {
        &self.variant.examples
    }

    /// The sample of a variable.
    pub fn example(&self, name: &str) -> Option<&'a str> {
        look_up(&self.variant.examples, name)
    }

    /// Whether the template itself has a header.
    pub fn has_header(&self) -> bool {
        self.variant.header.is_some()
    }

    /// Whether the template itself has a body.
    pub fn has_body(&self) -> bool {
        self.variant.body.is_some()
    }

    /// Whether the template has a footer.
    pub fn has_footer(&self) -> bool {
        self.variant.footer.is_some()
    }

    /// Whether the template has cards.
    pub fn has_carousel(&self) -> bool {
        self.variant.carousel.is_some()
    }

    /// The types of the template's own buttons, where it states any.
    pub fn button_types(&self) -> Option<impl ExactSizeIterator<Item = Option<ButtonType>> + Clone + 'a> {
        self.variant.buttons.as_ref().map(|buttons| buttons.iter().map(|button| button.kind))
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
