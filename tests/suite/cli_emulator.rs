//! `emulator` as a process of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use crate::support::Sandbox;

#[cfg(unix)]
#[test]
fn it_prints_its_endpoint_answers_and_ends_when_asked() {
    let sandbox = Sandbox::new();
    let mut child = sandbox.command(&["emulator", "--state", "state"]).spawn().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut endpoint = String::new();
    stdout.read_line(&mut endpoint).unwrap();
    let address = endpoint.trim().strip_prefix("http://").unwrap().to_owned();
    assert!(address.starts_with("127.0.0.1:"), "{address}");

    let mut stream = TcpStream::connect(&address).unwrap();
    write!(stream, "POST / HTTP/1.1\r\nHost: {address}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 4"), "unsigned requests are refused: {answer}");
    assert!(sandbox.exists("state"));

    let id = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let talk = String::from_utf8(output.stderr).unwrap();
    assert!(talk.contains(&format!("endpoint: http://{address}")) && talk.contains("kept in state"), "{talk}");
}

#[test]
fn what_it_cannot_do_is_said() {
    for (arguments, code, said) in [
        (&["--listen", "0.0.0.0:0"][..], 64, "not a loopback address"),
        (&["--review", "soon"], 64, "--review"),
        (&["--key", "secret-without-id"], 64, "write it as ID:SECRET"),
    ] {
        let ran = Sandbox::new().run(&[&["emulator"], arguments].concat()).exits_with(code);
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
        assert!(!ran.stderr.contains("secret-without-id"), "a secret is not repeated");
    }
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ran = Sandbox::new().run(&["emulator", "--listen", &address]).exits_with(69);
    assert!(ran.stderr.contains("take another port"), "{}", ran.stderr);
}
