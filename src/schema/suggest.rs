//! "Did you mean": the word that an unknown one was to be.

use super::confusions::{self, Confusion};

/// Longer words are no slip of the pen.
const LONGEST: usize = 64;

/// Words this short are easily mistaken for each other.
const SHORT: usize = 3;

/// What an unknown word may have been meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Suggestion<'w> {
    /// The word, where there is one to put in its place.
    pub(super) word: Option<&'w str>,
    /// More to say about it.
    pub(super) hint: Option<&'static str>,
    /// Whether only the spelling differs, so that the word is certainly what was meant.
    pub(super) certain: bool,
}

/// For a key, out of the keys allowed beside it.
pub(super) fn key<'w>(written: &str, allowed: &[&'w str]) -> Option<Suggestion<'w>> {
    if written.len() > LONGEST {
        return None;
    }
    spelling(written, allowed)
        .map(|word| Suggestion { word: Some(word), hint: Some("keys are written in snake_case"), certain: true })
        .or_else(|| of_confusion(confusions::KEYS, written, allowed))
        .or_else(|| near(written, allowed))
}

/// For a value, out of the words allowed.
pub(super) fn value<'w>(written: &str, allowed: &[&'w str]) -> Option<Suggestion<'w>> {
    if written.len() > LONGEST {
        return None;
    }
    spelling(written, allowed)
        .map(|word| Suggestion { word: Some(word), hint: None, certain: true })
        .or_else(|| of_confusion(confusions::VALUES, written, allowed))
        .or_else(|| near(written, allowed))
}

/// The allowed word that differs only in case and separators.
fn spelling<'w>(written: &str, allowed: &[&'w str]) -> Option<&'w str> {
    let bare = bare(written);
    if bare.is_empty() {
        return None;
    }
    allowed.iter().copied().find(|word| self::bare(word) == bare)
}

fn of_confusion<'w>(table: &[Confusion], written: &str, allowed: &[&'w str]) -> Option<Suggestion<'w>> {
    let bare = bare(written);
    table.iter().filter(|confusion| confusion.written == bare).find_map(|confusion| {
        if confusion.meant.is_empty() {
            return Some(Suggestion { word: None, hint: confusion.hint, certain: false });
        }
        let word = allowed.iter().copied().find(|word| *word == confusion.meant)?;
        Some(Suggestion { word: Some(word), hint: confusion.hint, certain: false })
    })
}

/// The allowed word with the fewest slips, if they are few for its length.
fn near<'w>(written: &str, allowed: &[&'w str]) -> Option<Suggestion<'w>> {
    let lower = written.to_lowercase();
    let (slips, word) = allowed
        .iter()
        .map(|word| (strsim::damerau_levenshtein(&lower, &word.to_lowercase()), *word))
        .min_by_key(|(slips, _)| *slips)?;
    let (length, shorter) = (lower.chars().count(), word.chars().count().min(lower.chars().count()));
    let most = (shorter / 3).clamp(1, 3);
    // Of so few letters another first one makes another word.
    let is_other =
        length <= SHORT && word.chars().count() == length && lower.chars().next() != word.to_lowercase().chars().next();
    (slips <= most && !is_other).then_some(Suggestion { word: Some(word), hint: None, certain: false })
}

/// Letters and digits only, in lower case: `phoneNumber`, `PhoneNumber` and `phone-number` are the same.
fn bare(word: &str) -> String {
    word.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
