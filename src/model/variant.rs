//! A variant: one language of a template, resolved. The unit that is linted, compared, applied and reported.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::overlay::resolve;
use super::{Body, Button, Card, Category, Channel, Footer, Header, LanguageEntry, LimitedTimeOffer, Template};

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

impl Template {
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
        let mut examples = self.examples.as_ref().or(entry.examples.as_ref()).cloned().unwrap_or_default();
        if let (Some(_), Some(own)) = (&self.examples, &entry.examples) {
            examples.extend(own.iter().map(|(name, sample)| (name.clone(), sample.clone())));
        }
        Variant {
            name: self.remote_name(entry),
            language: language.to_owned(),
            channel: self.channel.unwrap_or(Channel::Whatsapp),
            category,
            ttl_seconds: entry.ttl_seconds.or(self.ttl_seconds),
            category_change_paused: entry.category_change_paused.or(self.category_change_paused),
            allow_send: entry.allow_send.or(self.allow_send),
            product_set_id: self.product_set_id.clone(),
            examples,
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
}
