//! Who may send: addresses and networks, and a secret in the path.

use std::fmt;
use std::net::IpAddr;

use crate::signature::equal;

/// Addresses with the same beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u32,
}

/// Who may send.
#[derive(Clone, Default)]
pub struct Allowed {
    /// Networks that may; every one when there is none.
    pub networks: Vec<Network>,
    /// The path that must be asked for, without its first slash; any when there is none.
    pub secret: Option<String>,
}

impl Network {
    /// `203.0.113.7`, `203.0.113.0/24` or `2001:db8::/32`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.parse().ok()?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Some(most), |bits| bits.parse().ok())?;
        (bits <= most).then_some(Self { address, bits })
    }

    /// Whether an address lies in it.
    pub fn has(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                same_start(own.to_bits().into(), other.to_bits().into(), 32, self.bits)
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => same_start(own.to_bits(), other.to_bits(), 128, self.bits),
            _ => false,
        }
    }
}

impl Allowed {
    /// Whether an address may send.
    pub fn admits(&self, address: IpAddr) -> bool {
        self.networks.is_empty() || self.networks.iter().any(|network| network.has(address))
    }

    /// Whether a path is the right one, in a time that does not tell how much of it is right.
    pub fn opens(&self, path: &str) -> bool {
        self.secret.as_deref().is_none_or(|secret| equal(path.trim_start_matches('/'), secret))
    }

    /// Whether anybody may send.
    pub fn is_open(&self) -> bool {
        self.networks.is_empty() && self.secret.is_none()
    }
}

impl fmt::Display for Network {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.address, self.bits)
    }
}

fn same_start(left: u128, right: u128, width: u32, bits: u32) -> bool {
    let differing = left ^ right;
    bits == 0 || differing >> (width - bits) == 0
}
