//! What a comment covers: the node under it or on its line, with everything below it.

use chatform::model::Template;
use chatform::project::{Directive, Loaded};
use chatform::schema::template_schema;

/// The text that the only suppression of a file covers.
fn covered(text: &str) -> Option<String> {
    let loaded = Loaded::<Template>::of("a.yaml", text.as_bytes(), template_schema());
    let [Directive::Suppression(suppression)] = &loaded.directives[..] else { panic!("{:?}", loaded.directives) };
    suppression.covers.clone().map(|range| text[range].to_owned())
}

const HERE: &str = "# chatform: ignore[a/b] reason";

#[track_caller]
fn covers(text: &str, expected: &str) {
    assert_eq!(covered(&text.replace("HERE", HERE)).as_deref(), Some(expected), "{text}");
}

#[test]
fn a_comment_on_its_own_line_covers_the_node_under_it_with_everything_below() {
    covers("name: a\nHERE\nfooter: x\nbody: y\n", "footer: x");
    covers(
        "languages:\n  HERE\n  en:\n    body: x\n    footer: y\n  de:\n    body: z\n",
        "en:\n    body: x\n    footer: y",
    );
    covers("HERE\nbody: |-\n  one\n\n  two\nfooter: x\n", "body: |-\n  one\n\n  two");
}

#[test]
fn other_comments_and_empty_lines_may_stand_between() {
    covers("name: a\nHERE\n# Another remark.\n\n   \nfooter: x\n", "footer: x");
    covers("HERE\n---\nname: a\nfooter: x\n", "name: a");
}

#[test]
fn a_comment_at_the_end_of_a_line_covers_what_begins_on_it() {
    covers("name: a  HERE\nfooter: x\n", "name: a");
    covers("languages:\n  en:  HERE\n    body: x\n  de: y\n", "en:  # chatform: ignore[a/b] reason\n    body: x");
    covers("body: |-  HERE\n  one\n  two\nfooter: x\n", "body: |-  # chatform: ignore[a/b] reason\n  one\n  two");
    covers("buttons: [{ text: a }, { text: b }] HERE\n", "buttons: [{ text: a }, { text: b }]");
}

#[test]
fn a_list_item_is_a_node() {
    let text = "buttons:\n  - text: a\n  HERE\n  - text: b\n    url: c\n  - text: d\n";
    covers(text, "- text: b\n    url: c");
    covers(
        "buttons:\n  - text: a HERE\n    url: b\n  - text: c\n",
        "- text: a # chatform: ignore[a/b] reason\n    url: b",
    );
    covers("buttons:\n  - text: a\n    HERE\n    url: b\n  - text: c\n", "url: b");
}

#[test]
fn brackets_over_several_lines_are_covered_line_by_line() {
    covers("buttons: [\n  HERE\n  { text: a },\n  { text: b },\n]\n", "{ text: a }");
    covers(
        "buttons: [\n  { text: a },\n  { text: b, HERE\n    url: c },\n]\n",
        "{ text: b, # chatform: ignore[a/b] reason\n    url: c }",
    );
}

#[test]
fn on_a_later_line_of_a_text_the_text_is_meant() {
    covers("footer: \"one\n  two\" HERE\nname: a\n", "footer: \"one\n  two\"");
    covers("buttons: [\n  { text: a },\n] HERE\nname: a\n", "buttons: [\n  { text: a },\n]");
}

#[test]
fn under_the_last_node_there_is_nothing() {
    assert_eq!(covered(&format!("name: a\n{HERE}\n")), None);
    assert_eq!(covered(HERE), None);
}

#[test]
fn all_line_ends_of_yaml_are_line_ends() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("name: a\nfooter: x {HERE}\nbody: y\n").replace('\n', end);
        assert_eq!(covered(&text).as_deref(), Some("footer: x"), "{text:?}");
    }
}
