//! Who asks, and whether the request is the one that was signed.
//!
//! Both signatures are checked over decoded values, so how a client encodes them does not matter. A nonce counts
//! as used only once its signature has been found right.

mod gate;
mod keys;
mod nonces;
mod rates;
mod v1;
mod v3;

pub(super) use gate::{Gate, Times};
pub use keys::{Checks, Key};
pub(super) use rates::Rates;
