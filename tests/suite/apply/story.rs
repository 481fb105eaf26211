//! The story of ModifyChatappTemplate: rejected, mended, modified, approved, and then protected from edits.

use crate::support::Sandbox;

const PROJECT: &str =
    "environments:\n  local:\n    emulator: { state: .chatform/emulator, review: instant }\n    wait_for_review: 10s\n";

const TEMPLATE: &str = "\
name: order_shipped
category: UTILITY
examples: { customer: Ana, order_id: A-1042 }
footer: Thank you for shopping with us
languages:
  en:
    body: |-
      Hi $(customer), order $(order_id) has left our warehouse.
      It arrives tomorrow.
";

/// The reviewer rejects the first submission of every template.
const VERDICTS: &str = r#"[{ "template": "order_shipped", "verdict": "fail", "reason": "2388073: the footer promotes something", "times": 1 }]"#;

fn rejected() -> Sandbox {
    let sandbox = Sandbox::new()
        .file("chatform.yaml", PROJECT)
        .file("templates/order_shipped.yaml", TEMPLATE)
        .file(".chatform/emulator/verdicts.json", VERDICTS);
    let applied = sandbox.run(&["apply", "--yes"]).exits_with(4);
    assert!(applied.stdout.contains("rejected: 2388073: the footer promotes something"), "{}", applied.stdout);
    sandbox
}

#[test]
fn a_rejection_is_shown_on_the_line_that_it_is_about() {
    let ran = rejected().run(&["status"]).exits_with(1);
    assert!(ran.stdout.contains("templates/order_shipped.yaml:4:"), "{}", ran.stdout);
    assert!(ran.stdout.contains("2388073: the footer promotes something"), "{}", ran.stdout);
    assert!(ran.stdout.contains("Thank you for shopping with us"), "{}", ran.stdout);
}

#[test]
fn a_rejection_of_a_block_of_text_is_shown_on_its_first_line() {
    let verdicts = VERDICTS.replace("2388073: the footer promotes something", "2388299: the body ends badly");
    let sandbox = Sandbox::new()
        .file("chatform.yaml", PROJECT)
        .file("templates/order_shipped.yaml", TEMPLATE)
        .file(".chatform/emulator/verdicts.json", verdicts);
    sandbox.run(&["apply", "--yes"]).exits_with(4);
    let ran = sandbox.run(&["status"]).exits_with(1);
    assert!(ran.stdout.contains("templates/order_shipped.yaml:8:7"), "{}", ran.stdout);
}

#[test]
fn a_rejected_template_is_modified_in_place_and_passes() {
    let sandbox = rejected();
    let code = stored(&sandbox)["template_code"].clone();
    sandbox
        .write("templates/order_shipped.yaml", TEMPLATE.replace("Thank you for shopping with us", "Sent by Mercado"));

    let plan = sandbox.run(&["plan"]).exits_with(0).stdout;
    assert!(plan.contains("~ modify order_shipped/en"), "{plan}");
    assert!(plan.contains("footer.text"), "{plan}");
    assert!(plan.contains("- ") && plan.contains("+ ") && plan.contains("Mercado"), "{plan}");
    assert!(plan.contains("1 to modify"), "{plan}");

    let applied = sandbox.run(&["apply", "--yes"]).exits_with(0).stdout;
    assert!(applied.contains("approved"), "{applied}");
    let after = stored(&sandbox);
    assert_eq!(after["template_code"], code, "it was created anew");
    assert_eq!(after["components"].to_string().matches("Sent by Mercado").count(), 1);
    sandbox.run(&["status"]).exits_with(0);
}

#[test]
fn an_edit_of_an_approved_template_is_blocked_and_says_the_way_out() {
    let sandbox = rejected();
    sandbox
        .write("templates/order_shipped.yaml", TEMPLATE.replace("Thank you for shopping with us", "Sent by Mercado"));
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    let before = stored(&sandbox);

    sandbox.write("templates/order_shipped.yaml", TEMPLATE.replace("tomorrow", "on Friday"));
    let plan = sandbox.run(&["plan", "--detailed-exitcode"]).exits_with(2).stdout;
    assert!(plan.contains("! blocked order_shipped/en"), "{plan}");
    assert!(plan.contains("revision: 2"), "{plan}");
    sandbox.run(&["apply", "--yes"]).exits_with(4);
    assert_eq!(stored(&sandbox), before, "a blocked item was written");
}

#[test]
fn a_new_revision_is_deployed_beside_the_approved_one() {
    let sandbox = rejected();
    sandbox.write(
        "templates/order_shipped.yaml",
        TEMPLATE.replace("name: order_shipped\n", "name: order_shipped\nrevision: 2\n"),
    );
    let applied = sandbox.run(&["apply", "--yes"]).exits_with(0).stdout;
    assert!(applied.contains("+ create order_shipped_v2/en"), "{applied}");
    assert!(applied.contains("unmanaged order_shipped/en"), "{applied}");
}

#[test]
fn an_environment_may_allow_edits_of_approved_templates() {
    let sandbox = rejected();
    sandbox.write("chatform.yaml", format!("{PROJECT}    edit_approved: modify\n"));
    sandbox
        .write("templates/order_shipped.yaml", TEMPLATE.replace("Thank you for shopping with us", "Sent by Mercado"));
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    sandbox.write(
        "templates/order_shipped.yaml",
        TEMPLATE.replace("Thank you for shopping with us", "Sent by Mercado Sur"),
    );
    let applied = sandbox.run(&["apply", "--yes"]).exits_with(0).stdout;
    assert!(applied.contains("one a day, ten in thirty days"), "{applied}");
}

#[test]
fn a_protected_template_is_created_and_never_changed() {
    let sandbox = rejected();
    sandbox.write("chatform.yaml", format!("{PROJECT}    protect: [\"order_*/*\"]\n"));
    sandbox.write("templates/order_shipped.yaml", TEMPLATE.replace("tomorrow", "on Friday"));
    let plan = sandbox.run(&["plan"]).exits_with(0).stdout;
    assert!(plan.contains("it is protected in this environment"), "{plan}");
}

/// The one template that the emulator has stored.
fn stored(sandbox: &Sandbox) -> serde_json::Value {
    let mut found = Vec::new();
    collect(&sandbox.path().join(".chatform/emulator"), &mut found);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn collect(folder: &std::path::Path, found: &mut Vec<serde_json::Value>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if let Ok(value) = serde_json::from_slice::<serde_json::Value>(&std::fs::read(&path).unwrap()) {
            found.extend(Some(value).filter(|value| value.get("template_code").is_some()));
        }
    }
}
