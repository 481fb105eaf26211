//! What a character is, where texts are compared by their words: part of one, the end of one, or nothing.

use memchr::memchr2;

use crate::rules::writing::markup::is_invisible;
use crate::rules::writing::script::{LOW, Script, is_unspaced};

/// What a character is, where texts are compared by their words.
pub(super) enum Class {
    /// Part of a word, as this letter.
    Word(char),
    /// A letter of a script without spaces: a word by itself.
    Unspaced,
    /// A number or a variable, so many bytes long.
    Value(usize),
    Percent,
    /// Ends a sentence.
    Sentence,
    /// Parts words.
    Gap,
    /// Does not count.
    Nothing,
}

pub(super) fn class(character: char, rest: &str) -> Class {
    match character {
        '$' => variable(rest).map_or(Class::Gap, Class::Value),
        '%' | '％' | '٪' => Class::Percent,
        '.' if rest[1..].chars().next().is_none_or(char::is_whitespace) => Class::Sentence,
        '!' | '?' | '\n' | '。' | '！' | '？' | '।' | '॥' | '؟' | '۔' | '｡' => Class::Sentence,
        '0'..='9' => Class::Value(number(rest)),
        _ if character.is_ascii() => Class::Gap,
        _ if is_dropped(character) => Class::Nothing,
        _ if is_unspaced(character) => Class::Unspaced,
        _ => letter(character).map_or_else(|| rare_class(character, rest), Class::Word),
    }
}

/// What is known of a character at first sight.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// A letter, in the form that is compared.
    Letter(char),
    /// A letter of a script without spaces, which is compared as it is.
    Unspaced,
    /// Parts words.
    Gap,
    /// Does not count.
    Dropped,
    /// Anything else: it has to be looked at.
    Other,
}

/// The shape of every character with a low code: a text asks for each of its characters.
static SHAPES: [Shape; LOW.len()] = {
    let mut shapes = [Shape::Other; LOW.len()];
    let mut code = 0x80;
    while code < LOW.len() {
        if let Some(character) = char::from_u32(code as u32) {
            shapes[code] = low_shape(character, LOW[code]);
        }
        code += 1;
    }
    shapes
};

impl Shape {
    #[inline]
    pub(super) fn of(character: char) -> Self {
        let code = character as usize;
        match SHAPES.get(code) {
            Some(shape) => *shape,
            None if matches!(character, '\u{3400}'..='\u{9fff}') => Self::Unspaced,
            None if matches!(character, '（' | '）' | '，' | '：' | '；') => Self::Gap,
            None => Self::Other,
        }
    }
}

const fn low_shape(character: char, script: Option<Script>) -> Shape {
    match script {
        _ if is_dropped(character) => Shape::Dropped,
        None if is_usual_gap(character) => Shape::Gap,
        None => Shape::Other,
        Some(script) if script.characters_per_word() > 0 => Shape::Unspaced,
        Some(Script::Latin | Script::Cyrillic | Script::Greek) => match usual_lower(character) {
            Some(small) => Shape::Letter(base(small)),
            None => Shape::Other,
        },
        Some(Script::Arabic | Script::Bengali | Script::Devanagari) => Shape::Letter(base(character)),
        Some(_) => Shape::Letter(character),
    }
}

/// The usual ones among the signs that part words.
const fn is_usual_gap(character: char) -> bool {
    matches!(character,
        '¡' | '«' | '»' | '¿' | '،' | '؛' | '\u{2010}'..='\u{2026}' | '、' | '\u{3008}'..='\u{3011}')
}

/// What is neither ASCII nor a letter of the platform's languages: the tables of Unicode are slow.
fn rare_class(character: char, rest: &str) -> Class {
    match character {
        _ if character.is_numeric() => Class::Value(number(rest)),
        _ if character.is_alphabetic() || is_mark(character) => Class::Word(base(lower(character))),
        _ => Class::Gap,
    }
}

