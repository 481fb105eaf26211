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
    const EMPTY: Self = Self(0x811c_9dc5);

    /// Two words that follow each other.
    pub(super) fn of_pair(first: Self, second: Self) -> Self {
        first.with(second.0).finished()
    }

    /// Where to look for it first.
    pub(super) fn place(self) -> usize {
        self.0 as usize
    }

    #[inline]
    fn with(self, letter: u32) -> Self {
        Self((self.0 ^ letter).wrapping_mul(0x0100_0193))
    }

    /// Mixed, so that the low bits depend on all letters; and never that of no word.
    #[inline]
    fn finished(self) -> Self {
        Self((self.0 ^ (self.0 >> 15)) | 1)
    }
}

/// A word, a letter of a script without spaces, a value or a `%`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) hash: Hash,
    /// The start of a word, if it has so many letters.
    pub(super) start: Option<Hash>,
    pub(super) letters: u32,
    /// Whether it is a number or a variable.
    pub(super) is_value: bool,
    /// Whether it is a word by its nature, wherever it stands: everything but a word with spaces around it.
    pub(super) is_alone: bool,
}

/// Shows the words of a text, or of a phrase, in their order, and `None` at each end of a sentence.
pub(super) fn each_token(text: &str, is_phrase: bool, show: impl FnMut(Option<Token>)) {
    let mut tokens = Tokens { show, word: Hash::EMPTY, start: None, letters: 0 };
    scan(text, is_phrase, &mut tokens);
    tokens.end_word();
}

struct Tokens<F> {
    show: F,
    word: Hash,
    start: Option<Hash>,
    letters: u32,
}

impl<F: FnMut(Option<Token>)> Tokens<F> {
    #[inline]
    fn add(&mut self, letter: u32) {
        self.word = self.word.with(letter);
        self.letters += 1;
        if self.letters == START_LETTERS {
            // Not the number of the same letters as a word.
            self.start = Some(self.word.with(0).finished());
        }
    }

    fn show_alone(&mut self, character: char) {
        self.end_word();
        let hash = Hash::EMPTY.with(character as u32).finished();
        (self.show)(Some(Token { hash, start: None, letters: 1, is_value: character == '$', is_alone: true }));
    }
}

impl<F: FnMut(Option<Token>)> Sink for Tokens<F> {
    #[inline]
    fn letters(&mut self, rest: &[u8]) -> usize {
        let mut length = 0;
        while let Some(byte) = rest.get(length).filter(|byte| byte.is_ascii_alphabetic()) {
            self.add(u32::from(byte | 0x20));
            length += 1;
        }
        length
    }

    #[inline]
    fn letter(&mut self, letter: char, is_word: bool) {
        match is_word {
            true => self.show_alone(letter),
            false => self.add(letter as u32),
        }
    }

    fn sign(&mut self, sign: char, _end: usize) {
        self.show_alone(sign);
    }

    fn end_word(&mut self) {
        if self.letters == 0 {
            return;
        }
        let (hash, start, letters) = (self.word.finished(), self.start.take(), self.letters);
        (self.word, self.letters) = (Hash::EMPTY, 0);
        (self.show)(Some(Token { hash, start, letters, is_value: false, is_alone: false }));
    }

    fn end_sentence(&mut self) {
        self.end_word();
        (self.show)(None);
    }
}
