//! A server on loopback that says exactly what a test wants, byte by byte, over real sockets.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use chatform::signature::Pairs;
use serde_json::{Value, json};

/// What becomes of one request.
pub enum Reply {
    /// These bytes, then the connection is closed.
    Bytes(Vec<u8>),
    /// The request is read to its end, and the connection closed without a word.
    HangUp,
    /// The request is read to its end, and nothing follows for half a second.
    Silence,
}

/// A request as it came in.
pub struct Received {
    pub request_line: String,
    pub headers: Pairs,
    pub body: String,
}

impl Received {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// Answers one connection per reply, in order, and remembers what it was asked.
pub struct RawServer {
    endpoint: String,
    received: Arc<Mutex<Vec<Received>>>,
    thread: Option<JoinHandle<()>>,
    address: std::net::SocketAddr,
}

impl RawServer {
    pub fn start(replies: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let received = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&received);
        let thread = std::thread::spawn(move || {
            for reply in replies {
                let Ok((stream, _)) = listener.accept() else { return };
                if !serve(stream, reply, &log) {
                    return;
                }
            }
        });
        Self { endpoint: format!("http://{address}"), received, thread: Some(thread), address }
    }

    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// What has come in so far.
    pub fn received(&self) -> std::sync::MutexGuard<'_, Vec<Received>> {
        self.received.lock().unwrap()
    }
}

impl Drop for RawServer {
    fn drop(&mut self) {
        // A last empty connection wakes a thread that still waits for a request.
        let _ = TcpStream::connect(self.address);
        let _ = self.thread.take().unwrap().join();
    }
}

/// An answer with a JSON body and headers given as whole lines.
pub fn json_answer(status: u16, headers: &[&str], body: &str) -> Reply {
    let headers: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
    let length = body.len();
    let text = format!(
        "HTTP/1.1 {status} x\r\nContent-Type: application/json;charset=utf-8\r\nContent-Length: {length}\r\n\
         Connection: close\r\n{headers}\r\n{body}"
    );
    Reply::Bytes(text.into_bytes())
}

/// The answer to a request that worked.
pub fn ok_answer(mut fields: Value) -> Reply {
    fields["Code"] = json!("OK");
    json_answer(200, &[], &fields.to_string())
}

/// A whole list of these rows.
pub fn list_answer(rows: &[Value]) -> Reply {
    ok_answer(json!({ "Total": rows.len(), "ListTemplate": rows }))
}

/// Serves one connection; false if nobody asked anything on it.
fn serve(mut stream: TcpStream, reply: Reply, log: &Mutex<Vec<Received>>) -> bool {
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = || {
        let mut text = String::new();
        reader.read_line(&mut text).unwrap_or_default();
        text.trim_end().to_owned()
    };
    let request_line = line();
    if request_line.is_empty() {
        return false;
    }
    let lines = std::iter::from_fn(|| Some(line()).filter(|text| !text.is_empty()));
    let headers: Pairs = lines
        .filter_map(|text| text.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned())))
        .collect();
    let mut received = Received { request_line, headers, body: String::new() };
    let length = received.header("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    received.body = String::from_utf8(body).unwrap();
    log.lock().unwrap().push(received);
    match reply {
        Reply::Bytes(bytes) => drop(stream.write_all(&bytes)),
        Reply::HangUp => {}
        Reply::Silence => {
            stream.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
            drop(stream.read(&mut [0; 1]));
        }
    }
    true
}
