//! The client.

use std::sync::{Arc, OnceLock};

use crate::context::Context;
use crate::http::{Limits, Origin, Request, Transport};

use super::action::{Action, Product};
use super::actions::GetChatappUploadAuthorizationRequest;
use super::attempts::{Attempts, Next, RetryPolicy};
use super::call::Call;
use super::credentials::{Credentials, Found, Source, SourceSettings};
use super::error::ApiError;
use super::failure::Failure;
use super::prepared::{Prepared, Preparer, Signing};
use super::rates::Rates;
use super::send_log::SendLog;
use super::upload::{Courier, Upload};
use super::{endpoint, envelope, send_logs};

/// How a client is made.
#[derive(Clone, Default)]
pub struct ClientOptions {
    /// The address of the service; it goes before the region.
    pub endpoint: Option<String>,
    /// The region, from which the address follows.
    pub region: Option<String>,
    /// Who asks; if absent, the first that the vendor's chain finds.
    pub credentials: Option<Credentials>,
    /// The one profile to take credentials from, instead of the whole chain.
    pub profile: Option<String>,
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
    source: Source,
    signing: Signing,
    retry: RetryPolicy,
    transport: Transport,
    rates: Rates,
    /// Known once it is known who asks.
    send_log: OnceLock<Arc<SendLog>>,
    context: Context,
}

impl Client {
    /// Makes a client; nothing is sent.
    pub fn new(options: ClientOptions, context: &Context) -> Result<Self, ApiError> {
        let environment = &context.environment;
        let ClientOptions { endpoint, region, profile, .. } = &options;
        let origin = endpoint::resolve(endpoint.as_deref(), region.as_deref(), profile.as_deref(), environment)?;
        let sts = endpoint::resolve_sts(&origin, environment)?;
        let settings =
            SourceSettings { context, limits: options.limits, profile: options.profile, sts_endpoint: sts.to_string() };
        let source = match options.credentials {
            Some(credentials) => Source::fixed(credentials, settings),
            None => Source::chain(settings),
        };
        let inner = Inner {
            origin,
            sts,
            source,
            signing: options.signing,
            retry: options.retry,
            transport: Transport::overheard(options.limits, context.wire.clone()),
            rates: options.rates,
            send_log: OnceLock::new(),
            context: context.clone(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The address it speaks to.
    pub fn endpoint(&self) -> String {
        self.inner.origin.to_string()
    }

    /// Where the credentials come from. They are looked for, and nothing else is asked.
    pub async fn found(&self) -> Result<Found, ApiError> {
        self.inner.source.found().await
    }

    /// The request as it would go out now, signed with these credentials; every call of this gives another nonce.
    pub fn prepare<C: Call>(&self, request: &C, credentials: &Credentials) -> Prepared {
        let inner = &*self.inner;
        let preparer = Preparer {
            origin: inner.origin_of(C::ACTION),
            credentials,
            signing: inner.signing,
            context: &inner.context,
        };
        preparer.prepare(C::ACTION, request.parameters().into_pairs())
    }

    /// Sends until it worked or it makes no sense to go on.
    pub async fn call<C: Call>(&self, request: &C) -> Result<C::Response, ApiError> {
        let Inner { retry, context, .. } = &*self.inner;
        let action = C::ACTION;
        if let Some(reason) = request.objection() {
            return Err(ApiError::Unsendable { action, reason: reason.into() });
        }
        let mut attempts = Attempts::new(*retry, action.effect());
        loop {
            let send_log = self.inner.send_log().await?;
            let turn = send_log.turn(action).await;
            // Asked for only now: a turn may have come long after the last one.
            let credentials = self.inner.source.get().await?;
            let outcome = self.attempt(request, &credentials).await;
            send_log.answered(&turn);
            let failure = match outcome {
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

    /// Uploads a media file, and says at which address it can be seen.
    pub async fn upload(&self, upload: &Upload<'_>) -> Result<String, ApiError> {
        let cust_space_id = upload.cust_space_id.clone();
        let leave = self.call(&GetChatappUploadAuthorizationRequest { cust_space_id, ..Default::default() }).await?;
        let Inner { transport, retry, context, .. } = &*self.inner;
        Courier { transport, retry: *retry, context }.put(&leave, upload).await
    }

    async fn attempt<C: Call>(&self, request: &C, credentials: &Credentials) -> Result<C::Response, Failure> {
        let prepared = self.prepare(request, credentials);
        let (query, body) = (prepared.query_text(), prepared.body().into_bytes());
        let (origin, method, headers) = (self.inner.origin_of(C::ACTION), prepared.method, &*prepared.headers);
        let answer =
            self.inner.transport.send(Request { origin, method, path: "/", query: &query, headers, body }).await?;
        envelope::read::<C>(&answer).map_err(|failure| match credentials.security_token() {
            Some(token) => failure.without(token),
            None => failure,
        })
    }
}

impl Inner {
    /// The log of whoever asks. Temporary credentials have another key each time, so these go by their place.
    async fn send_log(&self) -> Result<&SendLog, ApiError> {
        if let Some(log) = self.send_log.get() {
            return Ok(log);
        }
        let found = self.source.found().await?;
        let account = if found.is_temporary { found.place } else { found.access_key_id };
        let log = send_logs::of(&format!("{} {account}", self.origin), self.rates, &self.context);
        Ok(self.send_log.get_or_init(|| log))
    }

    fn origin_of(&self, action: Action) -> &Origin {
        match action.product() {
            Product::Cams => &self.origin,
            Product::Sts => &self.sts,
        }
    }
}
