//! Text to events in one pass, for the plain part of YAML that nearly every template file keeps to.
//!
//! Block mappings and lists, flow collections on one line, scalars on one line, literal and folded blocks, comments.
//! Whatever else there is, and whatever is wrong, is for the parser: this reader gives up and says nothing. What it
//! does read it reads exactly as the parser does; a test holds the two together on mutated files.

mod flow;
mod scalar;

use memchr::{memchr, memchr_iter};

use super::build::Builder;
use super::document::Comment;
use super::tree::Style;

/// Longer files are for the parser, which knows the limits.
const MOST_BYTES: usize = 64 * 1024;
/// So are deeper ones.
const MOST_DEEP: usize = 24;
/// Longest key.
const LONGEST_KEY: usize = 100;

/// The bytes that a key may have.
static IN_KEY: [bool; 256] = {
    let mut in_key = [false; 256];
    let mut byte = 0;
    while byte < 0x80 {
        in_key[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'_' | b'-');
        byte += 1;
    }
    in_key
};

/// Reads a document, or gives up.
pub(super) fn read(text: &str) -> Option<(Builder, Vec<Comment>)> {
    if text.len() > MOST_BYTES || has_rare_break(text.as_bytes()) {
        return None;
    }
    let builder = Builder::new(text.len());
    let mut reader = Reader { text, bytes: text.as_bytes(), at: 0, builder, comments: Vec::new(), depth: 0 };
    reader.document()?;
    Some((reader.builder, reader.comments))
}

/// Whether a tab or a line break of another kind is there, or may be: those of older YAML and the byte order mark. Looks
/// at many bytes at a time.
fn has_rare_break(bytes: &[u8]) -> bool {
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let found = pairs.fold(false, |found, (one, other)| {
        let is_older = (*one == 0xc2) & (*other == 0x85);
        found | (*one == b'\t') | (*one == b'\r') | is_older | ((*one == 0xef) & (*other == 0xbb))
    });
    let is_separator = |at: usize| matches!(bytes[at + 1..], [0x80, 0xa8 | 0xa9, ..]);
    found || matches!(bytes.last(), Some(b'\t' | b'\r')) || memchr_iter(0xe2, bytes).any(is_separator)
}

/// Each function reads one thing and leaves `at` behind it; `None` gives up.
struct Reader<'s> {
    text: &'s str,
    bytes: &'s [u8],
    at: usize,
    builder: Builder,
    comments: Vec<Comment>,
    depth: usize,
}

