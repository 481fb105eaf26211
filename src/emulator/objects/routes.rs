//! PutObject, GetObject and HeadObject.

use axum::body::{Body, Bytes};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;

use super::authorization::{Authorization, Signed};
use super::shelf::Object;
use super::xml::ObjectRefusal;
use crate::emulator::documented::{BUCKET, OBJECT_SIZE, UPLOAD_ROLE};
use crate::emulator::parameters::decode;
use crate::emulator::refusal::Refusal;
use crate::emulator::service::{Memory, Service};
use crate::emulator::sts::Identity;
use crate::signature::v3::payload_hash;
use crate::signature::{Pairs, Secret};

/// Whether a request is about an object: its host is a bucket's, or its path names one.
pub(in crate::emulator) fn is_object(parts: &Parts) -> bool {
    let first = parts.uri.path().trim_start_matches('/').split('/').next().unwrap_or_default();
    host_bucket(parts).is_some()
        || first == BUCKET
        || header(parts, "authorization").is_some_and(|value| value.starts_with("OSS"))
}

/// Answers such a request.
pub(in crate::emulator) fn answer(service: &Service, parts: &Parts, body: Bytes, request_id: &str) -> Response<Body> {
    let host = header(parts, "host").unwrap_or_default().to_owned();
    let answered = match parts.method.as_str() {
        "PUT" => put(service, parts, body),
        "GET" | "HEAD" => get(service, parts),
        other => Err(ObjectRefusal::new(405, "MethodNotAllowed", format!("The method {other} is not allowed here."))),
    };
    let mut response = answered.unwrap_or_else(|refusal| refusal.response(request_id, &host));
    let headers = response.headers_mut();
    headers.insert("server", HeaderValue::from_static("AliyunOSS"));
    if let Ok(id) = HeaderValue::from_str(&request_id.replace('-', "")) {
        headers.insert("x-oss-request-id", id);
    }
    response
}

/// Bucket and key, decoded.
fn address(parts: &Parts) -> Result<(String, String), ObjectRefusal> {
    let path = percent_decode_str(parts.uri.path())
        .decode_utf8()
        .map_err(|_| ObjectRefusal::new(400, "InvalidObjectName", "The key is not UTF-8 once decoded."))?;
    let path = path.trim_start_matches('/');
    let (bucket, key) = match host_bucket(parts) {
        Some(bucket) => (bucket, path),
        None => path.split_once('/').unwrap_or((path, "")),
    };
    if bucket != BUCKET {
        return Err(ObjectRefusal::new(404, "NoSuchBucket", "The specified bucket does not exist."));
    }
    if key.is_empty() || key.len() > 1023 {
        return Err(ObjectRefusal::new(400, "InvalidObjectName", "A key has 1 to 1023 bytes."));
    }
    Ok((bucket.to_owned(), key.to_owned()))
}

fn put(service: &Service, parts: &Parts, body: Bytes) -> Result<Response<Body>, ObjectRefusal> {
    let (bucket, key) = address(parts)?;
    let mut memory = service.memory();
    let identity = authorized(service, &memory, parts, &format!("/{bucket}/{key}"))?;
    check_place(&identity, &key)?;
    if body.len() > OBJECT_SIZE {
        let message = format!("Your proposed upload exceeds the maximum allowed size of {OBJECT_SIZE} bytes.");
        return Err(ObjectRefusal::new(400, "EntityTooLarge", message));
    }
    check_md5(parts)?;
    let hash = payload_hash(&body);
    let object = Object {
        bucket,
        key,
        content_type: header(parts, "content-type").unwrap_or("application/octet-stream").to_owned(),
        size: body.len(),
        stored: service.clock.now().as_millisecond(),
        hash: hash.clone(),
    };
    memory.objects.put(object, body).map_err(|error| ObjectRefusal::new(500, "InternalError", error.to_string()))?;
    let mut response = Response::new(Body::empty());
    insert(&mut response, "etag", &etag(&hash));
    Ok(response)
}

