//! DeleteChatappTemplate.

use super::submission::{check_language, check_template_type, matching};
use super::{Desk, stored};
use crate::emulator::answer::Fields;
use crate::emulator::documented::NAME_LOCK;
use crate::emulator::refusal::Refusal;
use crate::emulator::state::Key;

/// Deletes one language, or without a language everything under the code or name.
pub(super) fn run(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    if desk.parameters.text("TemplateName").is_none() {
        desk.parameters.required("TemplateCode")?;
    }
    if desk.parameters.text("Language").is_some() {
        desk.parameters.required("TemplateType")?;
    }
    check_template_type(desk)?;
    check_language(desk)?;
    let found: Vec<(Key, bool)> = matching(desk, "TemplateCode", "TemplateName")
        .into_iter()
        .map(|template| (Key::of(template), template.audit_status == "pass"))
        .collect();
    if found.is_empty() {
        return Err(Refusal::business("DelError.TemplateNotExist", "The template does not exist."));
    }
    let disabled = |key: &Key| desk.state.get(key).is_some_and(|template| template.audit_status == "disabled");
    if found.iter().any(|(key, _)| disabled(key)) {
        return Err(Refusal::business("ERR-COMMON-001", "A disabled template cannot be deleted."));
    }
    for (key, approved) in found {
        let until = approved.then(|| desk.now.saturating_add(NAME_LOCK).unwrap_or(desk.now));
        stored(desk.state.remove(&key, until))?;
    }
    Ok(Fields::new())
}
