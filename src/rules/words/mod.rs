//! Phrases that give a text away, by language: what they are, and finding them.
//!
//! The lists are data, one file for each language, `en.txt` and its siblings. All are own compilations of everyday
//! wording, none is taken from another product; the first line of each has the day on which it was last checked.
//! A list has a heading for each topic (`[promotion]`) and a phrase on each line. Case, accents and punctuation do not
//! count; `$` stands for a value, be it a number or a variable; a `*` behind the last word lets it go on. Phrases are
//! found at the borders of words, where the script has any.

mod character;
mod finder;
mod folded;
mod glance;
mod list;
mod reading;
mod tokens;

pub(crate) use list::Topic;
pub(crate) use reading::Reading;
