//! Scalars: plain, quoted, and blocks.

use memchr::{memchr, memchr2, memchr2_iter};

use super::Reader;
use crate::yaml::resolve::Kind;
use crate::yaml::tree::Style;

impl Reader<'_> {
    /// A plain scalar in a block, up to the blanks after it. Whether it goes on below is seen by the indentation there.
    pub(super) fn plain(&mut self, first: u8) -> Option<()> {
        can_start_plain(first).then_some(())?;
        let line = &self.bytes[self.at..self.line_end()];
        let mut length = line.len();
        for offset in memchr2_iter(b':', b'#', line) {
            if line[offset] == b':' && matches!(line.get(offset + 1), None | Some(b' ')) {
                return None;
            }
            if line[offset] == b'#' && line[offset - 1] == b' ' {
                length = offset;
                break;
            }
        }
        let text = line[..length].trim_ascii_end();
        self.plain_until(self.at + text.len());
        Some(())
    }

    pub(super) fn plain_until(&mut self, end: usize) {
        let text = &self.text[self.at..end];
        self.builder.scalar(text, self.at as u32..end as u32, Style::Plain, Kind::of_plain(text), 0);
        self.at = end;
    }

    pub(super) fn double_quoted(&mut self) -> Option<()> {
        let start = self.at;
        let line = &self.bytes[start..self.line_end()];
        let stop = memchr2(b'"', b'\\', &line[1..])? + 1;
        if line[stop] == b'"' {
            return self.quoted(start, stop, &self.text[start + 1..start + stop], Style::DoubleQuoted);
        }
        let (decoded, mut copied, mut position) = (self.builder.begin_text(), 1, stop);
        while line[position] == b'\\' {
            self.builder.push_text(&self.text[start + copied..start + position]);
            self.builder.push_text(match line.get(position + 1)? {
                b'n' => "\n",
                b'"' => "\"",
                b'\\' => "\\",
                _ => return None,
            });
            copied = position + 2;
            position = copied + memchr2(b'"', b'\\', line.get(copied..)?)?;
        }
        self.builder.push_text(&self.text[start + copied..start + position]);
        self.at = start + position + 1;
        self.builder.end_text(decoded, start as u32..self.at as u32, Style::DoubleQuoted, 0);
        Some(())
    }

    pub(super) fn single_quoted(&mut self) -> Option<()> {
        let start = self.at;
        let line = &self.bytes[start..self.line_end()];
        let close = memchr(b'\'', &line[1..])? + 1;
        if line.get(close + 1) == Some(&b'\'') {
            return None;
        }
        self.quoted(start, close, &self.text[start + 1..start + close], Style::SingleQuoted)
    }

    /// `close` is the offset of the closing quote from `start`.
    pub(super) fn quoted(&mut self, start: usize, close: usize, text: &str, style: Style) -> Option<()> {
        self.at = start + close + 1;
        self.builder.scalar(text, start as u32..self.at as u32, style, Kind::Text, 0);
        Some(())
    }

    /// Reads a block scalar from its `|` or `>` to the start of the line after it.
    pub(super) fn block(&mut self, parent: usize, style: Style) -> Option<()> {
        let header = self.at;
        self.at += 1;
        let is_stripped = self.peek() == Some(b'-');
        self.at += usize::from(is_stripped);
        self.end_of_line()?;
        let first = self.at;
        self.skip_spaces();
        let indent = self.at - first;
        if indent <= parent || matches!(self.peek(), None | Some(b'\n')) {
            return None;
        }
        self.at = first;
        let (decoded, mut end, mut blank_lines) = (self.builder.begin_text(), first, 0);
        while self.at < self.bytes.len() {
            // Without its last line break a text ends differently.
            let length = memchr(b'\n', self.rest())?;
            let line = &self.text[self.at..self.at + length];
            let spaces = line.bytes().take_while(|byte| *byte == b' ').count();
            if spaces == line.len() {
                (spaces <= indent).then_some(())?;
                blank_lines += 1;
            } else if spaces < indent {
                break;
            } else {
                let content = &line[indent..];
                let is_folded = style == Style::Folded;
                if is_folded && spaces > indent {
                    return None;
                }
                let breaks =
                    if self.at == first { 0 } else { blank_lines + usize::from(!is_folded || blank_lines == 0) };
                match breaks {
                    1 if is_folded && blank_lines == 0 => self.builder.push_text(" "),
                    breaks => (0..breaks).for_each(|_| self.builder.push_text("\n")),
                }
                self.builder.push_text(content);
                (end, blank_lines) = (self.at + line.trim_end_matches(' ').len(), 0);
            }
            self.at += length + 1;
        }
        if !is_stripped {
            self.builder.push_text("\n");
        }
        self.builder.end_text(decoded, header as u32..end as u32, style, indent as u32);
        Some(())
    }
}

/// Whether a plain scalar may begin with this character, here and everywhere.
pub(super) fn can_start_plain(first: u8) -> bool {
    !matches!(
        first,
        b'-' | b'?'
            | b':'
            | b','
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'#'
            | b'&'
            | b'*'
            | b'!'
            | b'|'
            | b'>'
            | b'\''
            | b'"'
            | b'%'
            | b'@'
            | b'`'
            | b'\n'
            | b' '
    )
}
