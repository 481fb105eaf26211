//! The HTTP side: who is let in, what is read, what is answered.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{Method, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};
use tokio::task::JoinHandle;

use super::allowed::Allowed;
use super::connection::Connection;
use super::recorder::{NotRecorded, Recorder};
use crate::callbacks::{Event, Folder};
use crate::context::Context;

/// Bytes of a request: a batch of reports is far smaller.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// The service waits three seconds for the acknowledgement and then sends again: better to say so before.
const PATIENCE: Duration = Duration::from_millis(2500);

/// Connections at a time; further ones wait to be accepted.
const CONNECTIONS: usize = 512;

/// How the listener listens.
pub struct ListenerConfig {
    /// The address and port; port 0 takes a free one.
    pub address: SocketAddr,
    /// The folder of the recorded reports.
    pub folder: PathBuf,
    /// Who may send.
    pub allowed: Allowed,
}

/// What somebody who watches is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A new report, on the disk by now.
    Recorded(Event),
    /// A request that was turned away, and why.
    Refused(String),
}

/// A running listener. Dropping it ends it at once; what was acknowledged is on the disk.
pub struct Listener {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<io::Result<()>>,
}

struct Door {
    allowed: Allowed,
    recorder: Recorder,
    notices: mpsc::Sender<Notice>,
    context: Context,
}

impl Listener {
    /// Opens the folder and the port, and serves from a task of the current runtime. Notices that nobody takes in time
    /// are left out; nothing waits for them.
    pub async fn start(config: ListenerConfig, context: &Context, notices: mpsc::Sender<Notice>) -> io::Result<Self> {
        let folder = Folder::open(&config.folder, context.clock.now()).map_err(io::Error::other)?;
        let listener = TcpListener::bind(config.address).await?;
        let address = listener.local_addr()?;
        let watcher = notices.clone();
        let recorder = Recorder::start(folder, Arc::clone(&context.clock), move |event| {
            let _ = watcher.try_send(Notice::Recorded(event));
        })?;
        let entrance =
            Entrance { listener, allowed: config.allowed.clone(), places: Arc::new(Semaphore::new(CONNECTIONS)) };
        let door = Arc::new(Door { allowed: config.allowed, recorder, notices, context: context.clone() });
        let router = Router::new().fallback(handle).with_state(door);
        let (stop, stopped) = oneshot::channel::<()>();
        let serve = axum::serve(entrance, router);
        let server = tokio::spawn(async move {
            serve
                .with_graceful_shutdown(async move {
                    // A dropped sender means the same: stop.
                    let _ = stopped.await;
                })
                .await
        });
        Ok(Self { address, stop: Some(stop), server })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers the requests under way, then ends.
    pub async fn stop(mut self) -> io::Result<()> {
        if let Some(stop) = self.stop.take() {
            // The receiver is gone when the server has ended already.
            let _ = stop.send(());
        }
        (&mut self.server).await.map_err(io::Error::other)?
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// The listening socket: closes connections of addresses that may not send before anything is read from them.
struct Entrance {
    listener: TcpListener,
    allowed: Allowed,
    places: Arc<Semaphore>,
}

impl axum::serve::Listener for Entrance {
    type Io = Connection<TcpStream, Option<OwnedSemaphorePermit>>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, SocketAddr) {
        loop {
            // Closed never: the semaphore lives as long as this.
            let place = Arc::clone(&self.places).acquire_owned().await.ok();
            let (stream, peer) = axum::serve::Listener::accept(&mut self.listener).await;
            if self.allowed.admits(peer.ip()) {
                let _ = stream.set_nodelay(true);
                return (Connection::new(stream, place), peer);
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

async fn handle(State(door): State<Arc<Door>>, request: Request<Body>) -> Response {
    tokio::select! {
        response = door.take(request) => response,
        () = door.context.clock.sleep(PATIENCE) => {
            door.refused("a request was not read and recorded within 2.5 s");
            answer(StatusCode::SERVICE_UNAVAILABLE, 1, "not recorded in time, send it again")
        }
    }
}

impl Door {
    async fn take(&self, request: Request<Body>) -> Response {
        if !self.allowed.opens(request.uri().path()) {
            self.refused("a request for another path");
            return answer(StatusCode::NOT_FOUND, 1, "nothing is here");
        }
        if request.method() != Method::POST {
            return answer(StatusCode::METHOD_NOT_ALLOWED, 1, "reports are POSTed");
        }
        let Ok(body) = to_bytes(request.into_body(), MOST_BYTES).await else {
            self.refused("a request of more than 4 MB, or one that broke off");
            return answer(StatusCode::PAYLOAD_TOO_LARGE, 1, "a request is 4 MB at most");
        };
        let Some(events) = Event::all_of(self.context.clock.now(), &body) else {
            self.refused("a request that is no JSON list of reports");
            return answer(StatusCode::BAD_REQUEST, 1, "a JSON list of reports is expected");
        };
        match self.recorder.record(events).await {
            Ok(_) => answer(StatusCode::OK, 0, "OK"),
            Err(error @ (NotRecorded::TooMany | NotRecorded::Ended)) => {
                self.refused(&error.to_string());
                answer(StatusCode::SERVICE_UNAVAILABLE, 1, "busy, send it again")
            }
            Err(NotRecorded::Disk(cause)) => {
                self.refused(&cause);
                answer(StatusCode::INTERNAL_SERVER_ERROR, 1, "not recorded, send it again")
            }
        }
    }

    fn refused(&self, why: &str) {
        let _ = self.notices.try_send(Notice::Refused(why.to_owned()));
    }
}

/// The shape that the service's message receipts are acknowledged with (Alibaba, SmsReport by HTTP; ChatAppStatus
/// names none of its own; checked 2026-11-20).
fn answer(status: StatusCode, code: u8, message: &str) -> Response {
    let body = format!("{{\"code\":{code},\"msg\":\"{message}\"}}");
    (status, [("content-type", "application/json")], body).into_response()
}
