//! The front door: every request that reaches the port, answered and noted.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Response};

use super::actions::Entry;
use super::answer::{self, Fields};
use super::connection::Line;
use super::documented::OBJECT_SIZE;
use super::faults::Fault;
use super::journal::{Delivery, LogEntry, masked, near_misses};
use super::refusal::Refusal;
use super::request::Incoming;
use super::service::{Admitted, Service};
use super::sts::metadata;
use super::{callbacks, control, objects};
use crate::signature::format_time;

/// The largest body that is read. The service's limit is not documented.
const BODY_LIMIT: usize = 4 * 1024 * 1024;
/// What a broken proxy answers.
const PAGE: &str = "<html><body><h1>502 Bad Gateway</h1></body></html>";

/// Answers any request that reaches the port.
pub(super) async fn handle(
    Shared(service): Shared<Arc<Service>>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
) -> Response<Body> {
    let request_id = service.request_id();
    let (parts, body) = request.into_parts();
    let is_object = objects::is_object(&parts);
    let is_control = control::is_control(&parts);
    let limit = if is_object || is_control { OBJECT_SIZE } else { BODY_LIMIT };
    let body = match to_bytes(body, limit).await {
        Ok(body) => body,
        Err(_) => {
            let message = format!("The body could not be read, or is larger than {limit} bytes.");
            let refusal = Refusal::gateway(413, "RequestEntityTooLarge", message);
            return answer::refused(&request_id, &refusal, false);
        }
    };
    if is_control {
        return control::answer(&service, &line, &parts, &body, &request_id).await;
    }
    let response = if metadata::is_metadata(&parts) {
        noted(&service, &parts, &request_id, metadata::answer(&service, &line, &parts))
    } else if is_object {
        noted(&service, &parts, &request_id, objects::answer(&service, &parts, body, &request_id))
    } else {
        call(&service, &parts, body, &line, &request_id).await
    };
    callbacks::wake(&service);
    response
}

/// A call of an action.
async fn call(service: &Service, parts: &Parts, body: Bytes, line: &Line, request_id: &str) -> Response<Body> {
    let request = match Incoming::read(parts, body) {
        Ok(request) => request,
        Err(refusal) => return noted(service, parts, request_id, answer::refused(request_id, &refusal, false)),
    };
    let admitted = service.admit(&request);
    let (entry, faults) = match &admitted {
        Ok(admitted) => (Some(admitted.entry), admitted.faults.clone()),
        Err(_) => (None, Vec::new()),
    };
    let (done, delivery) = match admitted {
        Ok(admitted) => done(service, &request, &admitted, line).await,
        Err(refusal) => (Err(refusal), Delivery::Sent),
    };
    let mut note = note(service, &request, entry, request_id);
    note.faults = faults.iter().map(name).collect();
    note.answer = delivery;
    note.wrote = done.is_ok() && entry.is_some_and(|entry| entry.writes) && delivery != Delivery::Reset;
    note.code = done.as_ref().err().map_or_else(|| "OK".to_owned(), |refusal| refusal.code.clone());
    let refused = done.is_err();
    let mut response = match (done, entry) {
        (Ok(fields), Some(entry)) => answer::success(request_id, entry.envelope, fields),
        (Err(refusal), _) => answer::refused(request_id, &refusal, service.config.business_errors_ok),
        (Ok(_), None) => answer::refused(request_id, &Refusal::no_such_action(), false),
    };
    note.status = response.status().as_u16();
    let mut memory = service.memory();
    if refused {
        memory.counters.refused(&note.code);
    }
    memory.log.note(note);
    spoil(&mut response, &faults);
    response
}

