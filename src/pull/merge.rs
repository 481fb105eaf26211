//! What the service holds of a file's variants, merged into the file: only what differs is touched.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::finding::{Edit, Path};
use crate::model::{KEY_ORDER, Variant};
use crate::plan::{desired, edits};
use crate::project::{Loaded, TemplateFile};
use crate::schema::template_schema;
use crate::yaml::{self, KeyOrder, Node};

/// Why something was not taken over into a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// The file was changed, and the change is not at the service.
    #[error("the file was edited, and the edit is not at the service")]
    Edited,
    /// Nobody can tell whether the file was changed.
    #[error("the file is in no git history, so nobody can tell whether it was edited")]
    NoHistory,
    /// The file cannot be read whole.
    #[error("the file cannot be read whole")]
    Unreadable,
    /// The file is written in a way that the change does not fit into.
    #[error("what the service holds cannot be written into the file as it is laid out")]
    NotWritable,
    /// The change would mean something else than what the service holds.
    #[error("merged, {key} would still differ in {fields}")]
    StillDiffers {
        /// `name/language`.
        key: String,
        /// The paths.
        fields: String,
    },
    /// A file of that name is there already.
    #[error("a file of that name is there already, and says something else")]
    Taken,
}

/// The text of a file that says what the service holds of these of its variants.
pub fn merge(file: &TemplateFile, actual: &[Variant], values: &IndexMap<String, String>) -> Result<String, Conflict> {
    let (Some(template), Some(tree)) = (&file.value, &file.tree) else { return Err(Conflict::Unreadable) };
    let mut all = Vec::new();
    for variant in actual {
        let written = template.variants().into_iter().find(|one| one.language == variant.language);
        let written = written.ok_or(Conflict::Unreadable)?;
        let place = Place { root: tree.root(), language: &variant.language, is_alone: template.languages.len() == 1 };
        all.extend(place.edits(&written, variant, values));
    }
    let edited = yaml::edit(&file.source, &[&all], KeyOrder(KEY_ORDER));
    if !edited.is_complete() {
        return Err(Conflict::NotWritable);
    }
    checked(file, edited.text, actual, values)
}

/// The text, once it is known to say what the service holds of `actual`, and of all others what it said before.
pub(super) fn checked(
    file: &TemplateFile,
    text: String,
    actual: &[Variant],
    values: &IndexMap<String, String>,
) -> Result<String, Conflict> {
    let merged: TemplateFile = Loaded::of(&file.source.name, text.as_bytes(), template_schema());
    if !merged.is_as_written() {
        return Err(Conflict::NotWritable);
    }
    let now = desired(std::slice::from_ref(&merged), values);
    let before = desired(std::slice::from_ref(file), values);
    let of = |list: &[crate::plan::Desired], language: &str| {
        list.iter().find(|one| one.variant.language == language).map(|one| one.variant.clone())
    };
    for wanted in actual.iter().chain(
        before
            .iter()
            .map(|one| &one.variant)
            .filter(|variant| !actual.iter().any(|one| one.language == variant.language)),
    ) {
        let said = of(&now, &wanted.language).ok_or(Conflict::NotWritable)?;
        let left: Vec<String> = edits(&said, wanted).into_iter().map(|edit| edit.path).collect();
        if !left.is_empty() {
            return Err(Conflict::StillDiffers { key: wanted.key(), fields: left.join(", ") });
        }
    }
    Ok(text)
}

/// One language of a file.
struct Place<'t> {
    root: Node<'t>,
    language: &'t str,
    is_alone: bool,
}

