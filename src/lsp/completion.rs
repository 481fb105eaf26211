//! What may stand at the cursor: keys, words, language codes, variables and build-time values.

mod offers;
mod place;

use gen_lsp_types::{CompletionItem, CompletionItemKind, Position};

use super::look::Look;
use super::occurrences;
use offers::{Offer, Offers};

/// Everything that may stand there.
pub(super) fn completions(look: &Look<'_>, position: Position) -> Vec<CompletionItem> {
    let offset = look.offset(position);
    let text = look.source().text.as_str();
    let line = text[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let before = &text[line..offset];
    if let Some(start) = open_bracket(before, "$(", ')') {
        return braced(look, line + start..offset, ")", CompletionItemKind::Variable, variables(look));
    }
    if let Some(start) = open_bracket(before, "${", '}') {
        return braced(look, line + start..offset, "}", CompletionItemKind::Constant, build_values(look));
    }
    let places = place::at(text, offset).into_iter().map(|place| (offers::of(look, &place), place));
    let Some((Offers { kind, offers }, place)) = places.into_iter().find(|(found, _)| !found.offers.is_empty()) else {
        return Vec::new();
    };
    let item = |(number, offer): (usize, Offer)| {
        let text = format!("{}{}{}", place.before, offer.word, if kind.is_key { place.after } else { "" });
        CompletionItem {
            kind: Some(kind.kind),
            detail: offer.detail.clone(),
            // The order is that of the format, not of the alphabet.
            sort_text: Some(format!("{number:04}")),
            filter_text: offer.detail.filter(|_| kind.is_named).map(|name| format!("{} {name}", offer.word)),
            text_edit: Some(look.edit(&place.range, &text).into()),
            label: offer.word,
            ..CompletionItem::default()
        }
    };
    offers.into_iter().enumerate().map(item).collect()
}

/// Where the name begins of a variable that is being written.
fn open_bracket(before: &str, opening: &str, closing: char) -> Option<usize> {
    let start = before.rfind(opening)? + opening.len();
    (!before[start..].contains(closing) && !before[start..].contains(char::is_whitespace)).then_some(start)
}

/// Names between brackets: with the closing one, unless it is there.
fn braced(
    look: &Look<'_>,
    written: std::ops::Range<usize>,
    closing: &str,
    kind: CompletionItemKind,
    names: Vec<(String, Option<String>)>,
) -> Vec<CompletionItem> {
    let rest = &look.source().text[written.end..];
    let is_name = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let end = written.end + rest.find(|character| !is_name(character)).unwrap_or(rest.len());
    let closing = if look.source().text[end..].starts_with(closing) { "" } else { closing };
    let item = |(name, detail): (String, Option<String>)| CompletionItem {
        kind: Some(kind),
        detail,
        text_edit: Some(look.edit(&(written.start..end), &format!("{name}{closing}")).into()),
        label: name,
        ..CompletionItem::default()
    };
    names.into_iter().map(item).collect()
}

/// The variables of the template, each with a sample where there is one.
fn variables(look: &Look<'_>) -> Vec<(String, Option<String>)> {
    let mut names: Vec<(String, Option<String>)> = Vec::new();
    let Some(tree) = look.template().and_then(|_| look.tree()) else { return names };
    let mut all = occurrences::all(tree);
    all.sort_by_key(|one| !one.is_example());
    for one in all {
        if names.iter().any(|(name, _)| *name == one.name) || one.name.trim().is_empty() {
            continue;
        }
        let sample = one.at.path().filter(|_| one.is_example()).and_then(|path| tree.get(path));
        names.push((one.name, sample.and_then(|sample| sample.as_text()).map(str::to_owned)));
    }
    names
}

/// The build-time values of the project with the environments that give them; what they are is nobody's business here.
fn build_values(look: &Look<'_>) -> Vec<(String, Option<String>)> {
    let mut names: Vec<(String, Option<String>)> = Vec::new();
    for (environment, settings) in look.live.project().file.environments.iter().flatten() {
        for name in settings.values.iter().flatten().map(|(name, _)| name) {
            match names.iter_mut().find(|(known, _)| known == name) {
                Some((_, Some(environments))) => environments.push_str(&format!(", {environment}")),
                Some(_) => {}
                None => names.push((name.clone(), Some(environment.clone()))),
            }
        }
    }
    names
}
