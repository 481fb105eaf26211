//! The transport: one request out, one answer back. The only user of `reqwest`.
//!
//! It keeps time-outs and size caps, follows no redirect, takes proxies from the system, and lets plain `http`
//! through to loopback only, or for what other libraries ask to private networks. Knows nothing of the service, its actions or its signatures.

mod error;
mod foreign;
mod origin;
mod overheard;
mod transport;

pub use error::HttpError;
pub use origin::Origin;
pub use transport::{Answer, Limits, Request, Transport};
