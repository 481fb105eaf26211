//! The client: what it sends, how it reads answers, when it tries again, and how often it may send.

mod answers;
mod credentials;
mod emulated;
mod endpoint;
mod errors;
mod identity;
mod machine_log;
mod messages;
mod metrics;
mod profiles;
mod renewal;
mod requests;
mod retry;
mod roles;
mod send_log;
mod transport;

use std::sync::Arc;

use chatform::api::{Client, ClientOptions, Credentials};
use chatform::context::{Clock as _, Context, Environment, SeededRandom, Terminal, VirtualClock};
use chatform::signature::Secret;

/// A world that stands still at a known second, unless somebody sleeps.
struct World {
    clock: Arc<VirtualClock>,
    context: Context,
}

impl World {
    fn new() -> Self {
        Self::with(Environment::default())
    }

    fn with(environment: Environment) -> Self {
        let clock = Arc::new(VirtualClock::at("2026-11-20T14:25:35Z".parse().unwrap()));
        let context = Context {
            clock: clock.clone(),
            random: Arc::new(SeededRandom::new(7)),
            environment: Arc::new(environment),
            terminal: Terminal::default(),
            wire: None,
        };
        Self { clock, context }
    }

    fn slept(&self) -> std::time::Duration {
        self.clock.elapsed()
    }

    fn client(&self, endpoint: &str) -> Client {
        self.client_with(ClientOptions { endpoint: Some(endpoint.into()), ..options() })
    }

    fn client_with(&self, options: ClientOptions) -> Client {
        Client::new(options, &self.context).unwrap()
    }
}

fn options() -> ClientOptions {
    ClientOptions { credentials: Some(key()), ..ClientOptions::default() }
}

/// The key pair that emulators know.
fn key() -> Credentials {
    Credentials::new("test-ak-id", Secret::new("test-ak-secret"))
}
