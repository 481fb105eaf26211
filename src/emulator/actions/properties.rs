//! ModifyChatappTemplateProperties.

use serde_json::json;

use super::submission::named;
use super::{Desk, stored};
use crate::emulator::answer::Fields;
use crate::emulator::refusal::Refusal;

/// Sets what needs no review.
pub(super) fn run(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    for name in ["TemplateCode", "Language", "TemplateType"] {
        desk.parameters.required(name)?;
    }
    let allow_send = desk.parameters.boolean("AllowSend")?;
    let category_change_paused = desk.parameters.boolean("CategoryChangePaused")?;
    let mut template = named(desk, "DetailError.TemplateNotExist")?;
    if allow_send == Some(false) && template.category != "MARKETING" {
        return Err(Refusal::business("ERR-COMMON-001", "System error"));
    }
    template.allow_send = allow_send.unwrap_or(template.allow_send);
    template.category_change_paused = category_change_paused.or(template.category_change_paused);
    template.touch(desk.now);
    stored(desk.state.put(template))?;
    Ok(Fields::from_iter([("Model".to_owned(), json!({}))]))
}
