//! What the providers of `reqsign` ask of their surroundings: our variables, our transport, and files.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Method, Request, Response};
use reqsign_core::{Env, Error, FileRead, HttpSend};

use crate::context::{Context, Environment};
use crate::http::{Limits, Transport};
use crate::signature::encode;

/// The metadata of a machine is near or not there at all.
const NEARBY: Limits = Limits {
    connect: Duration::from_secs(1),
    read: Duration::from_secs(1),
    total: Duration::from_secs(4),
    answer: 64 << 10,
};
/// The action whose request carries a token that must not be part of an address.
const WITH_TOKEN: &str = "Action=AssumeRoleWithOIDC";
/// How long a session is asked for, in seconds.
const SESSION: u32 = 3600;

/// The surroundings, and what was read in them that no message may repeat.
#[derive(Clone)]
pub(super) struct Surroundings {
    environment: Arc<Environment>,
    far: Transport,
    near: Transport,
    /// Contents of files with tokens, and secrets that requests are signed with.
    secrets: Arc<Mutex<Vec<String>>>,
}

impl Surroundings {
    pub(super) fn new(context: &Context, limits: Limits) -> Self {
        Self {
            environment: Arc::clone(&context.environment),
            far: Transport::overheard(limits, context.wire.clone()),
            near: Transport::overheard(NEARBY, context.wire.clone()),
            secrets: Arc::default(),
        }
    }

    pub(super) fn environment(&self) -> &Environment {
        &self.environment
    }

    /// As `reqsign` wants them, for services anywhere.
    pub(super) fn far(&self) -> reqsign_core::Context {
        self.with(&self.far)
    }

    /// The same for what is on this machine or beside it.
    pub(super) fn near(&self) -> reqsign_core::Context {
        self.with(&self.near)
    }

    fn with(&self, transport: &Transport) -> reqsign_core::Context {
        let files = Files { environment: Arc::clone(&self.environment), secrets: Arc::clone(&self.secrets) };
        reqsign_core::Context::new()
            .with_env(Variables(Arc::clone(&self.environment)))
            .with_file_read(files)
            .with_http_send(Sender(transport.clone()))
    }

    /// Keeps a secret out of every message.
    pub(super) fn hide(&self, secret: &str) {
        lock(&self.secrets).push(secret.to_owned());
    }

    /// What an error says, without secrets and without the addresses that a request went to.
    pub(super) fn reason(&self, error: &Error) -> String {
        let mut text = error.to_string();
        let mut source = std::error::Error::source(error);
        while let Some(cause) = source {
            text = cause.to_string();
            source = cause.source();
        }
        for secret in lock(&self.secrets).iter().filter(|secret| !secret.is_empty()) {
            let once = encode(secret);
            for form in [&encode(&once), &once, secret] {
                text = text.replace(form.as_str(), "[secret]");
            }
        }
        text
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Variables(Arc<Environment>);

impl std::fmt::Debug for Variables {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Variables")
    }
}

impl Env for Variables {
    fn var(&self, key: &str) -> Option<String> {
        self.0.variable(key).map(str::to_owned)
    }

    fn vars(&self) -> HashMap<String, String> {
        self.0.variables().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    fn home_dir(&self) -> Option<PathBuf> {
        self.0.home()
    }
}

struct Files {
    environment: Arc<Environment>,
    secrets: Arc<Mutex<Vec<String>>>,
}

impl std::fmt::Debug for Files {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Files")
    }
}

impl FileRead for Files {
    async fn file_read(&self, path: &str) -> reqsign_core::Result<Vec<u8>> {
        let read = std::fs::read(self.environment.current_dir.join(path));
        let bytes = read.map_err(|error| Error::config_invalid(format!("cannot read {path}: {error}")))?;
        lock(&self.secrets).push(String::from_utf8_lossy(&bytes).trim().to_owned());
        Ok(bytes)
    }
}

struct Sender(Transport);

impl std::fmt::Debug for Sender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sender")
    }
}

impl HttpSend for Sender {
    async fn http_send(&self, request: Request<Bytes>) -> reqsign_core::Result<Response<Bytes>> {
        self.0.send_foreign(in_body(request)).await.map_err(|error| Error::unexpected(error.to_string()))
    }
}

/// Moves the parameters of a request with a token out of its address, and says how long the session shall be. It is
/// not signed, so nothing else changes.
fn in_body(request: Request<Bytes>) -> Request<Bytes> {
    let query = request.uri().query().unwrap_or_default();
    if !query.split('&').any(|pair| pair == WITH_TOKEN) {
        return request;
    }
    let body = format!("{query}&DurationSeconds={SESSION}");
    let address = request.uri().to_string();
    let bare = address.split('?').next().unwrap_or_default();
    let moved = Request::builder()
        .method(Method::POST)
        .uri(bare)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Bytes::from(body));
    moved.unwrap_or(request)
}
