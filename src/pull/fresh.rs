//! Variants that no file declares, as new files or as new languages of a file.

use indexmap::IndexMap;
use serde_json::Value;

use super::merge::{Conflict, checked};
use crate::finding::{Edit, Path};
use crate::import;
use crate::model::{Channel, KEY_ORDER, Template, Variant};
use crate::project::TemplateFile;
use crate::yaml::{self, KeyOrder};

/// A new template file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// Its name within the folder: nothing in it leads out.
    pub file_name: String,
    /// Its content.
    pub text: String,
    /// What it holds, as `name/language`.
    pub keys: Vec<String>,
}

/// New files for these variants, one for each name.
pub fn fresh(variants: &[Variant]) -> Vec<Fresh> {
    let mut groups: IndexMap<(&str, Channel, Option<&str>), Vec<Variant>> = IndexMap::new();
    for variant in variants {
        // A template has one product set; languages with another are a file of their own.
        let key = (variant.name.as_str(), variant.channel, variant.product_set_id.as_deref());
        groups.entry(key).or_default().push(as_written(variant));
    }
    let templates: Vec<Template> = groups.values().flat_map(|group| import::template(group.clone())).collect();
    let names = import::file_names(&templates);
    let keys = groups.values().map(|group| group.iter().map(Variant::key).collect());
    let files = names.into_iter().zip(&templates).zip(keys);
    files.map(|((file_name, template), keys)| Fresh { file_name, text: import::to_yaml(template), keys }).collect()
}

/// A file with one language more.
pub fn with_language(file: &TemplateFile, variant: &Variant) -> Result<String, Conflict> {
    let template = import::template(vec![as_written(variant)]).ok_or(Conflict::Unreadable)?;
    let mut value = import::to_value(&template);
    let shared: Vec<(String, Value)> = ["category", "ttl_seconds", "category_change_paused", "allow_send", "examples"]
        .iter()
        .filter_map(|key| Some(((*key).to_owned(), value.get(*key)?.clone())))
        .collect();
    let mut entry = value["languages"][&variant.language].take();
    let declared = file.value.as_ref().ok_or(Conflict::Unreadable)?;
    if let Some(entry) = entry.as_object_mut() {
        entry.extend(shared);
        if declared.category == variant.category {
            entry.remove("category");
        }
        // What the other languages share and this one does not have is removed here.
        let all = serde_json::to_value(declared).unwrap_or_default();
        for component in ["header", "limited_time_offer", "body", "footer", "buttons", "carousel"] {
            if all.get(component).is_some() && !entry.contains_key(component) {
                entry.insert(component.to_owned(), Value::Null);
            }
        }
    }
    let place = Path(vec!["languages".into(), variant.language.as_str().into()]);
    let edited = yaml::edit(&file.source, &[&[Edit::Set(place, entry)]], KeyOrder(KEY_ORDER));
    if !edited.is_complete() {
        return Err(Conflict::NotWritable);
    }
    checked(file, edited.text, std::slice::from_ref(variant), &IndexMap::new())
}

/// A variant as a file would say it: `${` is a build-time value there, and written twice to mean itself.
fn as_written(variant: &Variant) -> Variant {
    let form = variant.evened();
    let mut value = serde_json::to_value(&form).unwrap_or_default();
    super::merge::escape(&mut value);
    let written = serde_json::from_value::<Variant>(value).unwrap_or(form);
    Variant { name: variant.name.clone(), language: variant.language.clone(), ..written }
}
