//! Where the variables of a template are: in its texts and among its examples, in all languages.

use crate::finding::{At, Path};
use crate::model::variables;
use crate::yaml::{Node, Tree};

use super::spot::COMPONENTS;

/// A place where a variable is.
pub(super) struct Occurrence {
    /// Its name.
    pub(super) name: String,
    /// The name alone: in a text, or the key of an example.
    pub(super) at: At,
    /// The language it is in; none in the shared part.
    pub(super) language: Option<String>,
}

impl Occurrence {
    /// Whether it is the key of an example.
    pub(super) fn is_example(&self) -> bool {
        matches!(self.at, At::Key(_))
    }
}

/// All of them, in file order within the shared part and within each language.
pub(super) fn all(tree: &Tree) -> Vec<Occurrence> {
    let mut found = Vec::new();
    of_part(tree.root(), &Path::root(), None, &mut found);
    let languages = tree.root().get("languages");
    for entry in languages.iter().flat_map(|languages| languages.entries()) {
        let path = Path::root().join("languages").join(entry.key);
        of_part(entry.value, &path, Some(entry.key), &mut found);
    }
    found
}

fn of_part(part: Node<'_>, path: &Path, language: Option<&str>, found: &mut Vec<Occurrence>) {
    let language = language.map(str::to_owned);
    for entry in part.entries() {
        let path = path.join(entry.key);
        if entry.key == "examples" {
            let examples = entry.value.entries().map(|example| Occurrence {
                name: example.key.to_owned(),
                at: At::Key(path.join(example.key)),
                language: language.clone(),
            });
            found.extend(examples);
        } else if COMPONENTS.contains(&entry.key) {
            each_text(entry.value, &path, &mut |path, text| {
                found.extend(variables(text).into_iter().map(|variable| Occurrence {
                    name: variable.name.to_owned(),
                    at: At::Text(path.clone(), variable.range.start + 2..variable.range.end - 1),
                    language: language.clone(),
                }));
            });
        }
    }
}

fn each_text(node: Node<'_>, path: &Path, show: &mut dyn FnMut(&Path, &str)) {
    if let Some(text) = node.as_text() {
        show(path, text);
    }
    for entry in node.entries() {
        each_text(entry.value, &path.join(entry.key), show);
    }
    for (index, item) in node.items().enumerate() {
        each_text(item, &path.join(index), show);
    }
}
