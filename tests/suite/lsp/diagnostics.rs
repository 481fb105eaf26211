//! Findings while somebody types.

use serde_json::json;

use crate::support::{Editor, Sandbox};

const ORDER: &str = "name: order\ncategory: UTILITY\nexamples: { who: Ana }\nlanguages:\n  en:\n    body: Hello $(who), your order is here.\n";

fn project() -> Sandbox {
    Sandbox::new().file("chatform.yaml", "{}").file("templates/order.yaml", ORDER)
}

#[test]
fn the_whole_project_is_looked_at_and_each_edit_again() {
    let footer = "x".repeat(61);
    let sandbox = project().file("templates/b.yaml", ORDER.replace("order", "b") + &format!("    footer: {footer}\n"));
    let mut editor = Editor::in_folder(&sandbox);
    assert_eq!(editor.rules("templates/b.yaml"), ["footer/too-long"]);
    editor.open("templates/order.yaml", ORDER);
    assert_eq!(editor.rules("templates/order.yaml"), [""; 0]);
    editor.replace("templates/order.yaml", "UTILITY", "UTILTY");
    assert_eq!(editor.rules("templates/order.yaml"), ["schema/unknown-value"]);
    assert_eq!(editor.diagnosed_version("templates/order.yaml"), 2);
    editor.replace("templates/order.yaml", "UTILTY", "UTILITY");
    editor.replace("templates/order.yaml", "$(who)", "$(whom)");
    assert_eq!(editor.rules("templates/order.yaml"), ["example/unused", "example/missing"]);
    assert_eq!(editor.diagnosed_version("templates/order.yaml"), 4);
    editor.replace("templates/order.yaml", "whom", "who");
    assert_eq!(editor.rules("templates/order.yaml"), [""; 0]);
}

#[test]
fn a_finding_says_fact_limit_and_way_out_where_it_is() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    let text = format!("{ORDER}    footer: {}\n", "x".repeat(63));
    editor.open("templates/order.yaml", &text);
    let found = editor.diagnostics("templates/order.yaml").remove(0);
    assert_eq!(editor.text_in("templates/order.yaml", &found["range"]), "xxx");
    assert_eq!(found["severity"], 1);
    assert_eq!(found["source"], "chatform");
    assert_eq!(found.get("codeDescription"), None);
    assert_eq!(
        found["message"],
        "footer is 63 characters, the limit is 60 (3 too many)\nhelp: move the detail into the body"
    );
}

#[test]
fn a_code_leads_to_the_page_of_its_rule_where_the_editor_says_where_the_pages_are() {
    let sandbox = project();
    let folder = format!("file://{}", sandbox.path().display());
    let options = json!({ "rulesUrl": "https://git.example.com/chatform/docs/rules/" });
    let mut editor = Editor::with(&sandbox, json!({ "rootUri": folder, "initializationOptions": options }));
    editor.open("templates/order.yaml", &ORDER.replace("Ana", "''"));
    let found = editor.diagnostics("templates/order.yaml").remove(0);
    assert_eq!(found["codeDescription"]["href"], "https://git.example.com/chatform/docs/rules/example.md#empty");
}

#[test]
fn what_does_nothing_is_shown_as_unnecessary() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    editor.open("templates/order.yaml", &ORDER.replace("{ who", "{ nobody: x, who"));
    let found = editor.diagnostics("templates/order.yaml").remove(0);
    assert_eq!((&found["code"], &found["tags"]), (&json!("example/unused"), &json!([1])));
}

#[test]
fn a_suppressed_finding_is_not_there_and_a_comment_without_use_is() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    let comment = "# chatform: ignore[example/unused] filled in by the shop\n";
    editor.open("templates/order.yaml", &ORDER.replace("examples: {", &format!("{comment}examples: {{ nobody: x,")));
    assert_eq!(editor.rules("templates/order.yaml"), [""; 0]);
    editor.replace("templates/order.yaml", "nobody: x,", "");
    assert_eq!(editor.rules("templates/order.yaml"), ["suppression/unused"]);
}

#[test]
fn a_name_used_twice_is_reported_while_it_is_typed_with_the_other_place() {
    let sandbox =
        project().file("templates/second.yaml", ORDER.replace("name: order", "name: second").replace("here", "there"));
    let mut editor = Editor::in_folder(&sandbox);
    editor.settle();
    assert_eq!(editor.rules("templates/second.yaml"), [""; 0]);
    editor.open("templates/order.yaml", ORDER);
    editor.replace("templates/order.yaml", "name: order", "name: second");
    let found = editor.diagnostics("templates/second.yaml").remove(0);
    assert_eq!(found["code"], "name/duplicate");
    let related = &found["relatedInformation"][0]["location"];
    assert_eq!(related["uri"], editor.uri("templates/order.yaml"));
    assert_eq!(editor.text_in("templates/order.yaml", &related["range"]), "second");
    editor.replace("templates/order.yaml", "name: second", "name: third");
    assert_eq!(editor.rules("templates/second.yaml"), [""; 0]);
}

#[test]
fn the_places_of_a_finding_in_its_own_file_are_related_to_it() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    let text = "name: order\ncategory: UTILITY\nname: twice\nlanguages:\n  en: { body: Your table is ready. }\n";
    editor.open("templates/order.yaml", text);
    let found = editor.diagnostics("templates/order.yaml").remove(0);
    assert_eq!(found["code"], "yaml/duplicate-key");
    let related = &found["relatedInformation"][0]["location"]["range"];
    assert_eq!(related["start"]["line"], 0, "{found}");
}

#[test]
fn a_text_that_is_no_yaml_and_an_empty_one_are_survived() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    editor.open("templates/order.yaml", ORDER);
    for text in ["\"", "", "languages: [", "\u{feff}name: a", "a: *b", "\r\r\n\t- ?", "name: order\n---\nname: b\n"] {
        let whole = json!([{ "text": text }]);
        let document = json!({ "uri": editor.uri("templates/order.yaml"), "version": 9 });
        editor.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": whole }));
        assert!(!editor.rules("templates/order.yaml").is_empty(), "{text:?}");
    }
    assert_eq!(editor.end(), Some(0));
}
