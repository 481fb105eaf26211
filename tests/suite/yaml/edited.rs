//! Edits: what they change, what they leave alone, and what they refuse.

use chatform::finding::{At, Edit, Path};
use chatform::source::SourceFile;
use chatform::yaml::{Edited, KeyOrder, Refusal, edit};
use serde_json::{Value, json};

use super::emitted::read;

const ORDER: KeyOrder<'static> = KeyOrder(&["name", "category", "header", "body", "footer", "buttons", "languages"]);

fn path(text: &str) -> Path {
    Path::parse(text)
}

fn text(at: &str, text: &str) -> Edit {
    Edit::Replace(At::Value(path(at)), text.to_owned())
}

fn part(at: &str, range: std::ops::Range<usize>, text: &str) -> Edit {
    Edit::Replace(At::Text(path(at), range), text.to_owned())
}

fn set(at: &str, value: Value) -> Edit {
    Edit::Set(path(at), value)
}

fn insert(at: &str, value: Value) -> Edit {
    Edit::Insert(path(at), value)
}

fn remove(at: &str) -> Edit {
    Edit::Remove(path(at))
}

fn rename(at: &str, key: &str) -> Edit {
    Edit::RenameKey(path(at), key.to_owned())
}

fn edited(before: &str, edits: &[Edit]) -> Edited {
    edit(&SourceFile::new("a.yaml", before), &[edits], ORDER)
}

#[track_caller]
fn becomes(before: &str, edits: &[Edit], after: &str) {
    let edited = edited(before, edits);
    assert_eq!(edited.refused, [], "{before}");
    assert_eq!(edited.text, after);
}

#[track_caller]
fn is_refused(before: &str, edits: &[Edit], why: &Refusal) {
    let edited = edited(before, edits);
    assert_eq!((edited.refused.as_slice(), edited.text.as_str()), ([(0, why.clone())].as_slice(), before));
}

#[test]
fn a_scalar_keeps_its_quotes() {
    becomes("a: x # c\n", &[text("a", "p")], "a: p # c\n");
    becomes("a: 'x' # c\n", &[text("a", "it's")], "a: 'it''s' # c\n");
    becomes("a: \"x\" # c\n", &[text("a", "say \"y\"\n")], "a: \"say \\\"y\\\"\\n\" # c\n");
    becomes("a: x\n", &[text("a", "1.50")], "a: \"1.50\"\n");
    becomes("a: 1.50\n", &[text("a", "1.50")], "a: \"1.50\"\n");
    becomes("{ a: x, b: y }\n", &[text("a", "p, q")], "{ a: \"p, q\", b: y }\n");
}

#[test]
fn a_block_stays_a_block() {
    becomes("a: |- # c\n  x\n  y\nb: z\n", &[text("a", "p\n\nq")], "a: |- # c\n  p\n\n  q\nb: z\n");
    becomes("a: |\n  x\nb: z\n", &[text("a", "x")], "a: |-\n  x\nb: z\n");
    becomes("a: >-\n   x\n   y\nb: z\n", &[text("a", "p\nq")], "a: >-\n   p\n\n   q\nb: z\n");
    becomes("a: |+\n  x\n\nb: z\n", &[text("a", "y\n\n\n")], "a: |+\n  y\n\n\nb: z\n");
    becomes("a: |\n  x\nb: z\n", &[text("a", "")], "a: \"\"\nb: z\n");
}

#[test]
fn a_part_of_a_text_changes_where_it_stands() {
    becomes("a: Hi {{1}}, you # c\n", &[part("a", 3..8, "$(one)")], "a: Hi $(one), you # c\n");
    becomes("a: 'it''s x'\n", &[part("a", 5..6, "'y'")], "a: 'it''s ''y'''\n");
    becomes("a: \"\\u263a x\"\n", &[part("a", 4..5, "\"")], "a: \"\\u263a \\\"\"\n");
    becomes("a: |\n  你好\n  x y\n", &[part("a", 9..10, "z\nw")], "a: |\n  你好\n  x z\n  w\n");
    becomes("a: >-\n  one\n  two\n", &[part("a", 4..7, "three")], "a: >-\n  one\n  three\n");
    becomes("a: one two\n", &[part("a", 0..4, ""), part("a", 4..7, "2x")], "a: 2x\n");
    becomes("a: one two\n", &[part("a", 3..4, ": ")], "a: \"one: two\"\n");
}

