//! How much room the texts of a variant have: what an editor shows while somebody writes.

use super::length::overflow;
use super::text_part::each_text;
use crate::finding::Path;
use crate::model::Variant;
use crate::rules::{Cx, Facts, Text};

/// A text with its length and the most it may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Where in the variant it is.
    pub path: Path,
    /// How messages call it.
    pub noun: &'static str,
    /// The text.
    pub text: String,
    /// Its length in code points, each variable counted as the `{{n}}` that Meta sees.
    pub length: usize,
    /// The most, where a limit is known.
    pub limit: Option<usize>,
}

/// Every text of a variant, in document order.
pub fn rooms(variant: &Variant) -> Vec<Room> {
    let facts = Facts::default();
    let cx = &mut Cx::new(variant, &facts);
    let mut rooms = Vec::new();
    each_text(variant, &mut |place, kind, text| {
        cx.reporter.place = place;
        let length = overflow(text, 0).map_or(0, |over| over.length);
        let limit = Text::new(kind, text).limit(cx);
        rooms.push(Room { path: place.path(), noun: kind.noun(), text: text.to_owned(), length, limit });
    });
    rooms
}
