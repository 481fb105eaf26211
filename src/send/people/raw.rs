//! The rows that have faults, as the file has them: what findings point into.

use std::collections::BTreeMap;
use std::ops::Range;

use super::People;
use super::list::Start;
use super::survey::Found;

/// A longer row is shown by its beginning.
const ROW_BYTES: usize = 4096;

/// A text with the faulty rows at their lines and nothing else, and the bytes of each fault in it. `mask` is applied to
/// the cells of the column `to`.
pub fn excerpt(people: &People, found: &[Found], mask: impl Fn(&str) -> String) -> (String, Vec<Range<usize>>) {
    let begins: Vec<Start> = found.iter().map(|found| begin(people, found.start)).collect();
    let starts: BTreeMap<u64, u64> = begins.iter().map(|start| (start.line, start.byte)).collect();
    let to = people.header.iter().position(|name| name.eq_ignore_ascii_case("to"));
    let (mut text, mut line, mut rows) = (String::new(), 1, BTreeMap::new());
    for (number, byte) in starts {
        while line < number {
            text.push('\n');
            line += 1;
        }
        let (row, cells) = row(&people.bytes(byte, ROW_BYTES), people.delimiter);
        let is_header = number == people.start.line;
        let (row, cells) = match to.filter(|_| !is_header) {
            Some(to) => masked(&row, cells, to, &mask),
            None => (row, cells),
        };
        let start = text.len();
        line += row.matches('\n').count() as u64;
        text.push_str(&row);
        rows.insert(number, (start, row.len(), cells));
    }
    let place = |(found, begin): (&Found, &Start)| {
        let Some((start, length, cells)) = rows.get(&begin.line) else { return 0..0 };
        let cell = found.cell.and_then(|cell| cells.get(cell)).cloned().unwrap_or(0..*length);
        start + cell.start..start + cell.end
    };
    let places = found.iter().zip(&begins).map(place).collect();
    (text, places)
}

/// Where a row really begins: the reader takes the line break before it for its own.
fn begin(people: &People, start: Start) -> Start {
    let bytes = people.bytes(start.byte, ROW_BYTES);
    let breaks = bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let lines = breaks.clone().filter(|byte| **byte == b'\n').count();
    Start { byte: start.byte + breaks.count() as u64, line: start.line + lines as u64 }
}

/// The first row of some bytes, and the bytes of its cells without quotes and blanks around them.
fn row(bytes: &[u8], delimiter: u8) -> (String, Vec<Range<usize>>) {
    let text = String::from_utf8_lossy(bytes);
    let (mut quoted, mut start, mut cells) = (false, 0, Vec::new());
    let mut end = text.len();
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                end = index;
                break;
            }
            byte if byte == delimiter && !quoted => {
                cells.push(start..index);
                start = index + 1;
            }
            _ => {}
        }
    }
    cells.push(start..end);
    let bare = |cell: Range<usize>| {
        let around: &[char] = &[' ', '"'];
        let inner = text[cell.clone()].trim_start_matches(around);
        let start = cell.end - inner.len();
        start..start + inner.trim_end_matches(around).len()
    };
    let cells = cells.into_iter().map(|cell| if text[cell.clone()].trim() == "\"\"" { cell } else { bare(cell) });
    (text[..end].to_owned(), cells.collect())
}

/// The row with one cell masked; the others move with it.
fn masked(
    row: &str,
    cells: Vec<Range<usize>>,
    to: usize,
    mask: impl Fn(&str) -> String,
) -> (String, Vec<Range<usize>>) {
    let Some(cell) = cells.get(to).cloned() else { return (row.to_owned(), cells) };
    let by = mask(&row[cell.clone()]);
    let text = format!("{}{by}{}", &row[..cell.start], &row[cell.end..]);
    let moved = |place: usize| if place >= cell.end { place - cell.len() + by.len() } else { place };
    let cells = cells.iter().map(|other| moved(other.start)..moved(other.end)).collect();
    (text, cells)
}
