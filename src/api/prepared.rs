//! A request as it goes out.

use crate::context::Context;
use crate::http::Origin;
use crate::signature::{Pairs, form, v1, v3};

use super::action::{Action, Product};
use super::credentials::Credentials;

/// The only method used; the metadata allows GET too.
const METHOD: &str = "POST";
/// A longer query moves into the form body: proxies and servers commonly stop reading a request line at 8 KiB,
/// and one character of Chinese takes nine bytes in it.
const LONGEST_QUERY: usize = 8 << 10;
const FORM: &str = "application/x-www-form-urlencoded";

/// Which of the two algorithms signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Signing {
    /// `ACS3-HMAC-SHA256`.
    #[default]
    V3,
    /// `HMAC-SHA1`, for endpoints that know only this one.
    V1,
}

/// A signed request. It shows itself to nobody: it may carry a token.
#[derive(Clone)]
pub struct Prepared {
    /// The method.
    pub method: &'static str,
    /// The query parameters, decoded.
    pub query: Pairs,
    /// The form parameters, decoded.
    pub form: Pairs,
    /// All headers that we set; names in lower case.
    pub headers: Pairs,
}

impl Prepared {
    /// The encoded query.
    pub fn query_text(&self) -> String {
        form(&self.query)
    }

    /// The encoded form body; empty for none.
    pub fn body(&self) -> String {
        form(&self.form)
    }

    /// The value of a header, by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

/// What every request of a client is prepared with.
pub(super) struct Preparer<'a> {
    pub origin: &'a Origin,
    pub credentials: &'a Credentials,
    pub signing: Signing,
    pub context: &'a Context,
}

impl Preparer<'_> {
    /// Places and signs the parameters, with a new nonce and the present time.
    pub(super) fn prepare(&self, action: Action, parameters: Pairs) -> Prepared {
        // Calls of the security token service are signed the older way, as the vendor's credential libraries do.
        match self.signing {
            Signing::V3 if action.product() == Product::Cams => self.prepare_v3(action, parameters),
            _ => self.prepare_v1(action, parameters),
        }
    }

    fn prepare_v3(&self, action: Action, parameters: Pairs) -> Prepared {
        let in_form = action.takes_form() || form(&parameters).len() > LONGEST_QUERY;
        let (query, form) = if in_form { (Pairs::new(), parameters) } else { (parameters, Pairs::new()) };
        let mut prepared = Prepared { method: METHOD, query, form, headers: self.headers(in_form) };
        let body = prepared.body();
        let id = self.credentials.access_key_id();
        prepared.headers.extend(v3::call_headers(&v3::Call {
            action: action.name(),
            version: action.product().version(),
            time: self.context.clock.now(),
            nonce: &self.context.random.hex_id(),
            body: body.as_bytes(),
            temporary: self.credentials.security_token().map(|token| (id, token)),
        }));
        let is_signed = |name: &str| name == "host" || name == "content-type" || name.starts_with("x-acs-");
        let signed: Pairs = prepared.headers.iter().filter(|(name, _)| is_signed(name)).cloned().collect();
        let parts = v3::Parts {
            method: METHOD,
            path: "/",
            query: &prepared.query,
            headers: &signed,
            payload_hash: &v3::payload_hash(body.as_bytes()),
        };
        let authorization = v3::authorize(&parts, id, self.credentials.secret());
        prepared.headers.push(("authorization".into(), authorization.to_string()));
        prepared
    }

    /// Everything goes into the form body, so that no token and no signature is ever part of an address.
    fn prepare_v1(&self, action: Action, parameters: Pairs) -> Prepared {
        let signer = v1::Signer {
            access_key_id: self.credentials.access_key_id(),
            secret: self.credentials.secret(),
            security_token: self.credentials.security_token(),
        };
        let (time, nonce) = (self.context.clock.now(), self.context.random.hex_id());
        let mut form = v1::common_parameters(&signer, action.name(), action.product().version(), time, &nonce);
        form.extend(parameters);
        let to_sign = v1::string_to_sign(METHOD, &v1::canonical_query(&[], &form));
        form.push((v1::PARAMETER.into(), v1::signature(&to_sign, signer.secret)));
        Prepared { method: METHOD, query: Pairs::new(), form, headers: self.headers(true) }
    }

    fn headers(&self, with_form: bool) -> Pairs {
        let mut headers = vec![
            ("host", self.origin.host()),
            ("accept", "application/json".into()),
            ("user-agent", concat!("chatform/", env!("CARGO_PKG_VERSION")).into()),
        ];
        if with_form {
            headers.push(("content-type", FORM.into()));
        }
        headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }
}
