//! Places of a variant whose build-time values are filled in, as places of the variant as it is written.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};

use crate::finding::{At, Path};
use crate::model::{Substituted, Variant, holds_build_value, substitute};

/// So many values of a text are named: nobody reads more.
const MOST_NAMED: usize = 8;

/// Takes places to where they come from. Each text is looked at once, however many places of it are asked for.
pub(super) struct AsWritten<'w> {
    written: &'w Variant,
    values: &'w IndexMap<String, String>,
    /// The texts that were asked for; those without values as `None`.
    texts: RefCell<HashMap<Path, Option<Rc<Text>>>>,
}

/// A text with build-time values.
struct Text {
    filled: Substituted,
    names: Vec<String>,
}

impl<'w> AsWritten<'w> {
    pub(super) fn new(written: &'w Variant, values: &'w IndexMap<String, String>) -> Self {
        Self { written, values, texts: RefCell::default() }
    }

    /// Turns a range of a text with values into the range of the text as written.
    pub(super) fn place(&self, at: At) -> At {
        match (self.text(&at), at) {
            (Some(text), At::Text(path, range)) => At::Text(path, text.filled.original_range(range)),
            (_, at) => at,
        }
    }

    /// Whether the text at a place is written with build-time values.
    pub(super) fn has_values(&self, at: &At) -> bool {
        self.text(at).is_some()
    }

    /// The names of the first build-time values in the text at a place, of those that there are: its length depends on
    /// all of them.
    pub(super) fn names(&self, at: &At) -> Vec<String> {
        self.text(at).map(|text| text.names.clone()).unwrap_or_default()
    }

    fn text(&self, at: &At) -> Option<Rc<Text>> {
        let path = at.path()?;
        let mut texts = self.texts.borrow_mut();
        if let Some(known) = texts.get(path) {
            return known.clone();
        }
        let written = self.written.string_at(path).filter(|text| holds_build_value(text));
        let text = written
            .map(|text| Rc::new(Text { filled: substitute(text, self.values), names: names(text, self.values) }));
        texts.insert(path.clone(), text.clone());
        text
    }
}

fn names(text: &str, values: &IndexMap<String, String>) -> Vec<String> {
    let all = substitute(text, &IndexMap::new()).undeclared.into_iter().filter_map(|(name, _)| name);
    let once: IndexSet<String> = all.filter(|name| values.contains_key(name)).collect();
    once.into_iter().take(MOST_NAMED).collect()
}
