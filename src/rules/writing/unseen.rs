//! What cannot be seen of a text, and what the text is without it.

use std::ops::Range;

use super::markup::{is_direction, is_invisible, is_separator, is_stray_joiner, is_stray_tag, may_hold_invisible};
use crate::rules::Report;

/// The characters of a text that cannot be seen and have no business there.
pub(crate) struct Unseen {
    start: usize,
    /// The first of them.
    pub character: char,
    others: usize,
    /// Whether nobody can have meant any of them.
    is_certain: bool,
    replacements: Vec<(Range<usize>, String)>,
}

impl Unseen {
    /// Looks for them; hardly any text has one.
    pub(crate) fn of(text: &str) -> Option<Self> {
        if !may_hold_invisible(text) {
            return None;
        }
        let mut found = text.char_indices().filter(|(offset, character)| {
            let before = &text[..*offset];
            is_invisible(*character)
                || is_separator(*character)
                || is_stray_joiner(*character, before)
                || is_stray_tag(*character, before)
        });
        let first = found.next()?;
        let all: Vec<(usize, char)> = std::iter::once(first).chain(found).collect();
        // A mark of direction may have been set on purpose, a separator stands for a line break or for a blank.
        let is_certain = !all.iter().any(|(_, character)| is_direction(*character) || is_separator(*character));
        let written = |character: char| if is_separator(character) { " " } else { "" }.to_owned();
        let replaced = |(start, character): &(usize, char)| (*start..start + character.len_utf8(), written(*character));
        let replacements = all.iter().map(replaced).collect();
        Some(Self { start: first.0, character: first.1, others: all.len() - 1, is_certain, replacements })
    }

    /// Completes what is reported about the text.
    pub(crate) fn complete(self, report: Report<'_>) {
        let help = if is_separator(self.character) { "write a line break or a blank" } else { "delete it" };
        let report = report.within(self.start..self.start + self.character.len_utf8()).help(help).replace_in_text(
            "write the text without what cannot be seen",
            self.is_certain,
            self.replacements,
        );
        if self.others > 0 {
            report.note(format!("and {} more of such characters", self.others));
        }
    }
}
