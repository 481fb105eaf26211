//! What one attempt can end with, before it is decided whether to try again.

use std::time::Duration;

use crate::http::HttpError;
use crate::signature::{Secret, encode};

/// Codes with which the service says that it broke, whatever the status (checked 2026-11-20).
pub(super) const BROKEN: [&str; 4] =
    ["InternalError", "ServiceUnavailable", "ServiceUnavailableTemporary", "UnknownError"];

/// An attempt without success.
pub(super) enum Failure {
    /// Nothing was sent.
    NotSent(HttpError),
    /// The request may have been taken, but no whole answer came.
    NoAnswer(HttpError),
    /// An answer that says nothing we understand.
    Unreadable { http: u16, reason: String },
    /// Refused for being too many; nothing was done.
    Throttled(Box<Refusal>),
    /// The nonce was seen before: something below us sent the request twice, and the first may have been taken.
    NonceUsed(Box<Refusal>),
    /// The service broke while it worked.
    Broken(Box<Refusal>),
    /// A plain no.
    Refused(Box<Refusal>),
}

/// What the service says when it does not do what it was asked to.
#[derive(Clone, Debug, Default)]
pub(super) struct Refusal {
    pub http: u16,
    pub code: String,
    pub message: String,
    pub request_id: Option<String>,
    pub recommend: Option<Box<str>>,
    pub denied: Option<Box<str>>,
    /// How long the service asks us to wait.
    pub wait: Option<Duration>,
}

impl Failure {
    /// Sorts a refusal by its code and status.
    ///
    /// A time to wait alone means throttling only where the service did not break: what broke may have been done.
    pub(super) fn of(refusal: Refusal) -> Self {
        let refusal = Box::new(refusal);
        match refusal.code.as_str() {
            "Throttling" | "System.LimitControl" => Self::Throttled(refusal),
            code if code.starts_with("Throttling.") => Self::Throttled(refusal),
            "SignatureNonceUsed" => Self::NonceUsed(refusal),
            code if BROKEN.contains(&code) => Self::Broken(refusal),
            _ if refusal.http >= 500 => Self::Broken(refusal),
            _ if refusal.http == 429 || refusal.wait.is_some() => Self::Throttled(refusal),
            _ => Self::Refused(refusal),
        }
    }
}

impl Failure {
    /// The same without a token: where a signature does not match, the service quotes all that was signed.
    pub(super) fn without(mut self, token: &Secret) -> Self {
        match &mut self {
            Self::NotSent(_) | Self::NoAnswer(_) => {}
            Self::Unreadable { reason, .. } => *reason = concealed(reason, token),
            Self::Throttled(refusal) | Self::NonceUsed(refusal) | Self::Broken(refusal) | Self::Refused(refusal) => {
                refusal.message = concealed(&refusal.message, token);
                let conceal = |text: Box<str>| concealed(&text, token).into();
                refusal.denied = refusal.denied.take().map(conceal);
                refusal.recommend = refusal.recommend.take().map(conceal);
            }
        }
        self
    }
}

/// A text without a token, as it is and as both signatures encode it.
fn concealed(text: &str, token: &Secret) -> String {
    let once = encode(token.expose());
    let twice = encode(&once);
    [&*twice, &*once, token.expose()].iter().fold(text.to_owned(), |text, form| text.replace(form, "[security token]"))
}

impl From<HttpError> for Failure {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::Address { .. } | HttpError::Unsendable { .. } | HttpError::Connect { .. } => {
                Self::NotSent(error)
            }
            HttpError::Lost { .. } | HttpError::TooLarge { .. } => Self::NoAnswer(error),
        }
    }
}
