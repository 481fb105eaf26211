//! Positions as the protocol counts them: lines from 0, and in a line units of UTF-16, or of UTF-8 where both sides
//! agreed on that.

use std::ops::Range;

use gen_lsp_types::{Position, PositionEncodingKind, Range as ProtocolRange};

use crate::source::SourceFile;

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Units of UTF-16: what every client understands.
    #[default]
    Utf16,
    /// Bytes.
    Utf8,
}

/// A text with its positions.
#[derive(Clone, Copy)]
pub(super) struct Places<'s> {
    source: &'s SourceFile,
    encoding: Encoding,
    /// An editor takes the byte order mark of a file away before it shows the text.
    hides_mark: bool,
}

impl Encoding {
    /// How the protocol calls it.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf8 => PositionEncodingKind::UTF8,
        }
    }

    fn length(self, text: &str) -> usize {
        match self {
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
            Self::Utf8 => text.len(),
        }
    }

    /// The byte at which so many units are over; the end of the text where it has fewer, the start of a character that
    /// is cut in two.
    fn offset(self, text: &str, units: usize) -> usize {
        let mut counted = 0;
        for (offset, character) in text.char_indices() {
            let length = match self {
                Self::Utf16 => character.len_utf16(),
                Self::Utf8 => character.len_utf8(),
            };
            if counted + length > units {
                return offset;
            }
            counted += length;
        }
        text.len()
    }
}

impl<'s> Places<'s> {
    /// Positions in a text; `is_open`: the editor holds exactly this text.
    pub(super) fn of(source: &'s SourceFile, encoding: Encoding, is_open: bool) -> Self {
        Self { source, encoding, hides_mark: !is_open && source.text.starts_with('\u{feff}') }
    }

    /// Where a byte is.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = self.source.text.floor_char_boundary(offset);
        let line = self.source.position(offset).line;
        let start = self.start_of(line);
        let units = self.encoding.length(&self.source.text[start.min(offset)..offset]);
        Position { line: number(line - 1), character: number(units) }
    }

    /// Where some bytes are.
    pub(super) fn range(&self, range: &Range<usize>) -> ProtocolRange {
        ProtocolRange { start: self.position(range.start), end: self.position(range.end) }
    }

    /// The byte at a position. One beyond the end of its line is that end, one beyond the text the end of the text.
    pub(super) fn offset(&self, position: Position) -> usize {
        let line = position.line as usize + 1;
        if line > self.source.line_count() {
            return self.source.text.len();
        }
        let (start, end) = (self.start_of(line), self.source.line_range(line).end);
        start + self.encoding.offset(&self.source.text[start..end], position.character as usize)
    }

    /// The bytes of a range, its ends in order.
    pub(super) fn bytes(&self, range: &ProtocolRange) -> Range<usize> {
        let (one, other) = (self.offset(range.start), self.offset(range.end));
        one.min(other)..one.max(other)
    }

    fn start_of(&self, line: usize) -> usize {
        let start = self.source.line_range(line).start;
        if line == 1 && self.hides_mark { start + '\u{feff}'.len_utf8() } else { start }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
