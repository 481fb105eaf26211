//! Finding the phrases of a language.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::Topic;
use super::folded::fold;
use super::list::{LISTS, phrases, position};
use crate::rules::writing::script::is_unspaced;

/// How many phrases of a text are looked at: no message has more, and each one may be held against every other.
const MENTIONS: usize = 200;

/// The phrases of a language and of English, ready to be found.
pub(super) struct Finder {
    automaton: AhoCorasick,
    phrases: Vec<Phrase>,
}

/// What is known of a phrase beside its words.
#[derive(Clone, Copy)]
struct Phrase {
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
        let (mut patterns, mut known) = (Vec::new(), Vec::new());
        for (topic, phrase) in lists.flat_map(phrases) {
            let stem = phrase.strip_suffix('*');
            // A lone `$` of a text is a currency, that of a phrase a value.
            let folded = fold(&stem.unwrap_or(phrase).replace('$', "0"), |_, _| {});
            patterns.push(folded.trim_end().to_owned());
            known.push(Phrase { topic, states_value: phrase.contains('$'), may_go_on: stem.is_some() });
        }
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&patterns)
            .expect("the lists are far smaller than an automaton may be");
        Self { automaton, phrases: known }
    }

    /// The phrases of a folded text, in the order of their ends.
    pub(super) fn mentions(&self, folded: &str) -> Vec<Mention> {
        let found = self.automaton.find_overlapping_iter(folded).filter_map(|found| {
            let phrase = self.phrases[found.pattern().as_usize()];
            let ends = phrase.may_go_on || is_border(folded, found.end());
            (ends && is_border(folded, found.start())).then(|| Mention {
                topic: phrase.topic,
                states_value: phrase.states_value,
                range: found.range(),
            })
        });
        found.take(MENTIONS).collect()
    }
}

/// Whether a word can begin or end here.
fn is_border(folded: &str, offset: usize) -> bool {
    let is_free = |character: char| matches!(character, ' ' | '\n' | '$' | '%') || is_unspaced(character);
    folded[..offset].chars().next_back().is_none_or(is_free) || folded[offset..].chars().next().is_none_or(is_free)
}
