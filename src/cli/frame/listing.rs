//! Lists of a word and what it means, a line each.

use super::Output;
use crate::report::wrapped;

/// Text in less than this is no longer readable: it is left to the terminal.
const LEAST_COLUMNS: usize = 24;

/// A line of a list; on a terminal that is too narrow, the text goes on under its own start. `columns` is how much room
/// the head takes, colours not counted.
pub(in crate::cli) fn line(head: &str, columns: usize, text: &str, output: &Output) -> String {
    let room = output.result_columns().map(|width| width.saturating_sub(columns)).filter(|room| *room >= LEAST_COLUMNS);
    let lines = room.map_or_else(|| vec![text.to_owned()], |room| wrapped(text, room));
    format!("{head}{}\n", lines.join(&format!("\n{}", " ".repeat(columns))))
}
