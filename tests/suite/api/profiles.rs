//! Profiles of the vendor's files: every mode that needs nobody at the keyboard.

use chatform::api::{ApiError, ClientOptions};
use serde_json::json;

use super::credentials::{Home, session};
use crate::support::{RawServer, json_answer};

const PROFILE: &str = "profile ";

#[tokio::test]
async fn modes_with_a_key_pair_in_the_file_are_read_in_any_case() {
    let (id, secret) = ("id-1", "secret-1");
    for (mode, is_temporary) in [("AK", false), ("ak", false), ("", false), ("StsToken", true), ("STSTOKEN", true)] {
        let profile = json!({ "name": "p", "mode": mode, "access_key_id": id, "access_key_secret": secret,
            "sts_token": "token-1", "something_new": { "a": 1 } });
        let found = Home::new().profiles(json!([profile])).found().await.unwrap();
        assert_eq!((&*found.access_key_id, found.is_temporary), (id, is_temporary), "{mode}");
    }
}

#[tokio::test]
async fn a_profile_that_lacks_something_says_what() {
    for (profile, expected) in [
        (json!({ "mode": "AK", "access_key_id": "i" }), "its mode AK needs `access_key_secret`"),
        (
            json!({ "mode": "StsToken", "access_key_id": "i", "access_key_secret": "s" }),
            "its mode StsToken needs `sts_token`",
        ),
        (
            json!({ "mode": "RamRoleArn", "access_key_id": "i", "access_key_secret": "s" }),
            "its mode RamRoleArn needs `ram_role_arn`",
        ),
        (json!({ "mode": "OIDC", "ram_role_arn": "r" }), "its mode OIDC needs `oidc_provider_arn`"),
        (json!({ "mode": "External" }), "its mode External needs `process_command`"),
        (json!({ "mode": "BearerToken", "bearer_token": "b" }), "its mode `BearerToken` gives no key pair"),
        (json!({ "mode": "CloudSSO", "sts_expiration": 5 }), "its login has ended: run `aliyun configure --profile p`"),
        (json!({ "mode": "OAuth" }), "its login has ended: run `aliyun configure --profile p`"),
        (
            json!({ "mode": "ChainableRamRoleArn", "source_profile": "q", "ram_role_arn": "r" }),
            "its source profile `q` is not in the file",
        ),
        (
            json!({ "mode": "ChainableRamRoleArn", "source_profile": "p", "ram_role_arn": "r" }),
            "its source profiles go round in a circle: p → p",
        ),
    ] {
        let mut profile = profile;
        profile["name"] = json!("p");
        assert_eq!(Home::new().profiles(json!([profile])).skipped(PROFILE).await, expected);
    }
    let home = Home::new().file(".aliyun/config.json", "{\n  \"profiles\": [{ \"access_key_secret\": 7hidden }] }");
    let reason = home.skipped(PROFILE).await;
    assert!(reason.ends_with("is not understood at line 2") && !reason.contains("hidden"), "{reason}");
}

#[tokio::test]
async fn what_a_login_has_left_is_used_while_it_holds() {
    let profile = json!({ "name": "p", "mode": "CloudSSO", "access_key_id": "STS.sso", "access_key_secret": "s",
        "sts_token": "t", "sts_expiration": 32_472_144_000_u64 });
    assert_eq!(Home::new().profiles(json!([profile])).found().await.unwrap().access_key_id, "STS.sso");
}

fn two() -> serde_json::Value {
    json!([
        { "name": "a", "mode": "AK", "access_key_id": "id-a", "access_key_secret": "s" },
        { "name": "b", "mode": "AK", "access_key_id": "id-b", "access_key_secret": "s" },
    ])
}

