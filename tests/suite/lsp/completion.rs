//! What may stand at the cursor.

use serde_json::{Value, json};

use super::{ORDER, editor, project};
use crate::support::{Editor, Sandbox};

const FILE: &str = "templates/order.yaml";

/// The offers where `|` stands in a text that is open.
#[track_caller]
fn offers(text: &str) -> Vec<Value> {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    offers_in(&mut editor, FILE, text)
}

#[track_caller]
fn offers_in(editor: &mut Editor, file: &str, text: &str) -> Vec<Value> {
    editor.open(file, &text.replace('¦', ""));
    let (before, _) = text.split_once('¦').unwrap();
    let line = before.matches('\n').count();
    let character = before.rsplit('\n').next().unwrap().encode_utf16().count();
    let place =
        json!({ "textDocument": { "uri": editor.uri(file) }, "position": { "line": line, "character": character } });
    editor.ask("textDocument/completion", place).as_array().unwrap().clone()
}

fn labels(offers: &[Value]) -> Vec<&str> {
    offers.iter().map(|offer| offer["label"].as_str().unwrap()).collect()
}

#[test]
fn keys_that_a_place_takes_are_offered_and_those_that_are_there_are_not() {
    let found = offers("name: a\ncategory: UTILITY\n¦\nlanguages:\n  en: { body: Hello. }\n");
    assert!(labels(&found).contains(&"footer") && labels(&found).contains(&"ttl_seconds"), "{found:?}");
    assert!(!labels(&found).contains(&"name") && !labels(&found).contains(&"languages"));
    let footer = found.iter().find(|offer| offer["label"] == "footer").unwrap();
    assert_eq!(footer["textEdit"]["newText"], "footer: ");
    assert_eq!(footer["detail"], "The footer of every language that has no own.");
}

#[test]
fn keys_are_offered_in_a_text_that_is_no_yaml_yet() {
    let found =
        offers("name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello.\n    foo¦\n  es:\n    body: Hola.\n");
    assert!(labels(&found).contains(&"footer") && !labels(&found).contains(&"body"), "{found:?}");
    let found = offers("name: a\nlanguages:\n  en:\n    buttons:\n      - type: URL\n        te¦\n");
    assert!(labels(&found).contains(&"text") && !labels(&found).contains(&"type"), "{found:?}");
    let found = offers("name: a\nbuttons:\n  - { type: URL, u¦\nlanguages:\n  en: {}\n");
    assert!(labels(&found).contains(&"url") && !labels(&found).contains(&"type"), "{found:?}");
    let found = offers("name: a\nbuttons: [{ ¦text: x }]\nlanguages:\n  en: {}\n");
    assert!(labels(&found).contains(&"url_type"), "{found:?}");
    let text = found[0]["textEdit"]["newText"].as_str().unwrap();
    assert!(!text.ends_with(": "), "the colon is there: {text}");
    let found = offers("name: a\nlanguages:\n  en:\n    buttons:\n      - ¦\n");
    assert!(labels(&found).contains(&"type"), "{found:?}");
}

#[test]
fn words_that_a_key_takes_are_offered() {
    let found = offers("name: a\ncategory: UT¦\nlanguages:\n  en: {}\n");
    assert_eq!(labels(&found), ["UTILITY", "MARKETING", "AUTHENTICATION"]);
    assert_eq!(found[0]["textEdit"]["range"]["start"]["character"], 10);
    let found = offers("name: a\ncategory:¦\nlanguages:\n  en: {}\n");
    assert_eq!(found[0]["textEdit"]["newText"], " UTILITY");
    let found = offers("name: a\nheader: { format: ¦, url: x }\nlanguages:\n  en: {}\n");
    assert_eq!(labels(&found), ["TEXT", "IMAGE", "DOCUMENT", "VIDEO"]);
    let found = offers("name: a\nallow_send: ¦\nlanguages:\n  en: {}\n");
    assert_eq!(labels(&found), ["true", "false"]);
}

