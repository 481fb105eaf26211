//! What a text speaks of.

use std::ops::Range;

use super::Topic;
use super::finder::{Finder, Mention};
use super::folded::fold;

/// The phrases found in a text.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    folded: String,
    mentions: Vec<Mention>,
}

impl Reading {
    /// Reads a text in a language, and in English, which is mixed into others.
    pub(crate) fn new(text: &str, language: &str) -> Self {
        let folded = fold(text, |_, _| {});
        let mentions = Finder::of(language).mentions(&folded);
        Self { folded, mentions }
    }

    /// The first phrase about a topic, in bytes of `text`.
    pub(crate) fn first(&self, topic: Topic, text: &str) -> Option<Range<usize>> {
        let mention = self.of(topic).min_by_key(|mention| mention.range.start)?;
        Some(original(text, &mention.range))
    }

    /// The first phrase about a topic that states a value, or that nothing in its sentence excuses.
    pub(crate) fn first_stated(&self, topic: Topic, text: &str) -> Option<Range<usize>> {
        let stated = self.of(topic).filter(|mention| mention.states_value || !self.is_excused(mention));
        Some(original(text, &stated.min_by_key(|mention| mention.range.start)?.range))
    }

    /// The first phrase about `topic` in a sentence that also has one about `with`, and no excuse.
    pub(crate) fn first_with(&self, topic: Topic, with: Topic, text: &str) -> Option<Range<usize>> {
        let found = self.of(topic).filter(|mention| {
            let sentence = self.sentence(mention);
            self.of(with).any(|other| within(&sentence, &other.range)) && !self.is_excused(mention)
        });
        Some(original(text, &found.min_by_key(|mention| mention.range.start)?.range))
    }

    /// Whether phrases about a topic are all that the text has, values aside.
    pub(crate) fn has_only(&self, topic: Topic) -> bool {
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

    /// The bytes of the sentence around a phrase.
    fn sentence(&self, mention: &Mention) -> Range<usize> {
        let start = self.folded[..mention.range.start].rfind('\n').map_or(0, |end| end + 1);
        let rest = &self.folded[mention.range.end..];
        start..mention.range.end + rest.find('\n').unwrap_or(rest.len())
    }
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
