//! The outline of a file, and what folds in it.

use serde_json::{Value, json};

use super::{ORDER, editor, project};
use crate::support::Editor;

const FILE: &str = "templates/order.yaml";

fn document(editor: &Editor) -> Value {
    json!({ "textDocument": { "uri": editor.uri(FILE) } })
}

#[test]
fn symbols_lie_in_one_another_where_the_editor_knows_that() {
    let sandbox = project();
    let symbols = json!({ "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } } });
    let root = format!("file://{}", sandbox.path().display());
    let mut editor = Editor::with(&sandbox, json!({ "capabilities": symbols, "rootUri": root }));
    editor.open(FILE, ORDER);
    let asked = document(&editor);
    let found = editor.ask("textDocument/documentSymbol", asked);
    let names: Vec<&str> = found.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["name", "category", "examples", "footer", "buttons", "languages"]);
    assert_eq!(found[0]["detail"], "order");
    let english = &found[5]["children"][0];
    assert_eq!((&english["name"], english["children"].as_array().unwrap().len()), (&json!("en"), 3));
    assert_eq!(editor.text_in(FILE, &english["selectionRange"]), "en");
    assert_eq!(english["children"][1]["detail"], "👋 Hi $(who), your order $(code)…");
    let button = &found[4]["children"][0];
    assert_eq!(button["detail"], "URL");
    assert_eq!(editor.text_in(FILE, &button["range"]).chars().next(), Some('{'));
}

#[test]
fn older_editors_get_a_list() {
    let sandbox = project();
    let mut editor = editor(&sandbox);
    let asked = document(&editor);
    let found = editor.ask("textDocument/documentSymbol", asked);
    assert!(found.as_array().unwrap().len() > 15);
    assert_eq!(found[0]["location"]["uri"], editor.uri(FILE));
}

#[test]
fn whatever_takes_several_lines_folds() {
    let sandbox = project();
    let mut editor = editor(&sandbox);
    let asked = document(&editor);
    let found = editor.ask("textDocument/foldingRange", asked);
    let folds: Vec<(u64, u64)> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|fold| (fold["startLine"].as_u64().unwrap() + 1, fold["endLine"].as_u64().unwrap() + 1))
        .collect();
    assert_eq!(folds, [(1, 2), (7, 8), (9, 21), (10, 15), (12, 14), (16, 21), (17, 18)]);
    assert_eq!(found[0]["kind"], "comment");
}
