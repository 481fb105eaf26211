//! The metadata service of a virtual machine, second version, and a credentials address: where SDKs fetch
//! temporary credentials without a key. Only programs on this machine reach them.

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Response, StatusCode};
use jiff::Timestamp;
use serde_json::json;

use super::Identity;
use crate::emulator::answer;
use crate::emulator::connection::Line;
use crate::emulator::documented::{METADATA_CREDENTIALS, METADATA_TOKEN_SECONDS};
use crate::emulator::service::Service;
use crate::signature::{equal, format_time};

/// The role of the emulated machine.
const ROLE: &str = "chatform-emulator";
/// Where the metadata begin.
const METADATA: &str = "/latest/";
/// The credentials address.
const CREDENTIALS: &str = "/creds";
/// Where the roles are listed.
const ROLES: &str = "/latest/meta-data/ram/security-credentials/";

/// Whether a request is one of these.
pub(in crate::emulator) fn is_metadata(parts: &Parts) -> bool {
    parts.uri.path().starts_with(METADATA) || parts.uri.path() == CREDENTIALS
}

/// Answers such a request.
pub(in crate::emulator) fn answer(service: &Service, line: &Line, parts: &Parts) -> Response<Body> {
    if !line.peer.ip().is_loopback() || parts.headers.contains_key("origin") {
        return text(StatusCode::FORBIDDEN, "403 - Forbidden".to_owned());
    }
    let path = parts.uri.path();
    match (parts.method.as_str(), path) {
        ("PUT", "/latest/api/token") => token(service, parts),
        ("GET", CREDENTIALS) => credentials(service),
        ("GET", path) if path.starts_with("/latest/meta-data/") => match may_read(service, parts) {
            true => metadata(service, path),
            false => text(StatusCode::UNAUTHORIZED, "401 - Unauthorized".to_owned()),
        },
        _ => text(StatusCode::NOT_FOUND, "404 - Not Found".to_owned()),
    }
}

fn metadata(service: &Service, path: &str) -> Response<Body> {
    match path.strip_prefix(ROLES) {
        Some("") => text(StatusCode::OK, ROLE.to_owned()),
        Some(ROLE) => credentials(service),
        _ if path == ROLES.trim_end_matches('/') => text(StatusCode::OK, ROLE.to_owned()),
        _ if path == "/latest/meta-data/region-id" => text(StatusCode::OK, "ap-southeast-1".to_owned()),
        _ if path == "/latest/meta-data/owner-account-id" => text(StatusCode::OK, service.config.account.clone()),
        _ => text(StatusCode::NOT_FOUND, "404 - Not Found".to_owned()),
    }
}

/// A token for reading; how long it is good is said in a header.
fn token(service: &Service, parts: &Parts) -> Response<Body> {
    let seconds = header(parts, "x-aliyun-ecs-metadata-token-ttl-seconds").and_then(|text| text.parse::<i64>().ok());
    let Some(seconds) = seconds.filter(|seconds| METADATA_TOKEN_SECONDS.contains(seconds)) else {
        return text(StatusCode::BAD_REQUEST, "400 - Bad Request".to_owned());
    };
    let until = service.clock.now().as_millisecond().saturating_add(seconds * 1000);
    text(StatusCode::OK, format!("{until}-{}", service.issuer.seal(&format!("metadata until {until}"))))
}

/// Reading needs no token; a wrong or an old one is refused.
fn may_read(service: &Service, parts: &Parts) -> bool {
    let Some(token) = header(parts, "x-aliyun-ecs-metadata-token") else { return true };
    token.split_once('-').is_some_and(|(until, seal)| {
        let until_time = until.parse::<i64>().ok().and_then(|until| Timestamp::from_millisecond(until).ok());
        equal(&service.issuer.seal(&format!("metadata until {until}")), seal)
            && until_time.is_some_and(|until| until > service.clock.now())
    })
}

fn credentials(service: &Service) -> Response<Body> {
    let now = service.clock.now();
    let identity = Identity::Role {
        account: service.config.account.clone(),
        role: ROLE.to_owned(),
        session: "metadata".to_owned(),
    };
    let until = now.saturating_add(METADATA_CREDENTIALS).unwrap_or(now);
    let issued = service.issuer.issue(identity, until, &service.context.random.hex_id());
    let body = json!({
        "Code": "Success",
        "AccessKeyId": issued.id,
        "AccessKeySecret": issued.secret.expose(),
        "SecurityToken": issued.token.expose(),
        "LastUpdated": format_time(now),
        "Expiration": format_time(issued.until),
    });
    answer::respond(StatusCode::OK, &service.request_id(), &body)
}

fn header<'a>(parts: &'a Parts, name: &str) -> Option<&'a str> {
    parts.headers.get(name).and_then(|value| value.to_str().ok())
}

fn text(status: StatusCode, text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert("content-type", HeaderValue::from_static("text/plain"));
    response
}
