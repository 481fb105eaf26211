//! A table as CSV (RFC 4180), for spreadsheets and programs.

use super::table::Table;

/// One line of names, then one line for each row; lines end as the RFC has them.
pub fn csv(table: &Table) -> String {
    let names = table.columns.iter().map(|column| column.name.clone()).collect();
    let rows = table.rows.iter().map(|row| row.iter().map(super::Cell::plain).collect());
    let mut text = String::new();
    for row in std::iter::once::<Vec<String>>(names).chain(rows) {
        let cells: Vec<String> = row.iter().map(|cell| field(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// A field, in quotes where it needs them. A spreadsheet would take a text that begins as a formula does for one: it
/// gets an apostrophe, which spreadsheets hide.
fn field(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
