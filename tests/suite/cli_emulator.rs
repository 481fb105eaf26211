//! `emulator` as a process of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use crate::support::{Sandbox, Server};

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

/// Runs a command that steers the emulator of the sandbox, and gives what it prints.
fn steer(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let whole = [&["emulator"], arguments, &["--state", "served"]].concat();
    sandbox.run(&whole).exits_with(0).stdout.trim().to_owned()
}

#[test]
fn a_running_emulator_is_steered_from_the_command_line() {
    let sandbox = project();
    let server = Server::start(&sandbox, &["--clock", "2026-11-20T14:25:35Z", "--still", "--review", "manual"]);
    sandbox.write("chatform.yaml", environment(&server));
    assert_eq!(steer(&sandbox, &["clock", "show"]), "2026-11-20T14:25:35Z (stands still)");
    assert_eq!(steer(&sandbox, &["clock", "advance", "24h"]), "2026-11-21T14:25:35Z (stands still)");
    sandbox.run(&["apply", "--yes"]).exits_with(6);
    assert_eq!(steer(&sandbox, &["review", "reject", "order_0/en", "--reason", "No sample."]), "order_0/en rejected");
    assert_eq!(steer(&sandbox, &["review", "approve", "order_*/*"]), "order_1/en approved");
    let nothing = sandbox.run(&["emulator", "review", "approve", "order_0", "--state", "served"]).exits_with(3);
    assert_eq!(nothing.stderr.trim(), "nothing under review fits");
    assert_eq!(steer(&sandbox, &["quality", "order_1", "yellow"]), "order_1/en YELLOW");
    assert_eq!(steer(&sandbox, &["quality", "order_1", "pause"]), "order_1/en paused");
    assert_eq!(steer(&sandbox, &["category", "order_1", "MARKETING"]), "order_1/en MARKETING");
    assert!(sandbox.run(&["status"]).stdout.contains("No sample."));

    steer(&sandbox, &["snapshot", "save", "kept.json"]);
    steer(&sandbox, &["reset"]);
    assert_eq!(server.control("templates", None), serde_json::json!([]));
    steer(&sandbox, &["snapshot", "load", "kept.json"]);
    assert_eq!(server.control("templates", None).as_array().unwrap().len(), 2);
    assert_eq!(steer(&sandbox, &["clock", "show"]), "2026-11-21T14:25:35Z (stands still)");
    assert!(steer(&sandbox, &["faults", "ListChatappTemplate:nth=2:throttle"]).contains("\"throttle\""));
    assert_eq!(steer(&sandbox, &["faults", "--clear"]), "");
    assert_eq!(steer(&sandbox, &["message", "hello", "--from", "8613900000001", "--to", "8613800001111"]).len(), 24);
    assert_eq!(steer(&sandbox, &["messages"]), "");
    assert_eq!(steer(&sandbox, &["requests"]), "", "a reset forgets the requests too");
}

#[test]
fn an_emulator_that_cannot_be_steered_is_said() {
    let sandbox = Sandbox::new();
    for (arguments, code, said) in [
        (&["clock", "show"][..], 69, "no emulator runs on the state folder"),
        (&["clock", "show", "--endpoint", "http://example.com"], 64, "is no address of an emulator"),
        (&["clock", "show", "--endpoint", "http://127.0.0.1:1"], 69, "does not answer"),
        (&["--state", "served", "clock", "show"], 64, "cannot be used with"),
        (&["--fault", "explosion"], 64, "is no fault"),
        (&["--callback", "http://example.com/"], 64, "no address on this machine"),
        (&["--still"], 64, "--clock"),
    ] {
        let ran = sandbox.run(&[&["emulator"], arguments].concat()).exits_with(code);
        assert!(ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
    }
    let server = Server::start(&sandbox, &[]);
    let ran = sandbox.run(&["emulator", "clock", "advance", "soon", "--endpoint", server.endpoint()]).exits_with(64);
    assert!(ran.stderr.contains("90s, 5m, 24h or 30d"), "{}", ran.stderr);
}

#[test]
fn a_lost_answer_is_settled_and_the_log_shows_one_create() {
    let sandbox = project();
    let server = Server::start(&sandbox, &["--fault", "CreateChatappTemplate:nth=2:lost-answer"]);
    sandbox.write("chatform.yaml", environment(&server));
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    let log = sandbox.read("served/requests.ndjson");
    let creates: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|entry: &serde_json::Value| entry["action"] == "CreateChatappTemplate")
        .collect();
    let names: std::collections::BTreeSet<&str> =
        creates.iter().map(|entry| entry["parameters"]["Name"].as_str().unwrap()).collect();
    assert_eq!((creates.len(), names.len()), (2, 2), "each was created once: {log}");
    assert!(creates.iter().all(|entry| entry["wrote"] == true && entry["code"] == "OK"), "{log}");
    let lost = creates.iter().filter(|entry| entry["answer"] == "lost").count();
    assert_eq!(lost, 1, "{log}");
    assert_eq!(server.control("templates", None).as_array().unwrap().len(), 2);
    sandbox.run(&["plan", "--detailed-exitcode"]).exits_with(0);
}

/// Two templates, and the keys of the emulator.
fn project() -> Sandbox {
    let sandbox = Sandbox::new()
        .variable("ALIBABA_CLOUD_ACCESS_KEY_ID", "test-ak-id")
        .variable("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "test-ak-secret");
    for number in 0..2 {
        let body = format!("Hello $(who), order {number} is ready for you now.");
        let text = format!(
            "name: order_{number}\ncategory: UTILITY\nexamples: {{ who: Ana }}\nlanguages:\n  en: {{ body: \"{body}\" }}\n"
        );
        sandbox.write(&format!("templates/order_{number}.yaml"), text);
    }
    sandbox
}

fn environment(server: &Server) -> String {
    format!("environments:\n  test: {{ endpoint: \"{}\", wait_for_review: 1s }}\n", server.endpoint())
}
