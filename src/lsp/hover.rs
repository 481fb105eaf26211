//! What an editor shows over a place: the rule of a finding, the room of a text, what a key is for.

use std::fmt::Write;

use gen_lsp_types::{Hover, MarkupContent, MarkupKind, Position};

use super::diagnostics::shown;
use super::look::Look;
use super::spot::{self, Spot};
use super::{schema_place, text_room};
use crate::finding::{At, RuleMeta, Step};
use crate::model::languages;
use crate::report::visible;
use crate::yaml::Tree;

/// All that is to be said of a place; nothing, where there is nothing.
pub(super) fn hover(look: &Look<'_>, position: Position) -> Option<Hover> {
    let offset = look.offset(position);
    let mut parts = of_findings(look, offset);
    let mut range = None;
    if let Some((tree, spot)) = look.tree().and_then(|tree| Some((tree, spot::at(tree, offset)?))) {
        range = Some(look.places.range(&spot.node.span()));
        parts.extend(of_spot(look, tree, &spot, offset));
    }
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: parts.join("\n\n---\n\n") };
    (!parts.is_empty()).then(|| Hover { contents: contents.into(), range })
}

/// The rules of the findings at a place, each once.
fn of_findings(look: &Look<'_>, offset: usize) -> Vec<String> {
    let mut rules: Vec<&RuleMeta> = Vec::new();
    for found in look.live.findings(&look.path) {
        let (range, rule) = (shown(&found), found.located.finding.rule);
        if (range.contains(&offset) || range.end == offset) && !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    rules.into_iter().map(of_rule).collect()
}

fn of_rule(rule: &RuleMeta) -> String {
    let mut text = format!("**{}** · {}\n\n", rule.id, rule.level);
    for line in rule.docs.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        // Headings of a page are too large for a hint.
        match line.strip_prefix("## ") {
            Some(heading) => drop(writeln!(text, "**{heading}**  ")),
            None => drop(writeln!(text, "{line}")),
        }
    }
    text.trim_end().to_owned()
}

fn of_spot(look: &Look<'_>, tree: &Tree, spot: &Spot<'_>, offset: usize) -> Vec<String> {
    let mut parts = Vec::new();
    if let Some(variable) = spot.variable(tree, look.source(), offset) {
        parts.extend(of_variable(look, variable.name));
    } else if let Some(name) = spot.example().filter(|_| spot.is_key) {
        parts.extend(of_variable(look, name));
    }
    if !spot.is_key {
        parts.extend(text_room::of_text(look, tree, spot));
        return parts;
    }
    match language(spot) {
        Some(language) => parts.push(format!("**{}** · {}{}", language.code, language.name, listed(language))),
        None => parts.extend(of_key(look, spot)),
    }
    parts
}

/// The language whose key it is.
fn language(spot: &Spot<'_>) -> Option<&'static languages::Language> {
    match spot.path.0.as_slice() {
        [Step::Key(first), Step::Key(code)] if first == "languages" => languages::find(code),
        _ => None,
    }
}

fn listed(language: &languages::Language) -> &'static str {
    if language.listed_by_alibaba { "" } else { ", on Meta's list only" }
}

fn of_key(look: &Look<'_>, spot: &Spot<'_>) -> Option<String> {
    let place = schema_place::at(look.file.schema(), &spot.path)?;
    let Some(Step::Key(key)) = spot.path.0.last() else { return None };
    let mut text = format!("**{key}**");
    if let Some(description) = schema_place::description(place) {
        let _ = write!(text, "  \n{description}");
    }
    let words = schema_place::words(place);
    if !words.is_empty() {
        let _ = write!(text, "\n\n`{}`", words.join("` `"));
    }
    (text.len() > key.len() + 4).then_some(text)
}

/// The samples of a variable, in each language that has one.
fn of_variable(look: &Look<'_>, name: &str) -> Option<String> {
    let template = look.template()?.value.as_deref()?;
    let samples: Vec<(String, String)> = template
        .variants()
        .into_iter()
        .filter_map(|variant| Some((variant.language.clone(), variant.examples.get(name)?.clone())))
        .collect();
    let mut text = format!("**$({})**", visible(name));
    for (language, sample) in samples {
        let _ = write!(text, "  \n`{language}` {}", visible(&sample));
    }
    Some(text)
}

/// Where the build-time value at a byte is declared: its name.
pub(super) fn build_value(tree: &Tree, look: &Look<'_>, spot: &Spot<'_>, offset: usize) -> Option<String> {
    let text = spot.node.as_text().filter(|_| !spot.is_key)?;
    text.match_indices("${").find_map(|(start, _)| {
        let name = text[start + 2..].split('}').next()?;
        let at = At::Text(spot.path.clone(), start..start + name.len() + 3);
        let bytes = tree.locate(look.source(), &at);
        (bytes.contains(&offset) || bytes.end == offset).then(|| name.to_owned())
    })
}
