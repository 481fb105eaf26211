//! Signatures of the object storage, versions 1 and 4, checked from what arrived.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use sha1::Sha1;
use sha2::Sha256;

use super::xml::ObjectRefusal;
use crate::emulator::documented::CLOCK_SKEW;
use crate::signature::v3::payload_hash;
use crate::signature::{Pairs, Secret, encode, equal};

/// The algorithm of version 4, the first word of its `Authorization`.
const V4: &str = "OSS4-HMAC-SHA256";

/// The parts of a request that its signature covers.
pub(super) struct Signed<'a> {
    /// The method in capitals.
    pub method: &'a str,
    /// `/BUCKET/KEY`, decoded, whatever the style of the address.
    pub resource: &'a str,
    /// The query, decoded.
    pub query: &'a [(String, String)],
    /// Header names in lower case with their values.
    pub headers: &'a [(String, String)],
}

/// What an `Authorization` header says.
pub(super) enum Authorization {
    /// `OSS ID:SIGNATURE`.
    Old { id: String, signature: String },
    /// `OSS4-HMAC-SHA256 Credential=ID/DATE/REGION/oss/aliyun_v4_request,…`.
    Current { id: String, scope: String, additional: Vec<String>, signature: String },
}

impl Authorization {
    /// Reads the header.
    pub fn parse(header: &str) -> Result<Self, ObjectRefusal> {
        let malformed = || ObjectRefusal::new(400, "InvalidArgument", "The Authorization header cannot be read.");
        if let Some(rest) = header.strip_prefix("OSS ") {
            let (id, signature) = rest.trim().split_once(':').ok_or_else(malformed)?;
            return Ok(Self::Old { id: id.to_owned(), signature: signature.to_owned() });
        }
        let rest = header.strip_prefix(V4).ok_or_else(|| {
            ObjectRefusal::new(400, "InvalidArgument", "Sign with version 1 (OSS) or 4 (OSS4-HMAC-SHA256).")
        })?;
        let field = |name: &str| rest.split(',').find_map(|part| part.trim().strip_prefix(name));
        let credential = field("Credential=").ok_or_else(malformed)?;
        let (id, scope) = credential.split_once('/').ok_or_else(malformed)?;
        let additional = field("AdditionalHeaders=").unwrap_or_default();
        Ok(Self::Current {
            id: id.to_owned(),
            scope: scope.to_owned(),
            additional: additional.split(';').filter(|name| !name.is_empty()).map(str::to_ascii_lowercase).collect(),
            signature: field("Signature=").ok_or_else(malformed)?.to_owned(),
        })
    }

    /// The key's id.
    pub fn id(&self) -> &str {
        match self {
            Self::Old { id, .. } | Self::Current { id, .. } => id,
        }
    }

    /// Checks time and signature; `times` are the clocks that a request may follow.
    pub fn check(&self, signed: &Signed<'_>, secret: &Secret, times: &[Timestamp]) -> Result<(), ObjectRefusal> {
        let time = self.time(signed).ok_or_else(|| {
            ObjectRefusal::new(403, "AccessDenied", "A date is needed: the header Date, or x-oss-date.")
        })?;
        if times.iter().all(|now| now.duration_since(time).unsigned_abs() > CLOCK_SKEW) {
            let message = "The difference between the request time and the current time is too large.";
            return Err(ObjectRefusal::new(403, "RequestTimeTooSkewed", message));
        }
        let (own, given, to_sign) = match self {
            Self::Old { signature, .. } => {
                let to_sign = old_string(signed);
                (STANDARD.encode(hmac_sha1(secret.expose(), &to_sign)), signature, to_sign)
            }
            Self::Current { scope, additional, signature, .. } => {
                let to_sign = current_string(signed, scope, additional);
                (current_signature(scope, secret, &to_sign), signature, to_sign)
            }
        };
        if equal(&own, given) {
            return Ok(());
        }
        let message = format!("The request signature we calculated does not match. StringToSign is [{to_sign}]");
        Err(ObjectRefusal::new(403, "SignatureDoesNotMatch", message))
    }

    fn time(&self, signed: &Signed<'_>) -> Option<Timestamp> {
        let text = match self {
            Self::Old { .. } => header(signed, "x-oss-date").or_else(|| header(signed, "date"))?,
            Self::Current { .. } => header(signed, "x-oss-date")?,
        };
        let mail = || jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text).ok();
        text.parse().ok().or_else(mail)
    }
}

fn old_string(signed: &Signed<'_>) -> String {
    let value = |name: &str| header(signed, name).unwrap_or_default();
    let headers: String = sorted(signed, |name| name.starts_with("x-oss-"));
    format!(
        "{}\n{}\n{}\n{}\n{headers}{}",
        signed.method,
        value("content-md5"),
        value("content-type"),
        value("date"),
        signed.resource
    )
}

fn current_string(signed: &Signed<'_>, scope: &str, additional: &[String]) -> String {
    let path: Vec<String> = signed.resource.split('/').map(encode).collect();
    let mut query: Vec<(String, String)> = signed.query.iter().map(|(k, v)| (encode(k), encode(v))).collect();
    query.sort();
    let query: Vec<String> = query
        .into_iter()
        .map(|(name, value)| if value.is_empty() { name } else { format!("{name}={value}") })
        .collect();
    let headers = sorted(signed, |name| {
        name == "content-type"
            || name == "content-md5"
            || name.starts_with("x-oss-")
            || additional.iter().any(|listed| listed == name)
    });
    let payload = header(signed, "x-oss-content-sha256").unwrap_or("UNSIGNED-PAYLOAD");
    let canonical = format!(
        "{}\n{}\n{}\n{headers}\n{}\n{payload}",
        signed.method,
        path.join("/"),
        query.join("&"),
        additional.join(";")
    );
    let date = header(signed, "x-oss-date").unwrap_or_default();
    format!("{V4}\n{date}\n{scope}\n{}", payload_hash(canonical.as_bytes()))
}

fn current_signature(scope: &str, secret: &Secret, to_sign: &str) -> String {
    let first = format!("aliyun_v4{}", secret.expose()).into_bytes();
    let key = scope.split('/').fold(first, |key, part| hmac_sha256(&key, part));
    hmac_sha256(&key, to_sign).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `name:value` lines of the headers that count, by name.
fn sorted(signed: &Signed<'_>, counts: impl Fn(&str) -> bool) -> String {
    let mut lines: Pairs = signed.headers.iter().filter(|(name, _)| counts(name)).cloned().collect();
    lines.sort();
    lines.into_iter().map(|(name, value)| format!("{name}:{}\n", value.trim())).collect()
}

fn header<'a>(signed: &'a Signed<'_>, name: &str) -> Option<&'a str> {
    signed.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim())
}

fn hmac_sha1(key: &str, text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha1>::new_from_slice(key.as_bytes()).expect("a key may have any length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn hmac_sha256(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key may have any length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}
