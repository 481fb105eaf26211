//! Text from outside reaches the terminal in a form that cannot steer it.

use chatform::plan::{Plan, Unmanaged, read, write};
use chatform::report::is_deceptive;
use serde_json::{Value, json};

use crate::support::{Ran, RawServer, Reply, Sandbox, json_answer, list_answer, ok_answer};

/// Clears the screen, sets the title, turns the reading direction, and is invisible.
const HOSTILE: &str = "\u{1b}[2J\u{9b}31m\u{1b}]0;owned\u{7}\u{202e}evil\u{2066}\u{200b}\r\u{8}";

#[track_caller]
fn is_harmless(ran: &Ran) {
    for text in [&ran.stdout, &ran.stderr] {
        assert!(!text.contains(|character| character != '\n' && is_deceptive(character)), "{text:?}");
    }
    assert!(ran.stdout.contains("evil") || ran.stderr.contains("evil"), "nothing hostile was shown: {ran:?}");
}

fn row(name: &str, status: &str) -> Value {
    json!({ "TemplateCode": format!("1{HOSTILE}"), "TemplateName": name, "Language": "en", "TemplateType": "WHATSAPP",
            "AuditStatus": status, "Reason": HOSTILE })
}

fn detail(name: &str, status: &str) -> Reply {
    let body = json!({ "Type": "BODY", "Text": HOSTILE });
    ok_answer(json!({ "Data": {
        "TemplateCode": format!("1{HOSTILE}"), "Name": name, "Language": "en", "TemplateType": "WHATSAPP",
        "Category": "UTILITY", "AuditStatus": status, "Reason": HOSTILE, "QualityScore": HOSTILE, "Components": [body],
    } }))
}

#[test]
fn what_the_service_holds_is_shown_harmlessly_in_a_plan() {
    let server = RawServer::start(vec![list_answer(&[row(HOSTILE, HOSTILE)])]);
    is_harmless(&Sandbox::project_at(server.endpoint()).run(&["plan"]).exits_with(0));
}

#[test]
fn what_the_service_says_of_a_review_is_shown_harmlessly() {
    // Only of what was rejected is the content read, too.
    for (status, details) in [("fail", vec![detail("hello", "fail")]), (HOSTILE, vec![])] {
        let asked = 1 + details.len();
        let list = list_answer(&[row("hello", status)]);
        let server = RawServer::start([list].into_iter().chain(details).collect());
        is_harmless(&Sandbox::project_at(server.endpoint()).run(&["status"]).exits_with(1));
        assert_eq!(server.received().len(), asked, "{status:?}");
    }
}

#[test]
fn what_the_service_answers_to_an_apply_is_shown_harmlessly() {
    let created = ok_answer(json!({ "Data": { "TemplateCode": format!("1{HOSTILE}"), "TemplateName": "hello" } }));
    let reviewed = [row("hello", HOSTILE)];
    let server = RawServer::start(vec![
        list_answer(&[]),
        list_answer(&[]),
        created,
        list_answer(&reviewed),
        list_answer(&reviewed),
    ]);
    let ran = Sandbox::project_at(server.endpoint()).run(&["apply", "--yes"]).exits_with(4);
    assert!(ran.stdout.contains("Applied: 1 done"), "{ran:?}");
    is_harmless(&ran);
}

#[test]
fn what_the_service_says_when_it_refuses_is_shown_harmlessly() {
    let body = json!({ "Code": HOSTILE, "Message": HOSTILE, "RequestId": HOSTILE, "Recommend": HOSTILE });
    let server = RawServer::start(vec![json_answer(403, &[], &body.to_string())]);
    let ran = Sandbox::project_at(server.endpoint()).run(&["plan"]);
    assert_ne!(ran.code, 0);
    is_harmless(&ran);
}

#[test]
fn a_plan_file_of_somebody_else_is_shown_harmlessly() {
    let sandbox = Sandbox::new()
        .file("chatform.yaml", "environments: { local: { emulator: {} } }\n")
        .file("templates/hello.yaml", Sandbox::HELLO);
    sandbox.run(&["plan", "-o", "plan.json"]).exits_with(0);
    let mut plan: Plan = read(sandbox.read("plan.json").as_bytes()).unwrap();
    plan.target.endpoint.push_str(HOSTILE);
    plan.target.space = Some(HOSTILE.to_owned());
    plan.target.environment.push_str(HOSTILE);
    let item = &mut plan.items[0];
    item.notes.push(HOSTILE.to_owned());
    item.source.file.push_str(HOSTILE);
    let hostile = || HOSTILE.to_owned();
    plan.unmanaged.push(Unmanaged {
        name: hostile(),
        language: hostile(),
        template_code: hostile(),
        status: hostile(),
    });
    sandbox.write("plan.json", write(&plan));
    is_harmless(&sandbox.run(&["show", "plan.json"]).exits_with(0));
    let ran = sandbox.run(&["apply", "plan.json", "--yes", "--env", "local"]).exits_with(5);
    is_harmless(&ran);
    sandbox.write("plan.json", format!("{{\"{HOSTILE}\": 1}}"));
    sandbox.run(&["show", "plan.json"]).exits_with(5);
}
