//! Our requests beside those of the official SDKs: recorded requests, and their lists of parameters.

mod parameters;
mod requests;
mod signatures;
mod verified;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chatform::api::{Client, ClientOptions, Credentials};
use chatform::context::{Context, Environment, SeededRandom, Terminal, VirtualClock};
use chatform::signature::{Pairs, Secret};
use serde_json::Value;

/// All recorded requests.
fn captures(shared: &Path) -> Vec<PathBuf> {
    let folder = shared.join("vectors/captures");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn pairs(list: &Value) -> Pairs {
    serde_json::from_value(list.clone()).unwrap()
}

/// A client that speaks to the address the captures were recorded at.
fn client(endpoint: &str) -> Client {
    let context = Context {
        clock: Arc::new(VirtualClock::at("2026-11-20T14:26:25Z".parse().unwrap())),
        random: Arc::new(SeededRandom::new(1)),
        environment: Arc::new(Environment::default()),
        terminal: Terminal::default(),
        wire: None,
    };
    let credentials = Some(key());
    Client::new(ClientOptions { endpoint: Some(endpoint.into()), credentials, ..Default::default() }, &context).unwrap()
}

/// The key pair the captures were signed with.
fn key() -> Credentials {
    Credentials::new("test-ak-id", Secret::new("test-ak-secret"))
}
