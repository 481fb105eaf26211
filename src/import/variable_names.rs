//! The names that placeholders get: per component at Meta, one flat map at CAMS.

use indexmap::IndexMap;

/// The variables of one template.
#[derive(Debug, Default)]
pub(super) struct VariableNames {
    by_name: IndexMap<String, Entry>,
}

#[derive(Debug)]
struct Entry {
    /// The component, such as `body` or `card_1_button_2`.
    place: String,
    /// The name that was asked for.
    wanted: String,
    /// Whether the author chose the name.
    named: bool,
    sample: Option<String>,
}

/// A name, and whether it had to differ from the wanted one just now.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Claimed {
    pub name: String,
    pub renamed: bool,
}

impl VariableNames {
    /// The name of a numbered placeholder.
    pub(super) fn positional(&mut self, wanted: &str, place: &str, sample: Option<String>) -> Claimed {
        self.claim(wanted, place, false, sample)
    }

    /// The name of a named placeholder: its own, unless another component uses it with another sample.
    pub(super) fn named(&mut self, wanted: &str, place: &str, sample: Option<String>) -> Claimed {
        self.claim(wanted, place, true, sample)
    }

    /// Samples by name, of the variables that have one.
    pub(super) fn into_examples(self) -> IndexMap<String, String> {
        self.by_name.into_iter().filter_map(|(name, entry)| Some((name, entry.sample?))).collect()
    }

    fn claim(&mut self, wanted: &str, place: &str, named: bool, sample: Option<String>) -> Claimed {
        let mut candidate = wanted.to_owned();
        let mut attempt = 2;
        let fallback = if named { format!("{place}_{wanted}") } else { wanted.to_owned() };
        loop {
            let Some(entry) = self.by_name.get_mut(&candidate) else {
                let entry = Entry { place: place.to_owned(), wanted: wanted.to_owned(), named, sample };
                self.by_name.insert(candidate.clone(), entry);
                return Claimed { renamed: candidate != wanted, name: candidate };
            };
            if entry.is_the_same(wanted, place, named, sample.as_deref()) {
                entry.sample = entry.sample.take().or(sample);
                return Claimed { name: candidate, renamed: false };
            }
            candidate = if candidate == wanted && named { fallback.clone() } else { format!("{fallback}_{attempt}") };
            attempt += 1;
        }
    }
}

impl Entry {
    fn is_the_same(&self, wanted: &str, place: &str, named: bool, sample: Option<&str>) -> bool {
        let alike = self.wanted == wanted && self.named == named;
        let compatible = self.sample.is_none() || sample.is_none() || self.sample.as_deref() == sample;
        alike && (self.place == place || (named && compatible))
    }
}
