//! Starting and stopping an emulator.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::callbacks::keep_delivering;
use super::config::EmulatorConfig;
use super::connection::{Line, Port};
use super::control::Control;
use super::front::handle;
use super::journal::RequestLog;
use super::messages::Ledger;
use super::objects::Shelf;
use super::review;
use super::service::{Kept, Service};
use super::state::State;
use super::time::ServiceClock;
use crate::context::Context;
use crate::store::StoreError;

/// A running emulator. Dropping it kills it at once: open connections are reset, nothing more is stored, and its
/// folder is free for another.
pub struct Emulator {
    service: Arc<Service>,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<io::Result<()>>,
}

impl Emulator {
    /// Opens the state folder and the port, and serves from a task of the current runtime.
    pub async fn start(config: EmulatorConfig, context: &Context) -> io::Result<Self> {
        if !config.listen.ip().is_loopback() {
            let message = format!("{} is not a loopback address; the emulator serves this machine only", config.listen);
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        config
            .verdicts
            .iter()
            .try_for_each(review::check)
            .map_err(|fact| io::Error::new(io::ErrorKind::InvalidInput, fact))?;
        let state = State::open(config.state.as_deref()).map_err(explain)?;
        let listener = TcpListener::bind(config.listen).await?;
        let address = listener.local_addr()?;
        let ledger = Ledger::open(config.state.as_deref()).map_err(explain)?;
        let objects = Shelf::open(config.state.as_deref()).map_err(explain)?;
        let before = state.read_clock().map_err(explain)?;
        let clock = ServiceClock::new(Arc::clone(&context.clock), config.clock, config.clock_still, before);
        state.write_clock(clock.course()).map_err(explain)?;
        state.write_endpoint(&format!("http://{address}")).map_err(explain)?;
        let log = RequestLog::open(config.state.as_deref());
        let ticks = config.ticks;
        let kept = Kept { state, ledger, objects, log };
        let service = Arc::new(Service::new(config, context, address, clock, kept));
        service.forget_the_past().map_err(explain)?;
        if ticks {
            tokio::spawn(keep_delivering(Arc::clone(&service)));
        }
        let port = Port::new(listener, Arc::clone(&service.alive));
        let router = Router::new().fallback(handle).with_state(Arc::clone(&service));
        let (stop, stopped) = oneshot::channel::<()>();
        let serve = axum::serve(port, router.into_make_service_with_connect_info::<Line>());
        let server = tokio::spawn(async move {
            serve
                .with_graceful_shutdown(async move {
                    // A dropped sender means the same: stop.
                    let _ = stopped.await;
                })
                .await
        });
        Ok(Self { service, address, stop: Some(stop), server })
    }

    /// Where it listens: `http://127.0.0.1:PORT`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// A handle to look into it and to decide what a person or the platform would decide.
    pub fn control(&self) -> Control {
        Control::new(Arc::clone(&self.service))
    }

    /// Lets requests under way finish, then ends.
    pub async fn stop(mut self) -> io::Result<()> {
        if let Some(stop) = self.stop.take() {
            // The receiver is gone when the server has ended already.
            let _ = stop.send(());
        }
        let ended = (&mut self.server).await;
        self.service.close();
        ended.map_err(io::Error::other)?
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        self.service.close();
        self.server.abort();
    }
}

fn explain(error: StoreError) -> io::Error {
    match error {
        StoreError::Held { path, holder } => {
            let folder = path.parent().unwrap_or(&path);
            let holder = holder.map_or_else(|| "another process".to_owned(), |id| format!("process {id}"));
            let message = format!(
                "the emulator state in {} is in use by {holder}: stop that emulator, or choose another folder",
                folder.display()
            );
            io::Error::new(io::ErrorKind::ResourceBusy, message)
        }
        other => io::Error::other(other),
    }
}
