//! The older signature, `HMAC-SHA1`: carried in parameters, over all parameters of query and form.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use sha1::Sha1;

use super::encode::{encode, sorted_form};
use super::{Pairs, Secret, format_time};

/// The value of the parameter `SignatureMethod`.
pub const METHOD: &str = "HMAC-SHA1";
/// The value of the parameter `SignatureVersion`.
pub const VERSION: &str = "1.0";
/// The parameter that carries the signature; it alone is not signed.
pub const PARAMETER: &str = "Signature";

/// Who signs.
pub struct Signer<'a> {
    /// The public half of the key pair.
    pub access_key_id: &'a str,
    /// The secret half.
    pub secret: &'a Secret,
    /// The token of temporary credentials.
    pub security_token: Option<&'a Secret>,
}

/// The parameters that every request of this signature carries besides its own.
pub fn common_parameters(signer: &Signer<'_>, action: &str, version: &str, time: Timestamp, nonce: &str) -> Pairs {
    let time = format_time(time);
    let mut parameters: Vec<(&str, &str)> = vec![
        ("Action", action),
        ("Version", version),
        ("Format", "JSON"),
        ("Timestamp", &time),
        ("SignatureMethod", METHOD),
        ("SignatureVersion", VERSION),
        ("SignatureNonce", nonce),
        ("AccessKeyId", signer.access_key_id),
    ];
    if let Some(token) = signer.security_token {
        parameters.push(("SecurityToken", token.expose()));
    }
    parameters.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Step 1: query and form parameters together, without [`PARAMETER`], sorted by name and encoded.
pub fn canonical_query(query: &[(String, String)], form: &[(String, String)]) -> String {
    sorted_form(query.iter().chain(form).filter(|(name, _)| name != PARAMETER))
}

/// Step 2: method, the encoded path `/`, and the canonical form encoded once more.
pub fn string_to_sign(method: &str, canonical_query: &str) -> String {
    format!("{method}&%2F&{}", encode(canonical_query))
}

/// Step 3: the signature in Base64, to be percent-encoded where it is placed.
pub fn signature(string_to_sign: &str, secret: &Secret) -> String {
    let key = format!("{}&", secret.expose());
    let mut mac = Hmac::<Sha1>::new_from_slice(key.as_bytes()).expect("a key of any length is taken");
    mac.update(string_to_sign.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}
