//! The parameters each action can take, beside the lists of the newest official SDKs.

use std::collections::BTreeSet;

use chatform::api::{
    Call, CreateChatappTemplateRequest, DeleteChatappTemplateRequest, GetChatappTemplateDetailRequest,
    ListChatappTemplateRequest, ModifyChatappTemplatePropertiesRequest, ModifyChatappTemplateRequest, Page,
};
use serde_json::{Value, json};

use super::{client, read};
use crate::support::shared;

/// Parameters of the SDKs that we never send.
const NOT_SENT: &[(&str, &str)] = &[("AllowCategoryChange", "the API marks it as deprecated")];

#[test]
fn every_parameter_of_the_official_sdks_can_be_sent_and_no_other() {
    let Some(shared) = shared() else { return };
    let positions = read(&shared.join("reference/param_positions.json"));
    check(&positions, &list());
    check(&positions, &detail());
    check(&positions, &create());
    check(&positions, &modify());
    check(&positions, &properties());
    check(&positions, &delete());
}

/// Names are compared with the newest Python SDK, which has them all; placement with the Go SDK, because Python
/// alone moved Create and Modify into the query, which long templates do not fit into.
fn check<C: Call>(positions: &Value, request: &C) {
    let action = C::ACTION.name();
    let prepared = client("https://cams.example.com").prepare(request);
    let names = |list: &[(String, String)]| list.iter().map(|(name, _)| name.clone()).collect::<BTreeSet<_>>();
    let (in_query, in_form) = (names(&prepared.query), names(&prepared.form));
    let listed = |sdk: &str, place: &str| -> BTreeSet<String> {
        let names: BTreeSet<String> = serde_json::from_value(positions[sdk][action][place].clone()).unwrap();
        names.into_iter().filter(|name| NOT_SENT.iter().all(|(other, _)| other != name)).collect()
    };
    let all: BTreeSet<_> = listed("python_5.3.1", "query").union(&listed("python_5.3.1", "body")).cloned().collect();
    assert_eq!(in_query.union(&in_form).cloned().collect::<BTreeSet<_>>(), all, "parameters of {action}");
    // The Go SDK does not know ProductSetId yet.
    let but_new = |names: &BTreeSet<String>| names.iter().filter(|name| *name != "ProductSetId").cloned().collect();
    let (query, form): (BTreeSet<String>, BTreeSet<String>) = (but_new(&in_query), but_new(&in_form));
    assert_eq!((query, form), (listed("go_HEAD", "query"), listed("go_HEAD", "body")), "placement of {action}");
}

fn list() -> ListChatappTemplateRequest {
    ListChatappTemplateRequest {
        cust_space_id: x(),
        page: Some(Page { index: 1, size: 100 }),
        name: x(),
        code: x(),
        language: x(),
        audit_status: x(),
        category: x(),
        template_type: x(),
        cust_waba_id: x(),
        isv_code: x(),
        owner_id: Some(1),
        resource_owner_account: x(),
        resource_owner_id: Some(1),
    }
}

fn detail() -> GetChatappTemplateDetailRequest {
    GetChatappTemplateDetailRequest {
        cust_space_id: x(),
        template_code: x(),
        template_name: x(),
        language: "x".into(),
        template_type: x(),
        cust_waba_id: x(),
        isv_code: x(),
    }
}

fn create() -> CreateChatappTemplateRequest {
    CreateChatappTemplateRequest {
        cust_space_id: x(),
        name: "x".into(),
        language: "x".into(),
        category: "x".into(),
        template_type: "x".into(),
        components: json!([{ "Type": "BODY" }]),
        example: json!({ "x": "x" }),
        message_send_ttl_seconds: Some(30),
        category_change_paused: Some(false),
        product_set_id: x(),
        cust_waba_id: x(),
        isv_code: x(),
    }
}

fn modify() -> ModifyChatappTemplateRequest {
    ModifyChatappTemplateRequest {
        cust_space_id: x(),
        template_code: x(),
        template_name: x(),
        language: "x".into(),
        category: x(),
        template_type: x(),
        components: json!([{ "Type": "BODY" }]),
        example: json!({ "x": "x" }),
        message_send_ttl_seconds: Some(30),
        category_change_paused: Some(false),
        product_set_id: x(),
        cust_waba_id: x(),
        isv_code: x(),
    }
}

fn properties() -> ModifyChatappTemplatePropertiesRequest {
    ModifyChatappTemplatePropertiesRequest {
        cust_space_id: x(),
        template_code: "x".into(),
        language: "x".into(),
        template_type: "x".into(),
        allow_send: Some(true),
        category_change_paused: Some(true),
        owner_id: Some(1),
        resource_owner_account: x(),
        resource_owner_id: Some(1),
    }
}

fn delete() -> DeleteChatappTemplateRequest {
    DeleteChatappTemplateRequest {
        cust_space_id: x(),
        template_code: x(),
        template_name: x(),
        language: x(),
        template_type: x(),
        cust_waba_id: x(),
        isv_code: x(),
        owner_id: Some(1),
        resource_owner_account: x(),
        resource_owner_id: Some(1),
    }
}

fn x() -> Option<String> {
    Some("x".into())
}
