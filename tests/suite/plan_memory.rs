//! Texts that were rejected once are remembered, and the memory may be lost.

use crate::support::{Sandbox, Server};

const FILE: &str = ".chatform/verdicts.jsonl";

/// A project whose `hello/en` was rejected, and is mended since.
fn mended() -> (Sandbox, Server, Sandbox) {
    let folder = Sandbox::new()
        .file("served/verdicts.json", r#"[{ "template": "*", "verdict": "fail", "reason": "no", "times": 1 }]"#);
    let server = Server::start(&folder, &[]);
    let sandbox = Sandbox::project_at(server.endpoint());
    sandbox.run(&["apply", "--yes"]).exits_with(4);
    sandbox.write("templates/hello.yaml", Sandbox::HELLO.replace("table", "parcel"));
    sandbox.run(&["plan"]).exits_with(0);
    (folder, server, sandbox)
}

fn plan_of_the_old_text(sandbox: &Sandbox) -> String {
    sandbox.write("templates/hello.yaml", Sandbox::HELLO.replace("name: hello", "name: hello_again"));
    sandbox.run(&["plan"]).exits_with(0).stdout
}

#[test]
fn a_text_that_was_rejected_is_warned_about_before_it_is_sent_again() {
    let (_folder, _server, sandbox) = mended();
    let plan = plan_of_the_old_text(&sandbox);
    assert!(plan.contains("this very text was rejected before, as hello/en on"), "{plan}");
    assert_eq!(sandbox.read(FILE).lines().count(), 2, "a header, and one rejection however often it was seen");
}

#[test]
fn a_memory_that_is_lost_or_spoilt_costs_the_warning_alone() {
    let (_folder, _server, sandbox) = mended();
    for spoilt in
        ["{\"format\":\"chatform-verdicts\",\"version\":1}\nno\n", "{}\n", "{\"format\":\"other\",\"version\":1}\n"]
    {
        sandbox.write(FILE, spoilt);
        let plan = plan_of_the_old_text(&sandbox);
        assert!(plan.contains("+ create hello_again/en"), "{plan}");
    }
    let newer = "{\"format\":\"chatform-verdicts\",\"version\":2}\n{}\n";
    sandbox.write(FILE, newer);
    plan_of_the_old_text(&sandbox);
    assert_eq!(sandbox.read(FILE), newer, "a newer program's memory is left alone");
}
