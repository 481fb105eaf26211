//! A text without what phrases are not compared by: case, accents, punctuation, marks that nobody sees.
//!
//! Words are parted by one blank, sentences by a line break; each number and each variable is a `$`.

use std::ops::Range;

use super::character::{Class, Shape, class, number};

/// Folds a text. `at` hears, for each piece, where it begins in the result and in the text.
pub(super) fn fold(text: &str, at: impl FnMut(usize, usize)) -> String {
    let mut folded = Folded { out: String::with_capacity(text.len() + 2), at };
    scan(text, false, &mut folded);
    folded.out
}

/// Folds phrases, each on a line of its own, into one text; a `$` of a phrase is a value.
pub(super) struct Phrases(Folded<fn(usize, usize)>);

impl Phrases {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self(Folded { out: String::with_capacity(bytes), at: |_, _| {} })
    }

    /// Adds a phrase, and says where it lies in the text.
    pub(super) fn add(&mut self, phrase: &str) -> Range<usize> {
        let start = self.0.out.len();
        scan(phrase, true, &mut self.0);
        let end = start + self.0.out[start..].trim_end().len();
        self.0.out.truncate(end);
        self.0.out.push('\n');
        start..end
    }

    pub(super) fn into_text(self) -> String {
        self.0.out
    }
}

/// What a text is folded into.
pub(super) trait Sink {
    /// A piece begins at a byte of the text.
    fn piece(&mut self, _offset: usize) {}

    /// Takes the ASCII letters at the start, in either case, and says how many there are.
    fn letters(&mut self, rest: &[u8]) -> usize;

    /// Takes a letter in the form that is compared. Whether it is a word by itself comes along.
    fn letter(&mut self, letter: char, is_word: bool);

    /// Takes a sign that stands for something up to a byte of the text, and is a word by itself.
    fn sign(&mut self, sign: char, end: usize);

    /// The word ends here, if there is one.
    fn end_word(&mut self);

    /// The sentence ends here, if there is one.
    fn end_sentence(&mut self);
}

/// Shows a text to a sink. In a phrase a lone `$`, which in a text is a currency, is a value.
pub(super) fn scan(text: &str, is_phrase: bool, sink: &mut impl Sink) {
    let bytes = text.as_bytes();
    let mut offset = 0;
    while let Some(byte) = bytes.get(offset) {
        sink.piece(offset);
        offset += match byte {
            b'a'..=b'z' | b'A'..=b'Z' => sink.letters(&bytes[offset..]),
            b'!' | b'?' | b'\n' => {
                sink.end_sentence();
                1
            }
            b'0'..=b'9' => {
                let length = number(&text[offset..]);
                sink.sign('$', offset + length);
                length
            }
            b'$' | b'%' | b'.' => scan_other(text, offset, is_phrase, sink),
            0x80.. => scan_wide(text, offset, is_phrase, sink),
            _ => {
                sink.end_word();
                1
            }
        };
    }
}

/// Shows the character here, which is not ASCII, and says how many bytes it has: most are told by their shape.
fn scan_wide(text: &str, offset: usize, is_phrase: bool, sink: &mut impl Sink) -> usize {
    let Some(character) = text[offset..].chars().next() else { return 0 };
    match Shape::of(character) {
        Shape::Letter(letter) => sink.letter(letter, false),
        Shape::Unspaced => sink.letter(character, true),
        Shape::Gap => sink.end_word(),
        Shape::Dropped => {}
        Shape::Other => return scan_other(text, offset, is_phrase, sink),
    }
    character.len_utf8()
}

/// Shows the character here, or the value that begins with it, and says how many bytes that are.
fn scan_other(text: &str, offset: usize, is_phrase: bool, sink: &mut impl Sink) -> usize {
    let rest = &text[offset..];
    let Some(character) = rest.chars().next() else { return 0 };
    let length = character.len_utf8();
    match class(character, rest) {
        Class::Gap if is_phrase && character == '$' => {
            sink.sign('$', offset + 1);
            return 1;
        }
        Class::Word(letter) => sink.letter(letter, false),
        Class::Unspaced => sink.letter(character, true),
        Class::Value(bytes) => {
            sink.sign('$', offset + bytes);
            return bytes;
        }
        Class::Percent => sink.sign('%', offset + length),
        Class::Sentence => sink.end_sentence(),
        Class::Gap => sink.end_word(),
        Class::Nothing => {}
    }
    length
}

struct Folded<F> {
    out: String,
    /// Hears where a piece begins, in the result and in the text.
    at: F,
}

impl<F: FnMut(usize, usize)> Sink for Folded<F> {
    fn piece(&mut self, offset: usize) {
        (self.at)(self.out.len(), offset);
    }

    fn letters(&mut self, rest: &[u8]) -> usize {
        let start = self.out.len();
        self.out.extend(rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).map(|byte| char::from(byte | 0x20)));
        self.out.len() - start
    }

    fn letter(&mut self, letter: char, _is_word: bool) {
        self.out.push(letter);
    }

    fn sign(&mut self, sign: char, end: usize) {
        self.end_word();
        self.out.push(sign);
        (self.at)(self.out.len(), end);
        self.out.push(' ');
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
