//! Formatting characters, line breaks, blanks and invisible characters of a text.

use std::ops::Range;

use memchr::memchr_iter;

use super::script::Script;

/// Whether nothing of a text can be seen.
pub(crate) fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.chars().all(is_unseen))
}

/// Whether a character shows nothing: white space, or an invisible one.
pub(crate) fn is_unseen(character: char) -> bool {
    character.is_whitespace() || is_invisible(character)
}

/// Whether a character has no width and no business in a message. The joiners that scripts and emoji need are
/// left out.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}')
        || (character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
}

/// Whether a text holds bytes of an invisible character or of a joiner. Looks at many bytes at a time, because hardly
/// any text has one.
pub(crate) fn may_hold_invisible(text: &str) -> bool {
    let is_control = |byte: u8| ((byte < 0x20) & !matches!(byte, b'\n' | b'\r' | b'\t')) | (byte == 0x7f);
    let controls = text.bytes().fold(false, |found, byte| found | is_control(byte));
    let pairs = byte_pairs(text).fold(false, |found, (one, other)| {
        let is_latin = (one == 0xc2) & ((other < 0xa0) | (other == 0xad));
        let is_arabic = (one == 0xd8) & (other == 0x9c);
        let is_kana = (one == 0xe3) & (other == 0x85);
        let is_wide = (one == 0xef) & ((other == 0xbb) | (other == 0xbe));
        found | is_latin | is_arabic | is_kana | is_wide | (one == 0xcd) | (one == 0xe1)
    });
    // U+2000 to U+203F are dashes, quotes and marks of direction.
    let bytes = text.as_bytes();
    let is_mark = |at: usize| matches!(bytes[at + 1..], [0x80, 0x8b..=0x8f | 0xaa..=0xae, ..] | [0x81 | 0xa0, ..]);
    controls || pairs || memchr_iter(0xe2, bytes).any(is_mark)
}

/// Each byte of a text with the one behind it: the first two bytes of a character narrow down what it may be.
pub(super) fn byte_pairs(text: &str) -> impl Iterator<Item = (u8, u8)> {
    let bytes = text.as_bytes();
    bytes.iter().copied().zip(bytes.get(1..).unwrap_or_default().iter().copied())
}

/// Whether a character is a joiner that joins nothing: scripts of Arabia and India need them inside of words, emoji in
/// sequences.
pub(crate) fn is_stray_joiner(character: char, before: &str) -> bool {
    if !matches!(character, '\u{200c}' | '\u{200d}') {
        return false;
    }
    before.chars().next_back().is_none_or(|before| match Script::of(before) {
        Some(Script::Latin | Script::Greek | Script::Cyrillic | Script::Hebrew) => true,
        Some(Script::Han | Script::Kana | Script::Hangul) => true,
        _ => before.is_ascii() || before.is_whitespace(),
    })
}

/// The first line break of a text.
pub(crate) fn line_break(text: &str) -> Option<Range<usize>> {
    let start = text.find(['\n', '\r'])?;
    let length = if text[start..].starts_with("\r\n") { 2 } else { 1 };
    Some(start..start + length)
}

/// What to do about a line break that must not be: one at the end comes from how the text is written in YAML.
pub(crate) fn line_break_help(text: &str, range: &Range<usize>) -> &'static str {
    if text[range.end..].trim().is_empty() {
        "write the text on the line of its key, or begin the block with `|-`"
    } else {
        "write it on one line"
    }
}

/// The first piece that WhatsApp would format: `*bold*`, `_italic_`, `~struck~` or `` `code` ``.
///
/// `text` must hold no variables, or have them blanked out by the caller: an underscore in a name formats nothing.
pub(crate) fn formatted(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    // Where a mark was found not to be closed up to: a later one of its kind is not closed there either.
    let mut open = [0; 4];
    while let Some(start) = text[from..].find(['*', '_', '~', '`']).map(|offset| from + offset) {
        let mark = &text[start..=start];
        let open = &mut open["*_~`".find(mark).unwrap_or_default()];
        if start >= *open && may_open(text, start) {
            if let Some(end) = closing(text, start, mark) {
                return Some(start..end + 1);
            }
            *open = text[start..].find('\n').map_or(text.len(), |offset| start + offset);
        }
        from = start + 1;
    }
    None
}

/// Whether formatting can begin at a mark: not inside a word, nor before a blank.
fn may_open(text: &str, start: usize) -> bool {
    let before = text[..start].chars().next_back();
    !before.is_some_and(char::is_alphanumeric) && !text[start + 1..].starts_with([' ', '\n', '\t'])
}

/// Where a formatting mark that opens at `start` closes on the same line; a mark inside a word does not count.
fn closing(text: &str, start: usize, mark: &str) -> Option<usize> {
    let rest = &text[start + 1..];
    let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
    line.match_indices(mark).map(|(offset, _)| offset).find_map(|offset| {
        let inner = &line[..offset];
        let after = line[offset + 1..].chars().next();
        let closes = !inner.is_empty() && !inner.ends_with(' ') && !after.is_some_and(char::is_alphanumeric);
        closes.then_some(start + 1 + offset)
    })
}
