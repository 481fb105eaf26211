//! Answers as the service writes them: always a JSON object, also when the request never reached an action.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode};
use serde_json::{Map, Value, json};

use super::actions::Envelope;
use super::documented;
use super::refusal::Refusal;

/// The content type of every answer; SDKs switch to XML for `text/xml`.
const CONTENT_TYPE: &str = "application/json;charset=utf-8";

/// What an action gives back, besides the fields that every answer has.
pub(super) type Fields = Map<String, Value>;

/// A finished request.
pub(super) fn success(request_id: &str, envelope: Envelope, fields: Fields) -> Response<Body> {
    let mut body = Map::new();
    body.insert("RequestId".into(), request_id.into());
    if envelope != Envelope::Tokens {
        body.insert("Code".into(), "OK".into());
        body.insert("Message".into(), "OK".into());
    }
    if envelope == Envelope::Success {
        body.insert("Success".into(), true.into());
    }
    body.extend(fields);
    respond(StatusCode::OK, request_id, &Value::Object(body))
}

/// A refused request; `business_ok` answers what the product refuses with HTTP 200.
pub(super) fn refused(request_id: &str, refusal: &Refusal, business_ok: bool) -> Response<Body> {
    let Refusal { status, code, message, .. } = refusal;
    if refusal.business && business_ok {
        let body = json!({ "RequestId": request_id, "Code": code, "Message": message, "Success": false });
        return respond(StatusCode::OK, request_id, &body);
    }
    let body = json!({
        "RequestId": request_id,
        "HostId": documented::HOST,
        "Code": code,
        "Message": message,
        "Recommend":
            format!("https://api.aliyun.com/troubleshoot?q={code}&product=cams&requestId={request_id}"),
    });
    let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = respond(status, request_id, &body);
    if let Some(milliseconds) = refusal.retry_after_ms {
        response.headers_mut().insert("x-acs-retry-after", HeaderValue::from(milliseconds));
    }
    response
}

/// Any JSON, in the form of every answer.
pub(super) fn respond(status: StatusCode, request_id: &str, body: &Value) -> Response<Body> {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert("content-type", HeaderValue::from_static(CONTENT_TYPE));
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert("x-acs-request-id", id.clone());
        headers.insert("x-acs-trace-id", id);
    }
    response
}
