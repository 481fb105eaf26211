//! Where reports go: an address on this machine.

use std::str::FromStr;

use crate::emulator::control::Place;

/// `http://127.0.0.1:PORT/PATH`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbackAddress {
    /// Whom to ask.
    pub(super) place: Place,
    /// Path and query.
    pub(super) target: String,
}

/// An address that reports cannot go to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{address} is no address on this machine: write http://127.0.0.1:PORT/PATH")]
pub struct ForeignAddress {
    address: String,
}

impl FromStr for CallbackAddress {
    type Err = ForeignAddress;

    fn from_str(address: &str) -> Result<Self, ForeignAddress> {
        let wrong = || ForeignAddress { address: address.to_owned() };
        let rest = address.strip_prefix("http://").ok_or_else(wrong)?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        if path.contains(|c: char| c.is_control() || c.is_whitespace()) {
            return Err(wrong());
        }
        Ok(Self { place: Place::parse(host).ok_or_else(wrong)?, target: format!("/{path}") })
    }
}
