//! What is shown over a place.

use serde_json::Value;

use super::{ORDER, editor, project};
use crate::support::Editor;

const FILE: &str = "templates/order.yaml";

#[track_caller]
fn over(editor: &mut Editor, name: &str, part: &str) -> String {
    let at = editor.at(name, part);
    let hover = editor.ask("textDocument/hover", at);
    assert!(hover.is_null() || hover["contents"]["kind"] == "markdown", "{hover}");
    hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn over_a_finding_stands_its_rule() {
    let sandbox = project();
    let mut editor = editor(&sandbox);
    editor.replace(FILE, "Thank you", &"x".repeat(62));
    let said = over(&mut editor, FILE, "xx\n");
    assert!(said.starts_with("**footer/too-long** · error\n\nA footer longer than 60 characters."), "{said}");
    assert!(said.contains("**Source**"), "{said}");
}

#[test]
fn over_a_text_stand_its_room_and_how_it_reads() {
    let sandbox = project();
    let mut editor = editor(&sandbox);
    let said = over(&mut editor, FILE, "has |left");
    assert_eq!(
        said,
        "**body**  \n77 of 1024 characters, 947 left\n\n`en`\n```text\n👋 Hi Ana 🙂, your order A-1042\nhas left and is on its way to you, Ana 🙂, today.\n```"
    );
    let said = over(&mut editor, FILE, "Thank| you");
    assert_eq!(said, "**footer**  \n9 of 60 characters, 51 left\n\n`en`\n```text\nThank you\n```");
    editor.replace(FILE, "Thank you", &"é".repeat(62));
    let said = over(&mut editor, FILE, "é|é");
    assert!(said.contains("62 of 60 characters, 2 too many"), "{said}");
}

#[test]
fn a_shared_text_is_shown_for_the_languages_that_have_it() {
    let sandbox = project();
    let mut editor = editor(&sandbox);
    let said = over(&mut editor, FILE, "Gracias, 谢|谢");
    assert_eq!(said, "**footer**  \n11 of 60 characters, 49 left\n\n`es_MX`\n```text\nGracias, 谢谢\n```");
    let said = over(&mut editor, FILE, "https|://");
    assert!(said.contains("`en`\n```text\nhttps://") && said.contains("`es_MX`\n```text\nhttps://"), "{said}");
    let said = over(&mut editor, FILE, "Track| it");
    assert!(said.contains("8 of 25 characters, 17 left") && !said.contains("es_MX"), "{said}");
}

#[test]
fn over_a_variable_stand_its_examples() {
    let sandbox = project();
    let mut editor = editor(&sandbox);
    for place in ["Hi $(w|ho)", "{ w|ho: Ana", "Hola $(who|)"] {
        let said = over(&mut editor, FILE, place);
        assert!(said.starts_with("**$(who)**  \n`en` Ana 🙂  \n`es_MX` Lupe"), "{place}: {said}");
    }
}

#[test]
fn over_a_key_stands_what_it_is_for_and_over_a_code_its_language() {
    let sandbox = project();
    let mut editor = editor(&sandbox);
    let said = over(&mut editor, FILE, "cat|egory");
    assert!(said.starts_with("**category**  \n") && said.ends_with("`UTILITY` `MARKETING` `AUTHENTICATION`"), "{said}");
    assert_eq!(over(&mut editor, FILE, "es|_MX"), "**es_MX** · Spanish (Mexico)");
    let said = over(&mut editor, FILE, "heade|r: Pedido");
    assert_eq!(said, "**header**  \nThe header of this language.");
    editor.open("chatform.yaml", "environments:\n  prod: { wait_for_review: 5m }\n");
    let said = over(&mut editor, "chatform.yaml", "wait_|for");
    assert!(said.contains("How long `apply` waits for the review"), "{said}");
}

#[test]
fn over_nothing_stands_nothing() {
    let sandbox = project();
    let mut editor = editor(&sandbox);
    for place in ["# What| the", "name: or|der"] {
        assert_eq!(over(&mut editor, FILE, place), "");
    }
    let far = serde_json::json!({ "textDocument": { "uri": editor.uri(FILE) }, "position": { "line": 9999, "character": 9 } });
    editor.ask("textDocument/hover", far);
    let other = serde_json::json!({ "textDocument": { "uri": "file:///nowhere.yaml" }, "position": { "line": 0, "character": 0 } });
    assert_eq!(editor.ask("textDocument/hover", other), Value::Null);
}

#[test]
fn what_is_shown_cannot_break_out_of_its_block_nor_hide() {
    let sandbox = project();
    let mut editor = editor(&sandbox);
    let text = ORDER.replace("Thank you", "'````` \u{202e}evil'");
    editor.close(FILE);
    editor.open(FILE, &text);
    let said = over(&mut editor, FILE, "ev|il");
    assert!(said.contains("\n``````text\n````` ") && !said.contains('\u{202e}'), "{said:?}");
}
