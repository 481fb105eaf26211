//! Temporary credentials: issued by the token service and the metadata service, then used.

use chatform::emulator::EmulatorConfig;
use serde_json::{Value, json};

use super::caller::{Answer, Call, LIST, Stage, exchange, relaxed};

const TOKENS: &str = "2015-04-01";

async fn stage() -> Stage {
    Stage::new(relaxed()).await
}

fn assume_role(stage: &Stage) -> Call {
    let call = stage.call("AssumeRole").version(TOKENS);
    call.query("RoleArn", "acs:ram::1234567890123456:role/deploy").query("RoleSessionName", "ci")
}

/// A request signed with credentials that were issued.
fn with(stage: &Stage, action: &str, credentials: &Value) -> Call {
    let text = |name: &str| credentials[name].as_str().unwrap();
    stage.call(action).key(text("AccessKeyId"), text("AccessKeySecret"), Some(text("SecurityToken")))
}

#[tokio::test]
async fn the_caller_of_a_long_lived_key_is_the_account() {
    let stage = Stage::new(EmulatorConfig { account: "42".into(), ..relaxed() }).await;
    let body = stage.send(stage.call("GetCallerIdentity").version(TOKENS)).await.body;
    assert_eq!((body["AccountId"].as_str(), body["IdentityType"].as_str()), (Some("42"), Some("Account")));
    assert_eq!(body["Arn"], "acs:ram::42:root");
    assert_eq!(body["Code"], Value::Null, "the token service has no Code: {body}");
}

#[tokio::test]
async fn assumed_credentials_are_taken_with_their_token_and_say_who_they_are() {
    let stage = stage().await;
    for call in [assume_role(&stage).signed_v1(false).get(), assume_role(&stage).signed()] {
        let call = if call.method == "GET" { assume_role(&stage).get().signed_v1(false) } else { call };
        let body = call.send(&stage.emulator).await.body;
        let credentials = &body["Credentials"];
        assert_eq!(body["AssumedRoleUser"]["Arn"], "acs:ram::1234567890123456:assumed-role/deploy/ci", "{body}");
        assert_eq!(credentials["Expiration"], "2026-11-20T13:00:00Z");
        stage.send(with(&stage, LIST, credentials)).await.ok();
        with(&stage, LIST, credentials).signed_v1(true).send(&stage.emulator).await.ok();
        let who = stage.send(with(&stage, "GetCallerIdentity", credentials).version(TOKENS)).await.body;
        assert_eq!(
            (who["IdentityType"].as_str(), who["AccountId"].as_str()),
            (Some("AssumedRoleUser"), Some("1234567890123456"))
        );
    }
}

#[tokio::test]
async fn temporary_credentials_end_and_their_token_can_be_neither_left_out_nor_changed_nor_swapped() {
    let stage = stage().await;
    let first = stage.send(assume_role(&stage).query("DurationSeconds", "900")).await.body["Credentials"].clone();
    let second = stage.send(assume_role(&stage)).await.body["Credentials"].clone();
    let text = |value: &Value, name: &str| value[name].as_str().unwrap().to_owned();
    let (id, secret, token) =
        (text(&first, "AccessKeyId"), text(&first, "AccessKeySecret"), text(&first, "SecurityToken"));
    let asked = async |token: Option<&str>| {
        let answer = stage.send(stage.call(LIST).key(&id, &secret, token)).await;
        (answer.status, answer.code().to_owned())
    };
    let refused = |code: &str| (400, code.to_owned());
    assert_eq!(asked(Some(&token)).await, (200, "OK".into()));
    assert_eq!(asked(None).await, refused("MissingSecurityToken"));
    assert_eq!(
        asked(Some(&text(&second, "SecurityToken"))).await,
        refused("InvalidSecurityToken.MismatchWithAccessKey")
    );
    assert_eq!(asked(Some(&token.replace('A', "B"))).await, refused("InvalidSecurityToken.Malformed"));
    stage.advance(900);
    assert_eq!(asked(Some(&token)).await, refused("InvalidSecurityToken.Expired"));
    stage.send(with(&stage, LIST, &second)).await.ok();
}

