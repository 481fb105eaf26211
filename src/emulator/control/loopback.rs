//! A request to another program on this machine: the one kind of connection that the emulator itself opens.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// How long such a program may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A socket on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::emulator) struct Place {
    socket: SocketAddr,
    host: String,
}

impl Place {
    /// Reads `127.0.0.1:PORT`, `[::1]:PORT` or `localhost:PORT`; nothing else is on this machine for sure.
    pub fn parse(host: &str) -> Option<Self> {
        let local = |port| SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port);
        let socket = match host.strip_prefix("localhost") {
            Some("") => local(80),
            Some(port) => local(port.strip_prefix(':')?.parse().ok()?),
            None => host.parse().ok().or_else(|| Some(SocketAddr::new(host.parse().ok()?, 80)))?,
        };
        socket.ip().is_loopback().then(|| Self { socket, host: host.to_owned() })
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "http://{}", self.host)
    }
}

/// Asks and reads to the end; the status and the body of the answer.
pub(in crate::emulator) async fn exchange(
    place: &Place,
    method: &str,
    target: &str,
    body: &[u8],
) -> io::Result<(u16, Vec<u8>)> {
    let whole = async {
        let head = format!(
            "{method} {target} HTTP/1.0\r\nHost: {}\r\nContent-Type: application/json;charset=utf-8\r\n\
             Content-Length: {}\r\nUser-Agent: chatform-emulator\r\nConnection: close\r\n\r\n",
            place.host,
            body.len()
        );
        let mut stream = TcpStream::connect(place.socket).await?;
        stream.write_all(head.as_bytes()).await?;
        stream.write_all(body).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        Ok::<_, io::Error>(answer)
    };
    let answer = tokio::time::timeout(PATIENCE, whole).await.map_err(|_| io::ErrorKind::TimedOut)??;
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n");
    let head = String::from_utf8_lossy(&answer[..end.unwrap_or(0)]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    match (status, end) {
        (Some(status), Some(end)) => Ok((status, answer[end + 4..].to_vec())),
        _ => Err(io::Error::other("the answer is no HTTP")),
    }
}
