//! The client.

use std::sync::Arc;

use crate::context::Context;
use crate::http::{Limits, Origin, Request, Transport};

use super::action::{Action, Product};
use super::attempts::{Attempts, Next, RetryPolicy};
use super::call::Call;
use super::credentials::Credentials;
use super::error::ApiError;
use super::failure::Failure;
use super::prepared::{Prepared, Preparer, Signing};
use super::rates::Rates;
use super::send_log::SendLog;
use super::{endpoint, envelope, send_logs};

/// How a client is made.
#[derive(Clone, Default)]
pub struct ClientOptions {
    /// The address of the service; it goes before the region.
    pub endpoint: Option<String>,
    /// The region, from which the address follows.
    pub region: Option<String>,
    /// Who asks; from the environment variables if absent.
    pub credentials: Option<Credentials>,
    /// Which algorithm signs.
    pub signing: Signing,
    /// How often each action may be sent.
    pub rates: Rates,
    /// When to try again.
    pub retry: RetryPolicy,
    /// How long to wait and how much to read.
    pub limits: Limits,
}

/// Speaks to the service. Clones share connections, rates and credentials.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    origin: Origin,
    sts: Origin,
    credentials: Credentials,
    signing: Signing,
    retry: RetryPolicy,
    transport: Transport,
    send_log: Arc<SendLog>,
    context: Context,
}

impl Client {
    /// Makes a client; nothing is sent.
    pub fn new(options: ClientOptions, context: &Context) -> Result<Self, ApiError> {
        let environment = &context.environment;
        let origin = endpoint::resolve(options.endpoint.as_deref(), options.region.as_deref(), environment)?;
        let credentials = match options.credentials {
            Some(credentials) => credentials,
            None => Credentials::from_environment(environment)?,
        };
        let inner = Inner {
            sts: endpoint::resolve_sts(&origin, environment)?,
            signing: options.signing,
            retry: options.retry,
            transport: Transport::new(options.limits),
            send_log: send_logs::of(&format!("{origin} {}", credentials.access_key_id()), options.rates, context),
            context: context.clone(),
            origin,
            credentials,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The address it speaks to.
    pub fn endpoint(&self) -> String {
        self.inner.origin.to_string()
    }

    /// The request as it would go out now, signed; every call of this gives another nonce.
    pub fn prepare<C: Call>(&self, request: &C) -> Prepared {
        let inner = &*self.inner;
        let preparer = Preparer {
            origin: inner.origin_of(C::ACTION),
            credentials: &inner.credentials,
            signing: inner.signing,
            context: &inner.context,
        };
        preparer.prepare(C::ACTION, request.parameters().into_pairs())
    }

    /// Sends until it worked or it makes no sense to go on.
    pub async fn call<C: Call>(&self, request: &C) -> Result<C::Response, ApiError> {
        let Inner { retry, send_log, context, .. } = &*self.inner;
        let action = C::ACTION;
        if let Some(reason) = request.objection() {
            return Err(ApiError::Unsendable { action, reason: reason.into() });
        }
        let mut attempts = Attempts::new(*retry, action.effect());
        loop {
            send_log.turn(action).await;
            let failure = match self.attempt(request).await {
                Ok(response) => return Ok(response),
                Err(failure) => failure,
            };
            match attempts.after(&failure, &*context.random) {
                Next::After(pause) => context.clock.sleep(pause).await,
                Next::Hold(pause) => send_log.hold(action, pause),
                Next::Stop => return Err(ApiError::last(action, failure, attempts.made())),
            }
        }
    }

    async fn attempt<C: Call>(&self, request: &C) -> Result<C::Response, Failure> {
        let prepared = self.prepare(request);
        let (query, body) = (prepared.query_text(), prepared.body().into_bytes());
        let (origin, method, headers) = (self.inner.origin_of(C::ACTION), prepared.method, &*prepared.headers);
        let answer = self.inner.transport.send(Request { origin, method, query: &query, headers, body }).await?;
        envelope::read::<C>(&answer).map_err(|failure| match self.inner.credentials.security_token() {
            Some(token) => failure.without(token),
            None => failure,
        })
    }
}

impl Inner {
    fn origin_of(&self, action: Action) -> &Origin {
        match action.product() {
            Product::Cams => &self.origin,
            Product::Sts => &self.sts,
        }
    }
}
