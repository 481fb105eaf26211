//! Requests recorded from the official SDKs, in their own layout and encoding, signed again and sent.

use std::path::Path;

use chatform::emulator::EmulatorConfig;
use chatform::signature::{Pairs, Secret, encode, v1, v3};
use serde_json::{Value, json};

use super::caller::{Stage, exchange, relaxed};
use crate::support::shared;

/// The actions that the emulator has.
const ACTIONS: [&str; 5] = [
    "ListChatappTemplate",
    "GetChatappTemplateDetail",
    "CreateChatappTemplate",
    "ModifyChatappTemplate",
    "DeleteChatappTemplate",
];

#[tokio::test]
async fn every_recorded_request_is_understood_and_its_signature_found_right() {
    let Some(shared) = shared() else { return };
    let (mut seen, mut chunked) = (0, 0);
    for path in recorded(&shared) {
        let capture: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let Some(action) = capture["action"].as_str() else { continue };
        // A fresh emulator each, with what the request is about.
        let stage = Stage::new(EmulatorConfig { any_key: true, ..relaxed() }).await;
        prepare(&stage, &capture).await;
        let recorded = Recorded::of(&capture);
        let answer = recorded.signed_again(&stage).send(&stage).await;
        let missing = required(action).iter().find(|name| !recorded.has(name));
        let expected = match missing {
            _ if !ACTIONS.contains(&action) => "InvalidAction.NotFound".to_owned(),
            Some(name) => format!("Missing{name}"),
            None => "OK".to_owned(),
        };
        let code = answer["Code"].as_str().unwrap();
        assert_eq!(code, expected, "{}: {answer}", path.display());
        seen += 1;
        chunked += usize::from(recorded.chunked());
    }
    println!("{seen} recorded requests, {chunked} of them chunked");
    assert!(seen >= 40 && chunked >= 2, "captures are missing: {seen}, {chunked} chunked");
}

/// What an action demands; not every recorded call was a complete one.
fn required(action: &str) -> &'static [&'static str] {
    match action {
        "CreateChatappTemplate" => &["Category", "Name", "Language", "TemplateType", "Components"],
        "GetChatappTemplateDetail" => &["Language"],
        "ModifyChatappTemplate" => &["Language", "Components"],
        _ => &[],
    }
}

/// Puts the template there that a recorded request asks for.
async fn prepare(stage: &Stage, capture: &Value) {
    let recorded = Recorded::of(capture);
    let action = capture["action"].as_str().unwrap_or_default();
    if !["GetChatappTemplateDetail", "ModifyChatappTemplate", "DeleteChatappTemplate"].contains(&action) {
        return;
    }
    let language = recorded.parameter("Language").unwrap_or("en".into());
    let name = recorded.parameter("TemplateName").unwrap_or("recorded".into());
    stage.create(&name, &language).await.ok();
    let space = recorded.parameter("CustSpaceId").unwrap_or_default();
    let control = stage.emulator.control();
    let mut template = control.template(&name, &language).unwrap();
    template.template_code = recorded.parameter("TemplateCode").unwrap_or(template.template_code);
    template.template_type = recorded.parameter("TemplateType").unwrap_or(template.template_type);
    template.category = recorded.parameter("Category").unwrap_or(template.category);
    template.audit_status = "fail".into();
    control.space(space).insert(template).unwrap();
}

