//! Approving by digest: the plan is made again, and only the one that was approved is carried out.

use crate::support::Sandbox;

fn project() -> Sandbox {
    Sandbox::new()
        .file("chatform.yaml", "environments:\n  local: { emulator: { state: .chatform/emulator } }\n")
        .file("templates/hello.yaml", Sandbox::HELLO)
}

/// The digest that a plan prints.
fn digest(sandbox: &Sandbox) -> String {
    let said = sandbox.run(&["plan"]).exits_with(0).stderr;
    let from = said.find("sha256:").unwrap();
    said[from..from + "sha256:".len() + 64].to_owned()
}

#[test]
fn what_was_approved_is_carried_out_without_a_question() {
    let sandbox = project();
    let digest = digest(&sandbox);
    let ran = sandbox.run(&["apply", "--approve", &digest]).exits_with(0);
    assert!(ran.stdout.contains("Applied: 1 done"), "{}", ran.stdout);
}

#[test]
fn a_line_that_moved_in_its_file_changes_nothing_about_the_approval() {
    let sandbox = project();
    let digest = digest(&sandbox);
    sandbox.write("templates/hello.yaml", format!("# a comment\n\n{}", Sandbox::HELLO));
    sandbox.run(&["apply", "--approve", &digest]).exits_with(0);
}

#[test]
fn what_changed_since_it_was_approved_is_refused_before_any_write() {
    let sandbox = project();
    let digest = digest(&sandbox);
    sandbox.write("templates/hello.yaml", Sandbox::HELLO.replace("table", "parcel"));
    let ran = sandbox.run(&["apply", "--approve", &digest]).exits_with(5);
    assert!(ran.stdout.contains("parcel"), "the new plan is shown: {}", ran.stdout);
    assert!(ran.stderr.contains(&digest) && ran.stderr.contains("approve that"), "{}", ran.stderr);
    assert!(!sandbox.exists(".chatform/runs"));
}

#[test]
fn a_change_at_the_service_needs_a_new_approval() {
    let sandbox = project();
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    sandbox.write("templates/bye.yaml", Sandbox::HELLO.replace("hello", "bye").replace("table", "parcel"));
    let digest = digest(&sandbox);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    sandbox.run(&["apply", "--approve", &digest]).exits_with(5);
}

#[test]
fn a_saved_plan_needs_no_digest() {
    let sandbox = project();
    sandbox.run(&["plan", "-o", "plan.json"]).exits_with(0);
    sandbox.run(&["apply", "plan.json", "--approve", "sha256:0"]).exits_with(64);
}

const EDITABLE: &str = "environments:\n  local: { emulator: { state: .chatform/emulator }, edit_approved: modify, gates: { deletes: 9 } }\n";

#[test]
fn a_second_edit_of_an_approved_template_within_a_day_is_blocked_by_the_journals() {
    let sandbox = project();
    sandbox.write("chatform.yaml", EDITABLE);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    sandbox.write("templates/hello.yaml", Sandbox::HELLO.replace("table", "parcel"));
    let first = sandbox.run(&["apply", "--yes"]).exits_with(0).stdout;
    assert!(first.contains("9 are left"), "{first}");
    sandbox.write("templates/hello.yaml", Sandbox::HELLO.replace("table", "room"));
    let second = sandbox.run(&["plan"]).exits_with(0).stdout;
    assert!(second.contains("! blocked hello/en") && second.contains("apply again after"), "{second}");
    std::fs::remove_dir_all(sandbox.path().join(".chatform/runs")).unwrap();
    let without = sandbox.run(&["plan"]).exits_with(0).stdout;
    assert!(without.contains("~ modify hello/en"), "without journals nothing is known: {without}");
}

#[test]
fn the_name_of_what_a_run_deleted_is_known_to_be_taken() {
    let sandbox = project();
    sandbox.write("chatform.yaml", EDITABLE);
    sandbox.write("templates/bye.yaml", Sandbox::HELLO.replace("hello", "bye").replace("table", "parcel"));
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    let hello = sandbox.read("templates/hello.yaml");
    std::fs::remove_file(sandbox.path().join("templates/hello.yaml")).unwrap();
    let retired = "retired: [{ name: hello, languages: [en], action: delete, reason: closed }]\n";
    sandbox.write("chatform.yaml", format!("{EDITABLE}{retired}"));
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    sandbox.write("chatform.yaml", EDITABLE);
    sandbox.write("templates/hello.yaml", hello);
    let plan = sandbox.run(&["plan"]).exits_with(0).stdout;
    assert!(plan.contains("its name is taken in this language for 30 days"), "{plan}");
}
