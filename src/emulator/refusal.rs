//! What the emulator refuses with: a status, a code, a text. Each constructor is one documented code.

use super::documented;

/// A refused request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The HTTP status, before the switch that turns business errors into 200.
    pub status: u16,
    /// The code, such as `Throttling.User`.
    pub code: String,
    /// The text.
    pub message: String,
    /// When to try again, for the header `x-acs-retry-after`.
    pub retry_after_ms: Option<u64>,
    /// Refused by the product behind the gateway, not by the gateway itself.
    pub business: bool,
}

impl Refusal {
    /// A refusal by the gateway.
    pub fn gateway(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { status, code: code.into(), message: message.into(), retry_after_ms: None, business: false }
    }

    /// A refusal by the product; its HTTP status is a switch.
    pub fn business(code: &str, message: impl Into<String>) -> Self {
        Self { business: true, ..Self::gateway(400, code, message) }
    }

    /// `MissingComponents` and its kin: a parameter without which the action makes no sense.
    pub fn missing(parameter: &str) -> Self {
        Self::gateway(400, format!("Missing{parameter}"), format!("{parameter} is mandatory for this action."))
    }

    /// A piece of the protocol itself is missing.
    pub fn missing_piece(name: &str) -> Self {
        Self::gateway(400, "MissingParameter", format!("{name} is mandatory for every request."))
    }

    /// `InvalidCategory` and its kin: a value outside its documented range or list.
    pub fn invalid(parameter: &str, fact: &str) -> Self {
        let message = format!("Specified parameter {parameter} is not valid. {fact}");
        Self::gateway(400, format!("Invalid{parameter}"), message)
    }

    /// A value that has not the form its parameter demands.
    pub fn format(parameter: &str, fact: &str) -> Self {
        let message = format!("Specified parameter {parameter} is not valid. {fact}");
        Self::gateway(400, "InvalidParameter.Format", message)
    }

    /// The per-action rate is used up.
    pub fn throttled(retry_after_ms: u64) -> Self {
        let message = "Request was denied due to user flow control.";
        Self { retry_after_ms: Some(retry_after_ms), ..Self::gateway(400, "Throttling.User", message) }
    }

    /// The emulator itself failed, for instance because its disk is full.
    pub fn internal(fact: impl Into<String>) -> Self {
        Self::gateway(500, "InternalError", fact)
    }

    /// No such action, path or method.
    pub fn no_such_action() -> Self {
        let message = "Specified api is not found, please check your url and method.";
        Self::gateway(404, "InvalidAction.NotFound", message)
    }

    /// A version other than the one there is.
    pub fn wrong_version() -> Self {
        let message = format!("Specified parameter Version is not valid. The version is {}.", documented::VERSION);
        Self::gateway(400, "InvalidVersion", message)
    }

    /// The signature does not fit; `own` shows what was signed here.
    pub fn signature(own: impl Into<String>) -> Self {
        Self::gateway(400, "SignatureDoesNotMatch", own)
    }
}