/// A letter in the form that is compared.
fn letter(character: char) -> Option<char> {
    Some(match Script::of(character)? {
        Script::Latin | Script::Cyrillic | Script::Greek => base(lower(character)),
        Script::Arabic | Script::Bengali | Script::Devanagari => base(character),
        _ => character,
    })
}

fn lower(character: char) -> char {
    usual_lower(character).unwrap_or_else(|| character.to_lowercase().next().unwrap_or(character))
}

/// The small letter of the usual ones: to look others up takes long.
const fn usual_lower(character: char) -> Option<char> {
    match character {
        '×' => None,
        'à'..='ÿ' | 'а'..='я' => Some(character),
        'À'..='Þ' | 'А'..='Я' => char::from_u32(character as u32 + 0x20),
        _ => None,
    }
}

/// How many bytes a variable at the start has. Longer names are no names, and looking for their ends takes long.
fn variable(rest: &str) -> Option<usize> {
    const NAME_BYTES: usize = 200;
    let name = rest.strip_prefix("$(")?;
    let end = memchr2(b')', b'\n', &name.as_bytes()[..name.len().min(NAME_BYTES)])?;
    name[end..].starts_with(')').then_some("$(".len() + end + 1)
}

/// How many bytes a number at the start has, separators of thousands and decimals included.
pub(super) fn number(rest: &str) -> usize {
    let mut end = 0;
    loop {
        match rest.as_bytes()[end..] {
            [b'0'..=b'9', ..] => end += 1,
            [b'.' | b',', b'0'..=b'9', ..] if end > 0 => end += 2,
            [] | [0..0x80] | [0..0x80, 0..0x80, ..] => return end,
            _ => return rare_number(rest, end),
        }
    }
}

/// The same where digits of other scripts may stand behind the first `end` bytes.
fn rare_number(rest: &str, mut end: usize) -> usize {
    let mut characters = rest[end..].char_indices().peekable();
    let start = end;
    while let Some((offset, character)) = characters.next() {
        let separates = matches!(character, '.' | ',') && characters.peek().is_some_and(|(_, next)| next.is_numeric());
        if !(character.is_numeric() || separates) {
            break;
        }
        end = start + offset + character.len_utf8();
    }
    end
}

/// Accents, vowel points, joiners and other marks that writers leave out at will.
const fn is_dropped(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}'
        | '\u{670}' | '\u{93c}' | '\u{9bc}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
        || is_invisible(character)
}

/// Marks that belong to the word, in scripts of India and South-East Asia.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{900}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17dd}')
}

/// A small letter without its accent.
const fn base(character: char) -> char {
    match character {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ё' => 'е',
        'й' => 'и',
        'ї' => 'і',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ي' => 'ی',
        'ك' => 'ک',
        'ہ' | 'ة' => 'ه',
        '\u{958}' => 'क',
        '\u{959}' => 'ख',
        '\u{95a}' => 'ग',
        '\u{95b}' => 'ज',
        '\u{95c}' => 'ड',
        '\u{95d}' => 'ढ',
        '\u{95e}' => 'फ',
        '\u{95f}' => 'य',
        '\u{9df}' => '\u{9af}',
        '\u{9dc}' => '\u{9a1}',
        '\u{9dd}' => '\u{9a2}',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_at_first_sight_is_what_a_closer_look_finds() {
        let mut known = 0;
        for character in '\u{80}'..=char::MAX {
            let closer = class(character, &character.to_string());
            let agrees = match Shape::of(character) {
                Shape::Letter(letter) => matches!(closer, Class::Word(found) if found == letter),
                Shape::Unspaced => matches!(closer, Class::Unspaced),
                Shape::Gap => matches!(closer, Class::Gap),
                Shape::Dropped => matches!(closer, Class::Nothing),
                Shape::Other => continue,
            };
            assert!(agrees, "{character:?}");
            known += 1;
        }
        assert!(known > 30_000, "{known}");
    }
}
