//! Formatting characters, line breaks, blanks and invisible characters of a text.

use std::ops::Range;

use memchr::{memchr, memchr2, memchr3};

use super::script::Script;

/// Whether nothing of a text can be seen.
pub(crate) fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.chars().all(is_unseen))
}

/// Whether a character shows nothing: white space, or an invisible one.
pub(crate) fn is_unseen(character: char) -> bool {
    !character.is_ascii_alphanumeric() && (character.is_whitespace() || is_invisible(character))
}

/// Whether a character has no width and no business in a message. The joiners that scripts and emoji need are
/// left out.
pub(crate) const fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}')
        || (is_control(character) && !matches!(character, '\n' | '\r' | '\t'))
}

/// As `char::is_control`, which is not `const`.
const fn is_control(character: char) -> bool {
    matches!(character, '\0'..='\x1f' | '\x7f'..='\u{9f}')
}

/// Whether a character ends a line or a paragraph and is none of the line breaks that phones know.
pub(crate) const fn is_separator(character: char) -> bool {
    matches!(character, '\u{2028}' | '\u{2029}')
}

/// Whether a text holds bytes of an invisible character, a separator, a tag or a joiner: hardly any text does, and it is
/// quick to see.
pub(crate) fn may_hold_invisible(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| BEGINS_INVISIBLE[usize::from(*byte)] && begins_invisible(&bytes[at..]))
}

/// Whether one of these characters may begin with a byte.
static BEGINS_INVISIBLE: [bool; 256] = {
    let mut begins = [false; 256];
    let mut byte = 0;
    while byte < begins.len() {
        begins[byte] = match byte as u8 {
            b'\n' | b'\r' | b'\t' => false,
            0..0x20 | 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xef | 0xf3 => true,
            _ => false,
        };
        byte += 1;
    }
    begins
};

fn begins_invisible(bytes: &[u8]) -> bool {
    match *bytes {
        [0xc2, second, ..] => second < 0xa0 || second == 0xad,
        [0xd8, second, ..] => second == 0x9c,
        // U+2000 to U+203F are dashes, quotes, separators and marks of direction.
        [0xe2, 0x80, last, ..] => matches!(last, 0x8b..=0x8f | 0xa8..=0xae),
        [0xe2, second, ..] => matches!(second, 0x81 | 0xa0),
        [0xe3, second, last, ..] => second == 0x85 && last == 0xa4,
        [0xef, second, ..] => matches!(second, 0xbb | 0xbe),
        // Of what begins with 0xf3 only tags are in use.
        _ => true,
    }
}

/// Whether a character sets the direction of reading.
pub(crate) fn is_direction(character: char) -> bool {
    matches!(character, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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

/// Whether a character is a tag outside of the flag that it may belong to: the black flag, some tags, their end.
pub(crate) fn is_stray_tag(character: char, before: &str) -> bool {
    is_tag(character) && before.chars().rev().take(TAGS_OF_FLAG).find(|before| !is_tag(*before)) != Some('\u{1f3f4}')
}

/// The flags that there are have up to six tags, their end included.
const TAGS_OF_FLAG: usize = 8;

fn is_tag(character: char) -> bool {
    matches!(character, '\u{e0000}'..='\u{e007f}')
}

/// The first line break of a text.
pub(crate) fn line_break(text: &str) -> Option<Range<usize>> {
    let start = memchr2(b'\n', b'\r', text.as_bytes())?;
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

/// What makes one line of a text, and whether only line breaks at its end go.
pub(crate) fn on_one_line(text: &str) -> (Vec<(Range<usize>, String)>, bool) {
    let content = text.trim_end_matches(['\n', '\r']).len();
    if !text[..content].contains(['\n', '\r']) {
        return (vec![(content..text.len(), String::new())], true);
    }
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (vec![(0..text.len(), line)], false)
}

/// The two marks of a formatted piece.
pub(crate) fn marks(piece: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let ends = [piece.start..piece.start + 1, piece.end - 1..piece.end];
    ends.into_iter().take(piece.len().min(2)).map(|mark| (mark, String::new())).collect()
}

/// The first piece that WhatsApp would format: `*bold*`, `_italic_`, `~struck~` or `` `code` ``.
///
/// `text` must hold no variables, or have them blanked out by the caller: an underscore in a name formats nothing.
pub(crate) fn formatted(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    // Where a mark was found not to be closed up to: a later one of its kind is not closed there either.
    let mut open = [0; 4];
    while let Some(start) = next_mark(&text.as_bytes()[from..]).map(|offset| from + offset) {
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

fn next_mark(bytes: &[u8]) -> Option<usize> {
    let first = memchr3(b'*', b'_', b'~', bytes);
    memchr(b'`', &bytes[..first.unwrap_or(bytes.len())]).or(first)
}

/// The first blank that is longer than a space between words: a tab, or more than four spaces in a row.
pub(crate) fn long_blank(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let start = memchr(b'\t', bytes).or_else(|| {
        let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
        let has_two = pairs.fold(false, |found, (one, other)| found | ((*one == b' ') & (*other == b' ')));
        has_two.then(|| text.find("     ")).flatten()
    })?;
    Some(start..text.len() - text[start..].trim_start_matches([' ', '\t']).len())
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
