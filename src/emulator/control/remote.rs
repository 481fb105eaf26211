//! The control of an emulator that runs as another process on this machine.

use std::io;
use std::path::Path;

use serde_json::Value;

use super::loopback::{Place, exchange};
use crate::emulator::state::ENDPOINT;

/// A running emulator, reached over its control routes.
pub struct RemoteControl {
    place: Place,
    space: String,
}

/// An emulator that cannot be reached, or that refuses.
#[derive(Debug, thiserror::Error)]
pub enum RemoteError {
    /// The address is none of this machine.
    #[error("{0} is no address of an emulator")]
    Address(String),
    /// Nothing runs on a folder.
    #[error("no emulator runs on the state folder {0}")]
    NotRunning(String),
    /// Nothing answers.
    #[error("the emulator at {endpoint} does not answer: {cause}")]
    Silent {
        /// Where it was asked.
        endpoint: String,
        /// Why.
        cause: io::Error,
    },
    /// It refuses.
    #[error("{0}")]
    Refused(String),
}

impl RemoteControl {
    /// The emulator at `http://127.0.0.1:PORT`.
    pub fn at(endpoint: &str) -> Result<Self, RemoteError> {
        let host = endpoint.trim().trim_end_matches('/');
        let host = host.strip_prefix("http://").unwrap_or(host);
        let place = Place::parse(host).ok_or_else(|| RemoteError::Address(endpoint.to_owned()))?;
        Ok(Self { place, space: String::new() })
    }

    /// The emulator that runs on a state folder.
    pub fn on(folder: &Path) -> Result<Self, RemoteError> {
        let endpoint = std::fs::read_to_string(folder.join(ENDPOINT));
        Self::at(&endpoint.map_err(|_| RemoteError::NotRunning(folder.display().to_string()))?)
    }

    /// The same for another space.
    pub fn space(self, space: impl Into<String>) -> Self {
        Self { space: space.into(), ..self }
    }

    /// What a route shows.
    pub async fn look(&self, route: &str) -> Result<Value, RemoteError> {
        self.ask("GET", route, &[]).await
    }

    /// Lets a route do something.
    pub async fn order(&self, route: &str, order: &Value) -> Result<Value, RemoteError> {
        self.ask("POST", route, order.to_string().as_bytes()).await
    }

    async fn ask(&self, method: &str, route: &str, body: &[u8]) -> Result<Value, RemoteError> {
        let target = format!("/_emulator/{route}?space={}", crate::signature::encode(&self.space));
        let silent = |cause| RemoteError::Silent { endpoint: self.place.to_string(), cause };
        let (status, answer) = exchange(&self.place, method, &target, body).await.map_err(silent)?;
        let value: Value = serde_json::from_slice(&answer).map_err(|error| silent(io::Error::other(error)))?;
        if status == 200 {
            return Ok(value);
        }
        let message = value["Message"].as_str().unwrap_or("it refuses without a reason");
        Err(RemoteError::Refused(message.to_owned()))
    }
}
