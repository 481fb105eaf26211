//! What is offered to do about a finding.

use serde_json::{Value, json};

use super::{ORDER, project};
use crate::support::Editor;

const FILE: &str = "templates/order.yaml";

#[track_caller]
fn actions(editor: &mut Editor, part: &str) -> Vec<Value> {
    let range = editor.range(FILE, part);
    let params =
        json!({ "textDocument": { "uri": editor.uri(FILE) }, "range": range, "context": { "diagnostics": [] } });
    editor.ask("textDocument/codeAction", params).as_array().unwrap().clone()
}

#[track_caller]
fn action(editor: &mut Editor, part: &str, title: &str) -> Value {
    let actions = actions(editor, part);
    let found = actions.iter().find(|action| action["title"].as_str().unwrap().starts_with(title));
    found.unwrap_or_else(|| panic!("no {title:?} in {actions:?}")).clone()
}

fn done(editor: &Editor, action: &Value) -> String {
    editor.edited(FILE, &action["edit"]["changes"][editor.uri(FILE)])
}

#[test]
fn a_misspelt_key_is_renamed_where_it_stands() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    let broken = ORDER.replace("    footer: Thank you", "    Footer: Thank you # 谢谢");
    editor.open(FILE, &broken);
    let fix = action(&mut editor, "Footer", "rename it to `footer`");
    assert_eq!((&fix["kind"], &fix["isPreferred"]), (&json!("quickfix"), &json!(true)));
    assert_eq!(fix["diagnostics"][0]["code"], "schema/unknown-key");
    let mended = broken.replace("Footer", "footer");
    assert_eq!(done(&editor, &fix), mended);
    // Elsewhere in the file there is only the action for all of it, and none once the fix is made.
    let elsewhere = actions(&mut editor, "Hi $(who)");
    assert_eq!(elsewhere.len(), 1, "{elsewhere:?}");
    assert_eq!(elsewhere[0]["kind"], "source.fixAll.chatform");
    assert_eq!(done(&editor, &elsewhere[0]), mended);
    editor.replace(FILE, "Footer", "footer");
    assert_eq!(actions(&mut editor, "Hi $(who)"), [] as [Value; 0]);
}

#[test]
fn a_fix_that_may_not_be_what_was_meant_says_so() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    editor.open(FILE, &ORDER.replace("category: UTILITY", "category: OTP"));
    let fix = action(&mut editor, "OTP", "write AUTHENTICATION");
    assert_eq!(fix["isPreferred"], false);
    assert!(fix["title"].as_str().unwrap().ends_with("(check what it means)"), "{fix}");
}

#[test]
fn a_finding_can_be_ignored_with_a_comment_that_wants_a_reason() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    let text = ORDER.replace(
        "      has left and is on its way to you, $(who), today.",
        "      has left and is on its way to you, $(who), today.     👋",
    );
    editor.open(FILE, &text);
    assert!(editor.rules(FILE).contains(&"body/long-blank".to_owned()));
    let ignore = action(&mut editor, "today.     ", "ignore body/long-blank");
    let wanted = text.replace("    body: |-\n", "    # chatform: ignore[body/long-blank] \n    body: |-\n");
    assert_eq!(done(&editor, &ignore), wanted);
    editor.replace(FILE, "    body: |-\n", "    # chatform: ignore[body/long-blank] \n    body: |-\n");
    assert!(editor.rules(FILE).contains(&"suppression/reason-missing".to_owned()));
    editor.replace(FILE, "[body/long-blank] ", "[body/long-blank] as the printer has it");
    let rules = editor.rules(FILE);
    assert!(
        !rules.contains(&"body/long-blank".to_owned()) && !rules.contains(&"suppression/reason-missing".to_owned())
    );
}

#[test]
fn what_cannot_be_suppressed_is_not_offered_to_be() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    editor.open(FILE, &ORDER.replace("category: UTILITY", "category: UTILTY"));
    let titles: Vec<Value> = actions(&mut editor, "UTILTY").into_iter().map(|action| action["title"].clone()).collect();
    assert!(titles.iter().all(|title| !title.as_str().unwrap().starts_with("ignore")), "{titles:?}");
}

#[test]
fn only_actions_of_the_kind_that_was_asked_for_are_offered() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    editor.open(FILE, &ORDER.replace("category: UTILITY", "category: utility"));
    let range = editor.range(FILE, "utility");
    let mut kinds = |only: Value| {
        let context = json!({ "diagnostics": [], "only": only });
        let params = json!({ "textDocument": { "uri": editor.uri(FILE) }, "range": range, "context": context });
        editor.ask("textDocument/codeAction", params).as_array().unwrap().len()
    };
    assert_eq!(kinds(json!(["refactor"])), 0);
    assert_eq!(kinds(json!(["quickfix"])), 1);
}

#[test]
fn all_fixes_that_are_certain_are_made_at_once() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    let broken = ORDER
        .replace("    footer: Thank you", "    Footer: Thank you # 谢谢")
        .replace("category: UTILITY", "category: utility")
        .replace("code: A-1042", "code: 1042");
    editor.open(FILE, &broken);
    let all = action(&mut editor, "# What", "mend everything");
    assert_eq!(all["kind"], "source.fixAll.chatform");
    let mended = done(&editor, &all);
    assert!(mended.contains("category: UTILITY\n") && mended.contains("    footer: Thank you # 谢谢\n"), "{mended}");
    assert!(mended.contains("who: Ana 🙂, code: \"1042\" }"), "{mended}");
    editor.close(FILE);
    editor.open(FILE, ORDER);
    assert!(actions(&mut editor, "# What").is_empty());
}

#[test]
fn a_file_is_written_in_its_layout_with_changes_of_few_lines() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    editor.open(FILE, &ORDER.replace("category: UTILITY", "category:   \"UTILITY\"   # 谢谢"));
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let params = json!({ "textDocument": { "uri": editor.uri(FILE) }, "options": options });
    let edits = editor.ask("textDocument/formatting", params.clone());
    let text = editor.edited(FILE, &edits);
    // Blanks before a comment stay: it may be aligned with others.
    assert_eq!(text, ORDER.replace("category: UTILITY", "category: UTILITY   # 谢谢"));
    let range = json!({ "start": { "line": 3, "character": 0 }, "end": { "line": 4, "character": 0 } });
    assert_eq!(edits, json!([{ "range": range, "newText": "category: UTILITY   # 谢谢\n" }]));
    editor.close(FILE);
    editor.open(FILE, &text);
    assert_eq!(editor.ask("textDocument/formatting", params.clone()), json!([]));
    editor.close(FILE);
    editor.open(FILE, "\"");
    let refused = editor.try_ask("textDocument/formatting", params).unwrap_err();
    assert_eq!(refused["message"], "it is not formatted: it has faults of form");
}
