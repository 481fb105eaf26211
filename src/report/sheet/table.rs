//! A table of texts and numbers.

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::report::{Ink, Look, visible};

/// Columns and rows; every row has a cell for each column.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// What people read.
    pub title: String,
    /// What programs read: lower case, `_` between words.
    pub name: String,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A count; nothing where it is not counted.
    Count(Option<u64>),
    /// A share between nothing and all; nothing where there is nothing to take a share of.
    Share(Option<f64>),
}

impl Column {
    /// A column whose name follows from its title.
    pub fn new(title: &str) -> Self {
        Self { title: title.to_owned(), name: title.to_lowercase().replace(' ', "_") }
    }
}

impl Cell {
    /// As people read it; control characters are visible.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => visible(text).into_owned(),
            Self::Count(Some(count)) => count.to_string(),
            Self::Share(Some(share)) => format!("{:.1} %", share * 100.0),
            Self::Count(None) | Self::Share(None) => "–".to_owned(),
        }
    }

    /// As programs read it.
    pub(super) fn plain(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(count) => count.map(|count| count.to_string()).unwrap_or_default(),
            Self::Share(share) => share.map(|share| format!("{share:.6}")).unwrap_or_default(),
        }
    }

    fn is_number(&self) -> bool {
        !matches!(self, Self::Text(_))
    }
}

/// The table for a terminal: numbers to the right, texts to the left.
pub fn table(table: &Table, look: Look) -> String {
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(Cell::shown).collect()).collect();
    let width = |index: usize| {
        let cells = rows.iter().filter_map(|row| row.get(index)).map(|cell| cell.width());
        cells.chain([table.columns[index].title.width()]).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..table.columns.len()).map(width).collect();
    let is_number =
        |index: usize| table.rows.first().and_then(|row| row.get(index)).is_some_and(|cell| cell.is_number());
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let padded: Vec<String> =
            cells.enumerate().map(|(index, cell)| padded(cell, widths[index], is_number(index))).collect();
        padded.join("  ").trim_end().to_owned()
    };
    let mut text = look.paint(Ink::Strong, &line(&mut table.columns.iter().map(|column| column.title.as_str())));
    text.push('\n');
    for row in &rows {
        text.push_str(&line(&mut row.iter().map(String::as_str)));
        text.push('\n');
    }
    text
}

fn padded(cell: &str, width: usize, to_the_right: bool) -> String {
    let blanks = " ".repeat(width.saturating_sub(cell.width()));
    if to_the_right { format!("{blanks}{cell}") } else { format!("{cell}{blanks}") }
}
