//! Credentials for as long as a client lives: found once, renewed before they end.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::chain::{Chain, Skipped};
use super::pair::Credentials;
use super::provider::{Lease, Provider};
use super::surroundings::Surroundings;
use crate::api::error::ApiError;
use crate::context::Clock;

/// Credentials are renewed so long before they end.
const EARLY: Duration = Duration::from_secs(180);

/// Where credentials came from. It shows no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The place, for people.
    pub place: String,
    /// The public half of the pair.
    pub access_key_id: String,
    /// Whether they have a token.
    pub is_temporary: bool,
    /// Until when they hold, where it is said.
    pub expires: Option<Timestamp>,
    /// The places before it that gave none.
    pub skipped: Vec<Skipped>,
}

/// Gives the credentials of a client.
pub(in crate::api) struct Source {
    surroundings: Surroundings,
    clock: Arc<dyn Clock>,
    profile: Option<String>,
    sts_endpoint: String,
    /// Whoever holds it asks for all.
    state: tokio::sync::Mutex<Option<Won>>,
}

/// The place that gave credentials, and the last that it gave.
struct Won {
    provider: Provider,
    place: String,
    skipped: Vec<Skipped>,
    lease: Lease,
}

impl Source {
    /// Always these: the pair that an emulator knows.
    pub(in crate::api) fn fixed(credentials: Credentials, surroundings: SourceSettings<'_>) -> Self {
        let lease = Lease { credentials: credentials.clone(), expires: None };
        let provider = Provider::Fixed(credentials);
        let won = Won { provider, place: "the emulator's own".to_owned(), skipped: Vec::new(), lease };
        let source = Self::chain(surroundings);
        Self { state: tokio::sync::Mutex::new(Some(won)), ..source }
    }

    /// The first that the vendor's chain finds, or those of one profile.
    pub(in crate::api) fn chain(settings: SourceSettings<'_>) -> Self {
        Self {
            surroundings: Surroundings::new(settings.context, settings.limits),
            clock: Arc::clone(&settings.context.clock),
            profile: settings.profile,
            sts_endpoint: settings.sts_endpoint,
            state: tokio::sync::Mutex::new(None),
        }
    }

    /// Credentials that hold for a while yet.
    pub(in crate::api) async fn get(&self) -> Result<Credentials, ApiError> {
        let mut state = self.state.lock().await;
        let now = self.clock.now();
        let won = match state.take() {
            Some(won) if won.lease.holds_at(now.saturating_add(EARLY).unwrap_or(now)) => won,
            Some(won) => self.renewed(won, now).await?,
            None => self.search(now).await?,
        };
        Ok(state.insert(won).lease.credentials.clone())
    }

    /// Where they came from.
    pub(in crate::api) async fn found(&self) -> Result<Found, ApiError> {
        self.get().await?;
        let state = self.state.lock().await;
        // It was there a moment ago, and nothing takes it away but a renewal that failed.
        let won = state.as_ref().ok_or(ApiError::Credentials { tried: Vec::new() })?;
        Ok(Found {
            place: won.place.clone(),
            access_key_id: won.lease.credentials.access_key_id().to_owned(),
            is_temporary: won.lease.credentials.is_temporary(),
            expires: won.lease.expires,
            skipped: won.skipped.clone(),
        })
    }

    /// What holds a little longer is better than nothing.
    async fn renewed(&self, won: Won, now: Timestamp) -> Result<Won, ApiError> {
        match won.provider.provide(&self.surroundings, now).await {
            Ok(lease) => Ok(Won { lease, ..won }),
            Err(_) if won.lease.holds_at(now) => Ok(won),
            Err(reason) => Err(ApiError::Credentials { tried: vec![Skipped { place: won.place, reason }] }),
        }
    }

    async fn search(&self, now: Timestamp) -> Result<Won, ApiError> {
        let chain = Chain {
            environment: self.surroundings.environment(),
            profile: self.profile.as_deref(),
            sts_endpoint: &self.sts_endpoint,
            now,
        };
        let mut skipped = Vec::new();
        for step in chain.steps() {
            let given = match step.provider {
                Ok(provider) => provider.provide(&self.surroundings, now).await.map(|lease| (provider, lease)),
                Err(reason) => Err(reason),
            };
            match given {
                Ok((provider, lease)) => return Ok(Won { provider, place: step.place, skipped, lease }),
                Err(reason) => skipped.push(Skipped { place: step.place, reason }),
            }
        }
        Err(ApiError::Credentials { tried: skipped })
    }
}

impl Lease {
    fn holds_at(&self, time: Timestamp) -> bool {
        self.expires.is_none_or(|expires| expires > time)
    }
}

/// What a source is made with.
pub(in crate::api) struct SourceSettings<'a> {
    pub context: &'a crate::context::Context,
    pub limits: crate::http::Limits,
    /// The one profile that was asked for.
    pub profile: Option<String>,
    /// Where roles are taken on.
    pub sts_endpoint: String,
}
