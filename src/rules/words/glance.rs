//! What a text may speak of, from its words alone.
//!
//! Hardly any text has one of the phrases, and most that have none are told by their words: of each phrase two words
//! that follow each other are known, and a text without them cannot have the phrase. Nothing is written down for that,
//! so it takes a fraction of the time of reading closely.

use std::sync::OnceLock;

use super::Topic;
use super::list::{LISTS, phrases};
use super::tokens::{Hash, Kind, Token, each_token};

/// What a text may speak of; what is not among it, it certainly does not speak of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Glance {
    topics: u8,
    /// Whether each of its words is one of a greeting.
    pub(super) may_only_greet: bool,
}

impl Glance {
    /// Looks at a text for the phrases of a list, and of the English one.
    pub(super) fn at(text: &str, list: usize) -> Self {
        let table = Table::of(list);
        let (mut topics, mut may_only_greet, mut before) = (table.always, true, Hash::NONE);
        each_token(text, false, |token| {
            if before != Hash::NONE {
                topics |= table.find(Hash::of_pair(before, token.hash));
            }
            before = token.hash;
            if may_only_greet || table.has_singles {
                let found = table.find(token.hash);
                topics |= found;
                may_only_greet &= token.kind != Kind::Word || found & GREETS != 0;
            }
            if table.has_stems && token.start != Hash::NONE {
                topics |= table.find(token.start);
            }
        });
        Self { topics, may_only_greet }
    }

    /// Whether the text may have a phrase about a topic. About excuses, joins and greetings nothing is known.
    pub(super) fn may_have(self, topic: Topic) -> bool {
        self.topics & bit(topic) == bit(topic)
    }
}

/// The bit of a topic; none where it is not looked for.
fn bit(topic: Topic) -> u8 {
    match topic {
        Topic::OneTimePassword => 1,
        Topic::Promotion => 2,
        Topic::Request => 4,
        Topic::Secret => 8,
        Topic::Excuse | Topic::Join | Topic::Greeting => 0,
    }
}

/// The bit of a word of a greeting.
const GREETS: u8 = 16;

/// Words and pairs of words by their hashes, each with what it may be of.
#[derive(Clone)]
struct Table {
    /// A hash has its place at its low bits, or in the first free one behind. Below its high bits stands what it may be
    /// of; 0 is free.
    slots: Vec<u32>,
    taken: usize,
    /// Whether some phrase is told by a single word.
    has_singles: bool,
    /// Whether some phrase is told by the start of a word.
    has_stems: bool,
    /// Topics of phrases that no word tells.
    always: u8,
}

impl Default for Table {
    fn default() -> Self {
        Self { slots: vec![0; 2048], taken: 0, has_singles: false, has_stems: false, always: 0 }
    }
}

