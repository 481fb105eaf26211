//! The client against the emulator, which decodes and verifies requests on its own.

use chatform::api::{
    Action, ApiError, Client, ClientOptions, CreateChatappTemplateRequest, Credentials, DeleteChatappTemplateRequest,
    GetChatappTemplateDetailRequest, ListChatappTemplateRequest, ModifyChatappTemplatePropertiesRequest,
    ModifyChatappTemplateRequest, Page, Rates, Signing,
};
use chatform::emulator::{DetailForm, Emulator, EmulatorConfig, Fault, FaultRule, Key, ReviewPolicy};
use chatform::signature::Secret;
use serde_json::{Value, json};

use super::{World, options};

async fn start(world: &World, config: EmulatorConfig) -> (Emulator, Client) {
    let emulator = Emulator::start(config, &world.context).await.unwrap();
    let client = world.client(&emulator.endpoint());
    (emulator, client)
}

fn components() -> Value {
    json!([
        { "Type": "HEADER", "Format": "TEXT", "Text": "Order $(order)" },
        { "Type": "BODY", "Text": "Hola $(name), tu pedido $(order) — 100% + \"ya\" / 你好 ☕ ~*'()! salió." },
        { "Type": "BUTTONS", "Buttons": [
            { "Type": "URL", "Text": "Track", "Url": "https://shop.example.com/?a=1&b=$(order)", "UrlType": "dynamic" },
        ] },
    ])
}

fn create(name: &str) -> CreateChatappTemplateRequest {
    CreateChatappTemplateRequest {
        cust_space_id: Some("cams-1".into()),
        name: name.into(),
        language: "es_MX".into(),
        category: "UTILITY".into(),
        template_type: "WHATSAPP".into(),
        components: components(),
        example: json!({ "name": "Ana", "order": "A-1" }),
        message_send_ttl_seconds: Some(120),
        ..Default::default()
    }
}

fn detail(code: &str) -> GetChatappTemplateDetailRequest {
    GetChatappTemplateDetailRequest {
        cust_space_id: Some("cams-1".into()),
        template_code: Some(code.into()),
        language: "es_MX".into(),
        ..Default::default()
    }
}

fn list() -> ListChatappTemplateRequest {
    let page = Some(Page { index: 1, size: 100 });
    ListChatappTemplateRequest { cust_space_id: Some("cams-1".into()), page, ..Default::default() }
}

#[tokio::test]
async fn a_template_lives_from_create_to_delete_with_either_signature_and_with_a_token() {
    let world = World::new();
    let keys = vec![Key::new("plain", "plain-secret"), Key::new("STS.x", "sts-secret").with_token("token==")];
    let config = EmulatorConfig { keys, review: ReviewPolicy::Manual, ..Default::default() };
    let emulator = Emulator::start(config, &world.context).await.unwrap();
    let plain = || Credentials::new("plain", Secret::new("plain-secret"));
    let temporary = || Credentials::new("STS.x", Secret::new("sts-secret")).with_token(Secret::new("token=="));
    for (number, (signing, credentials)) in
        [(Signing::V3, plain()), (Signing::V3, temporary()), (Signing::V1, plain()), (Signing::V1, temporary())]
            .into_iter()
            .enumerate()
    {
        let endpoint = Some(emulator.endpoint());
        let client =
            world.client_with(ClientOptions { endpoint, signing, credentials: Some(credentials), ..options() });
        live(&client, &emulator, &format!("order_{number}")).await;
        // Each client keeps its own log of sends; the emulator sees one account.
        world.clock.advance(chatform::api::SendLog::WINDOW);
    }
    let refused = emulator.control().counters().refused;
    assert!(refused.is_empty(), "{refused:?}");
}

async fn live(client: &Client, emulator: &Emulator, name: &str) {
    let space = || Some("cams-1".to_owned());
    let created = client.call(&create(name)).await.unwrap();
    let code = created.template_code.unwrap();
    assert_eq!(created.template_name.as_deref(), Some(name));
    let listed = client.call(&list()).await.unwrap();
    assert_eq!((listed.total, &listed.templates[0].template_code), (1, &code));
    let read = client.call(&detail(&code)).await.unwrap();
    assert_eq!((read.components, read.name.as_str()), (components(), name));
    assert_eq!(read.example, json!({ "name": "Ana", "order": "A-1" }));
    assert_eq!(read.message_send_ttl_seconds, Some(120));
    emulator.control().space("cams-1").reject(name, "es_MX", "no").unwrap();
    let request = ModifyChatappTemplateRequest {
        cust_space_id: space(),
        template_code: Some(code.clone()),
        language: "es_MX".into(),
        template_type: Some("WHATSAPP".into()),
        components: json!([{ "Type": "BODY", "Text": "Hola, ya salió tu pedido de hoy." }]),
        ..Default::default()
    };
    client.call(&request).await.unwrap();
    let request = ModifyChatappTemplatePropertiesRequest {
        cust_space_id: space(),
        template_code: code.clone(),
        language: "es_MX".into(),
        template_type: "WHATSAPP".into(),
        category_change_paused: Some(true),
        ..Default::default()
    };
    client.call(&request).await.unwrap();
    let read = client.call(&detail(&code)).await.unwrap();
    assert_eq!(read.category_change_paused, Some(true));
    assert_eq!(read.components, json!([{ "Type": "BODY", "Text": "Hola, ya salió tu pedido de hoy." }]));
    let request = DeleteChatappTemplateRequest {
        cust_space_id: space(),
        template_code: Some(code),
        language: Some("es_MX".into()),
        template_type: Some("WHATSAPP".into()),
        ..Default::default()
    };
    client.call(&request).await.unwrap();
    assert_eq!(client.call(&list()).await.unwrap().total, 0);
}

