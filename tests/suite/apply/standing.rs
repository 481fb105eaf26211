//! Faults of what is approved: the platform accepted some templates that it would refuse today.

use crate::support::Sandbox;

const PROJECT: &str = "environments:\n  local:\n    emulator: { state: .chatform/emulator, review: instant }\n    \
                       wait_for_review: 10s\n";

const TEMPLATE: &str = "\
name: order_ready
category: UTILITY
examples: { customer: Ana }
languages:
  en: { body: 'Your order is packed and waits at the counter for you, $(customer), until tonight' }
  de: { body: 'Deine Bestellung ist gepackt und wartet an der Theke auf dich, $(customer), bis heute Abend' }
";

const STORED: &str = ".chatform/emulator/spaces/default~/order_ready.en.json";

/// English is approved, and ends with a variable: at the service and in the file.
fn approved_long_ago() -> Sandbox {
    let sandbox = Sandbox::new().file("chatform.yaml", PROJECT).file("templates/order_ready.yaml", TEMPLATE);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    sandbox.write(STORED, at_the_edge(&sandbox.read(STORED)));
    sandbox.write("templates/order_ready.yaml", at_the_edge(TEMPLATE));
    sandbox
}

fn at_the_edge(text: &str) -> String {
    text.replace(", until tonight", "")
}

#[test]
fn a_variable_at_the_edge_of_what_is_approved_stops_nothing() {
    let sandbox = approved_long_ago();
    assert!(sandbox.run(&["lint"]).exits_with(1).stdout.contains("variable/at-body-edge"));
    let plan = sandbox.run(&["plan", "--detailed-exitcode", "-o", "plan.json"]).exits_with(0);
    assert!(plan.stdout.contains("No changes") && plan.stderr.contains("1 warning"), "{}{}", plan.stdout, plan.stderr);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    sandbox.run(&["apply", "plan.json", "--yes"]).exits_with(0);
    sandbox.run(&["status"]).exits_with(0);
}

#[test]
fn another_language_is_created_beside_it() {
    let sandbox = approved_long_ago();
    let french = "  fr: { body: 'Votre commande est prête, $(customer), et vous attend au comptoir' }\n";
    sandbox.write("templates/order_ready.yaml", at_the_edge(TEMPLATE) + french);
    let applied = sandbox.run(&["apply", "--yes"]).exits_with(0);
    assert!(applied.stdout.contains("Applied: 1 done"), "{}", applied.stdout);
}

#[test]
fn a_variable_at_the_edge_of_what_would_be_written_stops_everything() {
    let sandbox = approved_long_ago();
    sandbox.write("templates/order_ready.yaml", at_the_edge(TEMPLATE).replace("packed", "boxed"));
    for command in [&["plan"][..], &["apply", "--yes"]] {
        let refused = sandbox.run(command).exits_with(1);
        assert!(refused.stderr.contains("variable/at-body-edge"), "{}", refused.stderr);
        assert!(refused.stderr.contains("so nothing was written"), "{}", refused.stderr);
    }
    assert!(!sandbox.read(STORED).contains("boxed"));
}

#[test]
fn what_was_never_approved_is_not_spared() {
    let sandbox = approved_long_ago();
    let stored = sandbox.read(STORED);
    let rejected = stored.replace("\"pass\"", "\"fail\"");
    assert_ne!(stored, rejected);
    sandbox.write(STORED, rejected);
    sandbox.run(&["plan"]).exits_with(1);
}

#[test]
fn any_other_error_stops_before_anything_is_read() {
    let sandbox = approved_long_ago();
    let footer = format!("category: UTILITY\nfooter: {}\n", "x".repeat(61));
    sandbox.write("templates/order_ready.yaml", at_the_edge(TEMPLATE).replace("category: UTILITY\n", &footer));
    let refused = sandbox.run(&["plan"]).exits_with(1);
    assert!(refused.stderr.contains("nothing was read or written"), "{}", refused.stderr);
}
