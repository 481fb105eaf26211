//! The control handle over HTTP, for an emulator that runs as its own process: `/_emulator/…`, from this machine only.

use std::sync::Arc;

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{Response, StatusCode};
use serde_json::{Value, json};

use super::handle::{Control, ControlError};
use crate::emulator::answer;
use crate::emulator::connection::Line;
use crate::emulator::parameters;
use crate::emulator::refusal::Refusal;
use crate::emulator::service::Service;

/// Where these routes begin.
const PREFIX: &str = "/_emulator/";

/// Whether a request is one of these.
pub(in crate::emulator) fn is_control(parts: &Parts) -> bool {
    parts.uri.path().starts_with(PREFIX)
}

/// Answers such a request.
pub(in crate::emulator) fn answer(
    service: &Arc<Service>,
    line: &Line,
    parts: &Parts,
    body: &[u8],
    request_id: &str,
) -> Response<Body> {
    match permitted(line, parts).and_then(|()| run(service, parts, body)) {
        Ok(value) => answer::respond(StatusCode::OK, request_id, &value),
        Err(refusal) => answer::refused(request_id, &refusal, false),
    }
}

/// Only programs on this machine; a page in a browser announces itself with an origin.
fn permitted(line: &Line, parts: &Parts) -> Result<(), Refusal> {
    if line.peer.ip().is_loopback() && !parts.headers.contains_key("origin") {
        return Ok(());
    }
    Err(Refusal::gateway(403, "Forbidden", "The emulator is controlled by programs on its own machine only."))
}

fn run(service: &Arc<Service>, parts: &Parts, body: &[u8]) -> Result<Value, Refusal> {
    let query = parameters::decode("query", parts.uri.query().unwrap_or_default())?;
    let space = query.into_iter().find(|(name, _)| name == "space").map(|(_, value)| value).unwrap_or_default();
    let control = Control::new(Arc::clone(service)).space(space);
    let route = parts.uri.path().strip_prefix(PREFIX).unwrap_or_default();
    match (parts.method.as_str(), route) {
        ("GET", "templates") => Ok(json!(control.templates().map_err(failed)?)),
        ("GET", "counters") => Ok(json!(control.counters())),
        ("POST", "verdict") => {
            let ended = control.end_reviews(&json_body(body)?).map_err(failed)?;
            Ok(json!({ "decided": ended }))
        }
        ("POST", "script") => {
            control.script(json_body(body)?).map_err(failed)?;
            Ok(json!({}))
        }
        ("POST", "faults") => {
            control.set_faults(json_body(body)?);
            Ok(json!({}))
        }
        _ => Err(Refusal::no_such_action()),
    }
}

fn json_body<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| Refusal::gateway(400, "InvalidParameter.Format", error.to_string()))
}

fn failed(error: ControlError) -> Refusal {
    match error {
        ControlError::Store(error) => Refusal::internal(error.to_string()),
        other => Refusal::gateway(400, "InvalidParameter", other.to_string()),
    }
}