fn recorded(shared: &Path) -> Vec<std::path::PathBuf> {
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
struct Recorded {
    method: String,
    target: String,
    query: Pairs,
    form: Pairs,
    headers: Pairs,
    body: String,
    kind: String,
}

impl Recorded {
    fn of(capture: &Value) -> Self {
        let text = |name: &str| capture[name].as_str().unwrap_or_default().to_owned();
        let pairs = |name: &str| serde_json::from_value(capture[name].clone()).unwrap_or_default();
        Self {
            method: text("method"),
            target: text("raw_target"),
            query: pairs("query"),
            form: pairs("form"),
            headers: pairs("headers"),
            body: text("body_raw"),
            kind: capture["signature"]["kind"].as_str().unwrap_or_default().to_owned(),
        }
    }

    fn parameter(&self, name: &str) -> Option<String> {
        self.query.iter().chain(&self.form).find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    fn has(&self, name: &str) -> bool {
        self.parameter(name).is_some()
    }

    fn chunked(&self) -> bool {
        self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("transfer-encoding"))
    }

    /// The same request with the time of the stage, a nonce of its own, and the signature that belongs to it.
    fn signed_again(&self, stage: &Stage) -> Self {
        use chatform::context::Clock;
        let time = chatform::signature::format_time(stage.clock.now());
        let nonce = stage.context.random.hex_id();
        if self.kind == "V1" { self.signed_v1(&time, &nonce) } else { self.signed_v3(&time, &nonce) }
    }

    fn signed_v3(&self, time: &str, nonce: &str) -> Self {
        let mut headers = self.headers.clone();
        for (name, value) in &mut headers {
            match name.to_ascii_lowercase().as_str() {
                "x-acs-date" => *value = time.to_owned(),
                "x-acs-signature-nonce" => *value = nonce.to_owned(),
                _ => {}
            }
        }
        let sent = headers.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case("authorization"));
        let Some(at) = sent.and_then(|header| v3::Authorization::parse(&header.1)) else { return self.with(headers) };
        let signed: Pairs = headers
            .iter()
            .filter(|(name, _)| at.signed_headers.contains(&name.to_ascii_lowercase()))
            .cloned()
            .collect();
        let parts = v3::Parts {
            method: &self.method,
            path: "/",
            query: &self.query,
            headers: &signed,
            payload_hash: &v3::payload_hash(self.body.as_bytes()),
        };
        let again = v3::authorize(&parts, &at.access_key_id, &Secret::new("test-ak-secret")).to_string();
        headers.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case("authorization")).unwrap().1 = again;
        self.with(headers)
    }

    /// Replaces the three values in the raw text, so that everything else stays encoded as the SDK did it.
    fn signed_v1(&self, time: &str, nonce: &str) -> Self {
        let mut again = self.with(self.headers.clone());
        again.replace("Timestamp", time);
        again.replace("SignatureNonce", nonce);
        let to_sign = v1::string_to_sign(&again.method, &v1::canonical_query(&again.query, &again.form));
        again.replace("Signature", &v1::signature(&to_sign, &Secret::new("test-ak-secret")));
        again
    }

    fn replace(&mut self, name: &str, value: &str) {
        for (pairs, text) in [(&mut self.query, &mut self.target), (&mut self.form, &mut self.body)] {
            if let Some((_, known)) = pairs.iter_mut().find(|(known, _)| known == name) {
                let start = text.find(&format!("{name}=")).unwrap() + name.len() + 1;
                let end = text[start..].find('&').map_or(text.len(), |length| start + length);
                text.replace_range(start..end, &encode(value));
                *known = value.to_owned();
            }
        }
    }

    fn with(&self, headers: Pairs) -> Self {
        Self {
            method: self.method.clone(),
            target: self.target.clone(),
            query: self.query.clone(),
            form: self.form.clone(),
            headers,
            body: self.body.clone(),
            kind: self.kind.clone(),
        }
    }

    async fn send(&self, stage: &Stage) -> Value {
        let mut head = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            if !["connection", "content-length"].contains(&name.to_ascii_lowercase().as_str()) {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        let body = if self.chunked() {
            format!("{:x}\r\n{}\r\n0\r\n\r\n", self.body.len(), self.body)
        } else {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
            self.body.clone()
        };
        let bytes =
            exchange(&stage.emulator, format!("{head}Connection: close\r\n\r\n{body}").as_bytes()).await.unwrap();
        let text = String::from_utf8(bytes).unwrap();
        serde_json::from_str(text.split_once("\r\n\r\n").unwrap().1).unwrap_or(json!(null))
    }
}
