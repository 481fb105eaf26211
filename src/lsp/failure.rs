//! Why a request has no answer.

use lsp_server::{ErrorCode, ResponseError};

/// What a request comes to.
pub(super) type Answer<T> = Result<T, Failure>;

/// Why a request has no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// Nobody asked to begin yet.
    #[error("the server is not initialized")]
    NotInitialized,
    /// Not now: a second beginning, or anything after the end.
    #[error("`{0}` is not expected now")]
    NotNow(String),
    /// No such request.
    #[error("`{0}` is not known")]
    Unknown(String),
    /// The parameters are not what the protocol says.
    #[error("the parameters are not understood: {0}")]
    Parameters(#[from] serde_json::Error),
    /// The editor cancelled it.
    #[error("cancelled")]
    Cancelled,
    /// It cannot be done to this document.
    #[error("{0}")]
    Refused(String),
    /// A bug.
    #[error("this is a bug in chatform; its output on standard error says where")]
    Bug,
}

impl From<Failure> for ResponseError {
    fn from(failure: Failure) -> Self {
        let code = match &failure {
            Failure::NotInitialized => ErrorCode::ServerNotInitialized,
            Failure::NotNow(_) => ErrorCode::InvalidRequest,
            Failure::Unknown(_) => ErrorCode::MethodNotFound,
            Failure::Parameters(_) => ErrorCode::InvalidParams,
            Failure::Cancelled => ErrorCode::RequestCanceled,
            Failure::Refused(_) => ErrorCode::RequestFailed,
            Failure::Bug => ErrorCode::InternalError,
        };
        Self { code: code as i32, message: failure.to_string(), data: None }
    }
}
