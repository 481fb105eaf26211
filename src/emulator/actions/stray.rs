//! A template that somebody else creates at the wrong moment.

use serde_json::{Map, json};

use super::Desk;
use crate::emulator::state::StoredTemplate;
use crate::store::StoreError;

/// Lets an approved template appear in the space that a request is about.
pub(super) fn appear(desk: &mut Desk<'_>) -> Result<(), StoreError> {
    let space = desk.space();
    let sequence = desk.state.next_sequence();
    let name = format!("appeared_{sequence}");
    let template = StoredTemplate {
        template_code: desk.state.code_for(&space, &name, desk.random),
        space,
        name,
        language: "en".to_owned(),
        template_type: "WHATSAPP".to_owned(),
        category: "UTILITY".to_owned(),
        components: json!([{ "Type": "BODY", "Text": "This template appeared while the list was read." }]),
        example: Map::new(),
        message_send_ttl_seconds: None,
        category_change_paused: None,
        product_set_id: None,
        allow_send: true,
        audit_status: "pass".to_owned(),
        reason: String::new(),
        quality_score: "UNKNOWN".to_owned(),
        last_update_time: desk.now.as_millisecond(),
        sequence,
        review: None,
        verdicts_met: Default::default(),
        approved_edits: Vec::new(),
        pauses: 0,
        paused_until: None,
    };
    desk.state.put(template)
}
