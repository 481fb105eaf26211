//! What one attempt can end with, before it is decided whether to try again.

use std::time::Duration;

use crate::http::HttpError;

/// An attempt without success.
pub(super) enum Failure {
    /// Nothing was sent.
    NotSent(HttpError),
    /// The request may have been taken, but no whole answer came.
    NoAnswer(HttpError),
    /// An answer that says nothing we understand.
    Unreadable { http: u16, reason: String },
    /// Refused for being too many; nothing was done.
    Throttled { refusal: Box<Refusal>, wait: Option<Duration> },
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
}

impl Failure {
    /// Sorts a refusal by its code, status and the time it asks us to wait.
    pub(super) fn of(refusal: Refusal, wait: Option<Duration>) -> Self {
        let refusal = Box::new(refusal);
        let code = refusal.code.as_str();
        if refusal.http == 429
            || wait.is_some()
            || code == "Throttling"
            || code.starts_with("Throttling.")
            || code == "System.LimitControl"
        {
            return Self::Throttled { refusal, wait };
        }
        match code {
            "SignatureNonceUsed" => Self::NonceUsed(refusal),
            "InternalError" | "ServiceUnavailable" | "ServiceUnavailableTemporary" | "UnknownError" => {
                Self::Broken(refusal)
            }
            _ if refusal.http >= 500 => Self::Broken(refusal),
            _ => Self::Refused(refusal),
        }
    }
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
