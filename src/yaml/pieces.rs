//! How the decoded text of a scalar lies in the source, piece by piece: verbatim runs, escapes, folded line breaks.

use std::ops::Range;

use super::tree::Style;

/// Some decoded bytes and the source they stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Offset in the decoded text; the piece ends where the next one begins.
    pub(super) decoded: usize,
    /// Bytes of the source.
    pub(super) source: Range<usize>,
    /// Whether both are the same text, so that offsets inside correspond.
    pub(super) verbatim: bool,
}

/// The pieces of a scalar, in order. `span` is that of its node, `length` that of its decoded text.
pub(super) fn pieces(source: &str, span: Range<usize>, style: Style, indent: usize, decoded: &str) -> Vec<Piece> {
    let mut walk = Walk { source, at: span.start, end: span.end, decoded: 0, pieces: Vec::new() };
    match style {
        Style::Plain => walk.flow(Style::Plain),
        Style::SingleQuoted | Style::DoubleQuoted => {
            walk.at += 1;
            walk.end = walk.end.saturating_sub(1).max(walk.at);
            walk.flow(style);
        }
        Style::Literal | Style::Folded => walk.block(style, indent, decoded),
    }
    walk.pieces
}

/// Where the `|` or `>` of a block scalar stands, looking forward from the token before it.
pub(super) fn block_header(source: &str, from: usize) -> Option<usize> {
    let bytes = source.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            b'|' | b'>' => return Some(at),
            b'#' => at += source[at..].find(['\n', '\r'])?,
            // An anchor or a tag may hold these characters.
            b'&' | b'!' => at += source[at..].find([' ', '\t', '\n', '\r'])?,
            _ => at += 1,
        }
    }
    None
}

struct Walk<'s> {
    source: &'s str,
    at: usize,
    end: usize,
    decoded: usize,
    pieces: Vec<Piece>,
}

