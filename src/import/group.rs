//! Variants of one name become one template.

use indexmap::IndexMap;
use indexmap::map::Entry;

use super::faults::{REPEATED, UNSUPPORTED};
use super::reading::Reading;
use super::template::Draft;
use crate::finding::{At, Finding};
use crate::model::{Body, Category, Channel, LanguageEntry, Slot, Template, Variant};

/// The templates of the drafts, in order of first appearance.
pub(super) fn grouped(drafts: Vec<Draft>, reading: &mut Reading) -> Vec<Template> {
    let mut groups: IndexMap<(String, Channel), IndexMap<String, Variant>> = IndexMap::new();
    for Draft { path, variant } in drafts {
        let group = groups.entry((variant.name.clone(), variant.channel)).or_default();
        if let Some((_, first)) = group.first()
            && first.product_set_id != variant.product_set_id
        {
            let message = format!("language `{}` of `{}` has another product set", variant.language, variant.name);
            let finding = Finding::new(&UNSUPPORTED, At::Value(path.clone()), message);
            reading.report(finding.label("its product set is not imported").help("give it a name of its own"));
        }
        match group.entry(variant.language.clone()) {
            Entry::Vacant(slot) => {
                slot.insert(variant);
            }
            Entry::Occupied(_) => {
                let message = format!("`{}` is there twice in language `{}`", variant.name, variant.language);
                let finding = Finding::new(&REPEATED, At::Value(path), message);
                reading.report(finding.label("not imported").help("take one of the two out"));
            }
        }
    }
    groups.into_values().filter_map(one).collect()
}

/// The template of variants that have one name and messenger; `None` where there are none.
pub fn template(variants: Vec<Variant>) -> Option<Template> {
    one(variants.into_iter().map(|variant| (variant.language.clone(), variant)).collect())
}

fn one(group: IndexMap<String, Variant>) -> Option<Template> {
    let first = group.values().next()?.clone();
    let shared = Shared::of(&group, &first);
    let languages = group.into_iter().map(|(language, variant)| (language, shared.entry(variant))).collect();
    Some(Template {
        name: first.name,
        category: shared.category,
        channel: (first.channel != Channel::Whatsapp).then_some(first.channel),
        revision: None,
        ttl_seconds: shared.ttl_seconds,
        category_change_paused: shared.category_change_paused,
        allow_send: shared.allow_send,
        product_set_id: first.product_set_id,
        examples: (!shared.examples.is_empty()).then_some(shared.examples),
        header: None,
        limited_time_offer: None,
        body: None,
        footer: None,
        buttons: None,
        carousel: None,
        languages,
    })
}

/// What all languages say alike.
struct Shared {
    category: Category,
    ttl_seconds: Option<i64>,
    category_change_paused: Option<bool>,
    allow_send: Option<bool>,
    examples: IndexMap<String, String>,
}

impl Shared {
    fn of(group: &IndexMap<String, Variant>, first: &Variant) -> Self {
        fn alike<T: PartialEq>(group: &IndexMap<String, Variant>, field: impl Fn(&Variant) -> Option<T>) -> Option<T> {
            let first = field(group.values().next()?);
            group.values().all(|variant| field(variant) == first).then_some(first).flatten()
        }
        let everywhere = |name: &str, sample: &str| {
            group.values().all(|one| one.examples.get(name).is_some_and(|own| own == sample))
        };
        let examples = first.examples.iter().filter(|(name, sample)| everywhere(name, sample));
        Self {
            category: first.category,
            ttl_seconds: alike(group, |one| one.ttl_seconds),
            category_change_paused: alike(group, |one| one.category_change_paused),
            allow_send: alike(group, |one| one.allow_send),
            examples: examples.map(|(name, sample)| (name.clone(), sample.clone())).collect(),
        }
    }

    /// What one language says beyond the shared part.
    fn entry(&self, variant: Variant) -> LanguageEntry {
        let own = variant.examples.into_iter().filter(|(name, _)| !self.examples.contains_key(name));
        let examples: IndexMap<String, String> = own.collect();
        // AUTHENTICATION implies an empty body.
        let implied = variant.category == Category::Authentication;
        let body = variant.body.filter(|body| !(implied && *body == Body::default()));
        LanguageEntry {
            category: (variant.category != self.category).then_some(variant.category),
            revision: None,
            ttl_seconds: variant.ttl_seconds.filter(|_| self.ttl_seconds.is_none()),
            category_change_paused: variant.category_change_paused.filter(|_| self.category_change_paused.is_none()),
            allow_send: variant.allow_send.filter(|_| self.allow_send.is_none()),
            examples: (!examples.is_empty()).then_some(examples),
            header: slot(variant.header),
            limited_time_offer: slot(variant.limited_time_offer),
            body: slot(body),
            footer: slot(variant.footer),
            buttons: slot(variant.buttons),
            carousel: slot(variant.carousel),
        }
    }
}

fn slot<T>(component: Option<T>) -> Slot<T> {
    component.map_or(Slot::Inherited, Slot::Own)
}
