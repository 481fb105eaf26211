//! `status` and `resolve`: what can be sent, what stands in the way, in every format, and how it ends.

use chatform::rules;
use chatform::status::known_rules;
use serde_json::{Value, json};

use crate::support::{Ran, Sandbox, Server};

const TEMPLATE: &str = "\
name: order
category: UTILITY
examples: { customer: Ana, id: A-1 }
languages:
  en: { body: 'Hi $(customer), your order $(id) is on its way to you.', footer: Thank you }
  es: { body: 'Hola $(customer), tu pedido $(id) va en camino a tu casa.', footer: Gracias }
";

/// A project whose reviewer does what a test says.
fn project(review: &str) -> (Sandbox, Server) {
    let server = Server::start(&Sandbox::new(), &["--review", review]);
    let sandbox = Sandbox::project_at(server.endpoint());
    std::fs::remove_file(sandbox.path().join("templates/hello.yaml")).unwrap();
    sandbox.write("chatform.yaml", sandbox.read("chatform.yaml").replace("10s", "0s"));
    sandbox.write("templates/order.yaml", TEMPLATE);
    (sandbox, server)
}

fn decide(server: &Server, template: &str, verdict: &str, reason: &str) {
    server.control("verdict", Some(json!({ "template": template, "verdict": verdict, "reason": reason })));
}