#[tokio::test]
async fn the_profile_is_the_current_one_or_the_one_of_the_variable() {
    let home = Home::new().profiles(two());
    assert_eq!(home.found().await.unwrap().access_key_id, "id-a");
    let home = home.variable("ALIBABA_CLOUD_PROFILE", "b");
    assert_eq!(home.found().await.unwrap().access_key_id, "id-b");
    let home = home.variable("ALIBABA_CLOUD_PROFILE", "c");
    assert_eq!(home.skipped(PROFILE).await, "it has no profile `c`");
}

#[tokio::test]
async fn a_profile_that_was_asked_for_goes_before_everything_and_nothing_stands_in_for_it() {
    let home = Home::new()
        .profiles(two())
        .file(".alibabacloud/credentials", "[i]\ntype=access_key\naccess_key_id=id-i\naccess_key_secret=s\n")
        .variable("ALIBABA_CLOUD_ACCESS_KEY_ID", "from-variables")
        .variable("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "s");
    let asked = async |name: &str| {
        home.client(ClientOptions { profile: Some(name.into()), ..Default::default() }).found().await
    };
    assert_eq!(asked("b").await.unwrap().access_key_id, "id-b");
    assert_eq!(asked("i").await.unwrap().access_key_id, "id-i");
    let Err(ApiError::Credentials { tried }) = asked("none").await else { panic!("another profile was taken") };
    assert_eq!(tried.len(), 2);
}

#[tokio::test]
async fn a_program_is_run_without_a_shell_and_read() {
    let printed = r#"{"mode":"StsToken","access_key_id":"id-x","access_key_secret":"s","sts_token":"t","expiration":"2999-01-01T00:00:00Z"}"#;
    let home = Home::new().file("printed.json", printed).variable("PATH", &std::env::var("PATH").unwrap());
    let with = |command: &str| json!([{ "name": "p", "mode": "External", "process_command": command }]);
    let home = home.profiles(with("cat \"printed.json\""));
    let found = home.found().await.unwrap();
    assert_eq!((&*found.access_key_id, found.is_temporary), ("id-x", true));
    assert!(found.expires.is_some());
    for (command, expected) in [
        ("cat 'printed.json", "its `process_command` has a quote without an end"),
        ("", "its mode External needs `process_command`"),
        ("false", "its program ended with exit status: 1"),
        ("echo $(cat printed.json)", "its program printed no credentials"),
        (
            "echo '{\"mode\":\"AK\",\"access_key_id\":\"\",\"access_key_secret\":\"s\"}'",
            "its program printed an empty key pair",
        ),
    ] {
        let home = Home::new().variable("PATH", &std::env::var("PATH").unwrap()).profiles(with(command));
        assert_eq!(home.skipped(PROFILE).await, expected, "{command}");
    }
    let forbidden = home.variable("ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS", "1");
    assert!(forbidden.skipped(PROFILE).await.starts_with("ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS forbids"));
}

#[tokio::test]
async fn an_address_in_a_profile_is_asked() {
    let uri = RawServer::start(vec![json_answer(200, &[], &session("from-uri"))]);
    let address = format!("{}/creds?user=x", uri.endpoint());
    let home = Home::new().profiles(json!([{ "name": "p", "mode": "CredentialsURI", "credentials_uri": address }]));
    assert_eq!(home.found().await.unwrap().access_key_id, "from-uri");
    assert_eq!(uri.received()[0].request_line, "GET /creds?user=x HTTP/1.1");
}

#[tokio::test]
async fn sections_of_the_credentials_file_say_what_they_lack() {
    for (section, expected) in [
        ("", "its section has no `type`"),
        ("type = access_key\naccess_key_id = i", "its type access_key needs `access_key_secret`"),
        ("type = rsa_key_pair", "its type `rsa_key_pair` gives no key pair"),
        ("type = oidc_role_arn\nrole_arn = r", "its type oidc_role_arn needs `oidc_provider_arn`"),
        ("enable = false\ntype = access_key", "its section is switched off"),
    ] {
        let home = Home::new().file(".alibabacloud/credentials", &format!("[default]\n{section}\n"));
        assert_eq!(home.skipped("credentials file").await, expected);
    }
}
