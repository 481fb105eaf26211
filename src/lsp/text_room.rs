//! A text under the cursor: how much room is left, and how it reads with its examples, in each language that has it.

use std::fmt::Write;

use super::look::Look;
use super::spot::Spot;
use crate::finding::At;
use crate::model::{Origins, Token, Variant, tokens};
use crate::report::visible_lines;
use crate::rules::{Room, rooms};
use crate::yaml::Tree;

/// More languages are only counted.
const MOST: usize = 8;

/// What there is to say of the text at a spot; nothing, where no text is.
pub(super) fn of_text(look: &Look<'_>, tree: &Tree, spot: &Spot<'_>) -> Option<String> {
    let template = look.template()?.value.as_deref()?;
    let origins = Origins::of(template);
    let is_here = |language: &str, room: &Room| {
        let at = origins.find(language, At::Value(room.path.clone()));
        let node = at.path().and_then(|path| tree.get(path));
        node.is_some_and(|node| node.handle() == spot.node.handle())
    };
    let variants = template.variants();
    let mut found: Vec<(&Variant, Room)> = Vec::new();
    for variant in &variants {
        let room = rooms(&with_values(look, variant)).into_iter().find(|room| is_here(&variant.language, room));
        found.extend(room.map(|room| (variant, room)));
    }
    let (_, room) = found.first()?;
    let mut text = format!("**{}**", room.noun);
    let mut counted: Vec<String> = Vec::new();
    for (_, room) in &found {
        let line = line(room);
        if !counted.contains(&line) {
            let _ = write!(text, "  \n{line}");
            counted.push(line);
        }
    }
    for (variant, room) in found.iter().take(MOST) {
        let _ = write!(text, "\n\n`{}`\n{}", variant.language, fenced(&filled(&room.text, variant)));
    }
    if found.len() > MOST {
        let _ = write!(text, "\n\nand {} more languages", found.len() - MOST);
    }
    Some(text)
}

/// The variant with the values of the environment that makes the longest texts: the one that decides.
fn with_values(look: &Look<'_>, variant: &Variant) -> Variant {
    let environments = look.live.project().file.environments.iter().flatten();
    let values = environments.filter_map(|(_, settings)| settings.values.as_ref());
    let filled = values.map(|values| variant.substituted(values).0);
    let length = |variant: &Variant| rooms(variant).iter().map(|room| room.length).sum::<usize>();
    filled.max_by_key(length).unwrap_or_else(|| variant.clone())
}

fn line(room: &Room) -> String {
    let Room { length, limit, .. } = room;
    match limit {
        Some(limit) if length > limit => format!("{length} of {limit} characters, {} too many", length - limit),
        Some(limit) => format!("{length} of {limit} characters, {} left", limit - length),
        None => format!("{length} characters"),
    }
}

/// The text as a customer may read it.
fn filled(text: &str, variant: &Variant) -> String {
    let part = |(_, token)| match token {
        Token::Variable(name) => variant.examples.get(name).cloned().unwrap_or_else(|| format!("$({name})")),
        Token::Literal(literal) | Token::Unterminated(literal) => literal.to_owned(),
    };
    tokens(text).into_iter().map(part).collect()
}

/// A block of Markdown that nothing in the text can end.
fn fenced(text: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}", visible_lines(text))
}