#[test]
fn a_key_goes_where_the_order_has_it() {
    let before = "# top\nname: n\n\n# the body\nbody: b # c\nlanguages: {}\n";
    becomes(
        before,
        &[set("footer", json!("f"))],
        "# top\nname: n\n\n# the body\nbody: b # c\nfooter: f\nlanguages: {}\n",
    );
    becomes(
        before,
        &[set("category", json!("MARKETING"))],
        "# top\nname: n\ncategory: MARKETING\n\n# the body\nbody: b # c\nlanguages: {}\n",
    );
    becomes("body: b\n", &[set("name", json!("x"))], "name: x\nbody: b\n");
    becomes("body: b", &[set("footer", json!("f\ng"))], "body: b\nfooter: |-\n  f\n  g");
    becomes("a: { body: b }\n", &[set("a.footer", json!("f, g"))], "a: { body: b, footer: \"f, g\" }\n");
    becomes("a: { body: b }\n", &[set("a.name", json!("x"))], "a: { name: x, body: b }\n");
    becomes("", &[set("a.b", json!("c"))], "a: { b: c }\n");
    becomes("a: {}\n", &[set("a.b", json!("x\ny"))], "a:\n  b: |-\n    x\n    y\n");
}

#[test]
fn several_keys_come_in_their_order() {
    becomes("name: n\n", &[set("footer", json!("f")), set("body", json!("b"))], "name: n\nbody: b\nfooter: f\n");
}

#[test]
fn an_entry_goes_with_its_lines() {
    becomes("a: 1\n# of b\nb: |\n  x\n  y\nc: 3\n", &[remove("b")], "a: 1\n# of b\nc: 3\n");
    becomes("a: 1\nb: { c: 2 } # d\n", &[remove("b")], "a: 1\n");
    becomes("a:\n  b: 1\nc: 2\n", &[remove("a.b")], "a: {}\nc: 2\n");
    becomes("l:\n  - a: 1\n    b: 2\n  - c: 3\n", &[remove("l[0].a")], "l:\n  - b: 2\n  - c: 3\n");
    becomes("l:\n- a\n- b # c\n- d\n", &[remove("l[1]"), remove("l[0]")], "l:\n- d\n");
    becomes("l: [a, b, c]\n", &[remove("l[0]"), remove("l[1]")], "l: [c]\n");
    becomes("l: [a, b, c]\n", &[remove("l[1]"), remove("l[2]")], "l: [a]\n");
    becomes("{ a: 1, b: 2, }\n", &[remove("b")], "{ a: 1, }\n");
    becomes("a: 1\n", &[remove("a")], "");
}

#[test]
fn a_list_grows_where_it_is_said() {
    becomes("l:\n  - a # 1\n  - c\nm: 1\n", &[insert("l[1]", json!("b"))], "l:\n  - a # 1\n  - b\n  - c\nm: 1\n");
    becomes(
        "l:\n- c\n",
        &[insert("l[0]", json!({ "x": 1 })), insert("l[9]", json!("z"))],
        "l:\n- { x: 1 }\n- c\n- z\n",
    );
    becomes("l: [b]\n", &[insert("l[0]", json!("a")), insert("l[1]", json!("c"))], "l: [a, b, c]\n");
    becomes("l: []\n", &[insert("l[0]", json!("a"))], "l: [a]\n");
}

