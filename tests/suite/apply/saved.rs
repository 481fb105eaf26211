//! Saved plans: shown, applied, and refused when they are not what they were.

use chatform::plan::{Operation, Plan, read, write};

use crate::support::Sandbox;

const PROJECT: &str = "\
environments:
  local: { emulator: { state: .chatform/emulator }, values: { shop: \"https://a.example\" } }
  other: { emulator: { state: .chatform/other }, values: { shop: \"https://b.example\" } }
";

const TEMPLATE: &str = "\
name: hello
category: UTILITY
languages:
  en:
    body: Hello, your table is ready at ${shop} now.
";

fn saved() -> Sandbox {
    let sandbox = Sandbox::new().file("chatform.yaml", PROJECT).file("templates/hello.yaml", TEMPLATE);
    sandbox.run(&["plan", "--env", "local", "-o", "plan.json"]).exits_with(0);
    sandbox
}

#[test]
fn a_saved_plan_is_shown_and_applied() {
    let sandbox = saved();
    let shown = sandbox.run(&["show", "plan.json"]).exits_with(0).stdout;
    assert!(shown.contains("+ create hello/en") && shown.contains("https://a.example"), "{shown}");
    let applied = sandbox.run(&["apply", "plan.json", "--yes"]).exits_with(0).stdout;
    assert!(applied.contains("Applied: 1 done"), "{applied}");
    let again = sandbox.run(&["apply", "plan.json", "--yes"]).exits_with(0).stdout;
    assert!(again.contains("1 there already"), "{again}");
}

#[test]
fn a_plan_is_carried_out_as_it_was_reviewed_whatever_the_files_say_now() {
    let sandbox = saved();
    sandbox.write("templates/hello.yaml", TEMPLATE.replace("table", "parcel"));
    sandbox.run(&["apply", "plan.json", "--yes"]).exits_with(0);
    let plan = sandbox.run(&["plan", "--env", "local"]).exits_with(0).stdout;
    assert!(plan.contains("table") && plan.contains("parcel"), "{plan}");
}

#[test]
fn the_plan_file_holds_no_secret() {
    let sandbox = saved();
    let text = sandbox.read("plan.json");
    assert!(!text.contains("test-ak") && text.contains("\"digest\": \"sha256:"), "{text}");
    assert_eq!(sandbox.run(&["show", "plan.json", "--format", "json"]).exits_with(0).stdout, text);
}

#[test]
fn a_changed_cut_off_or_foreign_plan_is_refused_before_any_write() {
    let sandbox = saved();
    let whole = sandbox.read("plan.json");
    let spoilt = [
        (whole.replace("table", "fable"), "was changed after it was written"),
        (whole[..whole.len() / 2].to_owned(), "not a plan file"),
        (whole.replace("\"version\": 1", "\"version\": 2"), "version 2"),
        ("[]".to_owned(), "not a plan file"),
        (format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)), "not a plan file"),
    ];
    for (text, fact) in spoilt {
        sandbox.write("plan.json", &text);
        let ran = sandbox.run(&["apply", "plan.json", "--yes"]).exits_with(5);
        assert!(ran.stderr.contains(fact), "{fact}: {}", ran.stderr);
    }
    assert!(!sandbox.exists(".chatform/runs"));
}

#[test]
fn a_plan_for_another_environment_is_refused() {
    let sandbox = saved();
    let ran = sandbox.run(&["apply", "plan.json", "--env", "other", "--yes"]).exits_with(5);
    assert!(ran.stderr.contains("`local`") && ran.stderr.contains("`other`"), "{}", ran.stderr);
}

#[test]
fn a_gate_refuses_too_many_updates_and_says_the_flag_that_accepts_them() {
    let sandbox = Sandbox::new().file("chatform.yaml", format!("{PROJECT}  gated: {{ emulator: {{ state: .chatform/gated }}, values: {{ shop: s }}, gates: {{ updates: 1 }} }}\n"));
    let verdicts = r#"[{ "template": "*", "verdict": "fail", "reason": "no" }]"#;
    sandbox.write(".chatform/gated/verdicts.json", verdicts);
    for name in ["one", "two"] {
        sandbox.write(&format!("templates/{name}.yaml"), TEMPLATE.replace("hello", name));
    }
    sandbox.run(&["apply", "--env", "gated", "--yes"]).exits_with(4);
    for name in ["one", "two"] {
        sandbox.write(&format!("templates/{name}.yaml"), TEMPLATE.replace("hello", name).replace("table", "parcel"));
    }
    let refused = sandbox.run(&["apply", "--env", "gated", "--yes"]).exits_with(5);
    assert!(refused.stderr.contains("--accept-updates 2"), "{}", refused.stderr);
    let accepted = sandbox.run(&["apply", "--env", "gated", "--yes", "--accept-updates", "2"]);
    assert!(accepted.stdout.contains("Applied: 2 done"), "{}", accepted.stdout);
}

/// The saved plan, changed by somebody who knows how its digest is made.
fn forged(sandbox: &Sandbox, change: impl FnOnce(&mut Plan)) -> String {
    let mut plan = read(sandbox.read("plan.json").as_bytes()).unwrap();
    change(&mut plan);
    write(&plan)
}

#[test]
fn a_plan_that_contradicts_itself_is_refused_before_any_write() {
    let sandbox = saved();
    let forgeries = [
        (forged(&sandbox, |plan| plan.items[0].name = "harmless".to_owned()), "of another template"),
        (forged(&sandbox, |plan| plan.items.push(plan.items[0].clone())), "written twice"),
        (forged(&sandbox, |plan| plan.items[0].desired = None), "its content is missing"),
        (forged(&sandbox, |plan| plan.items[0].to_digest = Some("sha256:0".to_owned())), "its digest names"),
        (forged(&sandbox, |plan| plan.items[0].operation = Operation::Modify), "what it changes is not said"),
        (forged(&sandbox, |plan| plan.items[0].operation = Operation::Delete), "it is deleted, and has content"),
    ];
    for (text, fact) in forgeries {
        sandbox.write("plan.json", text);
        let ran = sandbox.run(&["apply", "plan.json", "--yes"]).exits_with(5);
        assert!(ran.stderr.contains(fact), "{fact}: {}", ran.stderr);
    }
    assert!(!sandbox.exists(".chatform/runs"));
}

#[test]
fn a_plan_older_than_a_protection_is_refused() {
    let sandbox = Sandbox::new().file("chatform.yaml", PROJECT).file("templates/hello.yaml", TEMPLATE);
    sandbox.write(".chatform/emulator/verdicts.json", r#"[{ "template": "*", "verdict": "fail" }]"#);
    sandbox.run(&["apply", "--env", "local", "--yes"]).exits_with(4);
    sandbox.write("templates/hello.yaml", TEMPLATE.replace("table", "parcel"));
    sandbox.run(&["plan", "--env", "local", "-o", "plan.json"]).exits_with(0);
    sandbox.write("chatform.yaml", PROJECT.replace("  local: {", "  local: { protect: [\"hel*/*\"],"));
    let ran = sandbox.run(&["apply", "plan.json", "--yes"]).exits_with(5);
    assert!(ran.stderr.contains("would modify hello/en, and it is protected"), "{}", ran.stderr);
    sandbox.write("chatform.yaml", PROJECT);
    sandbox.run(&["apply", "plan.json", "--yes"]).exits_with(4);
}

#[test]
fn a_deletion_that_the_project_file_no_longer_writes_down_is_refused() {
    let retired = "retired: [{ name: hello, languages: [en], action: delete, reason: closed }]\n";
    let sandbox = saved();
    sandbox.run(&["apply", "plan.json", "--yes"]).exits_with(0);
    sandbox.write("templates/hello.yaml", TEMPLATE.replace("name: hello", "name: goodbye"));
    sandbox.write("chatform.yaml", format!("{PROJECT}{retired}"));
    sandbox.run(&["plan", "--env", "local", "-o", "plan.json"]).exits_with(0);
    sandbox.write("chatform.yaml", PROJECT);
    let ran = sandbox.run(&["apply", "plan.json", "--yes", "--accept-deletes", "1"]).exits_with(5);
    assert!(ran.stderr.contains("the project file does not retire it"), "{}", ran.stderr);
}

#[test]
fn a_plan_that_cannot_be_saved_says_what_to_do() {
    let sandbox = Sandbox::new().file("chatform.yaml", PROJECT).file("templates/hello.yaml", TEMPLATE);
    sandbox.write("occupied", "a file");
    let ran = sandbox.run(&["plan", "--env", "local", "-o", "occupied/plan.json"]).exits_with(5);
    assert!(ran.stderr.contains("help: make the place writable"), "{}", ran.stderr);
}
