//! Which files belong together, while they come and go.

use std::fs;

use serde_json::json;

use crate::support::{Editor, Sandbox};

fn template(name: &str) -> String {
    format!(
        "name: {name}\ncategory: UTILITY\nlanguages:\n  en: {{ body: Your table {name} is ready., header: Hello 👋 }}\n"
    )
}

fn project() -> Sandbox {
    Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", template("a"))
}

#[test]
fn files_that_come_change_and_go_on_the_disk_are_noticed() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    assert_eq!(editor.rules("templates/a.yaml"), ["header/emoji"]);
    sandbox.write("templates/deep/b.yaml", template("b"));
    editor.files_changed(&[("templates/deep/b.yaml", 1)]);
    assert_eq!(editor.rules("templates/deep/b.yaml"), ["header/emoji"]);
    sandbox.write("templates/deep/b.yaml", template("b").replace("👋", ""));
    editor.files_changed(&[("templates/deep/b.yaml", 2)]);
    assert_eq!(editor.rules("templates/deep/b.yaml"), [""; 0]);
    fs::rename(sandbox.path().join("templates/a.yaml"), sandbox.path().join("templates/c.yaml")).unwrap();
    editor.files_changed(&[("templates/a.yaml", 3), ("templates/c.yaml", 1)]);
    assert_eq!(editor.rules("templates/a.yaml"), [""; 0]);
    assert_eq!(editor.rules("templates/c.yaml"), ["header/emoji"]);
    fs::remove_dir_all(sandbox.path().join("templates")).unwrap();
    editor.files_changed(&[("templates", 3)]);
    assert_eq!(editor.rules("templates/c.yaml"), [""; 0]);
}

#[test]
fn the_editor_is_asked_to_watch_files_where_it_can() {
    let sandbox = project();
    let watching = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut editor = Editor::with(&sandbox, json!({ "capabilities": watching, "rootUri": null }));
    editor.settle();
    assert_eq!(editor.said[0]["method"], "client/registerCapability");
    let mut editor = Editor::in_folder(&sandbox);
    editor.settle();
    assert_eq!(editor.said, [] as [serde_json::Value; 0]);
}

#[test]
fn what_the_editor_holds_counts_and_not_what_is_on_the_disk() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    editor.open("templates/a.yaml", &template("a").replace("👋", ""));
    assert_eq!(editor.rules("templates/a.yaml"), [""; 0]);
    editor.files_changed(&[("templates/a.yaml", 2)]);
    assert_eq!(editor.rules("templates/a.yaml"), [""; 0]);
    editor.close("templates/a.yaml");
    assert_eq!(editor.rules("templates/a.yaml"), ["header/emoji"]);
}

#[test]
fn a_template_that_is_no_file_yet_belongs_to_its_project() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    editor.open("templates/new.yaml", &template("a"));
    assert_eq!(editor.rules("templates/new.yaml"), ["name/duplicate", "header/emoji"]);
    editor.close("templates/new.yaml");
    assert_eq!(editor.rules("templates/new.yaml"), [""; 0]);
}

#[test]
fn the_project_file_counts_while_it_is_typed() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    editor.open("chatform.yaml", "{}");
    editor.replace("chatform.yaml", "{}", "lint: { rules: { header/emoji: off } }");
    assert_eq!(editor.rules("templates/a.yaml"), [""; 0]);
    editor.replace("chatform.yaml", "off", "of");
    assert_eq!(editor.rules("chatform.yaml"), ["schema/unknown-value"]);
    editor.replace("chatform.yaml", "lint: { rules: { header/emoji: of } }", "templates: [other/*.yaml]");
    assert_eq!(editor.rules("templates/a.yaml"), [""; 0]);
    editor.close("chatform.yaml");
    assert_eq!(editor.rules("templates/a.yaml"), ["header/emoji"]);
}

