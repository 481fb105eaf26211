//! What can go wrong between two machines, told apart by what the other side may have seen.

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// The address cannot be used.
    #[error("`{address}` is no usable address: {reason}")]
    Address {
        /// The address as it was given.
        address: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The request cannot be put together: a header that is none, or TLS that cannot be set up. Nothing was sent.
    #[error("cannot prepare the request: {reason}")]
    Unsendable {
        /// What is wrong with it.
        reason: String,
    },
    /// No connection came about: nothing was sent.
    #[error("cannot connect to {host}: {reason}")]
    Connect {
        /// Whom we tried to reach.
        host: String,
        /// The system's words.
        reason: String,
    },
    /// The connection broke, or time ran out, after the request may have left: the other side may have acted on it.
    #[error("no whole answer from {host}: {reason}")]
    Lost {
        /// Whom we asked.
        host: String,
        /// The system's words.
        reason: String,
    },
    /// The answer is larger than the cap and was not read to its end.
    #[error("the answer of {host} is larger than the limit of {limit} bytes")]
    TooLarge {
        /// Whom we asked.
        host: String,
        /// The cap in bytes.
        limit: usize,
    },
}
