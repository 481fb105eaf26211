//! The words of a text, each as a number: to tell whether two words are the same, nothing has to be written down.

use super::folded::{Sink, scan};

/// So many letters of a word have a number of their own.
const START_LETTERS: u32 = 4;

/// A word, or two that follow each other, as a number. Different ones hardly ever have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hash(u32);

impl Hash {
    /// The number of no word.
    pub(super) const NONE: Self = Self(0);
    /// Bits that are left free beside the high ones.
    pub(super) const LOW: u32 = 0x1f;
    const EMPTY: Self = Self(0x811c_9dc5);

    /// Two words that follow each other.
    #[inline]
    pub(super) fn of_pair(first: Self, second: Self) -> Self {
        first.with(second.0).finished()
    }

    /// All of it but the low bits; never 0.
    #[inline]
    pub(super) fn high(self) -> u32 {
        self.0 & !Self::LOW
    }

    /// The number with these high bits.
    pub(super) fn from_high(high: u32) -> Self {
        Self(high & !Self::LOW)
    }

    /// Where to look for it first.
    #[inline]
    pub(super) fn place(self) -> usize {
        (self.0 >> (Self::LOW.count_ones() + 1)) as usize
    }

    #[inline]
    fn with(self, letter: u32) -> Self {
        Self(self.0.rotate_left(5) ^ letter)
    }

    /// Mixed, so that all bits depend on all letters; and never that of no word.
    #[inline]
    fn finished(self) -> Self {
        let mixed = self.0.wrapping_mul(0x9e37_79b1);
        Self((mixed ^ (mixed >> 15)) | (Self::LOW + 1))
    }
}

/// A piece of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) hash: Hash,
    /// The start of a word, if it has so many letters; of others none.
    pub(super) start: Hash,
    pub(super) letters: u16,
    pub(super) kind: Kind,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, or a letter of a script without spaces, or a `%`.
    Word,
    /// A number or a variable.
    Value,
    /// The end of a sentence.
    End,
}

impl Token {
    /// Whether it is a single letter or sign, which does not go on.
    pub(super) fn is_letter(self) -> bool {
        self.letters == 0
    }
}

/// Shows the words of a text, or of a phrase, in their order.
pub(super) fn each_token(text: &str, is_phrase: bool, show: impl FnMut(Token)) {
    let mut tokens = Tokens { show, word: Hash::EMPTY, start: Hash::NONE, letters: 0 };
    scan(text, is_phrase, &mut tokens);
    tokens.end_word();
}

struct Tokens<F> {
    show: F,
    word: Hash,
    start: Hash,
    letters: u32,
}

impl<F: FnMut(Token)> Tokens<F> {
    #[inline]
    fn add(&mut self, letter: u32) {
        self.word = self.word.with(letter);
        self.letters += 1;
        if self.letters == START_LETTERS {
            // Not the number of the same letters as a word.
            self.start = self.word.with(0).finished();
        }
    }

    fn show_alone(&mut self, character: char, kind: Kind) {
        self.end_word();
        let hash = Hash::EMPTY.with(character as u32).finished();
        (self.show)(Token { hash, start: Hash::NONE, letters: 0, kind });
    }
}

impl<F: FnMut(Token)> Sink for Tokens<F> {
    #[inline]
    fn letters(&mut self, rest: &[u8]) -> usize {
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let until_start = START_LETTERS.saturating_sub(self.letters) as usize;
        let (first, others) = rest[..length].split_at(length.min(until_start));
        first.iter().for_each(|byte| self.add(u32::from(byte | 0x20)));
        self.word = others.iter().fold(self.word, |word, byte| word.with(u32::from(byte | 0x20)));
        self.letters += others.len() as u32;
        length
    }

    #[inline]
    fn letter(&mut self, letter: char, is_word: bool) {
        match is_word {
            true => self.show_alone(letter, Kind::Word),
            false => self.add(letter as u32),
        }
    }

    fn sign(&mut self, sign: char, _end: usize) {
        self.show_alone(sign, if sign == '$' { Kind::Value } else { Kind::Word });
    }

    fn end_word(&mut self) {
        if self.letters == 0 {
            return;
        }
        let letters = self.letters.try_into().unwrap_or(u16::MAX);
        let token = Token { hash: self.word.finished(), start: self.start, letters, kind: Kind::Word };
        (self.word, self.start, self.letters) = (Hash::EMPTY, Hash::NONE, 0);
        (self.show)(token);
    }

    fn end_sentence(&mut self) {
        self.show_alone('\n', Kind::End);
    }
}
