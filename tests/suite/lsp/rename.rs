//! Renaming a variable.

use serde_json::Value;

use super::{ORDER, editor, project};
use crate::support::Editor;

const FILE: &str = "templates/order.yaml";

#[track_caller]
fn renamed(editor: &mut Editor, part: &str, name: &str) -> Result<String, String> {
    let mut params = editor.at(FILE, part);
    params["newName"] = name.into();
    match editor.try_ask("textDocument/rename", params) {
        Ok(edit) => Ok(editor.edited(FILE, &edit["changes"][editor.uri(FILE)])),
        Err(error) => Err(error["message"].as_str().unwrap().to_owned()),
    }
}

#[test]
fn a_variable_is_renamed_in_all_languages_and_nothing_else_by_a_byte() {
    let sandbox = project();
    let mut editor = editor(&sandbox);
    let wanted = ORDER.replace("$(who)", "$(customer)").replace("who: ", "customer: ");
    for place in ["Hi $(w|ho)", "{ w|ho: Ana", "Hola $(who|)", "      |who: Lupe"] {
        assert_eq!(renamed(&mut editor, place, "customer").as_deref(), Ok(wanted.as_str()), "{place}");
    }
}

#[test]
fn line_breaks_quotes_and_comments_stay_as_they_are() {
    let sandbox = project();
    let mut editor = editor(&sandbox);
    editor.close(FILE);
    let text = "# $(a)\r\nname: order\r\ncategory: UTILITY\r\nexamples: {\"a\": '1', b: 2-3} # a: $(a)\r\nlanguages:\r\n  en:\r\n    body: >-\r\n      🙂 One $(a) and\r\n      $(b) \\ or $(a), 好 for all of you.\r\n    footer: 'it''s a'\r\n";
    editor.open(FILE, text);
    let wanted =
        text.replace("One $(a)", "One $(first)").replace("or $(a)", "or $(first)").replace("{\"a\"", "{\"first\"");
    assert_eq!(renamed(&mut editor, "One $(|a)", "first"), Ok(wanted));
}

#[test]
fn a_name_that_is_none_or_is_taken_is_refused() {
    let sandbox = project();
    let mut editor = editor(&sandbox);
    let refused = |name: &str| format!("`{name}` is no name: use a letter, then letters, digits and `_`");
    for name in ["", "1", "a b", "ü", "a)"] {
        assert_eq!(renamed(&mut editor, "Hi $(w|ho)", name), Err(refused(name)));
    }
    let taken = "the template has a variable `code` already".to_owned();
    assert_eq!(renamed(&mut editor, "Hi $(w|ho)", "code"), Err(taken));
    assert_eq!(renamed(&mut editor, "cat|egory", "x"), Err("there is no variable here".to_owned()));
}

#[test]
fn the_editor_is_told_beforehand_what_would_be_renamed() {
    let sandbox = project();
    let mut editor = editor(&sandbox);
    for place in ["Hi $(w|ho)", "Hi |$(who)", "      wh|o: Lupe"] {
        let at = editor.at(FILE, place);
        let prepared = editor.ask("textDocument/prepareRename", at);
        assert_eq!(prepared["placeholder"], "who", "{place}");
        assert_eq!(editor.text_in(FILE, &prepared["range"]), "who");
    }
    let at = editor.at(FILE, "cat|egory");
    assert_eq!(editor.ask("textDocument/prepareRename", at), Value::Null);
}
