//! A request and its answer as text for people, without what gives access.

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::{Answer, HttpError, Request};

/// Of a longer body only the beginning is shown.
const MOST: usize = 4000;
/// What stands where a secret was.
const MASK: &str = "***";
/// Names of headers, parameters and fields whose value gives access, without hyphens and underscores.
const SECRET: &[&str] = &[
    "authorization",
    "proxyauthorization",
    "signature",
    "securitytoken",
    "xacssecuritytoken",
    "xosssecuritytoken",
    "xaliyunecsmetadatatoken",
    "ststoken",
    "sessiontoken",
    "accesstoken",
    "accesskeysecret",
    "oidctoken",
    "bearertoken",
];
/// Answers that are a secret as a whole.
const SECRET_ANSWERS: &[&str] = &["/latest/api/token"];

/// What was sent; its secrets are also kept from the text of the answer, which may quote them.
pub(super) struct Overheard {
    text: String,
    secrets: Vec<String>,
    hides_answer: bool,
}

impl Overheard {
    pub(super) fn of(request: &Request<'_>) -> Self {
        let mut secrets = Vec::new();
        let query = parameters(request.query, &mut secrets);
        let mark = if query.is_empty() { "" } else { "?" };
        let mut text = format!("> {} {}{}{mark}{query}\n", request.method, request.origin, request.path);
        for (name, value) in request.headers {
            text.push_str(&format!("> {name}: {}\n", header(name, value, &mut secrets)));
        }
        let body = match std::str::from_utf8(&request.body) {
            Ok(body) if is_form(request.headers) => parameters(body, &mut secrets),
            Ok(body) => body.to_owned(),
            Err(_) => format!("{} bytes", request.body.len()),
        };
        if !body.is_empty() {
            text.push_str(&format!("> {}\n", shortened(&body)));
        }
        secrets.retain(|secret| secret.len() > 3);
        Self { text, secrets, hides_answer: SECRET_ANSWERS.contains(&request.path) }
    }

    /// The request.
    pub(super) fn request(&self) -> &str {
        &self.text
    }

    /// What came of it.
    pub(super) fn outcome(&self, outcome: &Result<Answer, HttpError>) -> String {
        match outcome {
            Ok(answer) => self.answer(answer),
            Err(error) => format!("< {error}\n"),
        }
    }

    fn answer(&self, answer: &Answer) -> String {
        let mut text = format!("< {}\n", answer.status);
        for (name, value) in &answer.headers {
            text.push_str(&format!("< {name}: {}\n", header(name, value, &mut Vec::new())));
        }
        let body = String::from_utf8_lossy(&answer.body);
        let body = match serde_json::from_str::<Value>(&body) {
            _ if self.hides_answer && answer.status < 300 => MASK.to_owned(),
            Ok(value) if value.is_object() => masked(value).to_string(),
            _ => body.into_owned(),
        };
        let body = self.secrets.iter().fold(body, |body, secret| body.replace(secret, MASK));
        if !body.is_empty() {
            text.push_str(&format!("< {}\n", shortened(&body)));
        }
        text
    }
}

fn is_secret(name: &str) -> bool {
    let bare: String = name.chars().filter(|c| *c != '-' && *c != '_').collect::<String>().to_ascii_lowercase();
    SECRET.contains(&bare.as_str())
}

fn is_form(headers: &[(String, String)]) -> bool {
    headers.iter().any(|(name, value)| name == "content-type" && value.starts_with("application/x-www-form-urlencoded"))
}

/// Of an authorization the public half is shown: which key signed, and what.
fn header(name: &str, value: &str, secrets: &mut Vec<String>) -> String {
    if !is_secret(name) {
        return value.to_owned();
    }
    match value.split_once("Signature=") {
        Some((public, _)) if name == "authorization" => format!("{public}Signature={MASK}"),
        _ => {
            secrets.push(value.to_owned());
            MASK.to_owned()
        }
    }
}

fn parameters(encoded: &str, secrets: &mut Vec<String>) -> String {
    let mut shown = |pair: &str| match pair.split_once('=') {
        Some((name, value)) if is_secret(name) => {
            let once = percent_decode_str(value).decode_utf8_lossy().into_owned();
            // As an answer may quote it: as it is, and as each signature encodes it.
            secrets.extend([value.replace('%', "%25"), value.to_owned(), once]);
            format!("{name}={MASK}")
        }
        _ => pair.to_owned(),
    };
    encoded.split('&').map(&mut shown).collect::<Vec<_>>().join("&")
}

fn masked(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(masked).collect()),
        Value::Object(fields) => {
            let mask = |(name, value): (String, Value)| {
                let value = if is_secret(&name) { Value::String(MASK.to_owned()) } else { masked(value) };
                (name, value)
            };
            Value::Object(fields.into_iter().map(mask).collect())
        }
        other => other,
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}… ({} bytes in all)", &text[..end], text.len()),
        None => text.to_owned(),
    }
}
