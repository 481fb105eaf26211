//! What an action has at hand, and which actions there are.

use jiff::Timestamp;

use super::{create, delete, detail, list, modify, properties};
use crate::context::Random;
use crate::emulator::answer::Fields;
use crate::emulator::config::EmulatorConfig;
use crate::emulator::parameters::Parameters;
use crate::emulator::refusal::Refusal;
use crate::emulator::review::{ReviewPolicy, Verdict};
use crate::emulator::state::State;
use crate::store::StoreError;

/// What an action works with.
pub(in crate::emulator) struct Desk<'a> {
    pub state: &'a mut State,
    pub parameters: &'a Parameters,
    pub config: &'a EmulatorConfig,
    pub policy: ReviewPolicy,
    pub scripted: &'a [Verdict],
    pub random: &'a dyn Random,
    pub now: Timestamp,
    /// A template appears before a list page after the first one.
    pub shift_pages: bool,
}

/// One action: reads the desk, gives back the fields of its answer.
pub(in crate::emulator) type Action = fn(&mut Desk<'_>) -> Result<Fields, Refusal>;

/// The action of a name, and whether it writes.
pub(in crate::emulator) fn find(name: &str) -> Option<(Action, bool)> {
    match name {
        "ListChatappTemplate" => Some((list::run, false)),
        "GetChatappTemplateDetail" => Some((detail::run, false)),
        "CreateChatappTemplate" => Some((create::run, true)),
        "ModifyChatappTemplate" => Some((modify::run, true)),
        "ModifyChatappTemplateProperties" => Some((properties::run, true)),
        "DeleteChatappTemplate" => Some((delete::run, true)),
        _ => None,
    }
}

/// A state folder that cannot be written is the emulator's own failure.
pub(in crate::emulator) fn stored(result: Result<(), StoreError>) -> Result<(), Refusal> {
    result.map_err(|error| Refusal::internal(format!("The emulator could not store the change: {error}.")))
}
