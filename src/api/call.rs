//! What a request type has to say about itself.

use super::action::Action;
use super::fields::{Fields, Mismatch};
use super::parameters::Parameters;

/// A request of one action: how it is sent and what its answer means.
pub trait Call: sealed::Sealed {
    /// The action.
    const ACTION: Action;
    /// The object of an answer that has a verdict of its own, beside the answer's.
    #[doc(hidden)]
    const SECOND_VERDICT: Option<&'static str> = None;
    /// What a successful answer says.
    type Response;

    /// The parameters, without those that every request has.
    #[doc(hidden)]
    fn parameters(&self) -> Parameters;

    /// Why this request must not be sent, although it could be.
    #[doc(hidden)]
    fn objection(&self) -> Option<&'static str> {
        None
    }

    /// Reads a successful answer.
    #[doc(hidden)]
    fn response(fields: &Fields<'_>) -> Result<Self::Response, Mismatch>;
}

pub(super) mod sealed {
    /// Keeps [`super::Call`] to the request types of this module.
    pub trait Sealed {}
}
