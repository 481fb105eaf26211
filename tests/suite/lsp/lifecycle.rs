//! Beginning, end, and what must not end it.

use serde_json::{Value, json};

use crate::support::{Editor, Sandbox, framed};

fn project() -> Sandbox {
    Sandbox::new().file("chatform.yaml", "{}").file("templates/hello.yaml", Sandbox::HELLO)
}

#[test]
fn it_ends_with_0_after_a_shutdown_and_with_1_without() {
    let sandbox = project();
    assert_eq!(Editor::in_folder(&sandbox).end(), Some(0));
    assert_eq!(Editor::in_folder(&sandbox).leave(), Some(1));
    assert_eq!(Editor::in_folder(&sandbox).hang_up(), Some(1));
    assert_eq!(Editor::silent(&sandbox).leave(), Some(1));
}

#[test]
fn a_pipe_that_closes_after_shutdown_is_an_end_too() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    editor.ask("shutdown", Value::Null);
    assert_eq!(editor.hang_up(), Some(0));
}

#[test]
fn nothing_is_answered_before_the_beginning_nor_after_the_end() {
    let sandbox = project();
    let mut editor = Editor::silent(&sandbox);
    editor.tell("textDocument/didOpen", json!({ "nonsense": true }));
    assert_eq!(editor.try_ask("textDocument/hover", json!({})).unwrap_err()["code"], -32002);
    editor.ask("initialize", json!({ "capabilities": {} }));
    assert_eq!(editor.try_ask("initialize", json!({ "capabilities": {} })).unwrap_err()["code"], -32600);
    editor.ask("shutdown", Value::Null);
    assert_eq!(editor.try_ask("textDocument/hover", json!({})).unwrap_err()["code"], -32600);
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn what_nobody_knows_is_refused_and_what_nobody_has_to_know_is_ignored() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    assert_eq!(editor.try_ask("textDocument/unheardOf", json!({})).unwrap_err()["code"], -32601);
    assert_eq!(editor.try_ask("textDocument/hover", json!({ "no": 1 })).unwrap_err()["code"], -32602);
    editor.tell("$/setTrace", json!({ "value": "off" }));
    editor.tell("textDocument/unheardOf", Value::Null);
    editor.tell("textDocument/didChange", json!({ "no": 1 }));
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn it_lives_on_after_messages_that_are_none() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    editor.write(b"Content-Length: 5\r\n\r\n{oops");
    editor.write(b"Content-Length: many\r\n\r\n");
    editor.write(b"X-Header: 1\r\n\r\n\r\n\r\nrubbish without an end ");
    editor.write(b"Content-Length: 2\r\nContent-Type: x\r\n\r\n[]");
    editor.write(&framed(&json!({ "jsonrpc": "2.0", "id": 77, "nothing": true })));
    editor.write(&framed(&json!({ "jsonrpc": "2.0", "id": { "a": 1 }, "method": "x" })));
    assert_eq!(editor.answer(77).unwrap_err()["code"], -32600);
    editor.write(&[0xff, 0xfe, b'\n']);
    editor.write(b"content-length:3\r\n\r\n\xff\xff\xff");
    editor.open("templates/hello.yaml", &Sandbox::HELLO.replace("hello", "Hello"));
    assert_eq!(editor.rules("templates/hello.yaml"), ["name/bad-character"]);
    let logged = editor.said.iter().filter(|message| message["method"] == "window/logMessage").count();
    assert!(logged >= 5, "{:?}", editor.said);
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn a_panic_ends_one_answer_and_not_the_server() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    editor.open("templates/hello.yaml", &Sandbox::HELLO.replace("hello", "Hello"));
    assert_eq!(editor.try_ask("chatform/panic", Value::Null).unwrap_err()["code"], -32603);
    assert!(editor.said.iter().any(|message| message["method"] == "window/showMessage"), "{:?}", editor.said);
    editor.replace("templates/hello.yaml", "Hello", "hallo");
    assert_eq!(editor.rules("templates/hello.yaml"), [""; 0]);
    editor.replace("templates/hello.yaml", "hallo", "Hallo");
    assert_eq!(editor.rules("templates/hello.yaml"), ["name/bad-character"]);
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn a_request_that_was_cancelled_before_its_turn_is_not_answered_with_a_result() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    editor.settle();
    let mut text = String::from(Sandbox::HELLO);
    for number in 0..300 {
        text.push_str(&format!("# chatform: ignore[a/b{number}] x\n"));
    }
    let document =
        json!({ "uri": editor.uri("templates/hello.yaml"), "languageId": "yaml", "version": 1, "text": text });
    // On a busy machine the first of one writing may be done before the last of it is read: not ten times in a row.
    let mut is_cancelled = |try_number: i64| {
        let (open, close) = ("textDocument/didOpen", "textDocument/didClose");
        let (kept, dropped) = (500 + 2 * try_number, 501 + 2 * try_number);
        let mut bytes = framed(&json!({ "method": open, "params": { "textDocument": document } }));
        bytes.extend(framed(&json!({ "id": kept, "method": "textDocument/unheardOf" })));
        bytes.extend(framed(&json!({ "id": dropped, "method": "textDocument/unheardOf" })));
        bytes.extend(framed(&json!({ "method": "$/cancelRequest", "params": { "id": dropped } })));
        bytes.extend(framed(&json!({ "method": close, "params": { "textDocument": { "uri": document["uri"] } } })));
        editor.write(&bytes);
        assert_eq!(editor.answer(kept).unwrap_err()["code"], -32601);
        editor.answer(dropped).unwrap_err()["code"] == -32800
    };
    assert!((0..10).any(&mut is_cancelled));
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn positions_are_counted_as_the_editor_says_it_can() {
    let folder = |sandbox: &Sandbox| json!([{ "uri": format!("file://{}", sandbox.path().display()), "name": "x" }]);
    for (offered, agreed) in
        [(json!(["utf-16"]), "utf-16"), (json!(["utf-8", "utf-16"]), "utf-8"), (json!(["utf-32"]), "utf-16")]
    {
        let sandbox = project();
        let capabilities = json!({ "general": { "positionEncodings": offered } });
        let mut editor =
            Editor::with(&sandbox, json!({ "capabilities": capabilities, "workspaceFolders": folder(&sandbox) }));
        assert_eq!(editor.capabilities["capabilities"]["positionEncoding"], agreed);
        let text = "name: hello\ncategory: UTILITY\nlanguages:\n  en: { body: Your 桌子 🍜 is ready., footer: \"👩‍🍳 $(cook) 好\" }\n";
        editor.open("templates/hello.yaml", text);
        let diagnostics = editor.diagnostics("templates/hello.yaml");
        let variable = diagnostics.iter().find(|diagnostic| diagnostic["code"] == "variable/in-footer");
        let variable = variable.unwrap_or_else(|| panic!("{diagnostics:?}"));
        assert_eq!(editor.text_in("templates/hello.yaml", &variable["range"]), "$(cook)");
        // Typing behind all that reaches the right characters as well.
        editor.replace("templates/hello.yaml", " $(cook) ", " 厨师 ");
        editor.replace("templates/hello.yaml", "好", "$(好)");
        let diagnostics = editor.diagnostics("templates/hello.yaml");
        let variable = diagnostics.iter().find(|diagnostic| diagnostic["code"] == "variable/in-footer").unwrap();
        assert_eq!(editor.text_in("templates/hello.yaml", &variable["range"]), "$(好)");
        assert_eq!(editor.end(), Some(0));
    }
}
