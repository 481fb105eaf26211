//! Makes hostile inputs of good ones: by bytes, by tokens and by lines.

use std::ops::Range;

use super::dice::Dice;

/// No input is longer.
const LONGEST: usize = 24 * 1024;
/// Bytes that break characters, lines or strings.
const BYTES: &[u8] = b"\0\x07\x1b\t\n\r \"'#:-{}[],&*!|>%@`\\?\x7f\x80\xbf\xc3\xe2\xf0\xff";

/// Inputs from originals and pieces.
pub struct Mutator {
    originals: Vec<Vec<u8>>,
    pieces: Vec<&'static str>,
}

impl Mutator {
    pub fn new(originals: Vec<Vec<u8>>, pieces: &[&'static str]) -> Self {
        Self { originals, pieces: pieces.to_vec() }
    }

    /// The input of a seed: an original changed in some places, or sometimes pieces alone.
    pub fn input(&self, seed: u64) -> Vec<u8> {
        let dice = Dice::new(seed);
        let mut input = dice.one_of(&self.originals).clone();
        if dice.below(20) == 0 {
            input = (0..dice.below(60)).flat_map(|_| dice.one_of(&self.pieces).bytes()).collect();
        }
        // Half of them are broken in one place only: what follows is still looked at.
        let changes = if dice.below(2) == 0 { 1 } else { 1 + dice.few(8) };
        for _ in 0..changes {
            match dice.below(10) {
                0..=2 => self.change_bytes(&mut input, &dice),
                3..=6 => self.change_token(&mut input, &dice),
                _ => self.change_line(&mut input, &dice),
            }
            input.truncate(LONGEST);
        }
        input
    }

    fn change_bytes(&self, input: &mut Vec<u8>, dice: &Dice) {
        let range = dice.range(input.len());
        match dice.below(8) {
            0 => input.truncate(range.start),
            1 => drop(input.drain(range)),
            2 => input.insert(range.start, *dice.one_of(BYTES)),
            3 => {
                let again = input[range.clone()].repeat(1 + dice.few(40));
                input.splice(range.start..range.start, again);
            }
            4 => {
                // The rest of another file.
                let other = dice.one_of(&self.originals);
                input.truncate(range.start);
                input.extend(&other[dice.below(other.len() + 1)..]);
            }
            5 => cut_character(input, dice),
            _ if range.start < input.len() => {
                input[range.start] = match dice.below(2) {
                    0 => *dice.one_of(BYTES),
                    _ => input[range.start] ^ (1 << dice.below(8)),
                };
            }
            _ => {}
        }
    }

    fn change_token(&self, input: &mut Vec<u8>, dice: &Dice) {
        let tokens = tokens(input);
        let place = match tokens.len() {
            0 => 0..0,
            count => tokens[dice.below(count)].clone(),
        };
        let piece = dice.one_of(&self.pieces).as_bytes();
        match dice.below(8) {
            0 => drop(input.drain(place)),
            1 | 2 => drop(input.splice(place, piece.iter().copied())),
            3 => drop(input.splice(place.start..place.start, piece.iter().copied())),
            4 => drop(input.splice(place.end..place.end, piece.iter().copied())),
            5 => {
                let quote = *dice.one_of(b"\"'`");
                input.insert(place.end, quote);
                input.insert(place.start, quote);
            }
            6 if !tokens.is_empty() => {
                // A token from elsewhere.
                let other = input[tokens[dice.below(tokens.len())].clone()].to_vec();
                input.splice(place, other);
            }
            _ => {
                let many = piece.repeat(1 + dice.few(300));
                input.splice(place, many);
            }
        }
    }

    fn change_line(&self, input: &mut Vec<u8>, dice: &Dice) {
        let lines: Vec<Range<usize>> = lines(input);
        let Some(line) = (!lines.is_empty()).then(|| dice.one_of(&lines).clone()) else { return };
        let content = input[line.clone()].to_vec();
        match dice.below(8) {
            0 => drop(input.drain(line)),
            1 => drop(input.splice(line.start..line.start, content)),
            2 => {
                // Moved below another one.
                let end = dice.one_of(&lines).end;
                input.splice(end..end, content);
            }
            3 => drop(input.splice(line.start..line.start, vec![b' '; 1 + dice.few(9)])),
            4 => {
                let indent = content.iter().take_while(|byte| **byte == b' ').count();
                input.drain(line.start..line.start + indent.min(1 + dice.few(5)));
            }
            5 => {
                let end = line.start + content.trim_ascii_end().len();
                let comment = [b" ".as_slice(), dice.one_of(&self.pieces).as_bytes()].concat();
                input.splice(end..end, comment);
            }
            6 => {
                let piece = dice.one_of(&self.pieces);
                input.splice(line.start..line.start, format!("{piece}\n").into_bytes());
            }
            _ => {
                let ending = *dice.one_of(&["\r\n", "\r", "\n\n", "\u{85}", "\u{2028}", ""]);
                input.splice(line.start + content.trim_ascii_end().len()..line.end, ending.bytes());
            }
        }
    }
}

/// Takes a byte out of a character of several.
fn cut_character(input: &mut Vec<u8>, dice: &Dice) {
    let wide: Vec<usize> = (0..input.len()).filter(|at| input[*at] >= 0x80).collect();
    if wide.is_empty() {
        let character = dice.one_of(&["é", "你", "👩‍👩‍👧"]).as_bytes();
        let at = dice.below(input.len() + 1);
        input.splice(at..at, character.iter().copied().take(1 + dice.below(character.len())));
    } else {
        input.remove(*dice.one_of(&wide));
    }
}

/// Words, runs of spaces, and marks one by one.
fn tokens(input: &[u8]) -> Vec<Range<usize>> {
    let kind = |byte: u8| match byte {
        b' ' => 1,
        b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0x80.. => 2,
        _ => 0,
    };
    let mut tokens: Vec<Range<usize>> = Vec::new();
    for (at, byte) in input.iter().enumerate() {
        match tokens.last_mut() {
            Some(last) if kind(*byte) != 0 && kind(input[at - 1]) == kind(*byte) => last.end = at + 1,
            _ => tokens.push(at..at + 1),
        }
    }
    tokens
}

/// Lines with what ends them.
fn lines(input: &[u8]) -> Vec<Range<usize>> {
    let mut start = 0;
    let lines = input.split_inclusive(|byte| *byte == b'\n');
    let place = |line: &[u8]| {
        start += line.len();
        start - line.len()..start
    };
    lines.map(place).collect()
}