#[test]
fn language_codes_are_offered_with_their_names() {
    let found = offers("name: a\nlanguages:\n  en: { body: x }\n  ¦\n");
    let spanish = found.iter().find(|offer| offer["label"] == "es_MX").unwrap();
    assert_eq!(spanish["detail"], "Spanish (Mexico)");
    assert!(spanish["filterText"].as_str().unwrap().contains("Spanish"));
    assert!(!labels(&found).contains(&"en"));
    assert!(labels(&found).len() > 100);
}

#[test]
fn variables_are_offered_behind_their_bracket() {
    let text = ORDER.replace("Gracias, 谢谢", "Gracias, 谢谢 👋 $(c¦");
    let found = offers(&text);
    assert_eq!(labels(&found), ["who", "code"]);
    assert_eq!(found[0]["detail"], "Ana 🙂");
    assert_eq!(found[1]["textEdit"]["newText"], "code)");
    let line = text.lines().find(|line| line.contains('¦')).unwrap().split('¦').next().unwrap();
    let start = line.rfind("$(").unwrap() + 2;
    assert_eq!(found[1]["textEdit"]["range"]["start"]["character"], line[..start].encode_utf16().count());
    // The bracket that is there stays the only one, and the rest of the name goes.
    let found = offers(&ORDER.replace("$(who),", "$(w¦ho),"));
    assert_eq!(found[0]["textEdit"]["newText"], "who");
    let range = &found[0]["textEdit"]["range"];
    assert_eq!(range["end"]["character"].as_u64().unwrap() - range["start"]["character"].as_u64().unwrap(), 3);
}

#[test]
fn examples_are_offered_for_the_variables_that_are_there() {
    let found =
        offers("name: a\nlanguages:\n  en:\n    examples:\n      who: Ana\n      ¦\n    body: Hi $(who), $(when).\n");
    assert_eq!(labels(&found), ["when"]);
}

#[test]
fn build_time_values_are_offered_with_their_environments_and_never_with_what_they_are() {
    let found = offers(&ORDER.replace("${shop}", "${¦"));
    assert_eq!(labels(&found), ["shop"]);
    assert_eq!((&found[0]["detail"], &found[0]["textEdit"]["newText"]), (&json!("test, prod"), &json!("shop}")));
    assert!(!json!(found).to_string().contains("example.com"));
}

#[test]
fn the_project_file_has_offers_of_its_own() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}");
    let mut editor = Editor::in_folder(&sandbox);
    let found = offers_in(&mut editor, "chatform.yaml", "lint:\n  rules:\n    foot¦\n");
    assert!(labels(&found).contains(&"footer/too-long"), "{found:?}");
    let found = offers_in(&mut editor, "chatform.yaml", "lint: { rules: { footer/too-long: ¦ } }\n");
    assert_eq!(labels(&found), ["off", "info", "warning", "error"]);
    let found = offers_in(&mut editor, "chatform.yaml", "retired:\n  - { name: a, languages: [e¦] }\n");
    assert!(labels(&found).contains(&"es_MX"), "{found:?}");
    let found = offers_in(&mut editor, "chatform.yaml", "environments:\n  prod:\n    ¦\n");
    assert!(labels(&found).contains(&"edit_approved"), "{found:?}");
}

#[test]
fn in_a_text_or_a_comment_nothing_is_offered() {
    for text in [
        "name: a\nlanguages:\n  en:\n    body: |\n      Hello ¦\n",
        "name: a\nlanguages:\n  en:\n    body: Hello ¦ there\n",
        "name: a # ¦\nlanguages:\n  en: {}\n",
        "¦",
    ] {
        let found = offers(text);
        assert!(text == "¦" || found.is_empty(), "{text}: {found:?}");
    }
    let sandbox = project();
    let mut editor = editor(&sandbox);
    editor.settle();
    assert_eq!(editor.end(), Some(0));
}