#[test]
fn items_change_places_with_their_comments() {
    let before = "l:\n  # first\n  - a # 1\n  - b:\n      c\n  # third\n  - d\ne: f\n";
    let after = "l:\n  # third\n  - d\n  # first\n  - a # 1\n  - b:\n      c\ne: f\n";
    becomes(before, &[Edit::Reorder(path("l"), vec![2, 0, 1])], after);
    becomes("l: [a, b, {c: d}]\n", &[Edit::Reorder(path("l"), vec![2, 1, 0])], "l: [{c: d}, b, a]\n");
    becomes("l:\n- a\n- b", &[Edit::Reorder(path("l"), vec![1, 0])], "l:\n- b\n- a\n");
}

#[test]
fn a_key_is_renamed() {
    becomes("Name : x # c\n", &[rename("Name", "name")], "name : x # c\n");
    becomes("{ 'a b': x }\n", &[rename("a b", "c")], "{ 'c': x }\n");
    is_refused("a: 1\nb: 2\n", &[rename("a", "b")], &Refusal::OtherMeaning);
}

#[test]
fn a_value_becomes_another_of_any_kind() {
    becomes("a: x # c\nb: y\n", &[set("a", json!({ "p": 1, "q": "r" }))], "a: { p: 1, q: r } # c\nb: y\n");
    becomes("a:\n  b: 1\nc: 2\n", &[set("a", json!("x"))], "a: x\nc: 2\n");
    becomes("- a\n- b\n", &[set("[0]", json!(["x"]))], "- [x]\n- b\n");
    becomes("a: [x]\n", &[set("a", json!(null))], "a: null\n");
}

#[test]
fn of_a_mapping_only_what_differs_changes() {
    let before = "a:\n  # one\n  x: 1 # 1\n  # two\n  y: 'old'\n  z: gone\nl:\n  - p # p\n  - q\n  - r # r\n";
    let value = json!({ "a": { "x": 1, "y": "new", "w": true }, "l": ["p", "r"] });
    let after = "a:\n  # one\n  x: 1 # 1\n  # two\n  y: 'new'\n  w: true\nl:\n  - p # p\n  - r # r\n";
    becomes(before, &[Edit::Set(Path::root(), value.clone())], after);
    assert_eq!(read(after), value);
}

#[test]
fn line_breaks_and_byte_order_mark_stay() {
    let before = "\u{feff}a: |\r\n  x\r\n  y\r\nb: 1\r\n";
    becomes(before, &[text("a", "p\nq\nr\n")], "\u{feff}a: |\r\n  p\r\n  q\r\n  r\r\nb: 1\r\n");
    becomes(before, &[set("c", json!("d"))], "\u{feff}a: |\r\n  x\r\n  y\r\nb: 1\r\nc: d\r\n");
    becomes(before, &[remove("a")], "\u{feff}b: 1\r\n");
}

#[test]
fn what_cannot_be_done_is_refused_with_its_reason() {
    is_refused("a: 1\n", &[remove("b")], &Refusal::Missing(path("b")));
    is_refused("a: 1\n", &[set("a", json!(2)), set("a", json!(3))], &Refusal::Contradiction(path("a")));
    is_refused("a: [\n", &[set("a", json!(2))], &Refusal::Unreadable);
    is_refused("? a\n: 1\nb: 2\n", &[remove("a")], &Refusal::Unsupported(Path::root()));
}

#[test]
fn groups_that_meet_wait_for_each_other() {
    let source = SourceFile::new("a.yaml", "a: one\nb: two\n");
    let groups: [&[Edit]; 3] = [&[text("a", "1x"), remove("b")], &[text("b", "2x")], &[rename("a", "c")]];
    let edited = edit(&source, &groups, ORDER);
    assert_eq!((edited.text.as_str(), edited.refused), ("c: 1x\n", vec![(1, Refusal::Overlaps)]));
}

#[test]
fn bytes_without_meaning_can_be_replaced() {
    let bytes = |range, text: &str| Edit::Replace(At::Bytes(range), text.to_owned());
    becomes("a: 1 # x\n", &[bytes(4..8, "")], "a: 1\n");
    is_refused("a: 1 # x\n", &[bytes(3..4, "2")], &Refusal::OtherMeaning);
    becomes("a: &x b\n", &[bytes(3..6, "")], "a: b\n");
}