impl Walk<'_> {
    fn push(&mut self, source: Range<usize>, length: usize, verbatim: bool) {
        if verbatim
            && let Some(last) = self.pieces.last_mut()
            && last.verbatim
            && last.source.end == source.start
        {
            last.source.end = source.end;
        } else {
            self.pieces.push(Piece { decoded: self.decoded, source, verbatim });
        }
        self.decoded += length;
    }

    fn rest(&self) -> &[u8] {
        &self.source.as_bytes()[self.at..self.end]
    }

    /// Length of the line break at an offset; 0 where there is none.
    fn line_break(&self, at: usize) -> usize {
        match &self.source.as_bytes()[at..] {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        }
    }

    /// Plain and quoted scalars: line breaks fold, blanks around them vanish.
    fn flow(&mut self, style: Style) {
        while self.at < self.end {
            let start = self.at;
            match self.rest() {
                [b' ' | b'\t' | b'\n' | b'\r', ..] => self.blanks(),
                [b'\'', b'\'', ..] if style == Style::SingleQuoted => {
                    self.at += 2;
                    self.push(start..self.at, 1, false);
                }
                [b'\\', ..] if style == Style::DoubleQuoted => self.escape(),
                _ => {
                    let stops: &[char] = match style {
                        Style::SingleQuoted => &[' ', '\t', '\n', '\r', '\''],
                        Style::DoubleQuoted => &[' ', '\t', '\n', '\r', '\\'],
                        _ => &[' ', '\t', '\n', '\r'],
                    };
                    let run = &self.source[start..self.end];
                    // At least one character: it is none that another arm takes.
                    let first = run.chars().next().map_or(1, char::len_utf8);
                    self.at = run[first..].find(stops).map_or(self.end, |length| start + first + length);
                    self.push(start..self.at, self.at - start, true);
                }
            }
        }
    }

    /// A run of blanks, and the line breaks in it.
    fn blanks(&mut self) {
        let start = self.at;
        while matches!(self.rest(), [b' ' | b'\t', ..]) {
            self.at += 1;
        }
        if self.at == self.end || self.line_break(self.at) == 0 {
            self.push(start..self.at, self.at - start, true);
            return;
        }
        let first = self.at..self.at + self.line_break(self.at);
        self.at = first.end;
        if !self.empty_lines() {
            self.push(first, 1, false);
        }
        self.skip_blanks();
    }

    /// The line breaks after a first one, each a line break of the text. Whether there were any.
    fn empty_lines(&mut self) -> bool {
        let mut any = false;
        loop {
            let line = self.at;
            self.skip_blanks();
            let length = if self.at < self.end { self.line_break(self.at) } else { 0 };
            if length == 0 {
                self.at = line;
                return any;
            }
            self.push(self.at..self.at + length, 1, false);
            self.at += length;
            any = true;
        }
    }

    fn skip_blanks(&mut self) {
        while matches!(self.rest(), [b' ' | b'\t', ..]) {
            self.at += 1;
        }
    }

    fn escape(&mut self) {
        let start = self.at;
        let Some(code) = self.source[start + 1..self.end].chars().next() else {
            self.at = self.end;
            return;
        };
        if matches!(code, '\n' | '\r') {
            // An escaped line break is no text at all.
            self.at = start + 1 + self.line_break(start + 1);
            self.empty_lines();
            self.skip_blanks();
            return;
        }
        let digits = |digits: usize| {
            let code = self.source.get(start + 2..start + 2 + digits)?;
            u32::from_str_radix(code, 16).ok()
        };
        let (mut length, value) = match code {
            'x' => (4, digits(2)),
            'u' => (6, digits(4)),
            'U' => (10, digits(8)),
            'N' => (2, Some(0x85)),
            '_' => (2, Some(0xa0)),
            'L' | 'P' => (2, Some(0x2028)),
            _ => (1 + code.len_utf8(), Some(0)),
        };
        let mut decoded = value.and_then(char::from_u32).map_or(1, char::len_utf8);
        if value.is_some_and(|value| (0xd800..0xe000).contains(&value)) {
            // A surrogate pair is two escapes and one character beyond the basic plane.
            length *= 2;
            decoded = 4;
        }
        self.at = (start + length).min(self.end);
        self.push(start..self.at, decoded, false);
    }

    /// Literal and folded scalars.
    fn block(&mut self, style: Style, indent: usize, decoded: &str) {
        self.end = self.source.len();
        self.at += self.rest().iter().take_while(|byte| !matches!(byte, b'\n' | b'\r')).count();
        self.at += self.line_break(self.at);
        let mut before_leading_blank = None;
        while self.decoded < decoded.len() {
            let breaks = self.breaks(indent);
            let trailing = decoded.as_bytes()[self.decoded..].iter().all(|byte| *byte == b'\n');
            let leading_blank = matches!(self.rest(), [b' ' | b'\t', ..]);
            let folds = style == Style::Folded && before_leading_blank == Some(false) && !leading_blank && !trailing;
            match breaks.as_slice() {
                [only] if folds => self.push(only.clone(), 1, false),
                [_, more @ ..] if folds => more.iter().for_each(|line| self.push(line.clone(), 1, false)),
                all => all.iter().for_each(|line| self.push(line.clone(), 1, false)),
            }
            if trailing {
                break;
            }
            let start = self.at;
            self.at += self.rest().iter().take_while(|byte| !matches!(byte, b'\n' | b'\r')).count();
            self.push(start..self.at, self.at - start, true);
            before_leading_blank = Some(leading_blank);
            if start == self.at {
                break;
            }
        }
        // Chomping leaves fewer line breaks than there are; at the end of a file one may have no bytes.
        self.pieces.retain(|piece| piece.decoded < decoded.len());
        if self.decoded < decoded.len() {
            self.push(self.at..self.at, decoded.len() - self.decoded, false);
        }
    }

    /// The line breaks from here to the next line of content, and past its indentation.
    fn breaks(&mut self, indent: usize) -> Vec<Range<usize>> {
        let mut breaks = Vec::new();
        loop {
            let line = self.at;
            let spaces = self.rest().iter().take_while(|byte| **byte == b' ').count();
            // The first line of content and every line after a break is indented; the end of a line is not.
            let at_line_start = line == 0 || matches!(self.source.as_bytes()[line - 1], b'\n' | b'\r');
            let content = line + if at_line_start { spaces.min(indent) } else { 0 };
            let length = self.line_break(content);
            if length == 0 {
                self.at = content;
                return breaks;
            }
            breaks.push(content..content + length);
            self.at = content + length;
        }
    }
}
