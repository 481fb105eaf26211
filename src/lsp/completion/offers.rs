//! What there is to choose from at a place.

use gen_lsp_types::CompletionItemKind;

use super::place::Place;
use crate::finding::{Path, Step};
use crate::lint::FileRead;
use crate::lsp::look::Look;
use crate::lsp::{occurrences, schema_place};
use crate::model::languages;
use crate::rules;

/// Something to choose.
pub(super) struct Offer {
    /// What would be written.
    pub(super) word: String,
    /// What it is.
    pub(super) detail: Option<String>,
}

/// What all of them are.
pub(super) struct Kind {
    pub(super) kind: CompletionItemKind,
    /// Something has to follow.
    pub(super) is_key: bool,
    /// The detail is a name by which somebody may look for it.
    pub(super) is_named: bool,
}

/// All that there is to choose from.
pub(super) struct Offers {
    pub(super) kind: Kind,
    pub(super) offers: Vec<Offer>,
}

/// What may stand at a place.
pub(super) fn of(look: &Look<'_>, place: &Place) -> Offers {
    match place.is_key {
        true => keys(look, place),
        false => values(look, place),
    }
}

fn keys(look: &Look<'_>, place: &Place) -> Offers {
    let is_new = |offer: &Offer| !place.present.contains(&offer.word);
    let (kind, is_named, offers) = if is_languages(look, &place.path) {
        (CompletionItemKind::Module, true, language_codes())
    } else if is_examples(look, &place.path) {
        (CompletionItemKind::Variable, false, variables(look))
    } else if is_levels(look, &place.path) {
        (CompletionItemKind::Reference, false, rule_ids())
    } else {
        (CompletionItemKind::Property, false, schema_keys(look, &place.path))
    };
    Offers { kind: Kind { kind, is_key: true, is_named }, offers: offers.into_iter().filter(is_new).collect() }
}

fn values(look: &Look<'_>, place: &Place) -> Offers {
    if is_list_of_languages(look, &place.path) {
        let kind = Kind { kind: CompletionItemKind::Module, is_key: false, is_named: true };
        return Offers { kind, offers: language_codes() };
    }
    let words = schema_place::at(look.file.schema(), &place.path).map(schema_place::words).unwrap_or_default();
    let offers = words.into_iter().map(|word| Offer { word: word.to_owned(), detail: None }).collect();
    Offers { kind: Kind { kind: CompletionItemKind::EnumMember, is_key: false, is_named: false }, offers }
}

fn schema_keys(look: &Look<'_>, path: &Path) -> Vec<Offer> {
    let place = schema_place::at(look.file.schema(), path);
    let keys = place.into_iter().flat_map(schema_place::keys);
    let offer = |(key, schema): (&str, &serde_json::Value)| Offer {
        word: key.to_owned(),
        detail: schema_place::description(schema).map(str::to_owned),
    };
    keys.map(offer).collect()
}

fn language_codes() -> Vec<Offer> {
    let offer = |language: &languages::Language| Offer {
        word: language.code.to_owned(),
        detail: Some(language.name.to_owned()),
    };
    languages::ALL.iter().map(offer).collect()
}

/// The variables of the texts: each wants an example.
fn variables(look: &Look<'_>) -> Vec<Offer> {
    let mut names: Vec<String> = Vec::new();
    let all = look.tree().map(occurrences::all).unwrap_or_default();
    for one in all.into_iter().filter(|one| !one.is_example()) {
        if !names.contains(&one.name) {
            names.push(one.name);
        }
    }
    names.into_iter().map(|word| Offer { word, detail: None }).collect()
}

fn rule_ids() -> Vec<Offer> {
    let offer =
        |rule: &&crate::finding::RuleMeta| Offer { word: rule.id.to_owned(), detail: Some(rule.summary.to_owned()) };
    rules::metas().iter().map(offer).collect()
}

fn is_languages(look: &Look<'_>, path: &Path) -> bool {
    look.template().is_some() && *path == Path::parse("languages")
}

fn is_examples(look: &Look<'_>, path: &Path) -> bool {
    look.template().is_some() && path.0.last() == Some(&"examples".into())
}

fn is_levels(look: &Look<'_>, path: &Path) -> bool {
    let is_project = matches!(look.file, FileRead::Project(_));
    is_project && path.0.first() == Some(&"lint".into()) && path.0.last() == Some(&"rules".into())
}

fn is_list_of_languages(look: &Look<'_>, path: &Path) -> bool {
    let is_project = matches!(look.file, FileRead::Project(_));
    let is_item =
        |path: &Path| matches!(path.0.as_slice(), [.., Step::Key(list), Step::Index(_)] if list == "languages");
    is_project && is_item(path)
}