#[test]
fn a_retired_template_that_comes_back_is_reported_in_the_project_file() {
    let retired = "retired: [{ name: a, languages: [en], action: delete, reason: over }]\n";
    let sandbox = Sandbox::new().file("chatform.yaml", retired).file("templates/a.yaml", template("b"));
    let mut editor = Editor::in_folder(&sandbox);
    assert_eq!(editor.rules("chatform.yaml"), [""; 0]);
    editor.open("templates/a.yaml", &template("a"));
    assert_eq!(editor.rules("chatform.yaml"), ["project/retired-and-declared"]);
}

#[test]
fn several_folders_are_several_projects() {
    let sandbox = Sandbox::new()
        .file("one/chatform.yaml", "{}")
        .file("one/templates/a.yaml", template("a"))
        .file("two/chatform.yaml", "lint: { rules: { header/emoji: off } }")
        .file("two/templates/a.yaml", template("a"));
    let folder = |name: &str| json!({ "uri": format!("file://{}/{name}", sandbox.path().display()), "name": name });
    let mut editor = Editor::with(&sandbox, json!({ "workspaceFolders": [folder("one"), folder("two")] }));
    assert_eq!(editor.rules("one/templates/a.yaml"), ["header/emoji"]);
    assert_eq!(editor.rules("two/templates/a.yaml"), [""; 0]);
    let event = json!({ "added": [], "removed": [folder("one")] });
    editor.tell("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    assert_eq!(editor.rules("one/templates/a.yaml"), [""; 0]);
}

#[test]
fn a_project_is_found_from_a_document_and_left_with_it() {
    let sandbox = project();
    let mut editor = Editor::with(&sandbox, json!({ "rootUri": null }));
    editor.open("templates/a.yaml", &template("a"));
    assert_eq!(editor.rules("templates/a.yaml"), ["header/emoji"]);
    editor.close("templates/a.yaml");
    assert_eq!(editor.rules("templates/a.yaml"), [""; 0]);
}

#[test]
fn a_template_outside_of_every_project_is_looked_at_alone_and_other_yaml_is_not() {
    let sandbox = Sandbox::new();
    let mut editor = Editor::in_folder(&sandbox);
    editor.open("loose.yaml", &template("a"));
    assert_eq!(editor.rules("loose.yaml"), ["header/emoji"]);
    editor.open("compose.yaml", "services:\n  web: { image: nginx }\n");
    assert_eq!(editor.rules("compose.yaml"), [""; 0]);
    editor.open("born.yaml", "");
    editor.settle();
    editor.tell(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": editor.uri("born.yaml"), "version": 2 }, "contentChanges": [{ "text": template("b") }] }),
    );
    assert_eq!(editor.rules("born.yaml"), ["header/emoji"]);
    // A project file that appears around them takes them in.
    sandbox.write("chatform.yaml", "lint: { rules: { header/emoji: off } }");
    editor.files_changed(&[("chatform.yaml", 1)]);
    assert_eq!(editor.rules("loose.yaml"), [""; 0]);
}

#[test]
fn a_document_that_is_no_file_is_looked_at_as_well() {
    let sandbox = Sandbox::new();
    let mut editor = Editor::in_folder(&sandbox);
    let document = json!({ "uri": "untitled:Untitled-1", "languageId": "yaml", "version": 1, "text": template("A") });
    editor.tell("textDocument/didOpen", json!({ "textDocument": document }));
    editor.settle();
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_the_rest_goes_on() {
    let sandbox = project();
    let mut editor = Editor::in_folder(&sandbox);
    editor.settle();
    // A folder is no file that could be read as a template.
    std::os::unix::fs::symlink("a.yaml", sandbox.path().join("templates/b.yaml")).unwrap();
    editor.files_changed(&[("templates/b.yaml", 1)]);
    assert_eq!(editor.rules("templates/a.yaml"), ["header/emoji"]);
    assert_eq!(editor.end(), Some(0));
}
