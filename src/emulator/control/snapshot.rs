//! Everything that an emulator remembers, in one piece.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::ControlError;
use crate::emulator::messages::Kept;
use crate::emulator::objects::Object;
use crate::emulator::service::Memory;
use crate::emulator::state::Export;
use crate::emulator::time::Course;

/// Names the format.
const FORMAT: &str = "chatform-emulator-snapshot";
/// The version of the format.
const VERSION: u32 = 1;

/// Templates, names, settings, messages, objects and the clock.
#[derive(Serialize, Deserialize)]
pub struct Snapshot {
    format: String,
    version: u32,
    pub(super) clock: Course,
    templates: Export,
    messages: Kept,
    objects: Vec<(Object, String)>,
}

impl Snapshot {
    /// What there is now.
    pub(super) fn of(memory: &Memory, clock: Course) -> Result<Self, ControlError> {
        let mut objects = Vec::new();
        for object in memory.objects.list() {
            if let Some((object, bytes)) = memory.objects.get(&object.bucket, &object.key)? {
                objects.push((object, STANDARD.encode(bytes)));
            }
        }
        Ok(Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            clock,
            templates: memory.state.export(),
            messages: memory.ledger.export(),
            objects,
        })
    }

    /// Nothing.
    pub(super) fn empty(clock: Course) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            clock,
            templates: Export::default(),
            messages: Kept::default(),
            objects: Vec::new(),
        }
    }

    /// Puts it in place of what there is.
    pub(super) fn load(self, memory: &mut Memory) -> Result<(), ControlError> {
        if self.format != FORMAT || self.version > VERSION {
            return Err(ControlError::Snapshot(format!("it is {} version {}", self.format, self.version)));
        }
        memory.state.import(self.templates)?;
        memory.ledger.import(self.messages)?;
        memory.objects.clear()?;
        for (object, text) in self.objects {
            let bytes = STANDARD.decode(text).map_err(|error| ControlError::Snapshot(error.to_string()))?;
            memory.objects.put(object, bytes.into())?;
        }
        Ok(())
    }
}
