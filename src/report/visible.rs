//! Text from outside, made safe to show: nothing in it can move the cursor, colour the screen or turn the reading
//! direction.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character could deceive a reader or a terminal: controls, bidi marks and what takes no space.
///
/// The joiners U+200C and U+200D are left alone: Persian and emoji need them.
pub fn is_deceptive(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// The text with every deceptive character shown as `<U+001B>`; line breaks and tabs too.
pub fn visible(text: &str) -> Cow<'_, str> {
    shown(text, |_| false)
}

/// Like [`visible`], for text of several lines: its line breaks stay.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    shown(text, |character| character == '\n')
}

fn shown(text: &str, stays: impl Fn(char) -> bool) -> Cow<'_, str> {
    let shows = |character: char| is_deceptive(character) && !stays(character);
    if !text.contains(shows) {
        return Cow::Borrowed(text);
    }
    let mut result = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if shows(character) {
            // Writing to a string cannot fail.
            let _ = write!(result, "<U+{:04X}>", u32::from(character));
        } else {
            result.push(character);
        }
    }
    Cow::Owned(result)
}
