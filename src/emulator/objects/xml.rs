//! Answers of the object storage.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode};

/// A refusal of the object storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ObjectRefusal {
    pub status: u16,
    pub code: &'static str,
    pub message: String,
}

impl ObjectRefusal {
    pub fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    /// The answer that says it.
    pub fn response(&self, request_id: &str, host: &str) -> Response<Body> {
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>\n  <Code>{}</Code>\n  <Message>{}</Message>\n  \
             <RequestId>{}</RequestId>\n  <HostId>{}</HostId>\n</Error>\n",
            self.code,
            escaped(&self.message),
            request_id,
            escaped(host)
        );
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response.headers_mut().insert("content-type", HeaderValue::from_static("application/xml"));
        response
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
