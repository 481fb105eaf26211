//! Connections that can be cut on purpose: before an answer, or in the middle of one.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// What happens to the next bytes that are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// They are written.
    Not,
    /// The connection is reset.
    Now,
    /// The head of the answer and so many bytes of its body are written, then the connection is closed.
    InBody(usize),
    /// So many bytes more, then the connection is closed.
    After(usize),
}

/// The handle of one connection, for whoever answers on it.
#[derive(Clone)]
pub(super) struct Line {
    cut: Arc<Mutex<Cut>>,
    /// Who is at the other end.
    pub peer: SocketAddr,
}

impl Line {
    /// Resets the connection instead of writing an answer.
    pub fn reset(&self) {
        self.set(Cut::Now);
    }

    /// Lets the answer break off after so many bytes of its body.
    pub fn break_off(&self, bytes: usize) {
        self.set(Cut::InBody(bytes));
    }

    fn get(&self) -> Cut {
        *self.cut.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, cut: Cut) {
        *self.cut.lock().unwrap_or_else(PoisonError::into_inner) = cut;
    }
}

/// The listening socket. Once `alive` is false its connections are dead: nothing more is written to them.
pub(super) struct Port {
    listener: TcpListener,
    alive: Arc<AtomicBool>,
}

impl Port {
    pub fn new(listener: TcpListener, alive: Arc<AtomicBool>) -> Self {
        Self { listener, alive }
    }
}

/// One connection.
pub(super) struct Wire {
    stream: TcpStream,
    line: Line,
    alive: Arc<AtomicBool>,
}

impl Listener for Port {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Wire, SocketAddr) {
        let (stream, peer) = Listener::accept(&mut self.listener).await;
        // Answers are small and whole: waiting to fill a packet only delays them.
        let _ = stream.set_nodelay(true);
        let line = Line { cut: Arc::new(Mutex::new(Cut::Not)), peer };
        (Wire { stream, line, alive: Arc::clone(&self.alive) }, peer)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

impl Connected<IncomingStream<'_, Port>> for Line {
    fn connect_info(stream: IncomingStream<'_, Port>) -> Self {
        stream.io().line.clone()
    }
}

impl Wire {
    /// How many of these bytes may be written; an error once the connection is to be cut.
    fn allowance(&self, bytes: &[u8]) -> io::Result<usize> {
        let cut = if self.alive.load(Ordering::SeqCst) { self.line.get() } else { Cut::Now };
        match cut {
            Cut::Not => Ok(bytes.len()),
            Cut::Now => {
                // Without lingering, closing the socket resets the connection.
                let _ = self.stream.set_zero_linger();
                Err(io::ErrorKind::ConnectionReset.into())
            }
            Cut::InBody(kept) => {
                let head = bytes.windows(4).position(|window| window == b"\r\n\r\n").map_or(0, |at| at + 4);
                self.line.set(Cut::After(head + kept));
                Ok(bytes.len().min(head + kept))
            }
            Cut::After(0) => Err(io::ErrorKind::BrokenPipe.into()),
            Cut::After(left) => Ok(bytes.len().min(left)),
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let allowed = self.allowance(bytes)?;
        let written = Pin::new(&mut self.stream).poll_write(cx, &bytes[..allowed]);
        if let (Poll::Ready(Ok(count)), Cut::After(left)) = (&written, self.line.get()) {
            self.line.set(Cut::After(left.saturating_sub(*count)));
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
