//! What the emulator reports on its own arrives, and `status` knows it.

use std::time::Duration;

use chatform::callbacks::Kind;

use super::Listening;
use crate::support::{Sandbox, Server};

/// Waits until so many reports of a kind are recorded.
fn recorded(listening: &Listening, kind: Kind, count: usize) -> usize {
    let found = || listening.recorded().iter().filter(|event| event.kind == kind).count();
    for _ in 0..200 {
        if found() >= count {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    found()
}

/// A listener, an emulator that reports to it, and a project whose template is approved.
fn shop() -> (Listening, Server, Sandbox) {
    let sandbox = Sandbox::new();
    let listening = Listening::start_in(&sandbox, ".chatform/callbacks", &[]);
    let callback = format!("http://{}/", listening.address);
    let server = Server::start(&sandbox, &["--callback", &callback]);
    let project = Sandbox::project_at(server.endpoint());
    sandbox.write("chatform.yaml", project.read("chatform.yaml"));
    sandbox.write("templates/hello.yaml", Sandbox::HELLO);
    let sandbox = sandbox
        .variable("ALIBABA_CLOUD_ACCESS_KEY_ID", "test-ak-id")
        .variable("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "test-ak-secret");
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    (listening, server, sandbox)
}

#[test]
fn what_is_reported_and_not_in_the_list_is_told() {
    let (listening, _server, sandbox) = shop();
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.run(&["status", "--format", "json"]).exits_with(0).stdout).unwrap();
    let code = json["variants"][0]["template_code"].as_str().unwrap();
    let audit = format!(
        "{{\"WabaId\":\"9\",\"TemplateCode\":\"{code}\",\"Language\":\"en\",\"AuditStatus\":\"disabled\",\"Reason\":\"low quality\"}}"
    );
    assert_eq!(listening.post("/", &audit).unwrap().0, 200);
    let told = sandbox.run(&["status"]).exits_with(0).stdout;
    assert!(told.contains("approved, reported disabled 20") && told.contains("Z: low quality"), "{told}");
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.run(&["status", "--format", "json"]).exits_with(0).stdout).unwrap();
    assert_eq!(json["variants"][0]["reported"]["status"], "disabled");
}

#[test]
fn a_pause_is_reported_and_status_tells_it() {
    let (listening, server, sandbox) = shop();
    assert!(recorded(&listening, Kind::Audit, 1) >= 1, "the approval is reported");
    let quality = ["emulator", "quality", "hello/en", "pause", "--endpoint", server.endpoint()];
    sandbox.run(&quality).exits_with(0);
    assert!(recorded(&listening, Kind::Audit, 2) >= 2, "the pause is reported: {:?}", listening.recorded());
    let status = sandbox.run(&["status"]).exits_with(1);
    assert!(status.stdout.contains("paused"), "{}", status.stdout);
}
