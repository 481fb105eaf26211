//! The one layout: what it looks like, and that it changes nothing.

use std::path::{Path, PathBuf};

use chatform::lint;
use chatform::source::SourceFile;
use chatform::yaml::{FormatError, KeyOrder, format, load};

use super::documents::documents;
use crate::support::{rounds, tell_runs};

fn formatted(text: &str) -> Result<String, FormatError> {
    lint::format(&SourceFile::new("a.yaml", text))
}

#[track_caller]
fn becomes(before: &str, after: &str) {
    assert_eq!(formatted(before).unwrap(), after);
    assert_eq!(formatted(after).unwrap(), after, "the second time");
}

#[test]
fn keys_stand_in_the_order_of_the_documentation_with_their_comments() {
    becomes(
        "# head\nlanguages: # all\n  pt_BR: { body: b, header: h }\n  en: { body: b }\n\n# what it is for\ncategory: UTILITY # c\nname: x\n",
        "# head\nname: x\n\n# what it is for\ncategory: UTILITY # c\nlanguages: # all\n  pt_BR: { header: h, body: b }\n  en: { body: b }\n",
    );
    becomes("examples: { url: 1, name: b }\n", "examples: { url: 1, name: b }\n");
}

#[test]
fn indentation_is_two_spaces_also_of_lists() {
    becomes(
        "a:\n    b:\n    -   c: 1\n        d: 2\n    - - e\n      - f\n",
        "a:\n  b:\n    - c: 1\n      d: 2\n    - - e\n      - f\n",
    );
}

#[test]
fn quotes_stand_where_they_are_needed() {
    becomes("a: 'x'\nb: \"y z\"\nc: '1'\nd: 'it''s'\ne: \"a: b\"\n", "a: x\nb: y z\nc: \"1\"\nd: it's\ne: \"a: b\"\n");
    // Around what means something elsewhere they may stay.
    becomes("a: '**/*.yaml'\nb: \"30%\"\nc: 5*5\n", "a: \"**/*.yaml\"\nb: \"30%\"\nc: 5*5\n");
}

#[test]
fn a_text_of_several_lines_is_a_block() {
    becomes("a: \"x\\ny\" # c\n", "a: |- # c\n  x\n  y\n");
    becomes("a:\n- \"x\\ny\\n\"\n", "a:\n  - |\n    x\n    y\n");
    becomes("a: 'x\n\n  y'\n", "a: |-\n  x\n  y\n");
    becomes("a: >-\n      x\n      y\n\n\n\nb: |+\n   z\n\nc: 1\n", "a: >-\n  x\n  y\n\nb: |+\n  z\n\nc: 1\n");
    becomes("a: |2-\n   x\n  y\n", "a: |2-\n   x\n  y\n");
}

#[test]
fn brackets_stay_where_they_fit() {
    becomes("a: {b: [1,2], c: {}}\n", "a: { b: [1, 2], c: {} }\n");
    becomes("a: [\n  1,\n  2,\n]\n", "a: [1, 2]\n");
    becomes("a: [ # one\n  1, # first\n  2\n  # last\n]\n", "a: # one\n  - 1 # first\n  - 2\n  # last\n");
    let long = "word ".repeat(20);
    let (long, twice) = (long.trim(), format!("a: {{ b: {}, c: {} }}\n", long.trim(), long.trim()));
    becomes(&twice, &format!("a:\n  b: {long}\n  c: {long}\n"));
}

#[test]
fn a_long_text_over_several_lines_is_folded() {
    let long = "a few words ".repeat(12);
    let long = long.trim();
    let before = format!("a: {}\n  {}\n", &long[..59], &long[60..]);
    let after = formatted(&before).unwrap();
    assert!(after.starts_with("a: >-\n  a few words"), "{after}");
    assert!(after.lines().all(|line| line.chars().count() <= 120));
    assert_eq!(formatted(&after).unwrap(), after);
    becomes("a: one\n  two\n", "a: one two\n");
}

#[test]
fn comments_and_blank_lines_stay_where_they_belong() {
    let text = "# head\n\nname: x   # aligned\ncategory: c # too\n\n# about en\nlanguages:\n  # the first\n  en:\n    body: b\n    # below the body\n  # the second\n  es:\n    body: c\n# the end\n";
    becomes(text, text);
    becomes("a:\n\n  # x\n\n\n  b: 1\n\n\n\n  c: 2\n\n\n", "a:\n  # x\n\n  b: 1\n\n  c: 2\n");
    becomes("a:\n  - # one\n    b: 1\n  # two\n  -\n    c: 2\n", "a:\n  - # one\n    b: 1\n  # two\n  - c: 2\n");
    becomes("a: # one\n  # two\n  x\n", "# two\na: x # one\n");
}

#[test]
fn line_breaks_and_byte_order_mark_stay() {
    becomes("\u{feff}a:   1\r\nb: |\r\n     x\r\n", "\u{feff}a: 1\r\nb: |\r\n  x\r\n");
}

#[test]
fn what_has_faults_of_form_stays() {
    for text in ["a: [\n", "a: 1\na: 2\n", "a: &x b\n", "a:\n", "a: !!str 1\n"] {
        assert_eq!(formatted(text), Err(FormatError::Faulty), "{text}");
    }
}

fn yaml_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            yaml_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            found.push(path);
        }
    }
}

#[test]
fn the_examples_are_formatted() {
    let mut files = Vec::new();
    yaml_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates-examples"), &mut files);
    assert!(files.len() > 10);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy();
        let once = lint::format(&SourceFile::new(name.as_ref(), text.as_str())).unwrap();
        if std::env::var_os("CHATFORM_UPDATE").is_some() {
            std::fs::write(&file, &once).unwrap();
        }
        assert_eq!(once, text, "{}", file.display());
    }
}

#[test]
fn formatting_twice_is_formatting_once_and_means_the_same() {
    let count = rounds(3_000, 100_000);
    let (mut bytes, mut left_alone) = (0, 0);
    let order = |_: &chatform::finding::Path| Some(KeyOrder(&["name", "category", "body", "buttons", "languages"]));
    for text in documents(count) {
        let source = SourceFile::new("a.yaml", text.as_str());
        let Ok(once) = format(&source, &order) else {
            left_alone += 1;
            continue;
        };
        let (_, before) = load("a.yaml", text.as_bytes());
        let (_, after) = load("a.yaml", once.as_bytes());
        assert_eq!(before.tree.unwrap().to_json(), after.tree.unwrap().to_json(), "{text}\n-----\n{once}");
        let mut comments = [before.comments, after.comments]
            .map(|all| all.into_iter().map(|comment| comment.text.trim_end().to_owned()).collect::<Vec<_>>());
        comments.iter_mut().for_each(|comments| comments.sort());
        assert_eq!(comments[0], comments[1], "{text}\n-----\n{once}");
        let twice = format(&SourceFile::new("a.yaml", once.as_str()), &order);
        assert_eq!(twice.as_deref(), Ok(once.as_str()), "{text}\n----- once\n{once}");
        bytes += text.len();
    }
    assert!(left_alone * 200 <= count, "{left_alone} of {count} documents could not be formatted");
    tell_runs("formatted documents", count, &format!("{bytes} bytes, {left_alone} left alone"));
}
