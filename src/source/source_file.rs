//! A file's text with its line index.

use std::ops::Range;
use std::sync::OnceLock;

use memchr::memchr2_iter;

use super::Position;

/// The text of one file. All offsets are bytes into [`SourceFile::text`].
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// How the file is called in reports: relative to the working directory, with `/`.
    pub name: String,
    /// Its text, byte for byte (with a byte order mark, where it has one).
    pub text: String,
    /// Made when it is first needed: most files are never asked for a position.
    index: OnceLock<Box<Index>>,
}

#[derive(Clone, Debug)]
struct Index {
    line_starts: Vec<usize>,
    /// How many characters begin before each multiple of [`BLOCK`] bytes: a line may be as long as the file.
    characters: Vec<usize>,
}

/// Bytes whose characters are counted anew for each position.
const BLOCK: usize = 1024;

impl SourceFile {
    /// A file's text under its name. `\n`, `\r\n` and a lone `\r` end a line, as in YAML.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), index: OnceLock::new() }
    }

    /// How many lines there are; an empty file has one.
    pub fn line_count(&self) -> usize {
        self.index().line_starts.len()
    }

    /// Line and column of an offset; an offset inside a character counts as its start, one past the end as the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let index = self.index();
        let line = index.line_starts.partition_point(|start| *start <= offset);
        let mark = usize::from(line == 1 && offset > 0 && self.text.starts_with('\u{feff}'));
        let column = self.characters(index.line_starts[line - 1]..offset) - mark;
        Position { line, column: column + 1 }
    }

    /// How many characters begin in some bytes.
    fn characters(&self, bytes: Range<usize>) -> usize {
        if bytes.len() <= BLOCK {
            return starts(&self.text.as_bytes()[bytes]);
        }
        self.characters_before(bytes.end) - self.characters_before(bytes.start)
    }

    fn characters_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.index().characters[block] + starts(&self.text.as_bytes()[block * BLOCK..offset])
    }

    /// The bytes of a line (from 1), without its line break; empty beyond the last line.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let Some(start) = line.checked_sub(1).and_then(|index| self.index().line_starts.get(index)) else {
            return self.text.len()..self.text.len();
        };
        let end = self.index().line_starts.get(line).copied().unwrap_or(self.text.len());
        let content = self.text[*start..end].trim_end_matches(['\n', '\r']);
        *start..*start + content.len()
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Box::new(Index::of(self.text.as_bytes())))
    }
}

impl Index {
    fn of(bytes: &[u8]) -> Self {
        let ends_line = |offset: &usize| bytes[*offset] == b'\n' || bytes.get(offset + 1) != Some(&b'\n');
        let ends = memchr2_iter(b'\n', b'\r', bytes).filter(ends_line);
        let line_starts = std::iter::once(0).chain(ends.map(|offset| offset + 1)).collect();
        Self { line_starts, characters: blocks(bytes) }
    }
}

fn blocks(bytes: &[u8]) -> Vec<usize> {
    let mut counted = vec![0];
    let mut total = 0;
    for block in bytes.chunks(BLOCK) {
        total += starts(block);
        counted.push(total);
    }
    counted
}

/// How many characters begin in these bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}
