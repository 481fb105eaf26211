//! Requests recorded from the official SDKs, sent to the front door exactly as they were recorded, with the
//! service's clock at the time of the recording. Then every signed part of them is changed, one at a time.

use std::path::{Path, PathBuf};

use chatform::emulator::{EmulatorConfig, StoredTemplate};
use chatform::signature::{Pairs, encode, v3};
use serde_json::{Value, json};

use super::caller::{Answer, Stage, exchange, relaxed};
use crate::support::{rounds, shared};

/// Codes that blame the signature, or a piece of it.
const SIGNATURE: [&str; 8] = [
    "SignatureDoesNotMatch",
    "IncompleteSignature",
    "InvalidSignatureMethod",
    "InvalidAccessKeyId.NotFound",
    "InvalidTimeStamp.Expired",
    "InvalidTimeStamp.Format",
    "MissingParameter",
    "SignatureNonceUsed",
];

#[tokio::test]
async fn every_recorded_request_is_accepted_as_it_is() {
    let Some(shared) = shared() else { return };
    let (mut seen, mut chunked, mut fine) = (0, 0, 0);
    for path in recorded(&shared) {
        let recorded = Recorded::read(&path);
        let stage = stage_of(&recorded).await;
        prepare(&stage, &recorded);
        let answer = recorded.send(&stage).await;
        let code = answer.code().to_owned();
        assert!(!SIGNATURE.contains(&code.as_str()), "{}: {}", path.display(), answer.body);
        assert_eq!(stage.emulator.control().counters().requests_for(&recorded.action), 1, "{}", path.display());
        assert_eq!(code, expected(&recorded), "{}: {}", path.display(), answer.body);
        seen += 1;
        chunked += usize::from(recorded.chunked());
        fine += usize::from(code == "OK");
        assert_eq!(recorded.send(&stage).await.code(), "SignatureNonceUsed", "{}", path.display());
    }
    println!("{seen} recorded requests, {chunked} of them chunked, {fine} answered with OK");
    assert!(seen >= 40 && chunked >= 2, "captures are missing: {seen}, {chunked} chunked");
}

#[tokio::test]
async fn no_signed_part_of_a_recorded_request_can_be_changed() {
    let Some(shared) = shared() else { return };
    let every = rounds(13, 1);
    let (mut changes, mut requests) = (0, 0);
    for path in recorded(&shared) {
        let recorded = Recorded::read(&path);
        let stage = stage_of(&recorded).await;
        prepare(&stage, &recorded);
        for (what, changed) in recorded.changes(every) {
            let answer = changed.send(&stage).await;
            assert_ne!(answer.code(), "OK", "{} with another {what} was accepted", path.display());
            let admitted = stage.emulator.control().counters().requests;
            assert!(admitted.is_empty(), "{} with another {what}: {admitted:?}", path.display());
            changes += 1;
        }
        // Nothing of that has used the nonce up.
        assert!(!SIGNATURE.contains(&recorded.send(&stage).await.code()), "{}", path.display());
        requests += 1;
    }
    println!("runs: changed recorded requests | {changes} | {requests} requests, each signed part changed in turn");
    assert!(changes >= 500, "{changes}");
}

/// What each recorded call is answered: not every one of them was a complete call.
fn expected(recorded: &Recorded) -> String {
    let has = |name: &str| recorded.parameter(name).is_some();
    let flattened = recorded.pairs().any(|(name, _)| name.starts_with("Components."));
    let required: &[&str] = match recorded.action.as_str() {
        "CreateChatappTemplate" => &["Category", "Name", "Language", "TemplateType", "Components"],
        "GetChatappTemplateDetail" => &["Language"],
        "ModifyChatappTemplate" => &["Language", "Components"],
        "GetChatappPhoneNumberMetric" => &["Start", "End"],
        "GetChatappTemplateMetric" => &["TemplateCode", "Start", "End"],
        "SendChatappMessage" => &["ChannelType"],
        _ => &[],
    };
    let is_there = |name: &&str| has(name) || (flattened && *name == "Components");
    match required.iter().find(|name| !is_there(name)) {
        Some(name) => format!("Missing{name}"),
        None if recorded.parameter("Granularity").is_some_and(|given| given == "DAY") => {
            "InvalidGranularity".to_owned()
        }
        None => "OK".to_owned(),
    }
}

