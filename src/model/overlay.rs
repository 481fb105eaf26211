//! How a language is laid over the shared part of its template.
//!
//! Mappings merge by key, lists of equal length merge item by item, anything else replaces, `null` removes. A
//! mapping that states `type` or `format` replaces the shared one whole. A component written as a string counts
//! as a mapping of its `text`, except that a text laid over a media header replaces the header.

use std::cell::OnceCell;

use serde_json::Value;

use super::{Body, Button, Card, Footer, Header, HeaderFormat, LimitedTimeOffer, Slot, Template};
use crate::finding::{At, Path, Step};

/// What can be laid over a shared value of its kind.
pub(super) trait Overlay: Clone {
    /// `self`, with what it leaves unsaid taken from `shared`.
    fn laid_over(&self, shared: &Self) -> Self;
}

/// A language's slot over the shared component.
pub(super) fn resolve<T: Overlay>(slot: &Slot<T>, shared: Option<&T>) -> Option<T> {
    match (slot, shared) {
        (Slot::Removed, _) => None,
        (Slot::Inherited, shared) => shared.cloned(),
        (Slot::Own(own), Some(shared)) => Some(own.laid_over(shared)),
        (Slot::Own(own), None) => Some(own.clone()),
    }
}

macro_rules! by_field {
    ($own:ident over $shared:ident: $($field:ident)+) => {
        Self { $($field: $own.$field.clone().or_else(|| $shared.$field.clone()),)+ }
    };
}

impl Overlay for Header {
    fn laid_over(&self, shared: &Self) -> Self {
        let over_media = shared.format.is_some_and(|format| format != HeaderFormat::Text);
        if self.format.is_some() || (self.text.is_some() && over_media) {
            return self.clone();
        }
        let laid = by_field!(self over shared: format text url file caption file_name file_type duration thumb_url);
        // An address and a file say the same thing in two ways: the own one replaces the other.
        match (&self.url, &self.file) {
            (Some(_), None) => Self { file: None, ..laid },
            (None, Some(_)) => Self { url: None, ..laid },
            _ => laid,
        }
    }
}

impl Overlay for Body {
    fn laid_over(&self, shared: &Self) -> Self {
        by_field!(self over shared: text add_secret_recommendation)
    }
}

impl Overlay for Footer {
    fn laid_over(&self, shared: &Self) -> Self {
        by_field!(self over shared: text code_expiration_minutes)
    }
}

impl Overlay for LimitedTimeOffer {
    fn laid_over(&self, shared: &Self) -> Self {
        by_field!(self over shared: text has_expiration)
    }
}

impl Overlay for Button {
    fn laid_over(&self, shared: &Self) -> Self {
        if self.kind.is_some() {
            return self.clone();
        }
        let mut merged = by_field!(self over shared: kind text phone_number url url_type coupon_code is_opt_out flow_id
            flow_action navigate_screen autofill_text supported_apps package_name signature_hash);
        if let (Some(own), Some(shared)) = (&self.supported_apps, &shared.supported_apps) {
            merged.supported_apps = Some(own.laid_over(shared));
        }
        merged
    }
}

impl Overlay for super::SupportedApp {
    fn laid_over(&self, shared: &Self) -> Self {
        by_field!(self over shared: package_name signature_hash)
    }
}

impl Overlay for Card {
    fn laid_over(&self, shared: &Self) -> Self {
        Self {
            header: over(self.header.as_ref(), shared.header.as_ref()),
            body: over(self.body.as_ref(), shared.body.as_ref()),
            buttons: over(self.buttons.as_ref(), shared.buttons.as_ref()),
        }
    }
}

impl<T: Overlay> Overlay for Vec<T> {
    fn laid_over(&self, shared: &Self) -> Self {
        if self.len() != shared.len() {
            return self.clone();
        }
        self.iter().zip(shared).map(|(own, shared)| own.laid_over(shared)).collect()
    }
}

fn over<T: Overlay>(own: Option<&T>, shared: Option<&T>) -> Option<T> {
    match (own, shared) {
        (Some(own), Some(shared)) => Some(own.laid_over(shared)),
        (own, shared) => own.or(shared).cloned(),
    }
}

/// Where in the template file a place of a variant comes from. For many places of one template, ask [`Origins`].
pub fn origin(template: &Template, language: &str, at: At) -> At {
    Origins::of(template).find(language, at)
}

/// Where in the template file the places of its variants come from: inside `languages.<language>`, or in the shared part.
pub struct Origins<'t> {
    template: &'t Template,
    /// Made when it is first asked for: most templates have no findings.
    as_json: OnceCell<Option<Value>>,
}

impl<'t> Origins<'t> {
    /// Looks at the template once, however many places are asked for.
    pub fn of(template: &'t Template) -> Self {
        Self { template, as_json: OnceCell::new() }
    }

    /// Where a place comes from. What is in neither part is placed in the language, so that its nearest existing
    /// ancestor is the language entry. `language` is the key of the variant's entry.
    pub fn find(&self, language: &str, at: At) -> At {
        let Some(path) = at.path() else { return at };
        let entry = Path(vec!["languages".into(), language.into()]);
        if path.0.first() == Some(&"language".into()) {
            return At::Key(entry);
        }
        // Plain data of ours always serialises; if it ever did not, every place would be the language entry.
        let shared = self.as_json.get_or_init(|| serde_json::to_value(self.template).ok()).as_ref();
        let own = shared.and_then(|template| template.get("languages")?.get(language));
        if is_shared(own, shared, path) {
            return at;
        }
        let in_entry = entry.concat(path);
        at.with_path(in_entry)
    }
}

fn is_shared(own: Option<&Value>, shared: Option<&Value>, path: &Path) -> bool {
    let (mut own, mut shared) = (own, shared);
    for step in &path.0 {
        let Some(value) = own else { return shared.is_some() };
        shared = shared.filter(|shared| merges(value, shared));
        let (own_next, shared_next) = (descend(value, step), shared.and_then(|shared| descend(shared, step)));
        if own_next.is_none() {
            return shared_next.is_some();
        }
        (own, shared) = (own_next, shared_next);
    }
    own.is_none()
}

/// Whether `own` takes from `shared` what it leaves unsaid.
fn merges(own: &Value, shared: &Value) -> bool {
    let states = |key: &str| own.get(key).is_some();
    match (own, shared) {
        (Value::Object(_), Value::Object(_)) if states("languages") || states("name") => true,
        (Value::Object(_), Value::Object(_)) => {
            let over_media = shared.get("format").is_some_and(|format| format != "TEXT");
            !(states("type") || states("format") || (states("text") && over_media))
        }
        (Value::Array(own), Value::Array(shared)) => own.len() == shared.len(),
        _ => false,
    }
}

fn descend<'a>(value: &'a Value, step: &Step) -> Option<&'a Value> {
    match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(index),
    }
}
