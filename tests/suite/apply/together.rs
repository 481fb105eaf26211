//! Two machines apply to the same space at once, each with a lock of its own: neither overwrites the other silently.

use std::process::Stdio;

use serde_json::{Value, json};

use crate::support::{Ran, Sandbox, Server, rounds, tell_runs};

const TEMPLATES: usize = 12;

/// One machine: its own folder, its own lock, its own texts.
fn machine(server: &Server, who: &str) -> Sandbox {
    let sandbox = Sandbox::project_at(server.endpoint());
    std::fs::remove_file(sandbox.path().join("templates/hello.yaml")).unwrap();
    for number in 0..TEMPLATES {
        let text =
            Sandbox::HELLO.replace("hello", &format!("order_{number:02}")).replace("Your table", &text(who, number));
        sandbox.write(&format!("templates/order_{number:02}.yaml"), text);
    }
    sandbox
}

fn text(who: &str, number: usize) -> String {
    format!("Order {number} of {who}")
}

/// The names of the items that a run calls done. One that planned after the other's end found nothing to write.
fn done(sandbox: &Sandbox) -> Vec<String> {
    if !sandbox.exists("events.ndjson") {
        return Vec::new();
    }
    let events = sandbox.read("events.ndjson");
    let events = events.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let done = events.filter(|event| event["outcome"]["result"] == "done");
    done.map(|event| event["key"].as_str().unwrap().trim_end_matches("/en").to_owned()).collect()
}

#[test]
fn of_two_creations_at_once_one_is_done_and_the_other_says_that_it_is_not() {
    let rounds = rounds(2, 40);
    let mut contested = 0;
    for round in 0..rounds {
        let server = Server::start(&Sandbox::new(), &[]);
        let machines = [machine(&server, "Ana"), machine(&server, "Bob")];
        if round % 2 == 1 {
            let fault = json!({ "fault": "lose_reply", "action": "CreateChatappTemplate", "percent": 20 });
            server.control("faults", Some(json!([fault, { "fault": { "latency": 15 }, "percent": 50 }])));
        }
        let running = machines.each_ref().map(|machine| {
            let mut apply = machine.command(&["apply", "--yes", "--events", "events.ndjson"]);
            apply.stdout(Stdio::piped()).spawn().unwrap()
        });
        let ran = running.map(|apply| Ran::from(apply.wait_with_output().unwrap()));
        server.control("faults", Some(json!([])));
        let there = server.control("templates", None).to_string();
        for number in 0..TEMPLATES {
            let name = format!("order_{number:02}");
            let [ana, bob] = machines.each_ref().map(|machine| done(machine).contains(&name));
            assert!(!(ana && bob), "both say that they created {name}: {ran:?}");
            let [hers, his] =
                ["Ana", "Bob"].map(|who| there.contains(&format!("{}\"", text(who, number) + " is ready.")));
            assert!(hers != his, "{name} is there {}", if hers { "twice" } else { "not at all" });
            let is_wrong = (ana && his) || (bob && hers);
            assert!(!is_wrong, "{name} is called done with the other's text: {ran:?}");
        }
        contested += usize::from(machines.iter().all(|machine| !done(machine).is_empty()));
    }
    tell_runs("two machines at once", rounds, &format!("both created something in {contested}"));
}

/// Both machines see the same rejected template, and each has mended it in its own way.
fn rejected(server: &Server) -> [Sandbox; 2] {
    let first = Sandbox::project_at(server.endpoint());
    let verdict = json!({ "template": "*", "verdict": "fail", "reason": "too plain", "times": 1 });
    server.control("script", Some(verdict));
    first.run(&["apply", "--yes"]).exits_with(4);
    ["Ana", "Bob"].map(|who| {
        let machine = Sandbox::project_at(server.endpoint());
        machine.write("templates/hello.yaml", Sandbox::HELLO.replace("Your table", &text(who, 1)));
        machine.run(&["plan", "-o", "plan.json"]).exits_with(0);
        machine
    })
}

#[test]
fn a_modification_is_stale_once_the_other_machine_has_written() {
    let server = Server::start(&Sandbox::new(), &[]);
    let [ana, bob] = rejected(&server);
    ana.run(&["apply", "plan.json", "--yes"]).exits_with(0);
    let ran = bob.run(&["apply", "plan.json", "--yes"]).exits_with(4);
    assert!(ran.stderr.contains("stale: hello/en: its content was changed since the plan was made"), "{}", ran.stderr);
    let there = server.control("templates", None).to_string();
    assert!(there.contains(&text("Ana", 1)) && !there.contains(&text("Bob", 1)), "{there}");
}

#[test]
fn of_two_modifications_at_once_one_is_done_and_the_other_says_that_it_is_not() {
    let server = Server::start(&Sandbox::new(), &[]);
    let machines = rejected(&server);
    // Whichever comes first takes its time, so that the other is carried out between its look and its write.
    let fault = json!({ "fault": { "latency": 700 }, "action": "ModifyChatappTemplate", "times": 1 });
    server.control("faults", Some(json!([fault])));
    let running = machines.each_ref().map(|machine| machine.command(&["apply", "plan.json", "--yes"]).spawn().unwrap());
    let ran = running.map(|apply| Ran::from(apply.wait_with_output().unwrap()));
    let there = server.control("templates", None).to_string();
    let winner = usize::from(!there.contains(&text("Ana", 1)));
    assert!(ran[winner].stdout.contains("Applied: 1 done"), "{ran:?}");
    assert!(ran[1 - winner].code == 4 && !ran[1 - winner].stdout.contains("1 done"), "{ran:?}");
}