/// Runs an action, faults included; what came of it, and what becomes of the answer.
async fn done(
    service: &Service,
    request: &Incoming,
    admitted: &Admitted,
    line: &Line,
) -> (Result<Fields, Refusal>, Delivery) {
    for fault in &admitted.faults {
        let wait = match fault {
            Fault::Latency(milliseconds) => *milliseconds,
            Fault::Jitter(least, most) => service.between(*least, *most),
            Fault::Throttle => return (Err(Refusal::throttled(1000)), Delivery::Sent),
            Fault::LimitControl => {
                let refusal = Refusal::business("System.LimitControl", "The system is under flow control.");
                return (Err(refusal), Delivery::Sent);
            }
            Fault::ServerError(status) => {
                let message = "The request processing has failed due to some unknown error.";
                let code = if *status == 503 { "ServiceUnavailable" } else { "InternalError" };
                return (Err(Refusal::gateway(*status, code, message)), Delivery::Sent);
            }
            Fault::ResetBefore => {
                line.reset();
                return (Ok(Fields::new()), Delivery::Reset);
            }
            _ => continue,
        };
        service.context.clock.sleep(Duration::from_millis(wait)).await;
    }
    let struck = |fault: Fault| admitted.faults.contains(&fault);
    let fields = service.act(request, admitted);
    let delivery = if struck(Fault::LoseReply) {
        line.reset();
        Delivery::Lost
    } else if struck(Fault::TruncateBody) {
        line.break_off(20);
        Delivery::Spoilt
    } else if struck(Fault::NotJson) || struck(Fault::WrongType) {
        Delivery::Spoilt
    } else {
        Delivery::Sent
    };
    (fields, delivery)
}

/// The name of a fault, as rules in JSON write it.
fn name(fault: &Fault) -> String {
    let name = serde_json::to_value(fault).unwrap_or_default();
    name.as_str().map_or_else(|| name.to_string(), str::to_owned)
}

/// Makes an answer unreadable in the way that was asked for.
fn spoil(response: &mut Response<Body>, faults: &[Fault]) {
    if faults.contains(&Fault::NotJson) {
        *response.body_mut() = Body::from(PAGE);
        response.headers_mut().insert("content-type", HeaderValue::from_static("text/html"));
    }
    if faults.contains(&Fault::WrongType) {
        response.headers_mut().insert("content-type", HeaderValue::from_static("text/xml;charset=utf-8"));
    }
}

/// The line of the log for a call, before its outcome.
fn note(service: &Service, request: &Incoming, entry: Option<&'static Entry>, request_id: &str) -> LogEntry {
    let text = |header: &str, name: &str| request.header(header).or_else(|| request.parameters.text(name));
    let authorization = request.header("authorization").unwrap_or_default();
    let credential = authorization.split(['=', ',']).nth(1).filter(|_| authorization.starts_with("ACS3-"));
    let old = request.parameters.text("Signature").map(|_| "V1");
    let action = text("x-acs-action", "Action").unwrap_or_default().to_owned();
    let pairs = request.parameters.pairs();
    let parameters: BTreeMap<String, String> =
        pairs.iter().map(|(name, value)| (name.clone(), masked(name, value))).collect();
    LogEntry {
        at: format_time(service.clock.now()),
        request: request_id.to_owned(),
        method: request.method.clone(),
        path: if request.path == "/" { String::new() } else { request.path.clone() },
        signature: credential.map(|_| "V3").or(old).unwrap_or_default().to_owned(),
        key: credential.or_else(|| request.parameters.text("AccessKeyId")).unwrap_or_default().to_owned(),
        near_misses: near_misses(&action, entry, pairs),
        parameters,
        action,
        status: 0,
        code: String::new(),
        wrote: false,
        answer: Delivery::Sent,
        faults: Vec::new(),
    }
}

/// Notes a request that is no call of an action, with the status of its answer.
fn noted(service: &Service, parts: &Parts, request_id: &str, response: Response<Body>) -> Response<Body> {
    let status = response.status();
    let entry = LogEntry {
        at: format_time(service.clock.now()),
        request: request_id.to_owned(),
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        action: String::new(),
        signature: String::new(),
        key: String::new(),
        parameters: BTreeMap::new(),
        status: status.as_u16(),
        code: if status.is_success() { "OK".to_owned() } else { status.as_str().to_owned() },
        wrote: status.is_success() && parts.method == "PUT" && objects::is_object(parts),
        answer: Delivery::Sent,
        faults: Vec::new(),
        near_misses: Vec::new(),
    };
    service.memory().log.note(entry);
    response
}
