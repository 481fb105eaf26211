//! The emulator as a process of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use serde_json::Value;

use super::Sandbox;

/// An emulator that serves until it is dropped; its state is in the sandbox's folder `served`.
pub struct Server {
    process: Child,
    endpoint: String,
}

impl Server {
    pub fn start(sandbox: &Sandbox, more: &[&str]) -> Self {
        let arguments = [&["emulator", "--state", "served"], more].concat();
        let mut process = sandbox.command(&arguments).stderr(Stdio::null()).spawn().unwrap();
        let mut endpoint = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut endpoint).unwrap();
        Self { process, endpoint: endpoint.trim().to_owned() }
    }

    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// Asks the control route of that name; a body makes it a POST.
    pub fn control(&self, route: &str, body: Option<Value>) -> Value {
        let address = self.endpoint.trim_start_matches("http://");
        let (method, body) = body.map_or(("GET", String::new()), |body| ("POST", body.to_string()));
        let request = format!(
            "{method} /_emulator/{route} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "{route}: {answer}");
        serde_json::from_str(body).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
