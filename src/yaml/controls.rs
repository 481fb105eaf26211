//! Control characters: found before parsing, so that one of them does not hide the rest of the file.

use std::ops::Range;

use super::faults::CONTROL_CHARACTER;
use super::tree::Tree;
use crate::finding::{At, Finding, Path};

/// More are not reported one by one.
const MOST_REPORTED: usize = 20;
/// A file with more is no text, and is not read at all.
const MOST: usize = 1_000;

/// The control characters of a text.
pub(super) struct Controls {
    found: Vec<(usize, char)>,
    /// The text with something harmless of the same length in their place, where there are any.
    pub(super) masked: Option<String>,
}

impl Controls {
    pub(super) fn of(text: &str) -> Self {
        // Nearly every file has none, and a look at the bytes is enough to know.
        if !may_have(text.as_bytes()) {
            return Self { found: Vec::new(), masked: None };
        }
        let controls = text.char_indices().filter(|(_, character)| is_control(*character));
        let found: Vec<_> = controls.take(MOST + 1).collect();
        let masked = (1..=MOST).contains(&found.len()).then(|| {
            let mut before = ' ';
            let masked = text.chars().map(|character| {
                let shown = if is_control(character) { mask(character, before) } else { character };
                before = character;
                shown
            });
            masked.collect()
        });
        Self { found, masked }
    }

    /// Whether this is no text.
    pub(super) fn too_many(&self) -> bool {
        self.found.len() > MOST
    }

    pub(super) fn findings(&self) -> impl Iterator<Item = Finding> {
        let reported = if self.too_many() { 1 } else { MOST_REPORTED };
        let more = self.found.len().saturating_sub(reported);
        self.found.iter().take(reported).enumerate().map(move |(nth, (offset, character))| {
            let at = At::Bytes(*offset..offset + character.len_utf8());
            let message = format!("control character U+{:04X} is not allowed", u32::from(*character));
            let finding = Finding::new(&CONTROL_CHARACTER, at, message)
                .help("take it out, or write it as an escape in double quotes");
            if nth + 1 < reported || more == 0 {
                finding
            } else if more >= MOST {
                finding.note("the file holds more than a thousand, so it is no text and is not read")
            } else {
                finding.note(format!("the file holds {more} more"))
            }
        })
    }

    /// The paths of the values that one of them stands in.
    pub(super) fn holes(&self, tree: &Tree) -> Vec<Path> {
        if self.found.is_empty() { Vec::new() } else { tree.paths_where(&|span| self.touches(span)) }
    }

    fn touches(&self, span: &Range<usize>) -> bool {
        let first = self.found.partition_point(|(offset, _)| *offset < span.start);
        self.found.get(first).is_some_and(|(offset, _)| *offset < span.end)
    }
}

/// Whether bytes are there that a control character could be: those of C1 and the two noncharacters have more than one.
/// Looks at many bytes at a time.
fn may_have(bytes: &[u8]) -> bool {
    let is_control = |byte: u8| ((byte < 0x20) & !matches!(byte, b'\t' | b'\n' | b'\r')) | (byte == 0x7f);
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    bytes.iter().fold(false, |found, byte| found | is_control(*byte))
        || pairs.fold(false, |found, (one, other)| {
            found | ((*one == 0xc2) & (*other < 0xa0)) | ((*one == 0xbf) & (*other >= 0xbe) & (*other < 0xc0))
        })
}

/// Something harmless of the same length, so that no place can lie inside of a character. Behind a backslash it is
/// nothing that together would be an escape.
fn mask(character: char, before: char) -> char {
    match character.len_utf8() {
        1 if before == '\\' => '-',
        1 => '_',
        2 => '\u{df}',
        _ => '\u{fffd}',
    }
}

/// What YAML calls not printable.
fn is_control(character: char) -> bool {
    matches!(character,
        '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\x7f'..='\u{84}' | '\u{86}'..='\u{9f}'
        | '\u{fffe}' | '\u{ffff}')
}
