//! ModifyChatappTemplate.

use serde_json::json;

use super::submission::{Submission, check_category, named};
use super::{Desk, stored};
use crate::emulator::answer::Fields;
use crate::emulator::documented::APPROVED_EDITS;
use crate::emulator::refusal::Refusal;
use crate::emulator::state::StoredTemplate;

/// The code of a modification that the template's state forbids. The documentation names none.
const REFUSED: &str = "InvalidParameter.CreateError";

/// Replaces the content of a template and submits it for review again.
pub(super) fn run(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    desk.parameters.required("Language")?;
    check_category(desk)?;
    let submission = Submission::read(desk)?;
    let mut template = named(desk, "DetailError.TemplateNotExist")?;
    if desk.parameters.text("Category").is_some_and(|category| category != template.category) {
        let message = format!("The category of a template cannot be changed, it is {}.", template.category);
        return Err(Refusal::business(REFUSED, message));
    }
    check_status(desk, &mut template)?;
    submission.apply(&mut template, desk)?;
    let answer = json!({ "TemplateCode": template.template_code, "TemplateName": template.name });
    stored(desk.state.put(template))?;
    Ok(Fields::from_iter([("Data".to_owned(), answer)]))
}

/// Only templates that are rejected or not yet under review may be modified; approved ones where the switch says so.
fn check_status(desk: &Desk<'_>, template: &mut StoredTemplate) -> Result<(), Refusal> {
    match template.audit_status.as_str() {
        "fail" | "unaudit" => Ok(()),
        "disabled" | "archived" => {
            Err(Refusal::business(REFUSED, format!("This template is {}.", template.audit_status)))
        }
        "pass" | "paused" if desk.config.allow_edit_approved || desk.config.lenient => {
            if template.audit_status == "paused" || desk.config.lenient {
                Ok(())
            } else {
                note_approved_edit(desk, template)
            }
        }
        status => {
            let message =
                format!("Only templates that are rejected or not yet reviewed can be modified, this one is {status}.");
            Err(Refusal::business(REFUSED, message))
        }
    }
}

fn note_approved_edit(desk: &Desk<'_>, template: &mut StoredTemplate) -> Result<(), Refusal> {
    let now = desk.now.as_millisecond();
    for (limit, window) in APPROVED_EDITS {
        let since = now.saturating_sub(i64::try_from(window.as_millis()).unwrap_or(i64::MAX));
        if template.approved_edits.iter().filter(|edit| **edit > since).count() >= limit {
            let hours = window.as_secs() / 3600;
            let message = format!("An approved template can be edited {limit} times in {hours} hours, no more.");
            return Err(Refusal::business(REFUSED, message));
        }
    }
    template.approved_edits.push(now);
    Ok(())
}
