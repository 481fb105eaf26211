//! Both signatures, step by step, against published examples and vectors.

use chatform::signature::{Pairs, Secret, encode, equal, format_time, parse_time, v1, v3};
use serde_json::Value;

use crate::support::shared;

/// SHA-256 of nothing.
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

#[test]
fn the_published_example_of_v1_is_reproduced() {
    let query = pairs(&[
        ("AccessKeyId", "testid"),
        ("Action", "DescribeRegions"),
        ("Format", "XML"),
        ("SignatureMethod", "HMAC-SHA1"),
        ("SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"),
        ("SignatureVersion", "1.0"),
        ("Timestamp", "2016-02-23T12:46:24Z"),
        ("Version", "2014-05-26"),
    ]);
    let to_sign = v1::string_to_sign("GET", &v1::canonical_query(&query, &[]));
    assert_eq!(v1::signature(&to_sign, &Secret::new("testsecret")), "OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
}

#[test]
fn the_published_example_of_v3_is_reproduced() {
    let call = v3::Call {
        action: "RunInstances",
        version: "2014-05-26",
        time: "2023-10-26T10:22:32Z".parse().unwrap(),
        nonce: "3156853299f313e23d1673dc12e1703d",
        body: b"",
        temporary: None,
    };
    let mut headers = v3::call_headers(&call);
    headers.push(("Host".into(), "ecs.cn-shanghai.aliyuncs.com".into()));
    let query =
        pairs(&[("RegionId", "cn-shanghai"), ("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd")]);
    let parts = v3::Parts { method: "POST", path: "/", query: &query, headers: &headers, payload_hash: EMPTY };
    let authorization = v3::authorize(&parts, "YourAccessKeyId", &Secret::new("YourAccessKeySecret"));
    assert_eq!(authorization.signature, "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
    assert_eq!(
        authorization.signed_headers.join(";"),
        "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version"
    );
}

#[test]
fn every_v1_vector_holds_at_each_step() {
    let Some(vectors) = vectors("v1_hmac_sha1") else { return };
    for vector in &vectors {
        let name = text(vector, "name");
        let canonical = v1::canonical_query(&pairs_of(vector, "query_params"), &pairs_of(vector, "form_params"));
        assert_eq!(canonical, text(vector, "canonicalized_query_string"), "canonical form of {name}");
        let to_sign = v1::string_to_sign(text(vector, "method"), &canonical);
        assert_eq!(to_sign, text(vector, "string_to_sign"), "string to sign of {name}");
        let signature = v1::signature(&to_sign, &Secret::new(text(vector, "access_key_secret")));
        assert_eq!(signature, text(vector, "signature_base64"), "signature of {name}");
        assert_eq!(encode(&signature), text(vector, "signature_percent_encoded"), "encoded signature of {name}");
    }
    assert!(vectors.len() >= 4, "only {} vectors", vectors.len());
}

#[test]
fn every_v3_vector_holds_at_each_step() {
    let Some(vectors) = vectors("v3_acs3_hmac_sha256") else { return };
    for vector in &vectors {
        let name = text(vector, "name");
        let payload_hash = v3::payload_hash(text(vector, "body").as_bytes());
        assert_eq!(payload_hash, text(vector, "hashed_payload"), "body hash of {name}");
        let (query, headers) = (pairs_of(vector, "query_params"), pairs_of(vector, "headers"));
        let parts = v3::Parts {
            method: text(vector, "method"),
            path: text(vector, "canonical_uri"),
            query: &query,
            headers: &headers,
            payload_hash: &payload_hash,
        };
        let canonical = v3::canonical_request(&parts);
        assert_eq!(canonical, text(vector, "canonical_request"), "canonical request of {name}");
        let to_sign = v3::string_to_sign(&canonical);
        assert_eq!(to_sign, text(vector, "string_to_sign"), "string to sign of {name}");
        let secret = Secret::new(text(vector, "access_key_secret"));
        assert_eq!(v3::signature(&to_sign, &secret), text(vector, "signature_hex"), "signature of {name}");
        let authorization = v3::authorize(&parts, text(vector, "access_key_id"), &secret);
        assert_eq!(authorization.to_string(), text(vector, "authorization"), "header of {name}");
        assert_eq!(v3::Authorization::parse(text(vector, "authorization")), Some(authorization));
    }
    assert!(vectors.len() >= 4, "only {} vectors", vectors.len());
}

#[test]
fn an_authorization_of_another_algorithm_is_not_read() {
    assert_eq!(v3::Authorization::parse("ACS3-HMAC-SM3 Credential=a,SignedHeaders=host,Signature=00"), None);
    assert_eq!(v3::Authorization::parse("ACS3-HMAC-SHA256 Credential=a,Signature=00"), None);
}

#[test]
fn a_token_adds_two_headers_and_one_parameter() {
    let token = Secret::new("token==");
    let time = "2024-05-06T07:08:09.7Z".parse().unwrap();
    let call = v3::Call { action: "A", version: "V", time, nonce: "n", body: b"", temporary: Some(("id", &token)) };
    let headers = v3::call_headers(&call);
    assert!(headers.contains(&("x-acs-accesskey-id".into(), "id".into())));
    assert!(headers.contains(&("x-acs-security-token".into(), "token==".into())));
    let secret = Secret::new("secret");
    let signer = v1::Signer { access_key_id: "id", secret: &secret, security_token: Some(&token) };
    let parameters = v1::common_parameters(&signer, "A", "V", time, "n");
    assert!(parameters.contains(&("SecurityToken".into(), "token==".into())));
    assert!(parameters.contains(&("Timestamp".into(), "2024-05-06T07:08:09Z".into())));
}

#[test]
fn several_values_of_one_header_are_sorted_and_joined() {
    let headers = pairs(&[("X-Acs-B", " two "), ("host", "h"), ("x-acs-b", "one")]);
    let parts = v3::Parts { method: "GET", path: "/", query: &[], headers: &headers, payload_hash: EMPTY };
    assert_eq!(v3::canonical_request(&parts), format!("GET\n/\n\nhost:h\nx-acs-b:one,two\n\nhost;x-acs-b\n{EMPTY}"));
}

#[test]
fn a_time_has_whole_seconds_and_one_form() {
    let time = "2026-11-20T14:25:35Z".parse().unwrap();
    assert_eq!(format_time(time), "2026-11-20T14:25:35Z");
    assert_eq!(parse_time("2026-11-20T14:25:35Z"), Some(time));
    for other in ["2026-11-20 14:25:35Z", "2026-11-20T14:25:35.5Z", "2026-11-20T15:25:35+01:00", "yesterday", ""] {
        assert_eq!(parse_time(other), None, "{other}");
    }
}

#[test]
fn signatures_are_equal_only_when_every_byte_is() {
    assert!(equal("06563a9e", "06563a9e"));
    assert!(!equal("06563a9e", "06563a9f"));
    assert!(!equal("06563a9e", "06563a9"));
    assert!(!equal("", "0"));
}

fn vectors(kind: &str) -> Option<Vec<Value>> {
    let path = shared()?.join("vectors/sign_vectors.json");
    let all: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    Some(all[kind].as_array().unwrap().clone())
}

fn text<'a>(vector: &'a Value, key: &str) -> &'a str {
    vector[key].as_str().unwrap_or_else(|| panic!("no text {key}"))
}

fn pairs_of(vector: &Value, key: &str) -> Pairs {
    serde_json::from_value(vector[key].clone()).unwrap()
}

fn pairs(list: &[(&str, &str)]) -> Pairs {
    list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
