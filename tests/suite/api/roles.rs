//! Roles that other credentials take on.

use chatform::signature::{Pairs, Secret, v1};
use serde_json::json;

use super::credentials::{Home, session};
use crate::support::{RawServer, json_answer};

fn parameters(request_line: &str) -> Pairs {
    let target = request_line.split(' ').nth(1).unwrap();
    let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned();
    let query = target.split_once('?').unwrap().1;
    query.split('&').filter_map(|pair| pair.split_once('=')).map(|(n, v)| (decode(n), decode(v))).collect()
}

fn value<'a>(pairs: &'a Pairs, name: &str) -> Option<&'a str> {
    pairs.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
}

#[tokio::test]
async fn a_role_is_taken_on_with_a_valid_signature_and_all_that_the_profile_says() {
    let sts = RawServer::start(vec![json_answer(200, &[], &session("STS.role"))]);
    let home = Home::new().variable("ALIBABA_CLOUD_STS_ENDPOINT", sts.endpoint()).profiles(json!([{
        "name": "p", "mode": "RamRoleArn", "access_key_id": "base", "access_key_secret": "base-secret",
        "ram_role_arn": "acs:ram::1:role/r", "ram_session_name": "ci", "external_id": "ext", "expired_seconds": 900,
        "sts_region": "eu-central-1",
    }]));
    let found = home.found().await.unwrap();
    assert_eq!((&*found.access_key_id, found.is_temporary), ("STS.role", true));
    assert_eq!(found.place, "profile `p` of the aliyun command line, mode RamRoleArn");
    let sent = parameters(&sts.received()[0].request_line);
    assert_eq!((value(&sent, "Action"), value(&sent, "RoleArn")), (Some("AssumeRole"), Some("acs:ram::1:role/r")));
    assert_eq!((value(&sent, "RoleSessionName"), value(&sent, "ExternalId")), (Some("ci"), Some("ext")));
    assert_eq!((value(&sent, "DurationSeconds"), value(&sent, "SecurityToken")), (Some("900"), None));
    let to_sign = v1::string_to_sign("GET", &v1::canonical_query(&sent, &[]));
    assert_eq!(value(&sent, "Signature"), Some(&*v1::signature(&to_sign, &Secret::new("base-secret"))));
}

#[tokio::test]
async fn roles_are_taken_on_one_after_the_other() {
    let answers = ["STS.first", "STS.second"].map(|id| json_answer(200, &[], &session(id)));
    let sts = RawServer::start(answers.into());
    let home = Home::new().variable("ALIBABA_CLOUD_STS_ENDPOINT", sts.endpoint()).profiles(json!([
        { "name": "c", "mode": "ChainableRamRoleArn", "source_profile": "b", "ram_role_arn": "acs:ram::2:role/c" },
        { "name": "b", "mode": "ChainableRamRoleArn", "source_profile": "a", "ram_role_arn": "acs:ram::1:role/b" },
        { "name": "a", "mode": "AK", "access_key_id": "base", "access_key_secret": "s" },
    ]));
    assert_eq!(home.found().await.unwrap().access_key_id, "STS.second");
    let sent: Vec<Pairs> = sts.received().iter().map(|received| parameters(&received.request_line)).collect();
    assert_eq!((value(&sent[0], "AccessKeyId"), value(&sent[1], "AccessKeyId")), (Some("base"), Some("STS.first")));
    assert_eq!(value(&sent[1], "SecurityToken"), Some("token-of-STS.first"));
}

#[tokio::test]
async fn a_refusal_that_quotes_what_was_signed_tells_no_token() {
    let quoted = "server string to sign is:GET&%2F&SecurityToken%3Dbase-token";
    let body = json!({ "Code": "SignatureDoesNotMatch", "Message": quoted }).to_string();
    let sts = RawServer::start(vec![json_answer(400, &[], &body)]);
    let home = Home::new().variable("ALIBABA_CLOUD_STS_ENDPOINT", sts.endpoint()).profiles(json!([{
        "name": "p", "mode": "RamRoleArn", "access_key_id": "base", "access_key_secret": "s", "sts_token": "base-token",
        "ram_role_arn": "acs:ram::1:role/r",
    }]));
    let reason = home.skipped("profile").await;
    assert!(reason.contains("SignatureDoesNotMatch") && !reason.contains("base-token"), "{reason}");
}

#[tokio::test]
async fn the_credentials_file_knows_roles_too() {
    let sts = RawServer::start(vec![json_answer(200, &[], &session("STS.ini"))]);
    let section =
        "[default]\ntype=ram_role_arn\naccess_key_id=i\naccess_key_secret=s\nrole_arn=r\nrole_session_name=n\n";
    let home =
        Home::new().variable("ALIBABA_CLOUD_STS_ENDPOINT", sts.endpoint()).file(".alibabacloud/credentials", section);
    assert_eq!(home.found().await.unwrap().access_key_id, "STS.ini");
}
