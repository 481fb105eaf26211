//! What a call can end with.

use std::time::Duration;

use crate::http::HttpError;

use super::action::Action;
use super::credentials::Skipped;
use super::failure::{BROKEN, Failure, Refusal};
use super::help::help_in;

/// Why a call did not succeed. Texts of the service are in it as they came: whoever prints them makes control
/// characters visible. No secret is ever in it.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// No credentials.
    #[error("no credentials")]
    Credentials {
        /// The places that were looked at, in order.
        tried: Vec<Skipped>,
    },
    /// The region is not the name of one.
    #[error("`{region}` is no region: expected lower-case letters, digits and hyphens")]
    Region {
        /// The region as it was given.
        region: String,
    },
    /// The endpoint cannot be used.
    #[error("cannot use the endpoint: {0}")]
    Endpoint(#[from] HttpError),
    /// The request must not or cannot be sent. Nothing was sent.
    #[error("{action} was not sent: {reason}")]
    Unsendable {
        /// The action.
        action: Action,
        /// Why not.
        reason: String,
    },
    /// The service said no. Nothing was changed.
    #[error("{action} was refused with {} (HTTP {http}): {message}", named(.code))]
    Refused {
        /// The action.
        action: Action,
        /// The HTTP status; 200 is possible.
        http: u16,
        /// The service's code; empty if something in between answered.
        code: String,
        /// The service's message.
        message: String,
        /// The request's id at the service.
        request_id: Option<String>,
        /// A link to the vendor's page about this failure.
        recommend: Option<Box<str>>,
        /// Which permission is missing: JSON of any shape.
        denied: Option<Box<str>>,
    },
    /// Refused for being too many, until the tries were used up. Nothing was changed.
    #[error("{action} was throttled {attempts} times, at last with {}: {message}", named(.code))]
    Throttled {
        /// The action.
        action: Action,
        /// How many tries were made.
        attempts: u32,
        /// The last code.
        code: String,
        /// The last message.
        message: String,
        /// The last request's id at the service.
        request_id: Option<String>,
        /// How long the service asks us to wait.
        wait: Option<Duration>,
    },
    /// A media file could not be uploaded. No template was touched.
    #[error("{name} was not uploaded: {reason}")]
    Upload {
        /// The name of the object.
        name: String,
        /// Why not.
        reason: String,
    },
    /// No connection: nothing was sent.
    #[error("{action} was not sent: {reason}")]
    Unreachable {
        /// The action.
        action: Action,
        /// The system's words.
        reason: String,
    },
    /// A read that was sent and not answered. There is nothing to know about it but that.
    #[error("{action} got no answer: {reason}")]
    Unanswered {
        /// The action.
        action: Action,
        /// What happened.
        reason: String,
    },
    /// The answer to a write was lost or made no sense: **it may have happened**. Read before anything else.
    #[error("{action} may or may not have been carried out: {reason}")]
    AnswerLost {
        /// The action.
        action: Action,
        /// What happened instead of an answer.
        reason: String,
        /// The code, if there was an answer that leaves it open.
        code: Option<String>,
        /// The request's id at the service, if known.
        request_id: Option<String>,
    },
    /// The answer to a read is not what it should be.
    #[error("the answer of {action} (HTTP {http}) cannot be understood: {reason}")]
    Unreadable {
        /// The action.
        action: Action,
        /// The HTTP status.
        http: u16,
        /// What is wrong with it.
        reason: String,
    },
}

