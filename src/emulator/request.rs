//! A request taken apart: nothing is judged here but whether it can be read.

use axum::body::Bytes;
use axum::http::request::Parts;

use super::parameters::{Parameters, decode};
use super::refusal::Refusal;
use crate::signature::Pairs;

/// The media type of a form; a body of any other type is only hashed.
const FORM: &str = "application/x-www-form-urlencoded";

/// A request as the emulator sees it, whichever way an SDK laid it out.
pub(super) struct Incoming {
    /// The method in capitals.
    pub method: String,
    /// The path.
    pub path: String,
    /// The query, decoded.
    pub query: Pairs,
    /// Query and form together.
    pub parameters: Parameters,
    /// Header names in lower case with their values, as they came.
    pub headers: Pairs,
    /// The raw body.
    pub body: Bytes,
}

impl Incoming {
    /// Decodes a request.
    pub fn read(parts: &Parts, body: Bytes) -> Result<Self, Refusal> {
        let query = decode("query", parts.uri.query().unwrap_or_default())?;
        let headers: Pairs = parts
            .headers
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        let form = if is_form(&headers) { decode("form", form_text(&body)?)? } else { Pairs::new() };
        Ok(Self {
            method: parts.method.as_str().to_owned(),
            path: parts.uri.path().to_owned(),
            parameters: Parameters::union(&query, &form),
            query,
            headers,
            body,
        })
    }

    /// The first value of a header; an empty one counts as absent.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim()).filter(|v| !v.is_empty())
    }
}

fn is_form(headers: &[(String, String)]) -> bool {
    headers.iter().any(|(name, value)| {
        name == "content-type" && value.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(FORM)
    })
}

fn form_text(body: &Bytes) -> Result<&str, Refusal> {
    std::str::from_utf8(body).map_err(|_| Refusal::gateway(400, "InvalidParameter", "The form is not UTF-8."))
}
