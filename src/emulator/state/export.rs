//! Everything of templates and spaces in one piece: written down elsewhere, and brought back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::files::write_json;
use super::space::{Settings, Space};
use super::spaces::{Key, LockedName, State};
use super::template::StoredTemplate;
use crate::store::StoreError;

/// Everything of templates and spaces, in a form that can be written down.
#[derive(Default, Serialize, Deserialize)]
pub(in crate::emulator) struct Export {
    templates: Vec<StoredTemplate>,
    locked: Vec<LockedName>,
    settings: BTreeMap<String, Settings>,
}

impl State {
    /// Everything, to be written down elsewhere.
    pub fn export(&self) -> Export {
        let templates = self.spaces.values().flat_map(Space::newest_first);
        Export {
            templates: templates.map(|template| template.as_ref().clone()).collect(),
            locked: self.locked.clone(),
            settings: self.spaces.iter().map(|(name, space)| (name.clone(), space.settings.clone())).collect(),
        }
    }

    /// Replaces everything.
    pub fn import(&mut self, export: Export) -> Result<(), StoreError> {
        for template in self.export().templates {
            self.remove(&Key::of(&template), None)?;
        }
        self.spaces.clear();
        self.replaced.clear();
        self.sequence = 0;
        self.locked = export.locked;
        for (space, settings) in export.settings {
            self.spaces.entry(space).or_default().settings = settings;
        }
        self.write_settings()?;
        if let Some(folder) = self.folder() {
            write_json(&folder.join("deleted-names.json"), &self.locked)?;
        }
        export.templates.into_iter().try_for_each(|template| self.put(template))?;
        self.audited.clear();
        Ok(())
    }
}