impl Reader<'_> {
    fn document(&mut self) -> Option<()> {
        let mut indent = self.next_line()?;
        if indent == 0 && self.rest().starts_with(b"---\n") {
            self.at += 4;
            indent = self.next_line()?;
        }
        (indent == 0).then_some(())?;
        self.mapping(0)?;
        (self.at == self.bytes.len()).then_some(())
    }

    fn rest(&self) -> &[u8] {
        &self.bytes[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes over blank lines and comments, to the first character of a line with anything on it. Gives its
    /// indentation; at the end of the text 0, with `at` there. Must stand at the start of a line.
    fn next_line(&mut self) -> Option<usize> {
        loop {
            let start = self.at;
            self.skip_spaces();
            match self.peek() {
                None => return Some(0),
                Some(b'\n') => self.at += 1,
                Some(b'#') => self.comment(),
                Some(_) => return Some(self.at - start),
            }
        }
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().iter().take_while(|byte| **byte == b' ').count();
    }

    /// The offset of the line break, or of the end of the text.
    fn line_end(&self) -> usize {
        memchr(b'\n', self.rest()).map_or(self.bytes.len(), |length| self.at + length)
    }

    /// Reads a comment and its line break.
    fn comment(&mut self) {
        let end = self.line_end();
        self.comments.push(Comment { span: self.at..end, text: self.text[self.at + 1..end].to_owned() });
        self.at = (end + 1).min(self.bytes.len());
    }

    /// Reads what may follow a value on its line: nothing, or a comment.
    fn end_of_line(&mut self) -> Option<()> {
        let start = self.at;
        self.skip_spaces();
        match self.peek() {
            None => {}
            Some(b'\n') => self.at += 1,
            Some(b'#') if self.at > start => self.comment(),
            Some(_) => return None,
        }
        Some(())
    }

    fn deeper(&mut self) -> Option<()> {
        self.depth += 1;
        (self.depth <= MOST_DEEP).then_some(())
    }

    /// Reads a block mapping from its first key to the first character of the next line that is not its own.
    fn mapping(&mut self, indent: usize) -> Option<()> {
        self.deeper()?;
        self.builder.start_mapping(self.at as u32..self.at as u32);
        loop {
            self.key()?;
            self.value(indent)?;
            match self.indent_here() {
                next if next > indent => return None,
                next if next < indent || self.at == self.bytes.len() => break,
                _ => {}
            }
            // In a list that is no deeper than its key, the next item ends a mapping; nothing else may stand here.
            if self.is_item() {
                return None;
            }
        }
        self.builder.end(None);
        self.depth -= 1;
        Some(())
    }

    /// The indentation of the line that [`Self::next_line`] came to.
    fn indent_here(&self) -> usize {
        self.bytes[..self.at].iter().rev().take_while(|byte| **byte == b' ').count()
    }

    fn is_item(&self) -> bool {
        self.rest().starts_with(b"- ")
    }

    /// How long the key here is, if what stands here is a key.
    fn key_length(&self) -> Option<usize> {
        let rest = self.rest();
        let longest = &rest[..rest.len().min(LONGEST_KEY)];
        let length = longest.iter().position(|byte| !IN_KEY[usize::from(*byte)]).unwrap_or(longest.len());
        let starts_well = rest.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_');
        let ends_well = matches!(rest[length..], [b':'] | [b':', b' ' | b'\n', ..]);
        (starts_well && ends_well).then_some(length)
    }

    /// Reads a key and its colon.
    fn key(&mut self) -> Option<()> {
        let end = self.at + self.key_length()?;
        self.plain_until(end);
        self.at = end + 1;
        Some(())
    }

    /// The value of a key in a block mapping, up to the next line with anything on it.
    fn value(&mut self, indent: usize) -> Option<()> {
        let colon = self.at;
        self.skip_spaces();
        let is_below = match self.peek() {
            None | Some(b'\n') => true,
            Some(b'#') => self.at > colon,
            Some(_) => false,
        };
        if !is_below {
            return self.value_on_line(indent);
        }
        self.end_of_line()?;
        let inner = self.next_line()?;
        match self.is_item() {
            true if inner >= indent => self.sequence(inner, inner == indent),
            false if inner > indent => self.mapping(inner),
            _ => None,
        }
    }

    /// Reads a block list. With `is_flat` it is no deeper than the key that it belongs to.
    fn sequence(&mut self, indent: usize, is_flat: bool) -> Option<()> {
        self.deeper()?;
        // The parser places a list that is no deeper than its key at its first item.
        let dash = self.at;
        let start = if is_flat {
            dash + self.bytes[dash..].iter().skip(1).take_while(|byte| **byte == b' ').count() + 1
        } else {
            dash
        };
        self.builder.start_sequence(start as u32..start as u32);
        loop {
            self.at += 1;
            self.skip_spaces();
            if self.key_length().is_some() {
                self.mapping(self.column())?;
            } else {
                self.value_on_line(indent)?;
            }
            if self.at == self.bytes.len() || self.indent_here() < indent {
                break;
            }
            if self.indent_here() > indent {
                return None;
            }
            if !self.is_item() {
                if is_flat {
                    break;
                }
                return None;
            }
        }
        self.builder.end(None);
        self.depth -= 1;
        Some(())
    }

    /// How far `at` is from the start of its line.
    fn column(&self) -> usize {
        self.bytes[..self.at].iter().rev().take_while(|byte| **byte != b'\n').count()
    }

    /// A value that begins on this line, up to the next line with anything on it. `indent` is that of what holds it.
    fn value_on_line(&mut self, indent: usize) -> Option<()> {
        match self.peek()? {
            b'|' => self.block(indent, Style::Literal)?,
            b'>' => self.block(indent, Style::Folded)?,
            b'"' | b'\'' | b'{' | b'[' => {
                self.quoted_or_flow()?;
                self.end_of_line()?;
            }
            first => {
                self.plain(first)?;
                self.end_of_line()?;
            }
        }
        self.next_line().map(drop)
    }

    fn quoted_or_flow(&mut self) -> Option<()> {
        match self.peek()? {
            b'"' => self.double_quoted(),
            b'\'' => self.single_quoted(),
            b'{' => self.flow_mapping(),
            b'[' => self.flow_sequence(),
            _ => None,
        }
    }
}
