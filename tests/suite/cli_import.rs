//! `import` on the command line: files written, findings at their place in the JSON, nothing overwritten.

use crate::support::Sandbox;

const META: &str = r#"{"data": [
  {"name": "order_shipped", "language": "en", "category": "UTILITY", "id": "1", "status": "APPROVED", "components": [
    {"type": "BODY", "text": "Hi {{1}}, your order is on its way to you today.", "example": {"body_text": [["Ana"]]}}]},
  {"name": "order_shipped", "language": "es", "category": "UTILITY", "components": [
    {"type": "BODY", "text": "Hola {{1}}, tu pedido ya va en camino hacia ti.", "example": {"body_text": [["Lupe"]]}}]}
]}"#;

#[test]
fn the_languages_of_a_name_become_one_file_that_lints() {
    let sandbox = Sandbox::new().file("meta.json", META).file("chatform.yaml", "{}");
    let ran = sandbox.run(&["import", "meta.json", "--format", "concise"]).exits_with(0);
    assert!(ran.stdout.ends_with("templates/order_shipped.yaml\n"), "{}", ran.stdout);
    let written = sandbox.read("templates/order_shipped.yaml");
    assert!(written.contains("$(body_1)") && written.contains("es:"), "{written}");
    sandbox.run(&["lint"]).exits_with(0);
    // A second time nothing changes, and nothing is in the way.
    sandbox.run(&["import", "meta.json"]).exits_with(0);
    assert_eq!(sandbox.read("templates/order_shipped.yaml"), written);
}

#[test]
fn a_file_with_other_content_is_not_replaced_unless_forced() {
    let sandbox = Sandbox::new().file("meta.json", META).file("out/order_shipped.yaml", "mine");
    let ran = sandbox.run(&["import", "meta.json", "-o", "out"]).exits_with(5);
    assert!(ran.stderr.contains("1 file would be replaced: out/order_shipped.yaml"), "{}", ran.stderr);
    assert_eq!(sandbox.read("out/order_shipped.yaml"), "mine");
    sandbox.run(&["import", "meta.json", "-o", "out", "--force"]).exits_with(0);
    assert_ne!(sandbox.read("out/order_shipped.yaml"), "mine");
}

#[test]
fn what_cannot_be_carried_over_is_shown_at_its_place_and_ends_with_1() {
    let twice = META.replace(r#""components": ["#, r#""components": [{"type": "BODY", "text": "Once more."}, "#);
    let sandbox = Sandbox::new().file("meta.json", &twice);
    let ran = sandbox.run(&["import", "meta.json", "--format", "concise"]).exits_with(1);
    assert!(ran.stdout.contains("meta.json:3:") && ran.stdout.contains("error[import/"), "{}", ran.stdout);
    let ran = sandbox.run(&["import", "meta.json", "--format", "json"]).exits_with(1);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["findings"][0]["file"], "meta.json");
}

#[test]
fn standard_input_can_be_imported() {
    let sandbox = Sandbox::new();
    sandbox.run_with_input(&["import", "-", "-o", "out"], META.as_bytes()).exits_with(0);
    assert!(sandbox.exists("out/order_shipped.yaml"));
}

#[test]
fn what_is_no_json_is_shown_where_it_breaks() {
    let sandbox = Sandbox::new().file("a.json", "{\n  \"name\": oops\n}").file("b.json", b"\xff{}");
    let ran = sandbox.run(&["import", "a.json", "--format", "concise"]).exits_with(1);
    assert!(ran.stdout.starts_with("a.json:2:11: error[import/not-json]"), "{}", ran.stdout);
    sandbox.run(&["import", "b.json"]).exits_with(1);
    sandbox.run(&["import", "c.json"]).exits_with(3);
    assert!(!sandbox.exists("templates"));
}

#[test]
fn a_name_cannot_lead_out_of_the_folder() {
    let sandbox = Sandbox::new().file("meta.json", META.replace("order_shipped", "../../evil\\u001b[31m"));
    sandbox.run(&["import", "meta.json", "-o", "out"]);
    let files: Vec<String> = std::fs::read_dir(sandbox.path().join("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(files.len(), 1, "{files:?}");
    assert!(!sandbox.path().parent().unwrap().join("evil.yaml").exists());
}
