//! EnableWhatsappROIMetric.

use super::{Desk, stored};
use crate::emulator::answer::Fields;
use crate::emulator::refusal::Refusal;

/// Lets messages be counted from now on. Where they are counted already, nothing changes.
pub(super) fn run(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    let space = desk.space();
    let mut settings = desk.state.settings(&space).clone();
    if settings.statistics_since.is_none() {
        settings.statistics_since = Some(desk.now.as_millisecond());
        stored(desk.state.set(&space, settings))?;
    }
    Ok(Fields::new())
}
