//! The current signature, `ACS3-HMAC-SHA256`: carried in the `Authorization` header, over the query, chosen
//! headers and the hash of the body.

use std::collections::BTreeMap;
use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::encode::sorted_form;
use super::{Pairs, Secret, format_time};

/// The name of the algorithm, the first word of the `Authorization` header.
pub const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// The parts of a request that are signed.
pub struct Parts<'a> {
    /// The method in capitals.
    pub method: &'a str,
    /// The path; always `/` at this service.
    pub path: &'a str,
    /// The query parameters, decoded.
    pub query: &'a [(String, String)],
    /// The headers that are signed, and no others; names in any case.
    pub headers: &'a [(String, String)],
    /// The body's hash as [`payload_hash`] gives it.
    pub payload_hash: &'a str,
}

/// Who asks for what: the content of the `x-acs-` headers.
pub struct Call<'a> {
    /// The action, such as `ListChatappTemplate`.
    pub action: &'a str,
    /// The version of the API.
    pub version: &'a str,
    /// When.
    pub time: Timestamp,
    /// A value never used before.
    pub nonce: &'a str,
    /// The body as it is sent.
    pub body: &'a [u8],
    /// Key id and token of temporary credentials.
    pub temporary: Option<(&'a str, &'a Secret)>,
}

/// The `Authorization` header, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorization {
    /// The public half of the key pair.
    pub access_key_id: String,
    /// The names of the signed headers as the client listed them.
    pub signed_headers: Vec<String>,
    /// The signature in lower-case hexadecimal.
    pub signature: String,
}

impl Authorization {
    /// Takes a header apart; `None` if it is not one of this algorithm or lacks a part.
    pub fn parse(header: &str) -> Option<Self> {
        let fields: BTreeMap<&str, &str> = header
            .strip_prefix(ALGORITHM)?
            .strip_prefix(' ')?
            .split(',')
            .filter_map(|field| field.trim().split_once('='))
            .collect();
        Some(Self {
            access_key_id: (*fields.get("Credential")?).to_owned(),
            signed_headers: fields.get("SignedHeaders")?.split(';').map(str::to_owned).collect(),
            signature: (*fields.get("Signature")?).to_owned(),
        })
    }
}

impl fmt::Display for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { access_key_id, signed_headers, signature } = self;
        let signed_headers = signed_headers.join(";");
        write!(f, "{ALGORITHM} Credential={access_key_id},SignedHeaders={signed_headers},Signature={signature}")
    }
}

/// The lower-case hexadecimal SHA-256 of a body: the value of `x-acs-content-sha256`.
pub fn payload_hash(body: &[u8]) -> String {
    hex(&Sha256::digest(body))
}

/// The `x-acs-` headers of a request; all of them are to be signed.
pub fn call_headers(call: &Call<'_>) -> Pairs {
    let mut headers = vec![
        ("x-acs-action", call.action.to_owned()),
        ("x-acs-version", call.version.to_owned()),
        ("x-acs-date", format_time(call.time)),
        ("x-acs-signature-nonce", call.nonce.to_owned()),
        ("x-acs-content-sha256", payload_hash(call.body)),
    ];
    if let Some((access_key_id, token)) = call.temporary {
        headers.push(("x-acs-accesskey-id", access_key_id.to_owned()));
        headers.push(("x-acs-security-token", token.expose().to_owned()));
    }
    headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The names of the signed headers: lower-case, sorted, each once.
pub fn signed_headers(headers: &[(String, String)]) -> Vec<String> {
    canonical_headers(headers).into_keys().collect()
}

/// Step 1: the canonical request.
pub fn canonical_request(parts: &Parts<'_>) -> String {
    let headers = canonical_headers(parts.headers);
    let names = headers.keys().map(String::as_str).collect::<Vec<_>>().join(";");
    let lines: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
    let Parts { method, path, payload_hash, .. } = parts;
    format!("{method}\n{path}\n{}\n{lines}\n{names}\n{payload_hash}", sorted_form(parts.query.iter()))
}

/// Step 2: the algorithm and the hash of the canonical request.
pub fn string_to_sign(canonical_request: &str) -> String {
    format!("{ALGORITHM}\n{}", payload_hash(canonical_request.as_bytes()))
}

/// Step 3: the signature in lower-case hexadecimal.
pub fn signature(string_to_sign: &str, secret: &Secret) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes()).expect("a key of any length is taken");
    mac.update(string_to_sign.as_bytes());
    hex(&mac.finalize().into_bytes())
}

/// All steps: the `Authorization` header of a request.
pub fn authorize(parts: &Parts<'_>, access_key_id: &str, secret: &Secret) -> Authorization {
    Authorization {
        access_key_id: access_key_id.to_owned(),
        signed_headers: signed_headers(parts.headers),
        signature: signature(&string_to_sign(&canonical_request(parts)), secret),
    }
}

/// Names in lower case with trimmed values; several values of one name sorted and joined by commas.
fn canonical_headers(headers: &[(String, String)]) -> BTreeMap<String, String> {
    let mut values: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, value) in headers {
        values.entry(name.to_ascii_lowercase()).or_default().push(value.trim());
    }
    let joined = |mut values: Vec<&str>| {
        values.sort_unstable();
        values.join(",")
    };
    values.into_iter().map(|(name, values)| (name, joined(values))).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
