//! A text without what phrases are not compared by: case, accents, punctuation, marks that nobody sees.
//!
//! Words are parted by one blank, sentences by a line break; each number and each variable is a `$`.

use std::ops::Range;

use crate::rules::writing::markup::is_invisible;
use crate::rules::writing::script::Script;

/// Folds a text. `at` hears, for each piece, where it begins in the result and in the text.
pub(super) fn fold(text: &str, at: impl FnMut(usize, usize)) -> String {
    let mut folded = Folded { out: String::with_capacity(text.len() + 2), is_phrase: false };
    folded.add(text, at);
    folded.out
}

/// Folds phrases, each on a line of its own, into one text; a `$` of a phrase is a value.
pub(super) struct Phrases(Folded);

impl Phrases {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self(Folded { out: String::with_capacity(bytes), is_phrase: true })
    }

    /// Adds a phrase, and says where it lies in the text.
    pub(super) fn add(&mut self, phrase: &str) -> Range<usize> {
        let start = self.0.out.len();
        self.0.add(phrase, |_, _| {});
        let end = start + self.0.out[start..].trim_end().len();
        self.0.out.truncate(end);
        self.0.out.push('\n');
        start..end
    }

    pub(super) fn into_text(self) -> String {
        self.0.out
    }
}

struct Folded {
    out: String,
    /// Whether a lone `$`, which in a text is a currency, is a value.
    is_phrase: bool,
}

impl Folded {
    fn add(&mut self, text: &str, mut at: impl FnMut(usize, usize)) {
        let bytes = text.as_bytes();
        let mut offset = 0;
        while let Some(byte) = bytes.get(offset) {
            at(self.out.len(), offset);
            offset += match byte {
                b'a'..=b'z' | b'A'..=b'Z' => self.add_letters(&bytes[offset..]),
                b' ' => {
                    self.end_word();
                    1
                }
                _ => self.add_other(&text[offset..], |place, behind| at(place, offset + behind)),
            };
        }
    }

    /// Adds the ASCII letters at the start, which most texts are made of, and says how many there are.
    fn add_letters(&mut self, rest: &[u8]) -> usize {
        let start = self.out.len();
        self.out.extend(rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).map(|byte| char::from(byte | 0x20)));
        self.out.len() - start
    }

    /// Adds the first character, or the value that begins with it, and says how many bytes that are.
    fn add_other(&mut self, rest: &str, at: impl FnMut(usize, usize)) -> usize {
        let Some(character) = rest.chars().next() else { return 0 };
        let length = character.len_utf8();
        match class(character, rest) {
            Class::Gap if self.is_phrase && character == '$' => return self.add_sign('$', 1, at),
            Class::Word(letter) => self.out.push(letter),
            Class::Value(bytes) => return self.add_sign('$', bytes, at),
            Class::Percent => return self.add_sign('%', length, at),
            Class::Sentence => self.end_sentence(),
            Class::Gap => self.end_word(),
            Class::Nothing => {}
        }
        length
    }

    /// Adds a sign that stands for so many bytes, and is a word by itself.
    fn add_sign(&mut self, sign: char, length: usize, mut at: impl FnMut(usize, usize)) -> usize {
        self.end_word();
        self.out.push(sign);
        at(self.out.len(), length);
        self.out.push(' ');
        length
    }

    fn end_word(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
    }

    fn end_sentence(&mut self) {
        if self.out.ends_with(' ') {
            self.out.pop();
        }
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }
}

enum Class {
    /// Part of a word, as this letter.
    Word(char),
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

fn class(character: char, rest: &str) -> Class {
    match character {
        ' ' => Class::Gap,
        '$' => variable(rest).map_or(Class::Gap, Class::Value),
        '%' | '％' | '٪' => Class::Percent,
        '.' if rest[1..].chars().next().is_none_or(char::is_whitespace) => Class::Sentence,
        '!' | '?' | '\n' | '。' | '！' | '？' | '।' | '॥' | '؟' | '۔' | '｡' => Class::Sentence,
        '0'..='9' => Class::Value(number(rest)),
        _ if character.is_ascii() => Class::Gap,
        _ if is_dropped(character) => Class::Nothing,
        _ => letter(character).map_or_else(|| rare_class(character, rest), Class::Word),
    }
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
    match character {
        'à'..='ÿ' | 'а'..='я' => character,
        _ => character.to_lowercase().next().unwrap_or(character),
    }
}

/// How many bytes a variable at the start has. Longer names are no names, and looking for their ends takes long.
fn variable(rest: &str) -> Option<usize> {
    const NAME_BYTES: usize = 200;
    let name = rest.strip_prefix("$(")?;
    let end = name.bytes().take(NAME_BYTES).position(|byte| matches!(byte, b')' | b'\n'))?;
    name[end..].starts_with(')').then_some("$(".len() + end + 1)
}

/// How many bytes a number at the start has, separators of thousands and decimals included.
fn number(rest: &str) -> usize {
    let mut end = 0;
    let mut characters = rest.char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        let separates = matches!(character, '.' | ',') && characters.peek().is_some_and(|(_, next)| next.is_numeric());
        if !(character.is_numeric() || separates) {
            break;
        }
        end = offset + character.len_utf8();
    }
    end
}

/// Accents, vowel points, joiners and other marks that writers leave out at will.
fn is_dropped(character: char) -> bool {
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
fn base(character: char) -> char {
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
