//! Both signatures: what is accepted, and that nothing signed can change unnoticed.

use chatform::emulator::{Checks, EmulatorConfig, Key};
use chatform::signature::form;

use super::caller::{CREATE, Call, FORM_TYPE, LIST, Stage, encoded, relaxed, shifted};

const PAGE: &str = r#"{"Index":1,"Size":10}"#;

#[tokio::test]
async fn the_current_signature_is_accepted_with_query_form_and_get() {
    let stage = Stage::new(relaxed()).await;
    stage.send(stage.call(LIST).query("Page", PAGE).query("Name", "it's (a) *!")).await.ok();
    stage.send(stage.call(LIST).get().query("Page", PAGE)).await.ok();
    stage.create("order", "en").await.ok();
}

#[tokio::test]
async fn the_older_signature_is_accepted_in_query_in_form_and_mixed() {
    let stage = Stage::new(relaxed()).await;
    stage.call(LIST).query("Page", PAGE).signed_v1(false).send(&stage.emulator).await.ok();
    stage.call(LIST).get().query("Page", PAGE).signed_v1(false).send(&stage.emulator).await.ok();
    stage.call(LIST).form("Page", PAGE).signed_v1(true).send(&stage.emulator).await.ok();
    stage.creation("order", "en").signed_v1(false).send(&stage.emulator).await.ok();
    stage.creation("order", "es").query("SignatureType", "").signed_v1(false).send(&stage.emulator).await.ok();
}

#[tokio::test]
async fn every_header_may_be_signed_or_only_the_documented_ones() {
    let stage = Stage::new(relaxed()).await;
    let call = || stage.call(LIST).header("accept", "application/json").header("user-agent", "test");
    call().signed().send(&stage.emulator).await.ok();
    let everything = resigned(call().signed(), |_| true);
    everything.send(&stage.emulator).await.ok();
}

/// Signs a V3 call again over the headers that `listed` names.
fn resigned(mut call: Call, listed: impl Fn(&str) -> bool) -> Call {
    use chatform::signature::{Pairs, Secret, v3};
    call.headers.retain(|(name, _)| name != "Authorization");
    let headers: Pairs = call.headers.iter().filter(|(name, _)| listed(name)).cloned().collect();
    let parts = v3::Parts {
        method: &call.method,
        path: "/",
        query: &call.query,
        headers: &headers,
        payload_hash: &v3::payload_hash(&call.body),
    };
    let authorization = v3::authorize(&parts, "test-ak-id", &Secret::new("test-ak-secret")).to_string();
    call.header("Authorization", authorization)
}

#[tokio::test]
async fn each_documented_header_must_be_signed() {
    let stage = Stage::new(relaxed()).await;
    let required =
        ["host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"];
    for left_out in required.into_iter().chain(["x-acs-credentials-provider"]) {
        let call = stage.call(LIST).header("x-acs-credentials-provider", "static_ak").signed();
        let answer = resigned(call, |name| name != left_out).send(&stage.emulator).await;
        assert_eq!(answer.refusal(), (400, "IncompleteSignature"), "{left_out}");
        assert!(answer.message().contains(left_out), "{}", answer.message());
    }
}

#[tokio::test]
async fn each_missing_piece_is_named() {
    let stage = Stage::new(relaxed()).await;
    for left_out in ["x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"] {
        let mut call = stage.call(LIST).signed();
        call.headers.retain(|(name, _)| name != left_out);
        let answer = call.send(&stage.emulator).await;
        assert_eq!(answer.refusal(), (400, "MissingParameter"), "{left_out}");
        assert!(answer.message().starts_with(left_out), "{}", answer.message());
    }
    for left_out in ["AccessKeyId", "Timestamp", "SignatureNonce", "SignatureMethod", "SignatureVersion"] {
        let mut call = stage.call(LIST).signed_v1(false);
        call.query.retain(|(name, _)| name != left_out);
        let answer = call.send(&stage.emulator).await;
        assert_eq!(answer.refusal(), (400, "MissingParameter"), "{left_out}");
        assert!(answer.message().starts_with(left_out), "{}", answer.message());
    }
    let mut call = stage.call(LIST).signed();
    call.headers.retain(|(name, _)| name != "Authorization");
    assert_eq!(call.send(&stage.emulator).await.refusal(), (400, "MissingParameter"));
}

