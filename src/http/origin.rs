//! Whom to talk to: scheme, host and port.

use std::fmt;

use reqwest::Url;

use super::HttpError;

/// An address without path: `https` to anywhere, `http` to loopback only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    url: Url,
}

impl Origin {
    /// Reads `host`, `host:port` (both mean `https`), `https://host[:port]` or `http://loopback[:port]`.
    pub fn parse(address: &str) -> Result<Self, HttpError> {
        Self::parse_if(address, Self::is_loopback, "`http` is for loopback only, write `https`")
    }

    /// The same, and `http` also to the addresses of private networks.
    pub(super) fn parse_nearby(address: &str) -> Result<Self, HttpError> {
        let is_near = |origin: &Self| origin.is_loopback() || origin.is_private();
        Self::parse_if(address, is_near, "`http` is for private networks only, write `https`")
    }

    fn parse_if(
        address: &str,
        may_be_plain: impl Fn(&Self) -> bool,
        objection: &'static str,
    ) -> Result<Self, HttpError> {
        let refuse = |reason| HttpError::Address { address: address.to_owned(), reason };
        let with_scheme = if address.contains("://") { address.to_owned() } else { format!("https://{address}") };
        let url = Url::parse(&with_scheme).map_err(|_| refuse("expected `https://host`"))?;
        if !url.username().is_empty() || url.password().is_some() {
            // The address is not repeated: it contains a password.
            return Err(HttpError::Address {
                address: "…@…".into(), reason: "it must not contain a user or password"
            });
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(refuse("it must end after the host and port"));
        }
        let origin = Self { url };
        match origin.url.scheme() {
            _ if origin.url.host().is_none() => Err(refuse("it has no host")),
            "https" => Ok(origin),
            "http" if may_be_plain(&origin) => Ok(origin),
            "http" => Err(refuse(objection)),
            _ => Err(refuse("expected `https://host`")),
        }
    }

    /// The value of the `Host` header: host, and port unless it is the scheme's own.
    pub fn host(&self) -> String {
        let host = self.url.host_str().unwrap_or_default();
        self.url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// Whether it is this machine, by address or as `localhost`.
    pub fn is_loopback(&self) -> bool {
        let host = self.url.host_str().unwrap_or_default();
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// Whether it is an address that only a private network has.
    fn is_private(&self) -> bool {
        let host = self.url.host_str().unwrap_or_default();
        host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| {
            // Providers of networks share 100.64.0.0/10 with their customers: the metadata of a machine is there.
            let is_shared = address.octets()[0] == 100 && (64..128).contains(&address.octets()[1]);
            address.is_private() || address.is_link_local() || is_shared
        })
    }

    /// Whether it is spoken to without TLS.
    pub(super) fn is_plain(&self) -> bool {
        self.url.scheme() == "http"
    }

    /// The address of an already encoded path and query.
    pub(super) fn at(&self, path: &str, query: &str) -> Url {
        let mut url = self.url.clone();
        url.set_path(path);
        url.set_query((!query.is_empty()).then_some(query));
        url
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.url.scheme(), self.host())
    }
}
