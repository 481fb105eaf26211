//! Finding the phrases of a language.
//!
//! A phrase is looked for only where its first word stands: a table by hash tells which phrases those are. To make it
//! takes a quarter of the time of an automaton, which a short run would notice.

use std::ops::Range;
use std::sync::OnceLock;

use super::Topic;
use super::folded::Phrases;
use super::list::{LISTS, phrases};
use crate::rules::writing::script::is_unspaced;

/// How many phrases of a text are looked at: no message has more, and each one may be held against every other.
const MENTIONS: usize = 200;

/// How many places the table has: a power of two, some times the number of phrases.
const SLOTS: usize = 2048;

/// The phrases of a language and of English, ready to be found.
pub(super) struct Finder {
    /// All of them, folded.
    text: String,
    /// By slot.
    phrases: Vec<Phrase>,
    /// Where the phrases of each slot begin; one more than there are slots.
    slots: Vec<u16>,
    /// Phrases of one word that may go on: their hash says nothing of the whole word.
    stems: Vec<Phrase>,
}

/// A phrase.
#[derive(Clone)]
struct Phrase {
    /// Its bytes in the text of all phrases.
    start: u32,
    end: u32,
    slot: u16,
    topic: Topic,
    states_value: bool,
    may_go_on: bool,
}

/// A phrase that a text has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// What the phrase is about.
    pub topic: Topic,
    /// Whether it names a value.
    pub states_value: bool,
    /// Its bytes in the folded text.
    pub range: Range<usize>,
}

impl Finder {
    /// The phrases of a list, made when they are first wanted.
    pub(super) fn of(list: usize) -> &'static Self {
        static FINDERS: [OnceLock<Finder>; LISTS.len()] = [const { OnceLock::new() }; LISTS.len()];
        FINDERS[list].get_or_init(|| {
            let own = (list != 0).then(|| LISTS[list].1);
            Self::new(std::iter::once(LISTS[0].1).chain(own))
        })
    }

    fn new(lists: impl Iterator<Item = &'static str> + Clone) -> Self {
        let mut text = Phrases::with_capacity(lists.clone().map(str::len).sum());
        let known: Vec<Phrase> =
            lists.flat_map(phrases).map(|(topic, phrase)| Phrase::new(topic, phrase, &mut text)).collect();
        let text = text.into_text();
        let (mut slots, mut stems, mut by_word) = (vec![0; SLOTS + 1], Vec::new(), Vec::with_capacity(known.len()));
        for mut phrase in known {
            let mut words = words(&text[phrase.bytes()]);
            let first = words.next().map_or(0, |word| word.slot);
            if phrase.may_go_on && words.next().is_none() {
                stems.push(phrase);
            } else {
                phrase.slot = first;
                slots[usize::from(first) + 1] += 1;
                by_word.push(phrase);
            }
        }
        for slot in 0..SLOTS {
            slots[slot + 1] += slots[slot];
        }
        let (mut phrases, mut next) = (by_word.clone(), slots.clone());
        for phrase in by_word {
            let place = &mut next[usize::from(phrase.slot)];
            *place += 1;
            phrases[usize::from(*place) - 1] = phrase;
        }
        Self { text, phrases, slots, stems }
    }

    /// The phrases of a folded text, in their order.
    pub(super) fn mentions(&self, folded: &str) -> Vec<Mention> {
        let mut mentions = Vec::new();
        for word in words(folded) {
            let slot = usize::from(word.slot);
            let begun = &self.phrases[usize::from(self.slots[slot])..usize::from(self.slots[slot + 1])];
            for phrase in begun.iter().chain(&self.stems) {
                let text = &self.text[phrase.bytes()];
                let end = word.start + text.len();
                let is_there = folded.as_bytes()[word.start..].starts_with(text.as_bytes());
                if is_there && (phrase.may_go_on || is_border(folded, end)) {
                    let Phrase { topic, states_value, .. } = *phrase;
                    mentions.push(Mention { topic, states_value, range: word.start..end });
                }
            }
            if mentions.len() > MENTIONS {
                break;
            }
        }
        mentions
    }
}

impl Phrase {
    fn new(topic: Topic, phrase: &str, text: &mut Phrases) -> Self {
        let stem = phrase.strip_suffix('*');
        let Range { start, end } = text.add(stem.unwrap_or(phrase));
        let (start, end) = (start as u32, end as u32);
        Self { start, end, slot: 0, topic, states_value: phrase.contains('$'), may_go_on: stem.is_some() }
    }

    fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A word of a folded text: where it begins, and its place in the table.
struct Word {
    start: usize,
    slot: u16,
}

/// The words of a folded text; each character of an unspaced script is one.
fn words(folded: &str) -> impl Iterator<Item = Word> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let bytes = folded.as_bytes();
        while matches!(bytes.get(at), Some(b' ' | b'\n')) {
            at += 1;
        }
        let start = at;
        at += single(folded, at)?.unwrap_or_else(|| length(folded, at));
        let hash = bytes[start..at]
            .iter()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
        Some(Word { start, slot: (((hash >> 16) ^ hash) as usize % SLOTS) as u16 })
    })
}

/// How many bytes the word has that begins here, and does not stand alone with its first character.
fn length(folded: &str, start: usize) -> usize {
    let bytes = folded.as_bytes();
    let mut end = start;
    while let Some(byte) = bytes.get(end) {
        match byte {
            b' ' | b'\n' | b'$' | b'%' => break,
            // What has less bytes is of a script with spaces.
            0xe0.. if single(folded, end).flatten().is_some() => break,
            _ => end += 1,
        }
    }
    end - start
}

/// How many bytes the character here has, if it is a word by itself; nothing at all at the end of the text.
fn single(folded: &str, at: usize) -> Option<Option<usize>> {
    let first = folded.as_bytes().get(at)?;
    let is_single = match first {
        b'$' | b'%' => true,
        0xe0.. => folded[at..].chars().next().is_some_and(is_unspaced),
        _ => false,
    };
    let length = if *first < 0xe0 { 1 } else { 3 + usize::from(*first >= 0xf0) };
    Some(is_single.then_some(length))
}

/// Whether a word can begin or end here.
fn is_border(folded: &str, offset: usize) -> bool {
    let is_free = |character: char| is_gap(character) || stands_alone(character);
    folded[..offset].chars().next_back().is_none_or(is_free) || folded[offset..].chars().next().is_none_or(is_free)
}

fn is_gap(character: char) -> bool {
    matches!(character, ' ' | '\n')
}

fn stands_alone(character: char) -> bool {
    matches!(character, '$' | '%') || is_unspaced(character)
}
