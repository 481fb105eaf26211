//! From a use to its declaration and back.

use serde_json::{Value, json};

use super::{editor, project};
use crate::support::Editor;

const FILE: &str = "templates/order.yaml";

/// The places that an answer names: the line, and the text that is marked there.
#[track_caller]
fn places(editor: &mut Editor, method: &str, part: &str) -> Vec<(u64, String)> {
    let mut params = editor.at(FILE, part);
    params["context"] = json!({ "includeDeclaration": true });
    let locations = editor.ask(method, params);
    let place = |location: &Value| {
        assert_eq!(location["uri"], editor.uri(FILE));
        (location["range"]["start"]["line"].as_u64().unwrap() + 1, editor.text_in(FILE, &location["range"]))
    };
    locations.as_array().unwrap().iter().map(place).collect()
}

fn owned(places: &[(u64, &str)]) -> Vec<(u64, String)> {
    places.iter().map(|(line, text)| (*line, (*text).to_owned())).collect()
}

#[test]
fn a_variable_leads_to_the_example_that_counts_for_its_language() {
    let sandbox = project();
    let mut editor = editor(&sandbox);
    assert_eq!(places(&mut editor, "textDocument/definition", "Hi $(w|ho)"), owned(&[(5, "who")]));
    assert_eq!(places(&mut editor, "textDocument/definition", "Hola $(w|ho)"), owned(&[(18, "who")]));
    assert_eq!(places(&mut editor, "textDocument/definition", "pedido $(|code)"), owned(&[(5, "code")]));
    assert_eq!(places(&mut editor, "textDocument/definition", "t/$(cod|e)"), owned(&[(5, "code")]));
}

#[test]
fn an_example_leads_to_every_use_in_all_languages() {
    let sandbox = project();
    let mut editor = editor(&sandbox);
    let all = owned(&[(5, "who"), (13, "who"), (14, "who"), (18, "who"), (20, "who")]);
    for place in ["{ w|ho: Ana", "Hi $(w|ho)", "to you, $(who|)", "      wh|o: Lupe", "Hola $(|who)"] {
        assert_eq!(places(&mut editor, "textDocument/references", place), all, "{place}");
    }
    let mut params = editor.at(FILE, "{ w|ho: Ana");
    params["context"] = json!({ "includeDeclaration": false });
    let uses = editor.ask("textDocument/references", params);
    assert_eq!(uses.as_array().unwrap().len(), 3, "{uses}");
}

#[test]
fn a_component_of_a_language_leads_to_the_shared_one_and_back() {
    let sandbox = project();
    let mut editor = editor(&sandbox);
    assert_eq!(places(&mut editor, "textDocument/definition", "foot|er: Thank"), owned(&[(6, "footer")]));
    assert_eq!(places(&mut editor, "textDocument/definition", "te|xt: Rastrear"), owned(&[(8, "text")]));
    assert_eq!(places(&mut editor, "textDocument/definition", "head|er: Pedido"), owned(&[]));
    assert_eq!(
        places(&mut editor, "textDocument/references", "foot|er: Gracias"),
        owned(&[(6, "footer"), (15, "footer")])
    );
    assert_eq!(
        places(&mut editor, "textDocument/references", "foot|er: Thank"),
        owned(&[(6, "footer"), (15, "footer")])
    );
}

#[test]
fn a_build_time_value_leads_to_the_project_file() {
    let sandbox = project();
    let mut editor = editor(&sandbox);
    let at = editor.at(FILE, "${sh|op}");
    let found = editor.ask("textDocument/definition", at);
    let lines: Vec<&Value> = found.as_array().unwrap().iter().map(|place| &place["range"]["start"]["line"]).collect();
    assert_eq!(lines, [1, 2]);
    assert_eq!(found[0]["uri"], editor.uri("chatform.yaml"));
}
