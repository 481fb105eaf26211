//! A variant: one language of a template, resolved. The unit that is linted, compared, applied and reported.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::overlay::resolve;
use super::variables::variables;
use super::{Body, Button, Card, Category, Channel, Footer, Header, LanguageEntry, LimitedTimeOffer, Template};
use crate::finding::Path;

/// One language of a template with everything it inherits. Also what the service holds, once read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// The name at the service: with a revision, `_v<revision>` is part of it.
    pub name: String,
    /// The language code.
    pub language: String,
    /// The messenger.
    pub channel: Channel,
    /// What the template is for.
    pub category: Category,
    /// How long delivery is tried, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ttl_seconds: Option<i64>,
    /// Stop sending when the platform changes the category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category_change_paused: Option<bool>,
    /// Whether the template may be sent (MARKETING only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allow_send: Option<bool>,
    /// The product set of a CATALOG or MPM template.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_set_id: Option<String>,
    /// Samples by variable name: the language's over the shared ones, whether used or not.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub examples: IndexMap<String, String>,
    /// The header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<Header>,
    /// The limited-time offer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limited_time_offer: Option<LimitedTimeOffer>,
    /// The body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// The footer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footer: Option<Footer>,
    /// The buttons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buttons: Option<Vec<Button>>,
    /// The cards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carousel: Option<Vec<Card>>,
}

/// The texts of anything that has the components of a template.
macro_rules! texts_of {
    ($holder:expr) => {{
        let (holder, root) = ($holder, Path::root());
        let mut texts = Texts::default();
        texts.header(&root, holder.header.as_ref());
        let offer = holder.limited_time_offer.as_ref().and_then(|offer| offer.text.as_ref());
        texts.add(&root, "limited_time_offer", offer);
        texts.add(&root, "body", holder.body.as_ref().and_then(|body| body.text.as_ref()));
        texts.add(&root, "footer", holder.footer.as_ref().and_then(|footer| footer.text.as_ref()));
        texts.buttons(&root, holder.buttons.as_deref());
        for (index, card) in holder.carousel.iter().flatten().enumerate() {
            let place = root.join("carousel").join(index);
            texts.header(&place, card.header.as_ref());
            texts.add(&place, "body", card.body.as_ref().and_then(|body| body.text.as_ref()));
            texts.buttons(&place, card.buttons.as_deref());
        }
        texts.0
    }};
}

impl Template {
    /// Every text of the shared part that a customer may see or follow, with its path, in document order.
    pub fn shared_texts(&self) -> Vec<(Path, &str)> {
        texts_of!(self)
    }

    /// Every language, resolved, in file order.
    pub fn variants(&self) -> Vec<Variant> {
        self.languages.iter().map(|(language, entry)| self.variant(language, entry)).collect()
    }

    /// The name at the service of one language: `revision: 3` adds `_v3`.
    fn remote_name(&self, entry: &LanguageEntry) -> String {
        match entry.revision.or(self.revision) {
            Some(revision) => format!("{}_v{revision}", self.name),
            None => self.name.clone(),
        }
    }

    fn variant(&self, language: &str, entry: &LanguageEntry) -> Variant {
        let category = entry.category.unwrap_or(self.category);
        let mut body = resolve(&entry.body, self.body.as_ref());
        if category == Category::Authentication && body.is_none() {
            body = Some(Body::default());
        }
        let samples = [&self.examples, &entry.examples].into_iter().flatten().flatten();
        Variant {
            name: self.remote_name(entry),
            language: language.to_owned(),
            channel: self.channel.unwrap_or(Channel::Whatsapp),
            category,
            ttl_seconds: entry.ttl_seconds.or(self.ttl_seconds),
            category_change_paused: entry.category_change_paused.or(self.category_change_paused),
            allow_send: entry.allow_send.or(self.allow_send),
            product_set_id: self.product_set_id.clone(),
            examples: samples.map(|(name, sample)| (name.clone(), sample.clone())).collect(),
            header: resolve(&entry.header, self.header.as_ref()),
            limited_time_offer: resolve(&entry.limited_time_offer, self.limited_time_offer.as_ref()),
            body,
            footer: resolve(&entry.footer, self.footer.as_ref()),
            buttons: resolve(&entry.buttons, self.buttons.as_ref()),
            carousel: resolve(&entry.carousel, self.carousel.as_ref()),
        }
    }
}

impl Variant {
    /// `name/language`: how a variant is called in reports and globs.
    pub fn key(&self) -> String {
        format!("{}/{}", self.name, self.language)
    }

    /// Every text that a customer may see or follow, with its path, in document order; empty ones too.
    pub fn texts(&self) -> Vec<(Path, &str)> {
        texts_of!(self)
    }

    /// Names of the variables in use, each once, in order of first appearance.
    pub fn variable_names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for (_, text) in self.texts() {
            for variable in variables(text) {
                if !names.iter().any(|name| name == variable.name) {
                    names.push(variable.name.to_owned());
                }
            }
        }
        names
    }
}

#[derive(Default)]
struct Texts<'a>(Vec<(Path, &'a str)>);

impl<'a> Texts<'a> {
    /// The `text` of a component.
    fn add(&mut self, place: &Path, component: &str, text: Option<&'a String>) {
        self.field(&place.join(component), "text", text);
    }

    fn field(&mut self, place: &Path, field: &str, text: Option<&'a String>) {
        self.0.extend(text.map(|text| (place.join(field), text.as_str())));
    }

    fn header(&mut self, place: &Path, header: Option<&'a Header>) {
        let Some(header) = header else { return };
        let place = place.join("header");
        self.field(&place, "text", header.text.as_ref());
        self.field(&place, "url", header.url.as_ref());
        self.field(&place, "caption", header.caption.as_ref());
        self.field(&place, "file_name", header.file_name.as_ref());
        self.field(&place, "thumb_url", header.thumb_url.as_ref());
    }

    fn buttons(&mut self, place: &Path, buttons: Option<&'a [Button]>) {
        for (index, button) in buttons.into_iter().flatten().enumerate() {
            let place = place.join("buttons").join(index);
            self.field(&place, "text", button.text.as_ref());
            self.field(&place, "url", button.url.as_ref());
            self.field(&place, "coupon_code", button.coupon_code.as_ref());
            self.field(&place, "phone_number", button.phone_number.as_ref());
            self.field(&place, "autofill_text", button.autofill_text.as_ref());
        }
    }
}