#[tokio::test]
async fn a_change_of_any_signed_header_is_noticed() {
    let stage = Stage::new(relaxed()).await;
    let call = stage.creation("order", "en").header("x-acs-credentials-provider", "static_ak").signed();
    let signed: Vec<String> =
        call.headers.iter().map(|(name, _)| name.clone()).filter(|name| name != "Authorization").collect();
    assert_eq!(signed.len(), 8);
    for name in signed {
        let mut changed = call.clone();
        let header = changed.headers.iter_mut().find(|(known, _)| *known == name).unwrap();
        header.1 = match name.as_str() {
            "x-acs-date" => shifted("2026-11-20T12:00:00Z".parse().unwrap(), 1),
            "content-type" => format!("{FORM_TYPE};charset=utf-8"),
            _ => format!("{}0", header.1),
        };
        let answer = changed.send(&stage.emulator).await;
        assert_eq!(answer.refusal(), (400, "SignatureDoesNotMatch"), "{name}");
    }
    call.send(&stage.emulator).await.ok();
}

#[tokio::test]
async fn a_change_of_any_query_parameter_is_noticed() {
    let stage = Stage::new(relaxed()).await;
    let call = stage.call(LIST).query("Page", PAGE).query("Name", "a b").query("CustSpaceId", "cams-1").signed();
    for at in 0..call.query.len() {
        for part in 0..2 {
            let mut changed = call.clone();
            let text = if part == 0 { &mut changed.query[at].0 } else { &mut changed.query[at].1 };
            text.push('x');
            let answer = changed.send(&stage.emulator).await;
            assert_eq!(answer.refusal(), (400, "SignatureDoesNotMatch"), "{:?}", changed.query[at]);
        }
        let mut changed = call.clone();
        changed.query.remove(at);
        assert_eq!(changed.send(&stage.emulator).await.refusal(), (400, "SignatureDoesNotMatch"));
    }
    let added = call.clone().query("Language", "en");
    assert_eq!(added.send(&stage.emulator).await.refusal(), (400, "SignatureDoesNotMatch"));
    assert_eq!(call.clone().get().send(&stage.emulator).await.refusal(), (400, "SignatureDoesNotMatch"));
    call.send(&stage.emulator).await.ok();
}

#[tokio::test]
async fn a_change_of_any_byte_of_the_body_is_noticed() {
    let stage = Stage::new(relaxed()).await;
    let call = stage.creation("order", "en").signed();
    for at in 0..call.body.len() {
        let mut changed = call.clone();
        // Digits stand in for each other everywhere, also inside `%XX`, so the form stays readable.
        changed.body[at] = if changed.body[at] == b'3' { b'4' } else { b'3' };
        let answer = changed.send(&stage.emulator).await;
        assert_eq!(answer.refusal(), (400, "SignatureDoesNotMatch"), "byte {at}: {}", answer.message());
    }
    call.send(&stage.emulator).await.ok();
}

#[tokio::test]
async fn a_changed_signature_or_secret_does_not_match_and_both_sides_are_shown() {
    let stage = Stage::new(relaxed()).await;
    let answer = stage.send(stage.call(LIST).key("test-ak-id", "another-secret", None)).await;
    assert_eq!(answer.refusal(), (400, "SignatureDoesNotMatch"));
    let message = answer.message();
    assert!(
        message.starts_with(
            "Specified signature does not match our calculation. server StringToSign is [ACS3-HMAC-SHA256\n"
        )
    );
    assert!(message.contains("] server CanonicalRequest is [POST\n/\n\nhost:emulator.test\n"), "{message}");
}

#[tokio::test]
async fn a_change_of_any_parameter_of_the_older_signature_is_noticed() {
    let stage = Stage::new(relaxed()).await;
    let call = stage.creation("order", "en").query("CustSpaceId", "cams-1").signed_v1(false);
    let names = call.query.iter().chain(&call.form).map(|(name, _)| name.clone());
    let names: Vec<String> = names.collect();
    assert!(names.len() >= 15, "{names:?}");
    for name in names {
        let mut changed = call.clone();
        let parameter = changed.query.iter_mut().chain(&mut changed.form).find(|(known, _)| *known == name).unwrap();
        parameter.1 = match name.as_str() {
            "Timestamp" => shifted("2026-11-20T12:00:00Z".parse().unwrap(), 1),
            _ => format!("{}0", parameter.1),
        };
        changed.body = form(&changed.form).into_bytes();
        let answer = changed.send(&stage.emulator).await;
        let expected = match name.as_str() {
            "AccessKeyId" => (404, "InvalidAccessKeyId.NotFound"),
            "SignatureMethod" => (400, "InvalidSignatureMethod"),
            "SignatureVersion" => (400, "InvalidSignatureVersion"),
            _ => (400, "SignatureDoesNotMatch"),
        };
        assert_eq!(answer.refusal(), expected, "{name}");
    }
    call.send(&stage.emulator).await.ok();
}