#[tokio::test]
async fn temporary_credentials_survive_a_restart_with_the_same_keys() {
    let stage = stage().await;
    let credentials = stage.send(assume_role(&stage)).await.body["Credentials"].clone();
    let again =
        Stage { emulator: chatform::emulator::Emulator::start(relaxed(), &stage.context).await.unwrap(), ..stage };
    again.send(with(&again, LIST, &credentials)).await.ok();
    let other = EmulatorConfig { keys: vec![chatform::emulator::Key::new("other", "other")], ..relaxed() };
    let foreign = Stage::new(other).await;
    assert_eq!(foreign.send(with(&foreign, LIST, &credentials)).await.code(), "InvalidSecurityToken.Malformed");
}

#[tokio::test]
async fn a_role_by_oidc_needs_no_signature_and_nothing_else_goes_without() {
    let stage = stage().await;
    let form = |action: &str, version: &str, token: &str| {
        let mut call = stage.call(action).form("Action", action).form("Version", version).form("Format", "JSON");
        call = call.form("RoleArn", "acs:ram::7:role/pod").form("RoleSessionName", "s").form("DurationSeconds", "3600");
        call = call.form("OIDCProviderArn", "acs:ram::7:oidc-provider/p").form("OIDCToken", token);
        call.unsigned()
    };
    let body = form("AssumeRoleWithOIDC", TOKENS, "aaa.bbb.ccc").send(&stage.emulator).await.body;
    assert_eq!(body["AssumedRoleUser"]["Arn"], "acs:ram::7:assumed-role/pod/s", "{body}");
    stage.send(with(&stage, LIST, &body["Credentials"])).await.ok();
    for (action, version, token, code) in [
        ("AssumeRoleWithOIDC", TOKENS, "nothing", "AuthenticationFail.OIDCToken.Invalid"),
        ("AssumeRole", TOKENS, "a.b.c", "MissingParameter"),
        ("AssumeRoleWithOIDC", "2020-06-06", "a.b.c", "MissingParameter"),
    ] {
        assert_eq!(form(action, version, token).send(&stage.emulator).await.code(), code, "{action} {version}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_role_is_said() {
    let stage = stage().await;
    for (name, value, code) in [
        ("RoleArn", "role/deploy", "InvalidParameter.RoleArn"),
        ("RoleSessionName", "with blanks", "InvalidParameter.RoleSessionName"),
        ("DurationSeconds", "60", "InvalidParameter.DurationSeconds"),
        ("RoleArn", "", "MissingRoleArn"),
    ] {
        let mut call = assume_role(&stage);
        call.query.retain(|(known, _)| known != name);
        assert_eq!(stage.send(call.query(name, value)).await.refusal(), (400, code), "{name}");
    }
}

#[tokio::test]
async fn the_metadata_service_gives_credentials_to_programs_on_this_machine() {
    let stage = stage().await;
    let ask = async |method: &str, path: &str, header: &str| -> Answer {
        let request = format!("{method} {path} HTTP/1.1\r\nhost: 100.100.100.200\r\n{header}connection: close\r\n\r\n");
        Answer::read(&exchange(&stage.emulator, request.as_bytes()).await.unwrap()).unwrap()
    };
    let token = ask("PUT", "/latest/api/token", "x-aliyun-ecs-metadata-token-ttl-seconds: 21600\r\n").await.text;
    let with_token = format!("X-aliyun-ecs-metadata-token: {token}\r\n");
    let roles = "/latest/meta-data/ram/security-credentials/";
    let role = ask("GET", roles, &with_token).await.text;
    let credentials = ask("GET", &format!("{roles}{role}"), &with_token).await.body;
    assert_eq!((&credentials["Code"], &credentials["Expiration"]), (&json!("Success"), &json!("2026-11-20T18:00:00Z")));
    stage.send(with(&stage, LIST, &credentials)).await.ok();
    stage.send(with(&stage, LIST, &ask("GET", "/creds", "").await.body)).await.ok();

    assert_eq!(ask("GET", roles, "").await.status, 200, "the first version needs no token");
    assert_eq!(ask("GET", roles, "X-aliyun-ecs-metadata-token: other\r\n").await.status, 401);
    assert_eq!(ask("GET", &format!("{roles}nobody"), &with_token).await.status, 404);
    assert_eq!(ask("PUT", "/latest/api/token", "").await.status, 400);
    assert_eq!(ask("GET", "/creds", "origin: http://example.com\r\n").await.status, 403);
    stage.advance(21_600);
    assert_eq!(ask("GET", roles, &with_token).await.status, 401, "a token ends");
}
