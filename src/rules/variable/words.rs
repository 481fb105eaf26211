//! Counting the words that never change, in any script.

/// How many words a text has. Where a script writes no spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese), two
/// characters count as a word.
pub(super) fn words(text: &str) -> usize {
    let (mut words, mut unspaced, mut in_word) = (0, 0, false);
    for character in text.chars() {
        let is_unspaced = is_unspaced(character);
        let is_word = character.is_alphanumeric() && !is_unspaced;
        unspaced += usize::from(is_unspaced);
        words += usize::from(is_word && !in_word);
        in_word = is_word || (in_word && is_inner(character));
    }
    words + unspaced.div_ceil(2)
}

/// Whether a script that is written without spaces uses the character.
fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{0e01}'..='\u{0e3a}' | '\u{0e40}'..='\u{0e4e}' | '\u{0e81}'..='\u{0ede}' | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17dd}' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character that is no letter continues a word: apostrophes, hyphens, marks of Indic scripts.
fn is_inner(character: char) -> bool {
    !character.is_whitespace() && !matches!(character, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '/' | '"' | '…')
}