#[tokio::test]
async fn the_older_mismatch_shows_the_string_to_sign_after_its_only_colon() {
    let stage = Stage::new(relaxed()).await;
    let call = stage.call(LIST).key("test-ak-id", "another-secret", None).signed_v1(false);
    let answer = call.send(&stage.emulator).await;
    assert_eq!(answer.refusal(), (400, "SignatureDoesNotMatch"));
    let (text, to_sign) = answer.message().split_once(':').unwrap();
    assert_eq!(text, "Specified signature is not matched with our calculation. server string to sign is");
    let unsigned: Vec<_> = call.query.into_iter().filter(|(name, _)| name != "Signature").collect();
    let canonical = chatform::signature::v1::canonical_query(&unsigned, &[]);
    assert_eq!(to_sign, chatform::signature::v1::string_to_sign("POST", &canonical));
}

#[tokio::test]
async fn the_way_of_encoding_does_not_matter() {
    let stage = Stage::new(relaxed()).await;
    stage.create("a b (c)*!'~", "en").await.ok();
    let name = "a b (c)*!'~";
    for written in ["a+b+(c)*!'~", "a%20b%20(c)*!'~", "a%20b%20%28c%29%2A%21%27%7E", "%61+b%20%28c)%2a!'~"] {
        let mut call = stage.call(LIST).query("Name", name).signed();
        call.target = Some(format!("/?Name={written}"));
        assert_eq!(call.send(&stage.emulator).await.ok()["Total"], 1, "{written} with V3");
        let mut call = stage.call(LIST).query("Name", name).signed_v1(false);
        let rest: Vec<_> = call.query.iter().filter(|(name, _)| name != "Name").cloned().collect();
        call.target = Some(format!("/?Name={written}&{}", form(&rest)));
        assert_eq!(call.send(&stage.emulator).await.ok()["Total"], 1, "{written} with V1");
    }
    assert_eq!(encoded(name), "a%20b%20%28c%29%2A%21%27~");
}

#[tokio::test]
async fn fifteen_minutes_of_skew_pass_and_a_second_more_does_not() {
    let stage = Stage::new(relaxed()).await;
    let now: jiff::Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
    for (seconds, passes) in [(-900, true), (900, true), (-901, false), (901, false)] {
        let time = now + jiff::SignedDuration::from_secs(seconds);
        for call in [stage.call(LIST).at(time).signed(), stage.call(LIST).at(time).signed_v1(false)] {
            let answer = call.send(&stage.emulator).await;
            let expected = if passes { (200, "OK") } else { (400, "InvalidTimeStamp.Expired") };
            assert_eq!(answer.refusal(), expected, "{seconds}");
        }
    }
    let mut call = stage.call(LIST).signed();
    call.headers.iter_mut().find(|(name, _)| name == "x-acs-date").unwrap().1 = "yesterday".into();
    assert_eq!(call.send(&stage.emulator).await.refusal(), (400, "InvalidTimeStamp.Format"));
}

#[tokio::test]
async fn a_nonce_is_good_once_even_for_another_signature_kind() {
    let stage = Stage::new(relaxed()).await;
    stage.send(stage.call(LIST).nonce("once")).await.ok();
    for call in [stage.call(LIST).nonce("once").signed(), stage.call(LIST).nonce("once").signed_v1(false)] {
        let answer = call.send(&stage.emulator).await;
        assert_eq!(answer.refusal(), (400, "SignatureNonceUsed"));
        assert_eq!(answer.message(), "Specified signature nonce was used already.");
    }
    // A forged request does not use a nonce up.
    let forged = stage.call(LIST).nonce("twice").key("test-ak-id", "wrong", None);
    assert_eq!(stage.send(forged).await.code(), "SignatureDoesNotMatch");
    stage.send(stage.call(LIST).nonce("twice")).await.ok();
}

#[tokio::test]
async fn a_nonce_is_forgotten_once_its_request_has_expired() {
    let stage = Stage::new(relaxed()).await;
    stage.send(stage.call(LIST).nonce("old")).await.ok();
    stage.advance(1800);
    assert_eq!(stage.send(stage.call(LIST).nonce("old")).await.code(), "SignatureNonceUsed");
    stage.advance(3601);
    stage.send(stage.call(LIST).nonce("old")).await.ok();
}