#[tokio::test]
async fn a_detail_reads_the_same_as_values_and_as_json_strings() {
    let world = World::new();
    let (emulator, client) = start(&world, EmulatorConfig::default()).await;
    let code = client.call(&create("order")).await.unwrap().template_code.unwrap();
    let expected = client.call(&detail(&code)).await.unwrap();
    let stored = emulator.control().space("cams-1").template("order", "es_MX").unwrap();
    let form = DetailForm::Strings;
    let (emulator, client) = start(&world, EmulatorConfig { detail: form, ..Default::default() }).await;
    emulator.control().space("cams-1").insert(stored).unwrap();
    let mut sample = client.call(&detail(&code)).await.unwrap();
    sample.request_id = expected.request_id.clone();
    assert_eq!(sample, expected);
}

#[tokio::test]
async fn nothing_is_refused_for_being_too_fast() {
    let world = World::new();
    let (emulator, client) = start(&world, EmulatorConfig::default()).await;
    let code = client.call(&create("order")).await.unwrap().template_code.unwrap();
    for _ in 0..40 {
        client.call(&detail(&code)).await.unwrap();
    }
    let counters = emulator.control().counters();
    assert_eq!(counters.requests_for("GetChatappTemplateDetail"), 40);
    assert!(counters.refused.is_empty(), "{:?}", counters.refused);
    assert_eq!(world.slept(), 7 * chatform::api::SendLog::WINDOW);
}

#[tokio::test]
async fn a_client_that_ignores_the_rates_is_throttled_and_waits() {
    let world = World::new();
    let emulator = Emulator::start(EmulatorConfig::default(), &world.context).await.unwrap();
    let rates = Rates::documented().with(Action::ListChatappTemplate, None);
    let client = world.client_with(ClientOptions { endpoint: Some(emulator.endpoint()), rates, ..options() });
    for _ in 0..12 {
        client.call(&list()).await.unwrap();
    }
    assert!(emulator.control().counters().refused.values().sum::<u64>() >= 2);
}

#[tokio::test]
async fn a_create_without_an_answer_is_open_and_was_sent_once() {
    for (fault, exists) in [(Fault::LoseReply, 1), (Fault::TruncateBody, 1), (Fault::ResetBefore, 0)] {
        let world = World::new();
        let faults = vec![FaultRule::once(fault).on("CreateChatappTemplate")];
        let (emulator, client) = start(&world, EmulatorConfig { faults, ..Default::default() }).await;
        let lost = client.call(&create("order")).await.unwrap_err();
        assert!(matches!(lost, ApiError::AnswerLost { .. }), "{lost:?}");
        assert_eq!(client.call(&list()).await.unwrap().total, exists, "{fault:?}");
        assert_eq!(emulator.control().counters().all_writes(), exists, "{fault:?}");
    }
}

#[tokio::test]
async fn reads_survive_every_fault_once() {
    for fault in [Fault::LoseReply, Fault::TruncateBody, Fault::ResetBefore, Fault::Throttle, Fault::ServerError(503)] {
        let world = World::new();
        let faults = vec![FaultRule::once(fault)];
        let (_emulator, client) = start(&world, EmulatorConfig { faults, ..Default::default() }).await;
        assert_eq!(client.call(&list()).await.unwrap().total, 0, "{fault:?}");
    }
}

#[tokio::test]
async fn a_refusal_is_the_same_with_status_400_and_200() {
    for (business_errors_ok, status) in [(false, 400), (true, 200)] {
        let world = World::new();
        let (_emulator, client) = start(&world, EmulatorConfig { business_errors_ok, ..Default::default() }).await;
        let refused = client.call(&detail("0")).await.unwrap_err();
        assert_eq!(refused.code(), Some("DetailError.TemplateNotExist"));
        assert!(refused.request_id().is_some() && refused.help().is_some());
        assert!(matches!(refused, ApiError::Refused { http, .. } if http == status), "{refused:?}");
    }
}

#[tokio::test]
async fn a_wrong_secret_is_a_matter_of_permission() {
    let world = World::new();
    let emulator = Emulator::start(EmulatorConfig::default(), &world.context).await.unwrap();
    for (id, secret) in [("test-ak-id", "wrong"), ("nobody", "test-ak-secret")] {
        let credentials = Some(Credentials::new(id, Secret::new(secret)));
        let client = world.client_with(ClientOptions { endpoint: Some(emulator.endpoint()), credentials, ..options() });
        let refused = client.call(&list()).await.unwrap_err();
        assert!(refused.is_permission() && refused.help().is_some(), "{refused:?}");
        assert!(!format!("{refused:?}").contains("wrong"));
    }
}
