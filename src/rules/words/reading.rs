//! What a text speaks of.

use std::cell::OnceCell;
use std::ops::Range;

use super::Topic;
use super::finder::{Finder, Mention};
use super::folded::fold;
use super::glance::Glance;
use super::list::position;

/// What a text speaks of. It is looked at closely only where a glance does not tell.
#[derive(Clone, Debug)]
pub(crate) struct Reading<'a> {
    text: &'a str,
    /// The list of its language.
    list: usize,
    glance: Glance,
    close: OnceCell<Close>,
}

impl<'a> Reading<'a> {
    /// Reads a text in a language, and in English, which is mixed into others.
    pub(crate) fn new(text: &'a str, language: &str) -> Self {
        let list = position(language);
        Self { text, list, glance: Glance::at(text, list), close: OnceCell::new() }
    }

    /// The bytes of the first phrase about a topic.
    pub(crate) fn first(&self, topic: Topic) -> Option<Range<usize>> {
        self.first_where(topic, |_, _| true)
    }

    /// The first phrase about a topic that states a value, or that nothing in its sentence excuses.
    pub(crate) fn first_stated(&self, topic: Topic) -> Option<Range<usize>> {
        self.first_where(topic, |close, mention| {
            mention.states_value || !close.is_excused(mention) || close.is_before_value(self.text, mention)
        })
    }

    /// The first phrase about `topic` in a sentence that also has one about `with`, and no excuse.
    pub(crate) fn first_with(&self, topic: Topic, with: Topic) -> Option<Range<usize>> {
        if !self.glance.may_have(with) {
            return None;
        }
        self.first_where(topic, |close, mention| {
            let sentence = close.sentence(mention);
            close.of(with).any(|other| within(&sentence, &other.range)) && !close.is_excused(mention)
        })
    }

    /// Whether greetings are all that the text has, values aside.
    pub(crate) fn has_only_greetings(&self) -> bool {
        self.glance.may_only_greet && self.close().has_only(Topic::Greeting)
    }

    fn first_where(&self, topic: Topic, fits: impl Fn(&Close, &Mention) -> bool) -> Option<Range<usize>> {
        if !self.glance.may_have(topic) {
            return None;
        }
        let close = self.close();
        let found = close.of(topic).filter(|mention| fits(close, mention));
        Some(original(self.text, &found.min_by_key(|mention| mention.range.start)?.range))
    }

    fn close(&self) -> &Close {
        self.close.get_or_init(|| Close::reading(self.text, self.list))
    }
}

/// The phrases found in a text.
#[derive(Clone, Debug)]
struct Close {
    folded: String,
    mentions: Vec<Mention>,
}

impl Close {
    fn reading(text: &str, list: usize) -> Self {
        let folded = fold(text, |_, _| {});
        let mentions = Finder::of(list).mentions(&folded);
        Self { folded, mentions }
    }

    /// Whether phrases about a topic are all that the text has, values aside.
    fn has_only(&self, topic: Topic) -> bool {
        let mut covered = 0;
        let mut ranges: Vec<&Range<usize>> = self.of(topic).map(|mention| &mention.range).collect();
        ranges.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let is_filling = |text: &str| text.chars().all(|character| matches!(character, ' ' | '\n' | '$'));
        for range in &ranges {
            if range.start > covered && !is_filling(&self.folded[covered..range.start]) {
                return false;
            }
            covered = covered.max(range.end);
        }
        !ranges.is_empty() && is_filling(&self.folded[covered..])
    }

    fn of(&self, topic: Topic) -> impl Iterator<Item = &Mention> {
        self.mentions.iter().filter(move |mention| mention.topic == topic)
    }

    fn is_excused(&self, mention: &Mention) -> bool {
        let sentence = self.sentence(mention);
        self.of(Topic::Excuse)
            .any(|excuse| within(&sentence, &excuse.range) && !overlaps(&excuse.range, &mention.range))
    }

    /// Whether the value of what a phrase names stands behind it, as in "code is $(code)": then a warning in the same
    /// sentence is about a code that is handed out. Behind a comma, or other words, it may be the value of anything.
    fn is_before_value(&self, text: &str, mention: &Mention) -> bool {
        let begins = |from: usize| from + self.folded[from..].len() - self.folded[from..].trim_start_matches(' ').len();
        let next = begins(mention.range.end);
        let joins = self.of(Topic::Join).filter(|join| join.range.start == next).map(|join| begins(join.range.end));
        let Some(value) = joins.chain([next]).find(|at| self.folded[*at..].starts_with('$')) else { return false };
        let written = original(text, &(value..value + 1));
        let between = &text[original(text, &(mention.range.end..value)).start..written.start];
        !between.contains(COMMAS) && is_code(&text[written])
    }

    /// The bytes of the sentence around a phrase.
    fn sentence(&self, mention: &Mention) -> Range<usize> {
        let start = self.folded[..mention.range.start].rfind('\n').map_or(0, |end| end + 1);
        let rest = &self.folded[mention.range.end..];
        start..mention.range.end + rest.find('\n').unwrap_or(rest.len())
    }
}

/// What parts a sentence, in several scripts.
const COMMAS: &[char] = &[',', '，', '、', '،', ';', '；', '؛'];

/// Whether a value can be a code: a variable, or a number that counts no minutes and no digits.
fn is_code(value: &str) -> bool {
    value.starts_with('$') || value.chars().filter(|character| character.is_numeric()).count() >= 3
}

fn within(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn overlaps(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The bytes of the text that a range of its folded form came from.
fn original(text: &str, folded: &Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (0, None);
    fold(text, |place, offset| {
        if place <= folded.start {
            start = offset;
        }
        if place >= folded.end && end.is_none() {
            end = Some(offset);
        }
    });
    start..end.unwrap_or(text.len()).max(start)
}
