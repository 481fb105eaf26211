//! Sending.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::header::{CONTENT_LENGTH, HeaderName, HeaderValue};
use reqwest::{Client, ClientBuilder, Method, redirect, retry};

use crate::context::Listener;

use super::overheard::Overheard;
use super::{HttpError, Origin};

/// A request to an origin. It shows itself to nobody: its headers carry credentials.
pub struct Request<'a> {
    /// Whom to ask.
    pub origin: &'a Origin,
    /// The method in capitals.
    pub method: &'a str,
    /// The encoded path, from its first slash.
    pub path: &'a str,
    /// The encoded query, without the question mark; empty for none.
    pub query: &'a str,
    /// The headers, `host` among them.
    pub headers: &'a [(String, String)],
    /// The body; empty for none.
    pub body: Vec<u8>,
}

/// What came back, whatever its status.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers, names in lower case; values that are no text are left out.
    pub headers: Vec<(String, String)>,
    /// The whole body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first value of a header, by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

/// How long to wait and how much to read.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For a connection, TLS included.
    pub connect: Duration,
    /// For the next bytes of an answer.
    pub read: Duration,
    /// For the whole exchange.
    pub total: Duration,
    /// Bytes of an answer's body.
    pub answer: usize,
}

impl Default for Limits {
    /// 5 s to connect, 30 s between bytes, 2 min in all, 16 MiB.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            read: Duration::from_secs(30),
            total: Duration::from_secs(120),
            answer: 16 << 20,
        }
    }
}

/// Sends requests over pooled connections. Making one costs nothing; what a kind of address needs (certificates,
/// proxies) is set up when the first request goes there. Clones share it.
#[derive(Clone, Default)]
pub struct Transport {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    limits: Limits,
    listener: Option<Listener>,
    plain: OnceLock<Client>,
    secure: OnceLock<Client>,
}

impl Transport {
    /// A transport with these limits.
    pub fn new(limits: Limits) -> Self {
        Self::overheard(limits, None)
    }

    /// The same, with somebody who hears every request and answer.
    pub fn overheard(limits: Limits, listener: Option<Listener>) -> Self {
        Self { shared: Arc::new(Shared { limits, listener, ..Shared::default() }) }
    }

    /// Sends one request once, and reads the answer to its end.
    pub async fn send(&self, request: Request<'_>) -> Result<Answer, HttpError> {
        let Some(listener) = &self.shared.listener else { return self.exchange(request).await };
        let overheard = Overheard::of(&request);
        listener(overheard.request());
        let outcome = self.exchange(request).await;
        listener(&overheard.outcome(&outcome));
        outcome
    }

    async fn exchange(&self, request: Request<'_>) -> Result<Answer, HttpError> {
        let host = request.origin.host();
        let method = Method::from_bytes(request.method.as_bytes())
            .map_err(|_| HttpError::Unsendable { reason: format!("`{}` is no method", request.method) })?;
        let client = self.client(request.origin)?;
        let mut builder = client.request(method, request.origin.at(request.path, request.query));
        for (name, value) in request.headers {
            let name = HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| HttpError::Unsendable { reason: format!("`{name}` is no header name") })?;
            let value = header_value(name.as_str(), value)?;
            builder = builder.header(name, value);
        }
        if request.body.is_empty() && request.method != "GET" {
            // Said aloud, because some servers refuse a POST that does not say how long it is.
            builder = builder.header(CONTENT_LENGTH, 0);
        }
        let response = builder.body(request.body).send().await.map_err(|error| classify(error, &host))?;
        self.read(response, &host).await
    }

    async fn read(&self, mut response: reqwest::Response, host: &str) -> Result<Answer, HttpError> {
        let limit = self.shared.limits.answer;
        let too_large = || HttpError::TooLarge { host: host.to_owned(), limit };
        if response.content_length().is_some_and(|length| length > limit as u64) {
            return Err(too_large());
        }
        let text = |value: &HeaderValue| value.to_str().map(str::to_owned).ok();
        let status = response.status().as_u16();
        let headers =
            response.headers().iter().filter_map(|(name, value)| Some((name.to_string(), text(value)?))).collect();
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| lost(error, host))? {
            if body.len() + chunk.len() > limit {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { status, headers, body })
    }

    fn client(&self, origin: &Origin) -> Result<&Client, HttpError> {
        let slot = if origin.is_plain() { &self.shared.plain } else { &self.shared.secure };
        if let Some(client) = slot.get() {
            return Ok(client);
        }
        // Installing a second provider fails, and the first one stays: both are the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = self.builder();
        // Loopback is never reached through a proxy, and plain connections need no certificates.
        let builder = if origin.is_plain() { builder.no_proxy().tls_certs_only([]) } else { builder };
        let client = builder.build().map_err(|error| HttpError::Unsendable { reason: chain(&error) })?;
        Ok(slot.get_or_init(|| client))
    }

    fn builder(&self) -> ClientBuilder {
        let Limits { connect, read, total, .. } = self.shared.limits;
        Client::builder()
            .connect_timeout(connect)
            .read_timeout(read)
            .timeout(total)
            .redirect(redirect::Policy::none())
            // Every repetition needs a new signature, so none may happen down here.
            .retry(retry::never())
            .referer(false)
    }
}

/// A header value; one that may carry a secret is marked so that nothing below us prints it.
fn header_value(name: &str, value: &str) -> Result<HeaderValue, HttpError> {
    let mut header = HeaderValue::from_str(value).map_err(|_| HttpError::Unsendable {
        reason: format!("the value of the header {name} has control characters"),
    })?;
    header.set_sensitive(true);
    Ok(header)
}

fn classify(error: reqwest::Error, host: &str) -> HttpError {
    if error.is_connect() {
        return HttpError::Connect { host: host.to_owned(), reason: chain(&error.without_url()) };
    }
    if error.is_builder() {
        return HttpError::Unsendable { reason: chain(&error.without_url()) };
    }
    lost(error, host)
}

fn lost(error: reqwest::Error, host: &str) -> HttpError {
    HttpError::Lost { host: host.to_owned(), reason: chain(&error.without_url()) }
}

/// The innermost cause: the outer ones only say that a request failed. Addresses are gone by then, because a
/// query may carry a token.
fn chain(error: &reqwest::Error) -> String {
    let mut innermost: &dyn std::error::Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
