//! Requests recorded from the official SDKs: their signatures, recomputed with ours.

use std::path::Path;

use chatform::signature::{Pairs, Secret, v1, v3};
use serde_json::Value;

use super::{captures, pairs, read};
use crate::support::shared;

#[test]
fn the_signature_of_every_captured_request_is_reproduced() {
    let Some(shared) = shared() else { return };
    let (mut with_v1, mut with_v3) = (0, 0);
    for path in captures(&shared) {
        let capture = read(&path);
        match capture["signature"]["kind"].as_str() {
            Some("V1") => {
                check_v1(&capture, &path);
                with_v1 += 1;
            }
            Some("V3") => {
                check_v3(&capture, &path);
                with_v3 += 1;
            }
            Some(other) => panic!("{}: unknown kind of signature {other}", path.display()),
            None => {}
        }
    }
    println!("{with_v1} captures with V1, {with_v3} with V3");
    assert!(with_v1 >= 25 && with_v3 >= 18, "captures are missing: {with_v1} with V1, {with_v3} with V3");
}

#[test]
fn the_recorded_call_for_temporary_credentials_is_reproduced() {
    let Some(shared) = shared() else { return };
    let capture = read(&shared.join("vectors/captures/credentials__assume_role.json"));
    let target = capture[0]["target"].as_str().unwrap();
    let query = decoded(target.split_once('?').unwrap().1);
    let sent = &query.iter().find(|(name, _)| name == v1::PARAMETER).unwrap().1;
    let to_sign = v1::string_to_sign("GET", &v1::canonical_query(&query, &[]));
    assert_eq!(&v1::signature(&to_sign, &Secret::new("test-ak-secret")), sent);
}

fn check_v1(capture: &Value, path: &Path) {
    let (query, form) = (pairs(&capture["query"]), pairs(&capture["form"]));
    let sent = &query.iter().chain(&form).find(|(name, _)| name == v1::PARAMETER).unwrap().1;
    let to_sign = v1::string_to_sign(capture["method"].as_str().unwrap(), &v1::canonical_query(&query, &form));
    assert_eq!(&v1::signature(&to_sign, &secret(capture)), sent, "{}", path.display());
}

fn check_v3(capture: &Value, path: &Path) {
    let (query, mut headers) = (pairs(&capture["query"]), pairs(&capture["headers"]));
    let header = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("authorization")).unwrap();
    let sent = v3::Authorization::parse(&header.1).unwrap();
    headers.retain(|(name, _)| sent.signed_headers.contains(&name.to_ascii_lowercase()));
    let payload_hash = v3::payload_hash(capture["body_raw"].as_str().unwrap().as_bytes());
    let parts = v3::Parts {
        method: capture["method"].as_str().unwrap(),
        path: "/",
        query: &query,
        headers: &headers,
        payload_hash: &payload_hash,
    };
    assert_eq!(v3::authorize(&parts, "test-ak-id", &secret(capture)), sent, "{}", path.display());
}

fn secret(capture: &Value) -> Secret {
    Secret::new(capture["signature"]["secret"].as_str().unwrap())
}

fn decoded(query: &str) -> Pairs {
    let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned();
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}