async fn stage_of(recorded: &Recorded) -> Stage {
    let clock = Some(recorded.time().parse().unwrap());
    Stage::new(EmulatorConfig { clock, clock_still: true, ..relaxed() }).await
}

/// Puts the template there that a recorded request asks for.
fn prepare(stage: &Stage, recorded: &Recorded) {
    let text = |name: &str| recorded.parameter(name);
    if recorded.action == "CreateChatappTemplate" {
        return;
    }
    let sends = recorded.action == "SendChatappMessage";
    let template: StoredTemplate = serde_json::from_value(json!({
        "space": "", "name": text("TemplateName").unwrap_or("recorded".into()),
        "language": text("Language").unwrap_or("en".into()),
        "template_code": text("TemplateCode").unwrap_or("1".into()),
        "template_type": text("TemplateType").unwrap_or("WHATSAPP".into()),
        "category": text("Category").unwrap_or("UTILITY".into()),
        "components": [], "example": {}, "message_send_ttl_seconds": null, "category_change_paused": null,
        "product_set_id": null, "allow_send": true, "audit_status": if sends { "pass" } else { "fail" },
        "reason": "", "quality_score": "UNKNOWN", "last_update_time": 0, "sequence": 1, "review": null,
    }))
    .unwrap();
    stage.emulator.control().space(text("CustSpaceId").unwrap_or_default()).insert(template).unwrap();
}

fn recorded(shared: &Path) -> Vec<PathBuf> {
    let folder = shared.join("vectors/captures");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.file_name().unwrap().to_string_lossy().starts_with("credentials"))
        .collect();
    paths.sort();
    paths
}

/// A request as it was recorded: target, headers and body to the byte.
#[derive(Clone)]
struct Recorded {
    action: String,
    method: String,
    target: String,
    query: Pairs,
    form: Pairs,
    headers: Pairs,
    body: Vec<u8>,
    old: bool,
}

impl Recorded {
    fn read(path: &Path) -> Self {
        let capture: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let text = |name: &str| capture[name].as_str().unwrap_or_default().to_owned();
        let pairs = |name: &str| serde_json::from_value(capture[name].clone()).unwrap_or_default();
        Self {
            action: text("action"),
            method: text("method"),
            target: text("raw_target"),
            query: pairs("query"),
            form: pairs("form"),
            headers: pairs("headers"),
            body: text("body_raw").into_bytes(),
            old: capture["signature"]["kind"] == "V1",
        }
    }

    fn pairs(&self) -> impl Iterator<Item = &(String, String)> {
        self.query.iter().chain(&self.form)
    }

