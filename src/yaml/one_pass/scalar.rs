//! Scalars: plain, quoted, and blocks.

use super::Reader;
use crate::yaml::resolve::Kind;
use crate::yaml::tree::Style;

impl Reader<'_> {
    /// A plain scalar in a block, up to the blanks after it. Whether it goes on below is seen by the indentation there.
    pub(super) fn plain(&mut self, first: u8) -> Option<()> {
        can_start_plain(first).then_some(())?;
        let line = &self.bytes[self.at..self.line_end()];
        let mut length = line.len();
        for (offset, byte) in line.iter().enumerate() {
            match byte {
                b':' if matches!(line.get(offset + 1), None | Some(b' ')) => return None,
                b'#' if line[offset - 1] == b' ' => {
                    length = offset;
                    break;
                }
                _ => {}
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
        let stop = line[1..].iter().position(|byte| matches!(byte, b'"' | b'\\'))? + 1;
        if line[stop] == b'"' {
            return self.quoted(start, stop, &self.text[start + 1..start + stop], Style::DoubleQuoted);
        }
        let (mut decoded, mut copied, mut position) = (String::new(), 1, stop);
        loop {
            match line.get(position)? {
                b'"' => break,
                b'\\' => {
                    decoded.push_str(&self.text[start + copied..start + position]);
                    decoded.push(match line.get(position + 1)? {
                        b'n' => '\n',
                        b'"' => '"',
                        b'\\' => '\\',
                        _ => return None,
                    });
                    position += 2;
                    copied = position;
                }
                _ => position += 1,
            }
        }
        decoded.push_str(&self.text[start + copied..start + position]);
        self.quoted(start, position, &decoded, Style::DoubleQuoted)
    }

    pub(super) fn single_quoted(&mut self) -> Option<()> {
        let start = self.at;
        let line = &self.bytes[start..self.line_end()];
        let close = line[1..].iter().position(|byte| *byte == b'\'')? + 1;
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
        let (mut decoded, mut end, mut blank_lines) = (String::new(), first, 0);
        while self.at < self.bytes.len() {
            let line_end = self.line_end();
            // Without its last line break a text ends differently.
            (line_end < self.bytes.len()).then_some(())?;
            let line = &self.text[self.at..line_end];
            let content = line.trim_start_matches(' ');
            if content.is_empty() {
                (line.len() <= indent).then_some(())?;
                blank_lines += 1;
            } else if line.len() - content.len() < indent {
                break;
            } else {
                let content = &line[indent..];
                let is_folded = style == Style::Folded;
                if is_folded && content.starts_with(' ') {
                    return None;
                }
                let breaks =
                    if self.at == first { 0 } else { blank_lines + usize::from(!is_folded || blank_lines == 0) };
                match breaks {
                    1 if is_folded && blank_lines == 0 => decoded.push(' '),
                    breaks => decoded.extend(std::iter::repeat_n('\n', breaks)),
                }
                decoded.push_str(content);
                (end, blank_lines) = (self.at + line.trim_end_matches(' ').len(), 0);
            }
            self.at = line_end + 1;
        }
        if !is_stripped {
            decoded.push('\n');
        }
        self.builder.scalar(&decoded, header as u32..end as u32, style, Kind::Text, indent as u32);
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
