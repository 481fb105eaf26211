//! Counting the words that never change, in any script.

use crate::rules::writing::script::Script;

/// How many words a text has, or at least `enough`: most texts have that many long before they end.
///
/// Where a script writes no spaces, some characters count as a word: two of Chinese and Japanese, four of Thai, Lao,
/// Khmer and Burmese, whose vowel signs and tone marks are characters too. Korean has spaces, but writes particles and
/// endings to the word, which other languages write as words: two of its syllables count as one.
pub(super) fn words(text: &str, enough: usize) -> usize {
    let (mut words, mut pairs, mut fours, mut in_word) = (0, 0_usize, 0_usize, false);
    let mut rest = text;
    while words + pairs / 2 < enough {
        // Most texts are hardly anything else.
        let run = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if run > 0 {
            words += usize::from(!in_word);
            in_word = true;
            rest = &rest[run..];
            continue;
        }
        let Some(character) = rest.chars().next() else { break };
        rest = &rest[character.len_utf8()..];
        let per_word = if character.is_ascii() { 0 } else { Script::of(character).map_or(0, per_word) };
        pairs += usize::from(per_word == 2);
        fours += usize::from(per_word == 4);
        let is_word = per_word == 0 && is_letter_or_digit(character);
        words += usize::from(is_word && !in_word);
        in_word = is_word || (in_word && is_inner(character));
    }
    words + pairs.div_ceil(2) + fours.div_ceil(4)
}

/// No more words than a text has: Latin ones behind a blank, and Chinese characters. Looks at many bytes at a time.
pub(super) fn least(text: &str) -> usize {
    let is_latin = |byte: u8| ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10);
    // What begins with these bytes is U+4000 to U+9FFF.
    let is_chinese = |byte: u8| (0xe4..=0xe9).contains(&byte);
    let of_piece = |piece: &[u8]| {
        let pairs = piece.iter().zip(piece.get(1..).unwrap_or_default());
        let behind_blanks =
            pairs.fold(0, |count: u8, (one, other)| count.wrapping_add(u8::from((*one == b' ') & is_latin(*other))));
        let characters = piece.iter().fold(0, |count: u8, byte| count.wrapping_add(u8::from(is_chinese(*byte))));
        usize::from(behind_blanks) + usize::from(characters / 2)
    };
    text.as_bytes().chunks(MOST_AT_ONCE).map(of_piece).sum()
}

/// So many bytes can be counted in one.
const MOST_AT_ONCE: usize = u8::MAX as usize;

/// How many characters of a script count as a word; 0 where spaces part words.
fn per_word(script: Script) -> usize {
    match script {
        Script::Hangul => 2,
        other => other.characters_per_word(),
    }
}

/// Whether a character that is no letter continues a word: apostrophes, hyphens, marks of Indic scripts.
fn is_inner(character: char) -> bool {
    !character.is_whitespace() && !matches!(character, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '/' | '"' | '…')
}

/// As `is_alphanumeric`, which has to look non-ASCII letters up in large tables, but quick for the usual ones.
fn is_letter_or_digit(character: char) -> bool {
    match character {
        'à'..='ö' | 'ø'..='ÿ' | 'А'..='я' | 'ء'..='ي' => true,
        '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{ff01}'..='\u{ff0f}' => false,
        _ => character.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quick_count_is_never_too_high() {
        for text in [
            "",
            " a b  c",
            "a, b",
            "don't stop",
            "您好，包裹已发出",
            "x 您 y",
            "いつも 東京",
            "\u{3400} x\u{301} y",
            "a-b 1 2,3",
        ] {
            assert!(least(text) <= words(text, usize::MAX), "{text}");
        }
    }

    #[test]
    fn the_quick_look_at_a_character_is_that_of_unicode() {
        for character in '\0'..=char::MAX {
            assert_eq!(is_letter_or_digit(character), character.is_alphanumeric(), "{character:?}");
        }
    }
}