    fn parameter(&self, name: &str) -> Option<String> {
        self.pairs().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    fn header(&self, name: &str) -> Option<String> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.clone())
    }

    fn time(&self) -> String {
        if self.old { self.parameter("Timestamp").unwrap() } else { self.header("x-acs-date").unwrap() }
    }

    fn chunked(&self) -> bool {
        self.header("transfer-encoding").is_some()
    }

    /// The same request with each signed part changed in turn: every parameter, every signed header, and of the
    /// body every so-manieth byte.
    fn changes(&self, every: usize) -> Vec<(String, Self)> {
        let mut changes = Vec::new();
        for (at, (name, value)) in self.query.iter().enumerate() {
            for other in [format!("{value}x"), value.chars().skip(1).collect()] {
                if other != *value {
                    changes.push((format!("parameter {name}"), self.with_query(at, &other)));
                }
            }
        }
        for (at, (name, value)) in self.form.iter().enumerate() {
            changes.push((format!("form field {name}"), self.with_form(at, &format!("{value}x"))));
        }
        for (name, value) in self.headers.iter().filter(|(name, _)| !self.old && self.signs(name)) {
            let mut changed = self.clone();
            let header = changed.headers.iter_mut().find(|(known, _)| known == name).unwrap();
            header.1 = format!("{value}x");
            changes.push((format!("header {name}"), changed));
        }
        for at in (0..self.body.len()).step_by(every) {
            let mut changed = self.clone();
            changed.body[at] = if self.body[at] == b'q' { b'w' } else { b'q' };
            changes.push((format!("byte {at} of the body"), changed));
        }
        changes
    }

    /// Whether the signature covers a header; of the signature itself, its value.
    fn signs(&self, name: &str) -> bool {
        let authorization = self.header("authorization").and_then(|header| v3::Authorization::parse(&header)).unwrap();
        name.eq_ignore_ascii_case("authorization")
            || authorization.signed_headers.iter().any(|signed| signed.eq_ignore_ascii_case(name))
    }

    fn with_query(&self, at: usize, value: &str) -> Self {
        let mut changed = self.clone();
        changed.query[at].1 = value.to_owned();
        changed.target = format!("/?{}", written(&changed.query));
        changed
    }

    fn with_form(&self, at: usize, value: &str) -> Self {
        let mut changed = self.clone();
        changed.form[at].1 = value.to_owned();
        changed.body = written(&changed.form).into_bytes();
        changed
    }

    async fn send(&self, stage: &Stage) -> Answer {
        let mut head = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            if !["connection", "content-length"].contains(&name.to_ascii_lowercase().as_str()) {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        let mut body = self.body.clone();
        if self.chunked() {
            body = [format!("{:x}\r\n", body.len()).into_bytes(), body, b"\r\n0\r\n\r\n".to_vec()].concat();
        } else {
            head.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        let bytes = [format!("{head}Connection: close\r\n\r\n").into_bytes(), body].concat();
        Answer::read(&exchange(&stage.emulator, &bytes).await.unwrap()).unwrap()
    }
}

fn written(pairs: &[(String, String)]) -> String {
    pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
}

/// The recorded requests for credentials, sent as they are.
#[tokio::test]
async fn every_recorded_request_for_credentials_is_answered() {
    let Some(shared) = shared() else { return };
    let clock = Some("2026-11-20T14:38:48Z".parse().unwrap());
    let stage = Stage::new(EmulatorConfig { clock, clock_still: true, ..relaxed() }).await;
    let mut token = String::new();
    let mut asked = 0;
    for kind in ["assume_role", "imds", "oidc", "uri"] {
        let path = shared.join(format!("vectors/captures/credentials__{kind}.json"));
        let requests: Vec<Value> = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        for request in requests {
            let headers = request["headers"].as_object().unwrap().iter().filter(|(name, _)| *name != "Content-Length");
            // The token of the metadata service is the one thing that every server makes up itself.
            let headers: String = headers
                .map(|(name, value)| match name.as_str() {
                    "X-aliyun-ecs-metadata-token" => format!("{name}: {token}\r\n"),
                    // The recorded machine's role is not ours.
                    _ => format!("{name}: {}\r\n", value.as_str().unwrap()),
                })
                .collect();
            let target = request["target"].as_str().unwrap().replace("/my-role", "/chatform-emulator");
            let text = format!(
                "{} {target} HTTP/1.1\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n",
                request["method"].as_str().unwrap()
            );
            let answer = Answer::read(&exchange(&stage.emulator, text.as_bytes()).await.unwrap()).unwrap();
            assert_eq!(answer.status, 200, "{target}: {}", answer.text);
            let credentials = answer.body.get("Credentials").unwrap_or(&answer.body).clone();
            if let Some(id) = credentials["AccessKeyId"].as_str() {
                let (secret, given) = (credentials["AccessKeySecret"].as_str(), credentials["SecurityToken"].as_str());
                let call = stage.call("ListChatappTemplate").key(id, secret.unwrap(), given);
                call.at("2026-11-20T14:38:48Z".parse().unwrap()).signed().send(&stage.emulator).await.ok();
            } else if target == "/latest/api/token" {
                token = answer.text;
            }
            asked += 1;
        }
        if kind == "assume_role" {
            let target = "/?Action=AssumeRole&Version=2015-04-01&RoleArn=acs%3Aram%3A%3A1%3Arole%2Fother";
            let text = format!("GET {target} HTTP/1.1\r\nhost: sts.aliyuncs.com\r\nConnection: close\r\n\r\n");
            let answer = Answer::read(&exchange(&stage.emulator, text.as_bytes()).await.unwrap()).unwrap();
            assert_eq!(answer.code(), "MissingParameter", "nothing is issued without a signature");
        }
    }
    assert_eq!(asked, 7);
}
