//! A template message to one number.

use super::stage::Stage;

const VALUES: &[&str] = &["--set", "customer=Ana", "--set", "order=A-1042"];

#[test]
fn a_message_is_sent_to_the_bare_digits_of_a_number() {
    let stage = Stage::new();
    let ran = stage.send(&[&["--to", "+86 (138) 0000-2222"], VALUES].concat()).exits_with(0);
    assert!(ran.stdout.starts_with("sent to 86*******2222: "), "{}", ran.stdout);
    assert_eq!(stage.taken().into_iter().collect::<Vec<_>>(), [("8613800002222".to_owned(), 1)]);
}

#[test]
fn numbers_are_masked_unless_they_are_asked_for() {
    let stage = Stage::new();
    let shown = |more: &[&str]| {
        let ran = stage.send(&[&["--to", "8613800002222"], VALUES, more].concat());
        ran.stdout + &ran.stderr
    };
    for format in ["table", "json", "csv"] {
        assert!(!shown(&["--format", format]).contains("8613800002222"), "{format}");
        assert!(!shown(&["--format", format, "--dry-run"]).contains("8613800002222"), "{format}");
        assert!(shown(&["--format", format, "--show-numbers"]).contains("8613800002222"), "{format}");
    }
}

#[test]
fn a_dry_run_needs_no_credentials_and_sends_nothing() {
    let stage = Stage::new();
    let command = [&["send", "order_shipped", "--lang", "en", "--to", "8613800002222", "--dry-run"], VALUES].concat();
    let bare = crate::support::Sandbox::new().copy_of(stage.sandbox.path());
    let ran = bare.run(&command).exits_with(0);
    assert!(ran.stdout.contains("Hello Ana, your order"), "{}", ran.stdout);
    assert!(ran.stdout.contains("[Track it] https://shop.example.com/t/A-1042"), "{}", ran.stdout);
    assert!(stage.taken().is_empty());
}

#[test]
fn the_newest_approved_revision_is_sent() {
    let stage = Stage::new();
    let template = stage.sandbox.read("templates/order_shipped.yaml");
    stage.sandbox.write("templates/order_shipped.yaml", template.replace("category:", "revision: 3\ncategory:"));
    stage.sandbox.run(&["apply", "--yes"]).exits_with(0);
    stage.send(&[&["--to", "8613800002222"], VALUES].concat()).exits_with(0);
    let log = std::fs::read_to_string(stage.sandbox.path().join("served/messages-0.jsonl")).unwrap();
    assert!(log.contains("order_shipped_v3"), "{log}");
}

#[test]
fn what_cannot_be_sent_is_refused_before_anything_is() {
    let stage = Stage::new();
    let ran = stage.send(&["--to", "0138 0000", "--set", "custmer=Ana", "--set", "order=a b"]).exits_with(1);
    for rule in ["send/number-malformed", "send/value-missing", "send/value-unknown", "send/value-no-address"] {
        assert!(ran.stdout.contains(rule), "{rule}: {}", ran.stdout);
    }
    assert!(ran.stdout.contains("did you mean `customer`?"), "{}", ran.stdout);
    let other = |name: &str, language: &str| {
        stage.sandbox.run(&["send", name, "--lang", language, "--to", "8613800002222"]).exits_with(3).stderr
    };
    assert!(other("order_shiped", "en").contains("there is no template order_shiped in `en` at the service"));
    assert!(other("order_shipped", "fr").contains("it is there in en"));
    assert!(stage.taken().is_empty());
}

#[test]
fn a_message_whose_answer_was_lost_is_unknown() {
    let stage = Stage::new();
    let fault = serde_json::json!([{ "fault": "lose_reply", "action": "SendChatappMessage", "times": 1 }]);
    stage.server.control("faults", Some(fault));
    let ran = stage.send(&[&["--to", "8613800002222"], VALUES].concat()).exits_with(4);
    assert!(ran.stderr.contains("whether 86*******2222 gets the message is not known"), "{}", ran.stderr);
    assert_eq!(stage.taken()["8613800002222"], 1);
}