impl Place<'_> {
    /// The edits that make the language say what the service holds, field by field.
    fn edits(&self, written: &Variant, actual: &Variant, values: &IndexMap<String, String>) -> Vec<Edit> {
        let tree = |variant: &Variant| serde_json::to_value(variant.evened()).unwrap_or_default();
        let (said, filled, there) = (tree(written), tree(&written.substituted(values).0), tree(actual));
        let mut found = Vec::new();
        let keys = filled.as_object().into_iter().chain(there.as_object()).flat_map(Map::keys);
        let mut seen = Vec::new();
        for key in keys.filter(|key| !["name", "language", "channel"].contains(&key.as_str())) {
            if seen.contains(&key) || filled.get(key) == there.get(key) {
                continue;
            }
            seen.push(key);
            let value = there.get(key).map(|there| kept(there, filled.get(key), said.get(key)));
            if key == "examples" {
                found.extend(self.samples(value.as_ref(), &filled));
            } else {
                found.extend(self.field(key, value));
            }
        }
        found
    }

    fn own(&self, key: &str) -> Path {
        Path(vec!["languages".into(), self.language.into(), key.into()])
    }

    fn node(&self, path: &Path) -> Option<Node<'_>> {
        path.0.iter().try_fold(self.root, |node, step| match step {
            crate::finding::Step::Key(key) => node.get(key),
            crate::finding::Step::Index(index) => node.items().nth(*index),
        })
    }

    /// One field: where the language says it itself, or where it is the only language, there; else in the language.
    fn field(&self, key: &str, value: Option<Value>) -> Vec<Edit> {
        let (own, shared) = (self.own(key), Path(vec![key.into()]));
        let has_shared = self.node(&shared).is_some();
        let path = match self.node(&own) {
            None if (has_shared && self.is_alone) || key == "product_set_id" => shared,
            _ => own.clone(),
        };
        let node = self.node(&path);
        match value {
            None if path == own && has_shared => vec![Edit::Set(path, Value::Null)],
            None => node.map(|_| Edit::Remove(path)).into_iter().collect(),
            Some(value) => {
                let value = in_style(key, value, node);
                match node {
                    Some(node) => yaml::differences(node, &path, &value),
                    None => vec![Edit::Set(path, value)],
                }
            }
        }
    }

    /// Samples that differ, each where it stands. Without any at the service those of the file stay.
    fn samples(&self, there: Option<&Value>, filled: &Value) -> Vec<Edit> {
        let Some(there) = there.and_then(Value::as_object) else { return Vec::new() };
        let differs = |name: &str, sample: &Value| filled["examples"].get(name) != Some(sample);
        let place = |name: &str| {
            let own = self.own("examples").join(name);
            let shared = Path(vec!["examples".into(), name.into()]);
            if self.node(&own).is_none() && self.is_alone && self.node(&Path(vec!["examples".into()])).is_some() {
                shared
            } else {
                own
            }
        };
        let changed = there.iter().filter(|(name, sample)| differs(name, sample));
        let mut found: Vec<Edit> = Vec::new();
        let fresh = self.node(&self.own("examples")).is_none();
        let mut new = Map::new();
        for (name, sample) in changed {
            let path = place(name);
            if fresh && path.0.first() == Some(&"languages".into()) {
                new.insert(name.clone(), sample.clone());
            } else {
                found.push(Edit::Set(path, sample.clone()));
            }
        }
        if !new.is_empty() {
            found.push(Edit::Set(self.own("examples"), Value::Object(new)));
        }
        found
    }
}

/// A value of the service in the file's words: where what the file says comes to the same, its own stay, with the
/// build-time values in them; everything else is text that holds none.
fn kept(there: &Value, filled: Option<&Value>, said: Option<&Value>) -> Value {
    match (there, filled, said) {
        (there, Some(filled), Some(said)) if there == filled => said.clone(),
        (Value::Object(there), Some(Value::Object(filled)), Some(Value::Object(said))) => {
            let fields = there.iter();
            fields.map(|(key, value)| (key.clone(), kept(value, filled.get(key), said.get(key)))).collect()
        }
        (Value::Array(there), Some(Value::Array(filled)), Some(Value::Array(said))) => {
            let items = there.iter().enumerate();
            items.map(|(index, value)| kept(value, filled.get(index), said.get(index))).collect()
        }
        (there, ..) => {
            let mut value = there.clone();
            escape(&mut value);
            value
        }
    }
}

/// Writes `${` twice in every text: in a file one alone is a build-time value.
pub(super) fn escape(value: &mut Value) {
    match value {
        Value::String(text) => *text = text.replace("${", "$${"),
        Value::Array(items) => items.iter_mut().for_each(escape),
        Value::Object(fields) => fields.values_mut().for_each(escape),
        _ => {}
    }
}

/// A component as the file likes to write it: a text alone, unless it stands there as a mapping; without what is
/// inferred, unless it is stated there.
fn in_style(key: &str, mut value: Value, node: Option<Node<'_>>) -> Value {
    if let Some(node) = node {
        like(&mut value, node);
    } else {
        plain(&mut value);
    }
    let is_text = node.is_none_or(|node| !node.is_mapping());
    if is_text && ["header", "limited_time_offer", "body", "footer"].contains(&key) {
        shorten(&mut value);
    }
    value
}

/// Leaves out what the node leaves out, as far as it is inferred.
fn like(value: &mut Value, node: Node<'_>) {
    match value {
        Value::Array(items) => {
            let nodes: Vec<Node<'_>> = node.items().collect();
            for (index, item) in items.iter_mut().enumerate() {
                match nodes.get(index) {
                    Some(node) => like(item, *node),
                    None => plain(item),
                }
            }
        }
        Value::Object(fields) => {
            if node.get("url_type").is_none() {
                fields.remove("url_type");
            }
            if node.get("format").is_none() && fields.get("format").is_some_and(|format| format == "TEXT") {
                fields.remove("format");
            }
            for (key, value) in fields.iter_mut() {
                match node.get(key) {
                    Some(node) if value.is_string() || !node.is_mapping() && !node.is_sequence() => {
                        plain(value);
                        if !node.is_mapping() {
                            shorten(value);
                        }
                    }
                    Some(node) => like(value, node),
                    None => plain(value),
                }
            }
        }
        _ => {}
    }
}

/// Leaves out all that is inferred.
fn plain(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(plain),
        Value::Object(fields) => {
            fields.remove("url_type");
            if fields.get("format").is_some_and(|format| format == "TEXT") {
                fields.remove("format");
            }
            fields.values_mut().for_each(plain);
        }
        _ => {}
    }
}

fn shorten(value: &mut Value) {
    let alone = value.as_object().filter(|fields| fields.len() == 1).and_then(|fields| fields.get("text")).cloned();
    if let Some(text) = alone {
        *value = text;
    }
}
