//! The parameters each action can take, beside the lists of the newest official SDKs.

use std::collections::BTreeSet;

use chatform::api::{
    ArchiveChatappTemplateRequest, ArchivedTemplate, Call, CreateChatappTemplateRequest, DeleteChatappTemplateRequest,
    EnableWhatsappROIMetricRequest, FallBack, FlowAction, GetChatappPhoneNumberMetricRequest,
    GetChatappTemplateDetailRequest, GetChatappTemplateMetricRequest, GetChatappUploadAuthorizationRequest,
    ListChatappTemplateRequest, ModifyChatappTemplatePropertiesRequest, ModifyChatappTemplateRequest, OnBehalf, Page,
    ProductAction, QueryChatappPhoneNumbersRequest, Recipient, SendChatappMassMessageRequest,
    SendChatappMessageRequest,
};
use serde_json::{Value, json};

use super::{client, key, read};
use crate::support::shared;

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
    check(&positions, &archive());
    check(&positions, &upload());
    check(&positions, &enable());
    check(&positions, &phone_metric());
    check(&positions, &template_metric());
    check(&positions, &phone_numbers());
    check(&positions, &send());
    check(&positions, &send_mass());
}

/// Names are compared with the newest Python SDK, which has them all; placement with the Go SDK, because Python
/// alone moved Create and Modify into the query, which long templates do not fit into.
fn check<C: Call>(positions: &Value, request: &C) {
    let action = C::ACTION.name();
    let prepared = client("https://cams.example.com").prepare(request, &key());
    let names = |list: &[(String, String)]| list.iter().map(|(name, _)| name.clone()).collect::<BTreeSet<_>>();
    let (in_query, in_form) = (names(&prepared.query), names(&prepared.form));
    let listed = |sdk: &str, place: &str| -> BTreeSet<String> {
        serde_json::from_value(positions[sdk][action][place].clone()).unwrap()
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
        on_behalf: behalf(),
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

pub(super) fn create() -> CreateChatappTemplateRequest {
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
        allow_category_change: Some(false),
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
        on_behalf: behalf(),
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
        on_behalf: behalf(),
    }
}

fn archive() -> ArchiveChatappTemplateRequest {
    ArchiveChatappTemplateRequest {
        cust_space_id: x(),
        archive_type: "x".into(),
        channel_type: "WHATSAPP".into(),
        template_list: vec![ArchivedTemplate { template_code: "x".into(), language: "x".into() }],
    }
}

fn upload() -> GetChatappUploadAuthorizationRequest {
    GetChatappUploadAuthorizationRequest { cust_space_id: x(), on_behalf: behalf() }
}

fn enable() -> EnableWhatsappROIMetricRequest {
    EnableWhatsappROIMetricRequest { cust_space_id: x(), isv_code: x(), on_behalf: behalf() }
}

fn phone_metric() -> GetChatappPhoneNumberMetricRequest {
    GetChatappPhoneNumberMetricRequest {
        cust_space_id: x(),
        phone_number: x(),
        start: 0,
        end: 1,
        granularity: x(),
        isv_code: x(),
        on_behalf: behalf(),
    }
}

pub(super) fn template_metric() -> GetChatappTemplateMetricRequest {
    GetChatappTemplateMetricRequest {
        cust_space_id: x(),
        template_code: "x".into(),
        language: x(),
        template_type: x(),
        start: 0,
        end: 1,
        granularity: x(),
        isv_code: x(),
        on_behalf: behalf(),
    }
}

fn phone_numbers() -> QueryChatappPhoneNumbersRequest {
    QueryChatappPhoneNumbersRequest { cust_space_id: x(), status: x(), isv_code: x(), on_behalf: behalf() }
}

pub(super) fn send() -> SendChatappMessageRequest {
    SendChatappMessageRequest {
        cust_space_id: x(),
        channel_type: "x".into(),
        kind: "x".into(),
        message_type: x(),
        template_code: x(),
        template_name: x(),
        language: x(),
        from: "x".into(),
        to: "x".into(),
        recipient_type: x(),
        template_params: [("x".into(), "x".into())].into(),
        payload: vec!["x".into()],
        content: x(),
        product_action: Some(ProductAction { thumbnail_product_retailer_id: x(), sections: Vec::new() }),
        flow_action: Some(FlowAction { flow_token: x(), flow_action_data: json!({ "x": "x" }) }),
        fall_back: fall_back(),
        context_message_id: x(),
        task_id: x(),
        category: x(),
        label: x(),
        ttl: Some(30),
        tag: x(),
        tracking_data: x(),
        ad_account_id: x(),
        message_campaign_id: x(),
        token_type: x(),
        cust_waba_id: x(),
        isv_code: x(),
        on_behalf: behalf(),
    }
}

pub(super) fn send_mass() -> SendChatappMassMessageRequest {
    SendChatappMassMessageRequest {
        cust_space_id: x(),
        channel_type: "x".into(),
        template_code: x(),
        template_name: x(),
        language: "x".into(),
        from: "x".into(),
        sender_list: vec![Recipient { to: "x".into(), ..Default::default() }],
        fall_back: fall_back(),
        task_id: x(),
        label: x(),
        ttl: Some(30),
        tag: x(),
        cust_waba_id: x(),
        isv_code: x(),
        on_behalf: behalf(),
    }
}

fn fall_back() -> FallBack {
    FallBack { id: x(), content: x(), duration: Some(60), rule: x() }
}

fn behalf() -> OnBehalf {
    OnBehalf { owner_id: Some(1), resource_owner_account: x(), resource_owner_id: Some(1) }
}

fn x() -> Option<String> {
    Some("x".into())
}
