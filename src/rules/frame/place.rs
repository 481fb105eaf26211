//! Where in a variant the checked part is, without allocating as long as nothing is wrong.

use crate::finding::{Path, Step};

/// The place of a checked part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place<'a> {
    card: Option<usize>,
    part: &'static str,
    item: Option<usize>,
    field: &'a str,
}

impl<'a> Place<'a> {
    /// The variant itself.
    pub fn root() -> Self {
        Self::default()
    }

    /// A part of the variant, such as `header`.
    pub fn of(part: &'static str) -> Self {
        Self { part, ..Self::default() }
    }

    /// A card.
    pub fn of_card(card: usize) -> Self {
        Self { card: Some(card), ..Self::default() }
    }

    /// A part beside, or inside the same card.
    #[must_use]
    pub fn part(self, part: &'static str) -> Self {
        Self { card: self.card, part, item: None, field: "" }
    }

    /// An item of this part.
    #[must_use]
    pub fn item(self, item: usize) -> Self {
        Self { item: Some(item), ..self }
    }

    /// A field of this part, or the entry of a map with this key.
    #[must_use]
    pub fn field(self, field: &'a str) -> Self {
        Self { field, ..self }
    }

    /// The card that holds this place, counted from 0.
    pub fn card(self) -> Option<usize> {
        self.card
    }

    /// The item of its part, counted from 0.
    pub fn index(self) -> Option<usize> {
        self.item
    }

    /// Whether a path of the variant leads to this place, or to something in it.
    pub(crate) fn holds(self, path: &Path) -> bool {
        let steps = match (self.card, path.0.as_slice()) {
            (None, steps) => steps,
            (Some(card), [Step::Key(key), Step::Index(index), rest @ ..]) if key == "carousel" && *index == card => {
                rest
            }
            (Some(_), _) => return false,
        };
        let steps = match (self.part, steps) {
            ("", steps) => steps,
            (part, [Step::Key(key), rest @ ..]) if key == part => rest,
            _ => return false,
        };
        let steps = match (self.item, steps) {
            (None, steps) => steps,
            (Some(item), [Step::Index(index), rest @ ..]) if *index == item => rest,
            (Some(_), _) => return false,
        };
        self.field.is_empty() || matches!(steps, [Step::Key(key), ..] if key == self.field)
    }

    /// The path in the variant.
    pub fn path(self) -> Path {
        let mut path = Path::root();
        if let Some(card) = self.card {
            path = path.join("carousel").join(card);
        }
        if !self.part.is_empty() {
            path = path.join(self.part);
        }
        if let Some(item) = self.item {
            path = path.join(item);
        }
        if !self.field.is_empty() {
            path = path.join(self.field);
        }
        path
    }
}