fn get(service: &Service, parts: &Parts) -> Result<Response<Body>, ObjectRefusal> {
    let (bucket, key) = address(parts)?;
    let memory = service.memory();
    if parts.headers.contains_key("authorization") {
        authorized(service, &memory, parts, &format!("/{bucket}/{key}"))?;
    }
    let found = memory.objects.get(&bucket, &key);
    let found = found.map_err(|error| ObjectRefusal::new(500, "InternalError", error.to_string()))?;
    let (object, bytes) =
        found.ok_or_else(|| ObjectRefusal::new(404, "NoSuchKey", "The specified key does not exist."))?;
    let mut response = Response::new(if parts.method == "HEAD" { Body::empty() } else { Body::from(bytes) });
    insert(&mut response, "content-type", &object.content_type);
    insert(&mut response, "etag", &etag(&object.hash));
    if parts.method == "HEAD" {
        insert(&mut response, "content-length", &object.size.to_string());
    }
    Ok(response)
}

/// Who signed the request.
fn authorized(
    service: &Service,
    memory: &Memory,
    parts: &Parts,
    resource: &str,
) -> Result<Option<Identity>, ObjectRefusal> {
    let given = header(parts, "authorization")
        .ok_or_else(|| ObjectRefusal::new(403, "AccessDenied", "A signed request is needed."))?;
    let authorization = Authorization::parse(given)?;
    let token = header(parts, "x-oss-security-token");
    let now = service.clock.now();
    let found = memory.gate.find(authorization.id(), token, now).map_err(|refusal| translated(&refusal))?;
    let Some((secret, identity)) = found else { return Ok(None) };
    check_signature(parts, &authorization, resource, &secret, &[now, service.clock.machine_time()])?;
    Ok(Some(identity))
}

fn check_signature(
    parts: &Parts,
    authorization: &Authorization,
    resource: &str,
    secret: &Secret,
    times: &[jiff::Timestamp],
) -> Result<(), ObjectRefusal> {
    let query = decode("query", parts.uri.query().unwrap_or_default()).map_err(|refusal| translated(&refusal))?;
    let headers: Pairs = parts
        .headers
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect();
    let signed = Signed { method: parts.method.as_str(), resource, query: &query, headers: &headers };
    authorization.check(&signed, secret, times)
}

/// Credentials for uploading reach no further than their own folder.
fn check_place(identity: &Option<Identity>, key: &str) -> Result<(), ObjectRefusal> {
    match identity {
        Some(Identity::Role { role, session, .. }) if role == UPLOAD_ROLE && !key.starts_with(&folder(session)) => {
            let message = format!("These credentials may write below {} only.", folder(session));
            Err(ObjectRefusal::new(403, "AccessDenied", message))
        }
        _ => Ok(()),
    }
}

fn folder(session: &str) -> String {
    format!("{}/", crate::emulator::documented::upload_folder(session))
}

/// The form of the digest; it is not computed, because nothing else here needs MD5.
fn check_md5(parts: &Parts) -> Result<(), ObjectRefusal> {
    match header(parts, "content-md5") {
        Some(given) if STANDARD.decode(given).is_ok_and(|bytes| bytes.len() == 16) => Ok(()),
        Some(_) => Err(ObjectRefusal::new(400, "InvalidDigest", "Content-MD5 is not the Base64 form of 16 bytes.")),
        None => Ok(()),
    }
}

/// What the gateway says of keys, in the words of the object storage.
fn translated(refusal: &Refusal) -> ObjectRefusal {
    let code = match refusal.code.as_str() {
        "InvalidAccessKeyId.NotFound" => "InvalidAccessKeyId",
        "InvalidSecurityToken.Expired" => "SecurityTokenExpired",
        code if code.contains("SecurityToken") => "InvalidSecurityToken",
        _ => "InvalidArgument",
    };
    ObjectRefusal::new(403, code, refusal.message.clone())
}

fn etag(hash: &str) -> String {
    format!("\"{}\"", hash[..32].to_ascii_uppercase())
}

/// The bucket of a host-style address.
fn host_bucket(parts: &Parts) -> Option<&'static str> {
    header(parts, "host")
        .and_then(|host| host.strip_prefix(BUCKET))
        .filter(|rest| rest.starts_with('.'))
        .map(|_| BUCKET)
}

fn header<'a>(parts: &'a Parts, name: &str) -> Option<&'a str> {
    parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim)
}

fn insert(response: &mut Response<Body>, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
