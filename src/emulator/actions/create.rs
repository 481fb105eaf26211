//! CreateChatappTemplate.

use serde_json::{Map, Value, json};

use super::submission::{Submission, check_category, check_language, check_lock, check_template_type};
use super::{Desk, stored};
use crate::emulator::answer::Fields;
use crate::emulator::refusal::Refusal;
use crate::emulator::state::Key;
use crate::emulator::state::StoredTemplate;

/// Creates one language of a template and submits it for review.
pub(super) fn run(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    let parameters = desk.parameters;
    for name in ["Category", "Name", "Language", "TemplateType"] {
        parameters.required(name)?;
    }
    if desk.config.space_required {
        parameters.required("CustSpaceId")?;
    }
    check_category(desk)?;
    check_template_type(desk)?;
    check_language(desk)?;
    let submission = Submission::read(desk)?;
    let key = Key {
        space: desk.space(),
        name: parameters.required("Name")?.to_owned(),
        language: parameters.required("Language")?.to_owned(),
    };
    if desk.state.get(&key).is_some() {
        let message = format!("The template {} exists in {} already.", key.name, key.language);
        return Err(Refusal::business("InvalidParameter.TemplateNameExist", message));
    }
    check_lock(desk, &key)?;
    let mut template = blank(desk, key)?;
    submission.apply(&mut template, desk)?;
    let answer = json!({ "TemplateCode": template.template_code, "TemplateName": template.name });
    stored(desk.state.put(template))?;
    Ok(Fields::from_iter([("Data".to_owned(), answer)]))
}

fn blank(desk: &mut Desk<'_>, key: Key) -> Result<StoredTemplate, Refusal> {
    Ok(StoredTemplate {
        template_code: desk.state.code_for(&key.space, &key.name, desk.random),
        template_type: desk.parameters.required("TemplateType")?.to_owned(),
        category: desk.parameters.required("Category")?.to_owned(),
        space: key.space,
        name: key.name,
        language: key.language,
        components: Value::Null,
        example: Map::new(),
        message_send_ttl_seconds: None,
        category_change_paused: None,
        product_set_id: None,
        allow_send: true,
        audit_status: "unaudit".to_owned(),
        reason: String::new(),
        quality_score: "UNKNOWN".to_owned(),
        last_update_time: 0,
        sequence: desk.state.next_sequence(),
        review: None,
        verdicts_met: Default::default(),
        approved_edits: Vec::new(),
        pauses: 0,
        paused_until: None,
    })
}
