//! Addresses on the web, as far as rules look into them.

use std::net::IpAddr;

use memchr::{memchr, memchr3, memrchr};

/// An absolute `http` or `https` address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Address<'a> {
    /// Whether it is `https`.
    pub is_secure: bool,
    /// The host, without user and port.
    pub host: &'a str,
    /// What follows host and port, up to `?` or `#`.
    pub path: &'a str,
    /// What follows `?`, up to `#`.
    pub query: &'a str,
}

impl<'a> Address<'a> {
    /// Reads an absolute `http` or `https` address without blanks and with a host.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let (is_secure, rest) = scheme(text)?;
        let is_blank = |character: char| character.is_whitespace() || character.is_control();
        let is_plain = rest.bytes().fold(true, |all, byte| all & byte.is_ascii_graphic());
        if !is_plain && rest.contains(is_blank) {
            return None;
        }
        let bytes = rest.as_bytes();
        let (authority, rest) = rest.split_at(memchr3(b'/', b'?', b'#', bytes).unwrap_or(rest.len()));
        let host = host_of(authority);
        let rest = &rest[..memchr(b'#', rest.as_bytes()).unwrap_or(rest.len())];
        let (path, query) = match memchr(b'?', rest.as_bytes()) {
            Some(mark) => (&rest[..mark], &rest[mark + 1..]),
            None => (rest, ""),
        };
        (!host.is_empty()).then_some(Self { is_secure, host, path, query })
    }

    /// Whether the host can only be reached from inside some network: nobody outside can download from it. A name
    /// without a dot is one of a network, too: no site of the public has such an address.
    pub(crate) fn is_private(&self) -> bool {
        let host = self.host.trim_end_matches('.');
        let named = |suffix: &str| {
            host.eq_ignore_ascii_case(suffix.trim_start_matches('.')) || {
                let start = host.len().saturating_sub(suffix.len());
                host.is_char_boundary(start) && host[start..].eq_ignore_ascii_case(suffix)
            }
        };
        named(".localhost") || named(".local") || named(".internal") || is_single_name(host) || self.is_private_number()
    }

    /// Whether the host is this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        let number = self.host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        self.host.eq_ignore_ascii_case("localhost") || number.is_ok_and(|address| address.is_loopback())
    }

    /// The extension of the path's last part, without the dot.
    pub(crate) fn extension(&self) -> Option<&'a str> {
        let file = &self.path[memrchr(b'/', self.path.as_bytes()).map_or(0, |slash| slash + 1)..];
        let (stem, extension) = file.split_at(memrchr(b'.', file.as_bytes())?);
        let extension = &extension[".".len()..];
        (!stem.is_empty() && !extension.is_empty()).then_some(extension)
    }

    /// Whether the host may be a number: most are names, and to try takes long.
    fn may_be_number(&self) -> bool {
        self.host.starts_with(|first: char| first == '[' || first.is_ascii_digit())
    }

    fn is_private_number(&self) -> bool {
        if !self.may_be_number() {
            return false;
        }
        match self.host.trim_start_matches('[').trim_end_matches(']').parse() {
            Ok(IpAddr::V4(address)) => {
                address.is_loopback() || address.is_private() || address.is_link_local() || address.is_unspecified()
            }
            Ok(IpAddr::V6(address)) => {
                address.is_loopback()
                    || address.is_unspecified()
                    || address.is_unique_local()
                    || address.is_unicast_link_local()
            }
            Err(_) => false,
        }
    }
}

/// Whether a host is a name without a dot. What has other characters, a variable for one, may become any host.
fn is_single_name(host: &str) -> bool {
    host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Whether the scheme is the secure one, and what follows `//`.
fn scheme(text: &str) -> Option<(bool, &str)> {
    let after = |scheme: &str| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    };
    match after("https://") {
        Some(rest) => Some((true, rest)),
        None => after("http://").map(|rest| (false, rest)),
    }
}

fn host_of(authority: &str) -> &str {
    let host = memrchr(b'@', authority.as_bytes()).map_or(authority, |at| &authority[at + 1..]);
    if host.starts_with('[') {
        return host.find(']').map_or(host, |end| &host[..=end]);
    }
    &host[..memchr(b':', host.as_bytes()).unwrap_or(host.len())]
}
