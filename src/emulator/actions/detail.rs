//! GetChatappTemplateDetail.

use serde_json::{Map, Value, json};

use super::submission::{named, read_by};
use super::{Desk, detail_form};
use crate::emulator::answer::Fields;
use crate::emulator::refusal::Refusal;
use crate::emulator::state::Key;

/// Everything of one template.
pub(super) fn run(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    desk.parameters.required("Language")?;
    let key = Key::of(&named(desk, "DetailError.TemplateNotExist")?);
    read_by(desk, vec![key])?;
    let template = named(desk, "DetailError.TemplateNotExist")?;
    let (components, example) = detail_form::of(&template, desk.config.detail);
    let mut data = Map::from_iter(
        [
            ("TemplateCode", json!(template.template_code)),
            ("Name", json!(template.name)),
            ("Language", json!(template.language)),
            ("Category", json!(template.category)),
            ("AuditStatus", json!(template.audit_status)),
            ("TemplateType", json!(template.template_type)),
            ("QualityScore", json!(template.quality_score)),
            ("AllowSend", json!(template.allow_send)),
            ("Reason", json!(template.reason)),
            ("Components", components),
            ("Example", example),
        ]
        .map(|(name, value)| (name.to_owned(), value)),
    );
    let optional = [
        ("CategoryChangePaused", template.category_change_paused.map(Value::from)),
        ("MessageSendTtlSeconds", template.message_send_ttl_seconds.map(Value::from)),
        ("ProductSetId", template.product_set_id.map(Value::from)),
    ];
    data.extend(optional.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    Ok(Fields::from_iter([("Data".to_owned(), Value::Object(data))]))
}
