//! Both signature algorithms of the service, as pure functions.
//!
//! [`v3`] is `ACS3-HMAC-SHA256`, carried in headers; [`v1`] is `HMAC-SHA1`, carried in parameters. Each step
//! (canonical form, string to sign, signature) is a function of its own, so that client and emulator can show
//! them and vectors can check them. Everything works on decoded values: how they travel is not known here.
//! Knows neither network nor clock.

mod encode;
mod equal;
mod pairs;
mod secret;
mod time;
pub mod v1;
pub mod v3;

pub use encode::{encode, form};
pub use equal::equal;
pub use pairs::Pairs;
pub use secret::Secret;
pub use time::{format_time, parse_time};
