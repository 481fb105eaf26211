//! The control handle over HTTP, for an emulator that runs as its own process: `/_emulator/…`, from this machine only.

use std::sync::Arc;

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{Response, StatusCode};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Control, ControlError, Snapshot};
use crate::emulator::answer;
use crate::emulator::connection::Line;
use crate::emulator::faults::FaultRule;
use crate::emulator::parameters;
use crate::emulator::refusal::Refusal;
use crate::emulator::service::Service;
use crate::emulator::time::duration;
use crate::signature::format_time;

/// Where these routes begin.
const PREFIX: &str = "/_emulator/";

/// A request of a clock: either of two.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockOrder {
    advance: Option<String>,
    set: Option<String>,
    #[serde(default)]
    still: bool,
}

/// What the platform does to templates that fit.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlatformOrder {
    template: String,
    score: Option<String>,
    category: Option<String>,
}

/// A message from a person.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Writing {
    from: String,
    to: String,
    text: String,
}

/// Whether a request is one of these.
pub(in crate::emulator) fn is_control(parts: &Parts) -> bool {
    parts.uri.path().starts_with(PREFIX)
}

/// Answers such a request.
pub(in crate::emulator) async fn answer(
    service: &Arc<Service>,
    line: &Line,
    parts: &Parts,
    body: &[u8],
    request_id: &str,
) -> Response<Body> {
    let answered = match permitted(line, parts) {
        Ok(()) => run(service, parts, body).await,
        Err(refusal) => Err(refusal),
    };
    match answered {
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

async fn run(service: &Arc<Service>, parts: &Parts, body: &[u8]) -> Result<Value, Refusal> {
    let query = parameters::decode("query", parts.uri.query().unwrap_or_default())?;
    let space = query.into_iter().find(|(name, _)| name == "space").map(|(_, value)| value).unwrap_or_default();
    let control = Control::new(Arc::clone(service)).space(space);
    let route = parts.uri.path().strip_prefix(PREFIX).unwrap_or_default();
    match parts.method.as_str() {
        "GET" => look(&control, route),
        "POST" => order(&control, route, body).await,
        _ => Err(Refusal::no_such_action()),
    }
}

/// What is asked without changing anything.
fn look(control: &Control, route: &str) -> Result<Value, Refusal> {
    match route {
        "templates" => Ok(json!(control.templates().map_err(failed)?)),
        "counters" => Ok(json!(control.counters())),
        "messages" => Ok(json!(control.messages())),
        "requests" => Ok(json!(control.requests())),
        "faults" => Ok(json!(control.faults())),
        "clock" => Ok(clock(control)),
        "snapshot" => Ok(json!(control.snapshot().map_err(failed)?)),
        _ => Err(Refusal::no_such_action()),
    }
}

/// What is to be done.
async fn order(control: &Control, route: &str, body: &[u8]) -> Result<Value, Refusal> {
    match route {
        "verdict" => {
            let ended = control.end_reviews(&json_body(body)?).map_err(failed)?;
            control.deliver_reports().await.map_err(failed)?;
            Ok(json!({ "decided": ended }))
        }
        "script" => control.script(json_body(body)?).map(|()| json!({})).map_err(failed),
        "faults" => {
            control.set_faults(faults(body)?);
            Ok(json!(control.faults()))
        }
        "clock" => set_clock(control, json_body(body)?).await,
        "platform" => {
            let order: PlatformOrder = json_body(body)?;
            let changed = match (order.score, order.category) {
                (Some(score), _) => control.set_quality(&order.template, &score),
                (None, Some(category)) => control.recategorise(&order.template, &category),
                (None, None) => control.pause(&order.template),
            };
            let changed = changed.map_err(failed)?;
            control.deliver_reports().await.map_err(failed)?;
            Ok(json!({ "changed": changed }))
        }
        "person" => {
            let writing: Writing = json_body(body)?;
            let id = control.person_writes(&writing.from, &writing.to, &writing.text).await.map_err(failed)?;
            Ok(json!({ "message": id }))
        }
        "snapshot" => control.load(json_body::<Snapshot>(body)?).map(|()| json!({})).map_err(failed),
        "reset" => control.reset().map(|()| json!({})).map_err(failed),
        _ => Err(Refusal::no_such_action()),
    }
}

async fn set_clock(control: &Control, order: ClockOrder) -> Result<Value, Refusal> {
    let wrong = |fact: &str| Refusal::gateway(400, "InvalidParameter", fact);
    match (order.advance, order.set) {
        (Some(advance), None) => {
            let duration = duration(&advance).ok_or_else(|| wrong("Write the time as 90s, 5m, 24h or 30d."))?;
            control.advance(duration).await.map_err(failed)?;
        }
        (None, Some(time)) => {
            let time: Timestamp = time.parse().map_err(|_| wrong("Write the time as 2026-11-20T14:25:35Z."))?;
            control.set_time(time, order.still).await.map_err(failed)?;
        }
        _ => return Err(wrong("Say either advance or set.")),
    }
    Ok(clock(control))
}

fn clock(control: &Control) -> Value {
    let (now, still) = control.time();
    json!({ "now": format_time(now), "still": still })
}

/// A list of rules, each an object or the text that people write.
fn faults(body: &[u8]) -> Result<Vec<FaultRule>, Refusal> {
    let rules: Vec<Value> = json_body(body)?;
    let rule = |rule: Value| match rule {
        Value::String(text) => text.parse().map_err(|error: crate::emulator::FaultText| error.to_string()),
        other => serde_json::from_value(other).map_err(|error| error.to_string()),
    };
    let rules: Result<Vec<_>, _> = rules.into_iter().map(rule).collect();
    rules.map_err(|fact| Refusal::gateway(400, "InvalidParameter.Format", fact))
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
