//! The RPC client of the service: actions, wire types, credentials, rates, retry, errors.
//! Components and examples are opaque JSON here: it never sees `model`.

mod action;
mod actions;
mod attempts;
mod call;
mod client;
mod credentials;
mod endpoint;
mod envelope;
mod error;
mod failure;
mod fields;
mod help;
mod machine_log;
mod on_behalf;
mod pace;
mod parameters;
mod prepared;
mod rates;
mod send_log;
mod send_logs;
mod spelling;
mod upload;

pub use action::{Action, Effect};
pub use actions::*;
pub use attempts::RetryPolicy;
pub use call::Call;
pub use client::{Client, ClientOptions};
pub use credentials::{Credentials, Found, Skipped};
pub use error::ApiError;
pub use help::help;
pub use on_behalf::OnBehalf;
pub use prepared::{Prepared, Signing};
pub use rates::Rates;
pub use send_log::{SendLog, Turn};
pub use upload::Upload;
