//! The transport: one request out, one answer back. The only user of `reqwest`.
//!
//! It keeps time-outs and size caps, follows no redirect, takes proxies from the system, and lets plain `http`
//! through to loopback only. Knows nothing of the service, its actions or its signatures.

mod error;
mod origin;
mod transport;

pub use error::HttpError;
pub use origin::Origin;
pub use transport::{Answer, Limits, Request, Transport};
