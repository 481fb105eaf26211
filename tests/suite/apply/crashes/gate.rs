//! What stands between a process and the service: it sees each request come and each answer go, and kills the process
//! at a named moment. `kill -9` where the moment is one of the request; where it is one of the disk, the kernel does it,
//! at the very write that would make a file too long.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use rustix::process::{Pid, Resource, Rlimit, Signal, kill_process, prlimit};

use crate::support::journals;

/// When the process dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// It has connected for its n-th request, and nothing of that was read.
    Connected(usize),
    /// Its n-th request is here whole, and the service has not seen it.
    Arrived(usize),
    /// The service has answered its n-th request, and the process has not heard of it.
    Carried(usize),
    /// It has the answer to its n-th request, and dies at the next thing that it writes down.
    Answered(usize),
    /// It dies while it makes a file longer than so many bytes: its journal, which is the longest.
    Writing(u64),
}

impl Moment {
    /// What kind of moment it is, in words.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Connected(_) => "before a request is sent",
            Self::Arrived(_) => "sent, not seen by the service",
            Self::Carried(_) => "answered, not heard",
            Self::Answered(_) => "heard, not written down",
            Self::Writing(_) => "at a write of the journal",
        }
    }
}

/// A gate in front of one service. It closes each connection after one request.
pub struct Gate {
    pub address: SocketAddr,
    state: Arc<State>,
}

struct State {
    service: SocketAddr,
    /// The folder that the process writes its journal in.
    project: PathBuf,
    moment: Mutex<Option<Moment>>,
    victim: OnceLock<Pid>,
    requests: AtomicUsize,
    closed: AtomicBool,
}

impl Gate {
    pub fn open(service: SocketAddr, project: &Path) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State {
            service,
            project: project.to_owned(),
            moment: Mutex::new(None),
            victim: OnceLock::new(),
            requests: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
        });
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if shared.closed.load(Ordering::SeqCst) {
                    return;
                }
                let (shared, Ok(stream)) = (Arc::clone(&shared), stream) else { continue };
                // Whoever hangs up in the middle is no trouble of the gate.
                std::thread::spawn(move || drop(shared.pass(stream)));
            }
        });
        Self { address, state }
    }

    /// From now on, this process dies at this moment. It has to wait for its first answer until it is named here.
    pub fn kill(&self, victim: u32, moment: Moment) {
        *self.state.moment.lock().unwrap() = Some(moment);
        self.state.victim.set(Pid::from_raw(victim.try_into().unwrap()).unwrap()).unwrap();
    }

    /// From now on, nobody dies.
    pub fn spare(&self) {
        *self.state.moment.lock().unwrap() = None;
        let _ = self.state.victim.set(Pid::INIT);
    }

    /// How many requests have come.
    pub fn requests(&self) -> usize {
        self.state.requests.load(Ordering::SeqCst)
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        self.state.closed.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
    }
}

impl State {
    /// Passes one request on, and its answer back.
    fn pass(&self, mut from: TcpStream) -> std::io::Result<()> {
        let number = self.requests.fetch_add(1, Ordering::SeqCst);
        self.victim.wait();
        if let Some(Moment::Writing(bytes)) = self.moment().filter(|_| number == 0) {
            self.limit(bytes);
        }
        if self.moment() == Some(Moment::Connected(number)) {
            return self.strike();
        }
        let request = message(&mut from)?;
        if self.moment() == Some(Moment::Arrived(number)) {
            return self.strike();
        }
        let mut to = TcpStream::connect(self.service)?;
        to.write_all(&request)?;
        let answer = message(&mut to);
        if self.moment() == Some(Moment::Carried(number)) {
            return self.strike();
        }
        let answer = answer?;
        if self.moment() == Some(Moment::Answered(number)) {
            let journal = journals(&self.project).pop();
            self.limit(journal.map_or(0, |journal| journal.metadata().unwrap().len()));
        }
        from.write_all(&answer)?;
        from.shutdown(Shutdown::Both)
    }

    fn moment(&self) -> Option<Moment> {
        *self.moment.lock().unwrap()
    }

    fn strike(&self) -> std::io::Result<()> {
        Ok(kill_process(*self.victim.get().unwrap(), Signal::KILL)?)
    }

    /// From now on the kernel kills the process when it makes a file longer than this.
    fn limit(&self, bytes: u64) {
        let most = |bytes| Rlimit { current: Some(bytes), maximum: Some(bytes) };
        let victim = Some(*self.victim.get().unwrap());
        // A process that has ended by now cannot be limited, and need not be.
        let _ = prlimit(victim, Resource::Core, most(0)).and_then(|_| prlimit(victim, Resource::Fsize, most(bytes)));
    }
}

/// One HTTP message, which is told to be the last on its connection. What breaks off is given as far as it came.
fn message(stream: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 16 * 1024];
    loop {
        if let Some(length) = length(&bytes)
            && bytes.len() >= length
        {
            break;
        }
        match stream.read(&mut chunk)? {
            0 if bytes.is_empty() => return Err(std::io::ErrorKind::ConnectionReset.into()),
            0 => break,
            read => bytes.extend_from_slice(&chunk[..read]),
        }
    }
    let head = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(0);
    if bytes.starts_with(b"HTTP/") && head > 0 {
        bytes.splice(head..head, *b"\r\nConnection: close");
    }
    Ok(bytes)
}

/// How long a message is, once its head is there.
fn length(bytes: &[u8]) -> Option<usize> {
    let head = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let text = String::from_utf8_lossy(&bytes[..head]).to_ascii_lowercase();
    let body = text.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok()).unwrap_or(0);
    Some(head + 4 + body)
}