impl Table {
    /// The words of a list, with those of the English one, made when they are first wanted.
    fn of(list: usize) -> &'static Self {
        static TABLES: [OnceLock<Table>; LISTS.len()] = [const { OnceLock::new() }; LISTS.len()];
        TABLES[list].get_or_init(|| {
            let mut table = if list == 0 { Self::default() } else { Self::of(0).clone() };
            table.learn(LISTS[list].1);
            table
        })
    }

    fn learn(&mut self, list: &'static str) {
        let mut tokens = Vec::new();
        for (topic, phrase) in phrases(list) {
            if topic == Topic::Greeting {
                each_token(phrase, true, |token| self.add(token.hash, GREETS));
            } else if bit(topic) != 0 {
                let stem = phrase.strip_suffix('*');
                each_token(stem.unwrap_or(phrase), true, |token| tokens.push(token));
                tokens.retain(|token| token.kind != Kind::End);
                self.learn_phrase(bit(topic), &tokens, stem.is_some());
                tokens.clear();
            }
        }
    }

    /// Learns by which words a phrase can be told.
    fn learn_phrase(&mut self, topic: u8, tokens: &[Token], may_go_on: bool) {
        // Nobody knows how the last word goes on.
        let goes_on = tokens.last().filter(|last| may_go_on && last.kind == Kind::Word && !last.is_letter());
        let tokens = &tokens[..tokens.len() - usize::from(goes_on.is_some())];
        let letters = |pair: &&[Token]| pair.iter().map(|token| u32::from(token.letters)).sum::<u32>();
        let pair = tokens.windows(2).max_by_key(letters);
        let single = tokens.first().filter(|token| token.kind == Kind::Word);
        let start = goes_on.map(|token| token.start).filter(|start| *start != Hash::NONE);
        match (pair, single, start) {
            (Some(pair), ..) => self.add(Hash::of_pair(pair[0].hash, pair[1].hash), topic),
            (None, Some(single), _) => {
                self.has_singles = true;
                self.add(single.hash, topic);
            }
            (None, None, Some(start)) => {
                self.has_stems = true;
                self.add(start, topic);
            }
            (None, None, None) => self.always |= topic,
        }
    }

    fn add(&mut self, hash: Hash, bits: u8) {
        // With most places free, hardly any look is for nothing.
        if self.taken * 3 >= self.slots.len() {
            let wider = vec![0; self.slots.len() * 2];
            let slots = std::mem::replace(&mut self.slots, wider);
            slots.into_iter().filter(|slot| *slot != 0).for_each(|slot| self.put(slot));
        }
        self.taken += 1;
        self.put(hash.high() | u32::from(bits));
    }

    fn put(&mut self, entry: u32) {
        let place = self.place(Hash::from_high(entry));
        self.slots[place] |= entry;
    }

    fn find(&self, hash: Hash) -> u8 {
        (self.slots[self.place(hash)] & Hash::LOW) as u8
    }

    /// Where a hash stands, or could stand.
    fn place(&self, hash: Hash) -> usize {
        let last = self.slots.len() - 1;
        let mut place = hash.place() & last;
        while self.slots[place] != 0 && self.slots[place] & !Hash::LOW != hash.high() {
            place = (place + 1) & last;
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::words::finder::Finder;
    use crate::rules::words::folded::fold;

    /// Texts of every list: its phrases as they are, with values, in capitals, one behind the other in three ways.
    fn texts(list: usize) -> Vec<String> {
        let own: Vec<&str> = phrases(LISTS[list].1).map(|(_, phrase)| phrase).collect();
        let english = phrases(LISTS[0].1).map(|(_, phrase)| phrase);
        let written = |phrase: &str| phrase.replace('*', "xyz").replace('$', "$(value)");
        let mut texts: Vec<String> = own.iter().copied().chain(english).map(written).collect();
        texts.extend(own.iter().map(|phrase| written(phrase).to_uppercase().replace("(VALUE)", "(a)")));
        for between in ["", " ", ". ", ", 1 ", "-", "\u{200b}"] {
            texts.extend(own.windows(2).map(|two| format!("{}{between}{}", written(two[0]), written(two[1]))));
        }
        texts
    }

    #[test]
    fn whatever_a_close_reading_finds_is_seen_at_a_glance() {
        let mut found = 0;
        for list in 0..LISTS.len() {
            for text in texts(list) {
                let (glance, mentions) = (Glance::at(&text, list), Finder::of(list).mentions(&fold(&text, |_, _| {})));
                for mention in mentions {
                    assert!(glance.may_have(mention.topic), "{:?} in {text:?}", mention.topic);
                    found += 1;
                }
            }
        }
        assert!(found > 10_000, "{found}");
    }

    #[test]
    fn a_text_of_other_words_is_told_at_a_glance() {
        let nothing = Glance { topics: 0, may_only_greet: false };
        for text in ["Your parcel $(id) has left our warehouse.", "", "价格"] {
            let expected = Glance { may_only_greet: text.is_empty(), ..nothing };
            assert_eq!(Glance::at(text, 0), expected, "{text}");
        }
    }
}
