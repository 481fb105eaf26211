//! One space: its templates, by name and by age, and what is set for the whole of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::template::StoredTemplate;

/// Name and language.
pub(in crate::emulator) type NameAndLanguage = (String, String);

/// What is set for a space. It is kept in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::emulator) struct Settings {
    /// Since when messages are counted, in milliseconds since 1970.
    #[serde(default)]
    pub statistics_since: Option<i64>,
    /// The numbers that messages are sent from.
    #[serde(default)]
    pub numbers: BTreeSet<String>,
    /// When a customer last wrote, by sender and customer, in milliseconds since 1970.
    #[serde(default)]
    pub last_heard: BTreeMap<String, i64>,
}

impl Settings {
    /// What holds for a space that nothing was set for.
    pub const fn nothing() -> Self {
        Self { statistics_since: None, numbers: BTreeSet::new(), last_heard: BTreeMap::new() }
    }
}

/// The templates of one space.
#[derive(Default)]
pub(in crate::emulator) struct Space {
    templates: BTreeMap<NameAndLanguage, Arc<StoredTemplate>>,
    /// Templates put in from outside may be of the same age.
    by_age: BTreeMap<(u64, NameAndLanguage), Arc<StoredTemplate>>,
    /// What is set for it.
    pub settings: Settings,
}

impl Space {
    /// One template.
    pub fn get(&self, key: &NameAndLanguage) -> Option<&Arc<StoredTemplate>> {
        self.templates.get(key)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.templates.len()
    }

    /// All of them, the newest first.
    pub fn newest_first(&self) -> impl Iterator<Item = &Arc<StoredTemplate>> {
        self.by_age.values().rev()
    }

    /// The languages of a name.
    pub fn languages<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Arc<StoredTemplate>> {
        let from = (name.to_owned(), String::new());
        self.templates.range(from..).take_while(move |((other, _), _)| other == name).map(|(_, template)| template)
    }

    /// Puts a template in place of the one of its name and language.
    pub fn put(&mut self, template: StoredTemplate) {
        let key = (template.name.clone(), template.language.clone());
        self.remove(&key);
        let template = Arc::new(template);
        self.by_age.insert((template.sequence, key.clone()), Arc::clone(&template));
        self.templates.insert(key, template);
    }

    /// Takes a template out.
    pub fn remove(&mut self, key: &NameAndLanguage) {
        if let Some(template) = self.templates.remove(key) {
            self.by_age.remove(&(template.sequence, key.clone()));
        }
    }
}
