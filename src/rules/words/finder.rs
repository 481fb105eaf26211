//! Finding the phrases of a language.
//!
//! A phrase is looked for only where its first word stands: a table by hash tells which phrases those are. To make it
//! takes a quarter of the time of an automaton, which a short run would notice.

use std::ops::Range;
use std::sync::OnceLock;

use super::Topic;
use super::folded::fold;
use super::list::{LISTS, phrases, position};
use crate::rules::writing::script::is_unspaced;

/// How many phrases of a text are looked at: no message has more, and each one may be held against every other.
const MENTIONS: usize = 200;

/// How many places the table has: a power of two, some times the number of phrases.
const SLOTS: usize = 2048;

/// The phrases of a language and of English, ready to be found.
pub(super) struct Finder {
    /// By slot.
    phrases: Vec<Phrase>,
    /// Where the phrases of each slot begin; one more than there are slots.
    slots: Vec<u16>,
    /// Phrases of one word that may go on: their hash says nothing of the whole word.
    stems: Vec<Phrase>,
}

/// A phrase, folded.
struct Phrase {
    text: String,
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
    /// The phrases for a language code, made when they are first wanted.
    pub(super) fn of(language: &str) -> &'static Self {
        static FINDERS: [OnceLock<Finder>; LISTS.len()] = [const { OnceLock::new() }; LISTS.len()];
        let position = position(language);
        FINDERS[position].get_or_init(|| {
            let own = (position != 0).then(|| LISTS[position].1);
            Self::new(std::iter::once(LISTS[0].1).chain(own))
        })
    }

    fn new(lists: impl Iterator<Item = &'static str>) -> Self {
        let known = lists.flat_map(phrases).map(|(topic, phrase)| Phrase::new(topic, phrase));
        let (stems, mut phrases): (Vec<Phrase>, Vec<Phrase>) = known.partition(Phrase::is_stem);
        phrases.sort_by_cached_key(Phrase::slot);
        let mut slots = vec![0; SLOTS + 1];
        phrases.iter().for_each(|phrase| slots[phrase.slot() + 1] += 1);
        for slot in 0..SLOTS {
            slots[slot + 1] += slots[slot];
        }
        Self { phrases, slots, stems }
    }

    /// The phrases of a folded text, in their order.
    pub(super) fn mentions(&self, folded: &str) -> Vec<Mention> {
        let mut mentions = Vec::new();
        for word in words(folded) {
            let slot = slot(&folded[word.clone()]);
            let begun = &self.phrases[usize::from(self.slots[slot])..usize::from(self.slots[slot + 1])];
            for phrase in begun.iter().chain(&self.stems) {
                let end = word.start + phrase.text.len();
                let is_there = folded[word.start..].starts_with(&phrase.text);
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
    fn new(topic: Topic, phrase: &str) -> Self {
        let stem = phrase.strip_suffix('*');
        // A lone `$` of a text is a currency, that of a phrase a value.
        let mut text = fold(&stem.unwrap_or(phrase).replace('$', "0"), |_, _| {});
        text.truncate(text.trim_end().len());
        Self { text, topic, states_value: phrase.contains('$'), may_go_on: stem.is_some() }
    }

    /// Whether it is one word that may go on.
    fn is_stem(&self) -> bool {
        self.may_go_on && words(&self.text).nth(1).is_none()
    }

    fn slot(&self) -> usize {
        words(&self.text).next().map_or(0, |word| slot(&self.text[word]))
    }
}

/// The place of a word in the table.
fn slot(word: &str) -> usize {
    let hash = word.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    ((hash >> 16) ^ hash) as usize % SLOTS
}

/// The words of a folded text; each character of an unspaced script is one.
fn words(folded: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = folded.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = rest.find(|(_, character)| !is_gap(*character))?;
        let mut end = start + first.len_utf8();
        if !stands_alone(first) {
            while let Some((offset, next)) = rest.next_if(|(_, next)| !is_gap(*next) && !stands_alone(*next)) {
                end = offset + next.len_utf8();
            }
        }
        Some(start..end)
    })
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