#[tokio::test]
async fn an_unknown_key_is_not_found_unless_any_key_is_taken() {
    let stage = Stage::new(relaxed()).await;
    for call in
        [stage.call(LIST).key("who", "what", None).signed(), stage.call(LIST).key("who", "what", None).signed_v1(false)]
    {
        let answer = call.send(&stage.emulator).await;
        assert_eq!(answer.refusal(), (404, "InvalidAccessKeyId.NotFound"));
        assert_eq!(answer.message(), "Specified access key is not found.");
    }
    let stage = Stage::new(EmulatorConfig { any_key: true, ..relaxed() }).await;
    stage.send(stage.call(LIST).key("who", "what", None)).await.ok();
    let wrong = stage.send(stage.call(LIST).key("test-ak-id", "wrong", None)).await;
    assert_eq!(wrong.code(), "SignatureDoesNotMatch");
}

#[tokio::test]
async fn temporary_credentials_need_their_token() {
    let keys = vec![Key::new("STS.id", "secret").with_token("the-token"), Key::new("long", "lived")];
    let stage = Stage::new(EmulatorConfig { keys, ..relaxed() }).await;
    for older in [false, true] {
        let call = |token| {
            let call = stage.call(LIST).key("STS.id", "secret", token);
            if older { call.signed_v1(false) } else { call.signed() }
        };
        call(Some("the-token")).send(&stage.emulator).await.ok();
        assert_eq!(call(None).send(&stage.emulator).await.refusal(), (400, "MissingSecurityToken"));
        let other = call(Some("other")).send(&stage.emulator).await;
        assert_eq!(other.refusal(), (400, "InvalidSecurityToken.MismatchWithAccessKey"));
        let call = stage.call(LIST).key("long", "lived", Some("the-token"));
        let call = if older { call.signed_v1(false) } else { call.signed() };
        assert_eq!(call.send(&stage.emulator).await.code(), "InvalidSecurityToken.MismatchWithAccessKey");
    }
}

#[tokio::test]
async fn other_algorithms_are_refused_by_name() {
    let stage = Stage::new(relaxed()).await;
    for algorithm in ["ACS3-HMAC-SM3", "ACS3-RSA-SHA256", "Bearer"] {
        let call =
            stage.call(LIST).header("Authorization", format!("{algorithm} Credential=a,SignedHeaders=b,Signature=c"));
        let answer = call.header("host", "emulator.test").send(&stage.emulator).await;
        assert_eq!(answer.refusal(), (400, "InvalidSignatureMethod"));
        assert!(answer.message().contains(algorithm), "{}", answer.message());
    }
    let bearer = stage.call(LIST).query("SignatureType", "BEARERTOKEN").signed_v1(false);
    assert_eq!(bearer.send(&stage.emulator).await.refusal(), (400, "InvalidSignatureMethod"));
    let broken = stage.call(LIST).header("Authorization", "ACS3-HMAC-SHA256 Credential=a,Signature=b");
    let answer = broken.header("host", "emulator.test").send(&stage.emulator).await;
    assert_eq!(answer.refusal(), (400, "IncompleteSignature"));
}

#[tokio::test]
async fn checks_can_be_switched_off_one_by_one() {
    let all = Checks::default();
    let stage = Stage::new(EmulatorConfig { checks: Checks { signature: false, ..all }, ..relaxed() }).await;
    stage.send(stage.call(LIST).key("test-ak-id", "wrong", None)).await.ok();
    let stage = Stage::new(EmulatorConfig { checks: Checks { nonces: false, ..all }, ..relaxed() }).await;
    stage.send(stage.call(LIST).nonce("n")).await.ok();
    stage.send(stage.call(LIST).nonce("n")).await.ok();
    let stage = Stage::new(EmulatorConfig { checks: Checks { clock_skew: false, ..all }, ..relaxed() }).await;
    stage.send(stage.call(LIST).at("2020-01-01T00:00:00Z".parse().unwrap())).await.ok();
    let stage = Stage::new(EmulatorConfig { checks: Checks { signed_headers: false, ..all }, ..relaxed() }).await;
    resigned(stage.call(LIST).signed(), |name| name != "host").send(&stage.emulator).await.ok();
    let stage = Stage::new(EmulatorConfig { checks: Checks { body_hash: false, ..all }, ..relaxed() }).await;
    let mut call = stage.call(CREATE).form("Name", "a").signed();
    call.body = b"Name=b".to_vec();
    assert_eq!(call.send(&stage.emulator).await.code(), "MissingCategory");
}

#[tokio::test]
async fn a_value_in_both_places_counts_once_and_the_form_wins() {
    let stage = Stage::new(relaxed()).await;
    stage.create("order", "en").await.ok();
    let call = stage.call(LIST).query("Name", "nothing").form("Name", "order");
    assert_eq!(stage.send(call).await.ok()["Total"], 1);
}
