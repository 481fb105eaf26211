//! Who is let in, and what is turned away.

use chatform::listen::Network;

use super::{Listening, post, status};
use crate::support::Sandbox;

const SECRET: &str = "4dc0b7f2a9e14f6b8d2c";

#[test]
fn with_a_secret_only_its_path_is_open() {
    let sandbox = Sandbox::new().file("secret", format!("{SECRET}\n"));
    let listening = Listening::start(&sandbox, &["--secret-file", "secret"]);
    for path in ["/", "/wrong", "/4dc0b7f2a9e14f6b8d2", "/4dc0b7f2a9e14f6b8d2c/more"] {
        assert_eq!(listening.post(path, &status("1", "Sent")).unwrap().0, 404, "{path}");
    }
    assert!(listening.recorded().is_empty());
    assert_eq!(listening.post(&format!("/{SECRET}"), &status("1", "Sent")).unwrap().0, 200);
    assert_eq!(listening.recorded().len(), 1);
}

#[test]
fn an_address_that_may_not_send_is_not_even_read() {
    let sandbox = Sandbox::new();
    let listening = Listening::start(&sandbox, &["--allow", "203.0.113.0/24"]);
    assert_eq!(listening.post("/", &status("1", "Sent")), None);
    assert!(listening.recorded().is_empty());
    let other = Sandbox::new();
    let listening = Listening::start(&other, &["--allow", "203.0.113.0/24", "--allow", "127.0.0.0/8"]);
    assert_eq!(listening.post("/", &status("1", "Sent")).unwrap().0, 200);
}

#[test]
fn networks_are_read_as_people_write_them() {
    let has = |network: &str, address: &str| Network::parse(network).unwrap().has(address.parse().unwrap());
    assert!(has("203.0.113.7", "203.0.113.7") && !has("203.0.113.7", "203.0.113.8"));
    assert!(has("203.0.113.0/24", "203.0.113.255") && !has("203.0.113.0/24", "203.0.114.0"));
    assert!(has("0.0.0.0/0", "8.8.8.8") && !has("0.0.0.0/0", "::1"));
    assert!(has("2001:db8::/32", "2001:db8:1::5") && !has("2001:db8::/32", "2001:db9::"));
    assert!(has("127.0.0.1", "::ffff:127.0.0.1"), "an IPv4 peer of an IPv6 socket");
    for wrong in ["", "localhost", "203.0.113.0/33", "::1/129", "1.2.3.4/", "1.2.3.4/-1"] {
        assert_eq!(Network::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn what_is_no_report_is_turned_away_and_leaves_nothing() {
    let sandbox = Sandbox::new();
    let listening = Listening::start(&sandbox, &[]);
    for body in ["", "hello", "[1, 2]", "[{}", "7", "\"text\""] {
        assert_eq!(listening.post("/", body).unwrap().0, 400, "{body}");
    }
    let large = format!("[{{\"a\":\"{}\"}}]", "x".repeat(5_000_000));
    assert!(listening.post("/", &large).is_none_or(|(code, _)| code == 413));
    assert!(listening.recorded().is_empty());
    assert_eq!(post(&listening.address, "/", "[]").unwrap().0, 200, "an empty batch is a batch");
}

#[test]
fn what_would_let_anybody_in_has_to_be_said() {
    let sandbox = Sandbox::new().file("short", "abc").file("odd", "a b c d e f g h i j k l m n");
    for (arguments, said) in [
        (&["--to", "r", "--listen", "0.0.0.0:0"][..], "say --anyone"),
        (&["--to", "r", "--allow", "everyone"], "203.0.113.0/24"),
        (&["--to", "r", "--secret-file", "short"], "16 to 256"),
        (&["--to", "r", "--secret-file", "odd"], "16 to 256"),
        (&["--to", "r", "--secret-file", "missing"], "cannot read the secret"),
        (&[], "name a folder with --to"),
    ] {
        let ran = sandbox.run(&[&["listen"], arguments].concat()).exits_with(64);
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
        assert!(!ran.stderr.contains("a b c"), "a secret is not repeated");
    }
}
