//! From a variable to its examples and back, and from a language's component to the shared one and back.

use gen_lsp_types::{Location, Position};

use super::hover::build_value;
use super::look::Look;
use super::occurrences::{self, Occurrence};
use super::spot::{self, Spot};
use crate::finding::{At, Path, Step};
use crate::yaml::Tree;

/// Where what is under the cursor is declared.
pub(super) fn definition(look: &Look<'_>, position: Position) -> Vec<Location> {
    let Some((tree, spot)) = spot_at(look, position) else { return Vec::new() };
    let offset = look.offset(position);
    if let Some(name) = variable(look, tree, &spot, offset) {
        let language = spot.language().map(|(language, _)| language.to_owned());
        return examples(tree, &name, language.as_deref()).iter().map(|at| look.location(tree, at)).collect();
    }
    if let Some(name) = build_value(tree, look, &spot, offset) {
        return declarations(look, &name);
    }
    shared(tree, &spot).into_iter().map(|at| look.location(tree, &at)).collect()
}

/// Every other place where what is under the cursor is used.
pub(super) fn references(look: &Look<'_>, position: Position, with_declaration: bool) -> Vec<Location> {
    let Some((tree, spot)) = spot_at(look, position) else { return Vec::new() };
    let places: Vec<At> = match variable(look, tree, &spot, look.offset(position)) {
        Some(name) => {
            let is_meant = |one: &Occurrence| one.name == name && (with_declaration || !one.is_example());
            occurrences::all(tree).into_iter().filter(is_meant).map(|one| one.at).collect()
        }
        None => own(tree, &spot.shared_path(), with_declaration),
    };
    places.iter().map(|at| look.location(tree, at)).collect()
}

/// The variable under the cursor: in a text, or as the key of an example.
pub(super) fn variable(look: &Look<'_>, tree: &Tree, spot: &Spot<'_>, offset: usize) -> Option<String> {
    look.template()?;
    let in_text = spot.variable(tree, look.source(), offset).map(|variable| variable.name.to_owned());
    in_text.or_else(|| spot.example().filter(|_| spot.is_key).map(str::to_owned))
}

fn spot_at<'l>(look: &Look<'l>, position: Position) -> Option<(&'l Tree, Spot<'l>)> {
    let tree = look.tree()?;
    Some((tree, spot::at(tree, look.offset(position))?))
}

/// The example that counts in a language: its own, or else the shared one; of a shared text all.
fn examples(tree: &Tree, name: &str, language: Option<&str>) -> Vec<At> {
    let all: Vec<Occurrence> =
        occurrences::all(tree).into_iter().filter(|one| one.is_example() && one.name == name).collect();
    let of = |wanted: Option<&str>| all.iter().find(|one| one.language.as_deref() == wanted).map(|one| one.at.clone());
    match language {
        Some(language) => of(Some(language)).or_else(|| of(None)).into_iter().collect(),
        None => all.into_iter().map(|one| one.at).collect(),
    }
}

/// Where the environments give a build-time value.
fn declarations(look: &Look<'_>, name: &str) -> Vec<Location> {
    let Some(document) = look.live.project().document.as_ref() else { return Vec::new() };
    let environments = document.tree.as_ref().and_then(|tree| tree.root().get("environments"));
    let given = environments.into_iter().flat_map(|environments| environments.entries()).filter_map(|environment| {
        let values = environment.value.get("values")?;
        values.entries().find(|entry| entry.key == name).map(|entry| entry.key_node.span())
    });
    let path = look.live.selection().path_of(document);
    given.map(|span| look.elsewhere(&path, &document.source, &span)).collect()
}

/// What a place of a language is laid over.
fn shared(tree: &Tree, spot: &Spot<'_>) -> Option<At> {
    spot.language()?;
    spot.component()?;
    let path = spot.shared_path();
    let upwards = std::iter::successors(Some(path), Path::parent).take_while(|path| !path.0.is_empty());
    upwards.into_iter().find(|path| tree.get(path).is_some()).map(key_or_item)
}

/// What the languages have at a place, and the shared part where that is asked for.
fn own(tree: &Tree, path: &Path, with_shared: bool) -> Vec<At> {
    let Some(Step::Key(_)) = path.0.first() else { return Vec::new() };
    let languages = tree.root().get("languages");
    let entries = languages.into_iter().flat_map(|languages| languages.entries());
    let in_languages = entries.map(|entry| Path::root().join("languages").join(entry.key).concat(path));
    let shared = with_shared.then(|| path.clone()).into_iter();
    shared.chain(in_languages).filter(|path| tree.get(path).is_some()).map(key_or_item).collect()
}

fn key_or_item(path: Path) -> At {
    match path.0.last() {
        Some(Step::Key(_)) => At::Key(path),
        _ => At::Value(path),
    }
}