fn as_json(ran: Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn a_variant_that_is_not_there_is_not_passed() {
    let (sandbox, _server) = project("instant");
    let ran = sandbox.run(&["status"]).exits_with(1);
    assert!(ran.stdout.contains("error[review/not-there]: order/en is not at the service"), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("templates/order.yaml:5:3") && ran.stdout.contains("0 of 2 approved"),
        "{}",
        ran.stdout
    );
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    sandbox.run(&["status"]).exits_with(0);
}

#[test]
fn what_is_under_review_ends_with_pending_and_what_is_rejected_with_findings() {
    let (sandbox, server) = project("manual");
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    sandbox.run(&["status"]).exits_with(6);
    sandbox.run(&["status", "--wait", "--timeout", "0s"]).exits_with(6);
    decide(&server, "order/en", "pass", "");
    sandbox.run(&["status"]).exits_with(6);
    decide(&server, "order/es", "fail", "2388299: a variable stands at the edge");
    let ran = sandbox.run(&["status"]).exits_with(1);
    assert!(ran.stdout.contains("templates/order.yaml:6:16"), "{}", ran.stdout);
    assert!(ran.stdout.contains("note: `chatform explain variable/at-body-edge` says"), "{}", ran.stdout);
    assert!(ran.stdout.contains("1 of 2 approved"), "{}", ran.stdout);
}

#[test]
fn a_rejection_says_when_the_file_has_moved_on() {
    let (sandbox, server) = project("manual");
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    decide(&server, "order/*", "fail", "too plain");
    assert!(!sandbox.run(&["status"]).exits_with(1).stdout.contains("something else by now"));
    sandbox.write("templates/order.yaml", TEMPLATE.replace("Thank you", "See you soon"));
    let ran = sandbox.run(&["status"]).exits_with(1);
    assert_eq!(ran.stdout.matches("the file says something else by now").count(), 1, "{}", ran.stdout);
}

#[test]
fn waiting_for_pass_ends_as_soon_as_it_cannot_come_any_more() {
    let (sandbox, server) = project("manual");
    let wait = ["status", "--wait", "--for", "pass", "--timeout", "1h"];
    // Nothing is there: waiting would not bring it.
    sandbox.run(&wait).exits_with(1);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    let waiting = sandbox.command(&wait).spawn().unwrap();
    decide(&server, "order/en", "fail", "too plain");
    let ran = Ran::from(waiting.wait_with_output().unwrap()).exits_with(1);
    assert!(ran.stdout.contains("order/es  ") && ran.stdout.contains("order/en is rejected"), "{}", ran.stdout);
    decide(&server, "order/*", "pass", "");
    sandbox.run(&["status", "--wait", "--timeout", "1h"]).exits_with(1);
}

#[test]
fn waiting_ends_with_the_last_verdict_and_with_an_interrupt() {
    let (sandbox, server) = project("manual");
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    let waiting = sandbox.command(&["status", "--wait", "--timeout", "1h"]).spawn().unwrap();
    decide(&server, "*", "pass", "");
    let ran = Ran::from(waiting.wait_with_output().unwrap()).exits_with(0);
    assert!(ran.stdout.contains("2 of 2 approved"), "{}", ran.stdout);

    let (sandbox, server) = project("manual");
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    let before = requests(&server);
    let waiting = sandbox.command(&["status", "--wait", "--timeout", "1h"]).spawn().unwrap();
    while requests(&server) == before {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let sent = std::process::Command::new("kill").args(["-INT", &waiting.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let ran = Ran::from(waiting.wait_with_output().unwrap()).exits_with(130);
    assert!(ran.stdout.contains("0 of 2 approved"), "what is known so far is shown: {}", ran.stdout);
}

fn requests(server: &Server) -> u64 {
    server.control("counters", None)["requests"]["ListChatappTemplate"].as_u64().unwrap_or(0)
}

#[test]
fn a_service_that_does_not_answer_for_a_while_does_not_end_the_waiting() {
    let (sandbox, server) = project("after=1s");
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    let fault = json!({ "fault": { "server_error": 503 }, "action": "ListChatappTemplate", "after": 1, "times": 2 });
    server.control("faults", Some(json!([fault])));
    sandbox.run(&["status", "--wait", "--timeout", "1m"]).exits_with(0);
}

#[test]
fn every_format_says_the_same_and_ends_the_same() {
    let (sandbox, server) = project("manual");
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    decide(&server, "order/en", "pass", "");
    decide(&server, "order/es", "fail", "2388073: the <footer> | promises *much*");
    for format in ["table", "json", "markdown", "github", "junit", "sarif"] {
        let ran = sandbox.run(&["status", "--format", format]).exits_with(1);
        assert!(ran.stdout.contains("review/rejected") || format == "json", "{format}: {}", ran.stdout);
        assert!(ran.stdout.contains("2388073"), "{format}: {}", ran.stdout);
    }
    let json = as_json(sandbox.run(&["status", "--format", "json"]));
    assert_eq!((&json["approved"], &json["trouble"], &json["exit"]), (&json!(1), &json!(1), &json!(1)));
    assert_eq!(json["variants"][1]["status"], "fail");
    assert_eq!(json["variants"][0]["send"]["name"], "order");
    let junit = sandbox.run(&["status", "--format", "junit"]).stdout;
    let xml = roxmltree::Document::parse(&junit).unwrap();
    assert_eq!(xml.descendants().filter(|node| node.has_tag_name("failure")).count(), 1);
    assert!(junit.contains("testsuite name=\"status\""), "{junit}");
}

#[test]
fn the_quality_is_shown_when_it_is_asked_for() {
    let (sandbox, server) = project("instant");
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    let details = || server.control("counters", None)["requests"]["GetChatappTemplateDetail"].as_u64().unwrap_or(0);
    let before = details();
    assert!(!sandbox.run(&["status"]).exits_with(0).stdout.contains("quality"));
    assert_eq!(details(), before, "the quality takes requests that nobody asked for");
    let ran = sandbox.run(&["status", "--quality"]).exits_with(0);
    assert!(ran.stdout.contains("approved, quality "), "{}", ran.stdout);
}

#[test]
fn reasons_lead_to_rules_that_there_are() {
    let known: Vec<&str> = rules::metas().iter().map(|meta| meta.id).collect();
    let unknown: Vec<&str> = known_rules().filter(|rule| !known.contains(rule)).collect();
    assert_eq!(unknown, Vec::<&str>::new());
}

/// `order` is approved in both languages; its second revision is declared, and waits for its review.
fn with_second_revision() -> (Sandbox, Server) {
    let (sandbox, server) = project("manual");
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    decide(&server, "*", "pass", "");
    sandbox.write("templates/order.yaml", TEMPLATE.replace("name: order\n", "name: order\nrevision: 2\n"));
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    (sandbox, server)
}

#[test]
fn the_approved_revision_is_sent_until_the_new_one_is() {
    let (sandbox, server) = with_second_revision();
    let ran = sandbox.run(&["status"]).exits_with(6);
    assert!(ran.stdout.contains("until order_v2/en is approved, send order ("), "{}", ran.stdout);
    let resolved = as_json(sandbox.run(&["resolve", "order", "--format", "json"]).exits_with(0));
    let sent: Vec<&Value> = resolved["languages"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(sent, ["order", "order"]);
    assert_eq!(resolved["languages"][0]["variables"], json!(["customer", "id"]));

    decide(&server, "order_v2/en", "pass", "");
    let resolved = as_json(sandbox.run(&["resolve", "order", "--format", "json"]).exits_with(0));
    assert_eq!(
        (&resolved["languages"][0]["name"], &resolved["languages"][0]["revision"]),
        (&json!("order_v2"), &json!(2))
    );
    assert_eq!(resolved["languages"][1]["name"], "order");
    let text = sandbox.run(&["resolve", "order", "--lang", "es"]).exits_with(0).stdout;
    assert!(text.starts_with("es      order  ") && text.ends_with("customer, id\n"), "{text}");
}

#[test]
fn a_superseded_revision_is_retired_by_the_line_that_status_shows() {
    let (sandbox, server) = with_second_revision();
    decide(&server, "*", "pass", "");
    let ran = sandbox.run(&["status"]).exits_with(0);
    let line = ran.stdout.lines().find(|line| line.contains("- { name: order, ")).unwrap();
    assert_eq!(line.trim(), "- { name: order, languages: [en, es], action: delete, reason: replaced by order_v2 }");
    sandbox.write("chatform.yaml", format!("{}retired:\n{line}\n", sandbox.read("chatform.yaml")));
    sandbox.run(&["apply", "--yes", "--accept-deletes", "2"]).exits_with(0);
    assert!(!sandbox.run(&["status"]).exits_with(0).stdout.contains("superseded"));
    assert_eq!(sandbox.run(&["resolve", "order"]).exits_with(0).stdout.matches("order_v2").count(), 2);
}

#[test]
fn nothing_to_send_is_nothing_matched() {
    let (sandbox, server) = project("manual");
    sandbox.run(&["resolve", "order"]).exits_with(3);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    let ran = sandbox.run(&["resolve", "order"]).exits_with(3);
    assert!(
        ran.stderr.contains("order/en is not approved") && ran.stderr.contains("chatform status"),
        "{}",
        ran.stderr
    );
    decide(&server, "order/en", "pass", "");
    sandbox.run(&["resolve", "order"]).exits_with(0);
    sandbox.run(&["resolve", "order", "--lang", "es"]).exits_with(3);
    sandbox.run(&["resolve", "orde"]).exits_with(3);
}

#[test]
fn another_template_is_no_revision() {
    let (sandbox, _server) = project("instant");
    sandbox.write(
        "templates/order_v2.yaml",
        TEMPLATE
            .replace("name: order", "name: order_v2")
            .replace("order $", "parcel $")
            .replace("pedido $", "paquete $"),
    );
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    assert!(!sandbox.run(&["resolve", "order"]).exits_with(0).stdout.contains("order_v2"));
}