impl ApiError {
    /// The service's code, where there is one.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Refused { code, .. } | Self::Throttled { code, .. } => Some(code).filter(|code| !code.is_empty()),
            Self::AnswerLost { code, .. } => code.as_ref(),
            _ => None,
        }
        .map(String::as_str)
    }

    /// The request's id at the service, where there is one.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Refused { request_id, .. }
            | Self::Throttled { request_id, .. }
            | Self::AnswerLost { request_id, .. } => request_id.as_deref(),
            _ => None,
        }
    }

    /// What to do about it, in one sentence.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Credentials { .. } => {
                Some("set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or run `aliyun configure`")
            }
            Self::Region { .. } => Some("use `ap-southeast-1`, the region the service is documented for"),
            Self::Endpoint(_) => Some("write the endpoint as `https://host`; `http://` is for an emulator on loopback"),
            Self::Upload { .. } => Some("apply again: nothing but the file is missing"),
            Self::Unreachable { .. } => Some("check the endpoint, the network and the proxy settings"),
            Self::AnswerLost { .. } => Some("look whether it happened before doing it again"),
            // A code of Meta's in the message says more than the service's own.
            Self::Refused { code, message, .. } => help_in(message).or_else(|| super::help(code)),
            _ => super::help(self.code()?),
        }
    }

    /// Whether it is about who we are or what we may do.
    pub fn is_permission(&self) -> bool {
        let begins = |code: &str| {
            let prefixes = [
                "InvalidAccessKeyId",
                "InvalidSecurityToken",
                "MissingSecurityToken",
                "SignatureDoesNotMatch",
                "IncompleteSignature",
                "Forbidden",
            ];
            prefixes.iter().any(|prefix| code.starts_with(prefix))
        };
        let is = [
            "NoPermission",
            "Product.Unsubscript",
            "Ram.PermissionDeny",
            "Authentication.NoAuth",
            "Unknown.ResourceOwnerId",
        ];
        match self {
            Self::Credentials { .. } => true,
            Self::Refused { http: 401, .. } => true,
            Self::Refused { code, .. } => begins(code) || is.contains(&code.as_str()),
            _ => false,
        }
    }

    /// Whether the service could not be reached or could not answer, for no fault of the request.
    pub fn is_unavailable(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::Unanswered { .. } | Self::Unreadable { .. } | Self::Upload { .. } => true,
            Self::Refused { http, code, .. } => *http >= 500 || BROKEN.contains(&code.as_str()),
            _ => false,
        }
    }

    /// The end of the last try of a call.
    pub(super) fn last(action: Action, failure: Failure, attempts: u32) -> Self {
        match failure {
            Failure::NotSent(error @ HttpError::Connect { .. }) => {
                Self::Unreachable { action, reason: error.to_string() }
            }
            Failure::NotSent(error) => Self::Unsendable { action, reason: error.to_string() },
            Failure::Throttled(refusal) => {
                let Refusal { code, message, request_id, wait, .. } = *refusal;
                Self::Throttled { action, attempts, code, message, request_id, wait }
            }
            Failure::Refused(refusal) => Self::refused(action, *refusal),
            failure if action.is_write() => Self::lost(action, failure),
            Failure::NoAnswer(error) => Self::Unanswered { action, reason: error.to_string() },
            Failure::Unreadable { http, reason } => Self::Unreadable { action, http, reason },
            Failure::NonceUsed(refusal) | Failure::Broken(refusal) => Self::refused(action, *refusal),
        }
    }

    fn refused(action: Action, refusal: Refusal) -> Self {
        let Refusal { http, code, message, request_id, recommend, denied, .. } = refusal;
        Self::Refused { action, http, code, message, request_id, recommend, denied }
    }

    fn lost(action: Action, failure: Failure) -> Self {
        let (reason, code, request_id) = match failure {
            Failure::NotSent(error) | Failure::NoAnswer(error) => (error.to_string(), None, None),
            Failure::Unreadable { http, reason } => {
                (format!("the answer (HTTP {http}) cannot be understood: {reason}"), None, None)
            }
            Failure::Throttled(refusal)
            | Failure::NonceUsed(refusal)
            | Failure::Broken(refusal)
            | Failure::Refused(refusal) => {
                let Refusal { http, code, message, request_id, .. } = *refusal;
                (format!("the service answered {} (HTTP {http}): {message}", named(&code)), Some(code), request_id)
            }
        };
        Self::AnswerLost { action, reason, code: code.filter(|code| !code.is_empty()), request_id }
    }
}

/// A code for people: something between us and the service may answer without one.
fn named(code: &str) -> &str {
    if code.is_empty() { "no code" } else { code }
}
