//! Finding emoji, without a table of all of them.

use std::ops::Range;

use memchr::memchr3_iter;

/// The bytes of each emoji of a text. A sequence (skin tone, joined family, flag) counts as one.
pub(crate) fn emoji(text: &str) -> impl Iterator<Item = Range<usize>> {
    let text = if may_hold(text) { text } else { "" };
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = loop {
            let (start, character) = rest.next()?;
            if starts_emoji(character, rest.peek().map(|(_, next)| *next)) {
                break (start, character);
            }
        };
        let mut end = start + first.len_utf8();
        let mut joined = is_flag_half(first);
        while let Some((offset, next)) = rest.peek().copied() {
            let continues = is_modifier(next) || (joined && (is_emoji(next) || is_flag_half(next)));
            if !continues {
                break;
            }
            joined = next == '\u{200d}';
            end = offset + next.len_utf8();
            rest.next();
        }
        Some(start..end)
    })
}

/// Whether a text holds bytes that some emoji begins with, or the selector that makes one of any character: hardly any
/// text does, and it is quick to see.
fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr3_iter(0xe2, 0xef, 0xf0, bytes).any(|at| match bytes[at..] {
        // U+2000 to U+203F are dashes and quotes, but for U+203C.
        [0xe2, 0x80, last, ..] => last == 0xbc,
        [0xef, second, ..] => second == 0xb8,
        _ => true,
    })
}

/// Whether an emoji begins with a character: it is one, or what follows makes one of it (`1` and a keycap).
fn starts_emoji(character: char, next: Option<char>) -> bool {
    match next {
        Some('\u{fe0f}' | '\u{20e3}') => !character.is_whitespace(),
        Some('\u{fe0e}') => false,
        _ => is_emoji(character),
    }
}

fn is_emoji(character: char) -> bool {
    matches!(character,
        '\u{203c}' | '\u{2049}' | '\u{231a}'..='\u{231b}' | '\u{23e9}'..='\u{23fa}' | '\u{2600}'..='\u{27bf}'
        | '\u{2b05}'..='\u{2b07}' | '\u{2b1b}'..='\u{2b1c}' | '\u{2b50}' | '\u{2b55}' | '\u{1f004}' | '\u{1f0cf}'
        | '\u{1f18e}' | '\u{1f191}'..='\u{1f19a}' | '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f201}'..='\u{1f265}'
        | '\u{1f300}'..='\u{1f64f}' | '\u{1f680}'..='\u{1f6ff}' | '\u{1f7e0}'..='\u{1f7eb}' | '\u{1f900}'..='\u{1faff}')
}

fn is_flag_half(character: char) -> bool {
    matches!(character, '\u{1f1e6}'..='\u{1f1ff}')
}

fn is_modifier(character: char) -> bool {
    matches!(character, '\u{200d}' | '\u{20e3}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}
