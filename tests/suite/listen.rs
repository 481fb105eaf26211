//! `listen`: what the service reports on its own is on the disk before it is acknowledged, once, and only from whom it may come.

mod crash;
mod door;
mod emulated;
mod recorded;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Stdio};

use chatform::callbacks::{Event, Folder};

use crate::support::Sandbox;

/// A listener as a process of its own, until it is dropped.
struct Listening {
    process: Child,
    address: String,
    folder: PathBuf,
}

impl Listening {
    fn start(sandbox: &Sandbox, more: &[&str]) -> Self {
        Self::start_in(sandbox, "reports", more)
    }

    fn start_in(sandbox: &Sandbox, folder: &str, more: &[&str]) -> Self {
        let arguments = [&["listen", "--to", folder], more].concat();
        let mut process = sandbox.command(&arguments).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        stdout.read_line(&mut line).unwrap();
        // Whoever does not read must not stop it.
        drop(stdout);
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        Self { process, address, folder: sandbox.path().join(folder) }
    }

    fn post(&self, path: &str, body: &str) -> Option<(u16, String)> {
        post(&self.address, path, body)
    }

    fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    fn recorded(&self) -> Vec<Event> {
        let mut events = Vec::new();
        Folder::each(&self.folder, |event| events.push(event)).unwrap();
        events
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Status and body of the answer; none, where the connection broke first.
fn post(address: &str, path: &str, body: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    let length = body.len();
    let head = format!("POST {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n");
    stream.write_all(format!("{head}{body}").as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    Some((head.split(' ').nth(1)?.parse().ok()?, body.to_owned()))
}

/// A report of a message.
fn status(id: &str, state: &str) -> String {
    format!(
        "{{\"MessageId\":\"{id}\",\"Status\":\"{state}\",\"From\":\"8613800001111\",\"To\":\"8613912345678\",\"Timestamp \":1691043638000}}"
    )
}

/// A report of a review.
fn audit(state: &str) -> String {
    format!(
        "{{\"WabaId\":\"9099\",\"TemplateCode\":\"820561547132813184\",\"Language\":\"en\",\"AuditStatus\":\"{state}\"}}"
    )
}
