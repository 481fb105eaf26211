//! Percent-encoding as both signatures want it (RFC 3986, space as `%20`).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but `A-Z a-z 0-9 - _ . ~`.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// One value percent-encoded: `A-Z a-z 0-9 - _ . ~` stay, every other byte of its UTF-8 becomes `%XX`.
pub fn encode(value: &str) -> String {
    utf8_percent_encode(value, RESERVED).to_string()
}

/// Parameters in their given order as `name=value&…`, both sides encoded: a query or a form body to send.
pub fn form(parameters: &[(String, String)]) -> String {
    join(parameters.iter())
}

/// The same, sorted by name in byte order: the canonical form that is signed.
pub(super) fn sorted_form<'a>(parameters: impl Iterator<Item = &'a (String, String)>) -> String {
    let mut sorted: Vec<_> = parameters.collect();
    sorted.sort_by(|left, right| left.0.cmp(&right.0));
    join(sorted.into_iter())
}

fn join<'a>(parameters: impl Iterator<Item = &'a (String, String)>) -> String {
    parameters.map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
}
