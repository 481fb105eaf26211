//! Decoding: what is a value of a type, and what is not.

use chatform::finding::Path;
use chatform::model::{ProjectFile, Slot, Template};
use chatform::source::SourceFile;
use chatform::yaml::{DecodeError, Kind, decode, parse};
use serde::de::DeserializeOwned;

fn read<T: DeserializeOwned>(text: &str) -> Result<T, DecodeError> {
    let document = parse(&SourceFile::new("a.yaml", text));
    assert!(document.findings.is_empty(), "{text:?}: {:?}", document.findings);
    decode(&document.tree.unwrap())
}

fn template(rest: &str) -> Result<Template, DecodeError> {
    read(&format!("name: a\ncategory: UTILITY\nlanguages:\n  en:\n{rest}"))
}

#[test]
fn a_template_decodes_with_texts_and_mappings_for_components() {
    let template = template("    header: { format: TEXT, text: T }\n    body: |-\n      B\n    footer: null\n    buttons: [{ type: URL, text: Go }]\n").unwrap();
    let en = &template.languages["en"];
    assert_eq!(en.header.own().unwrap().text.as_deref(), Some("T"));
    assert_eq!(en.body.own().unwrap().text.as_deref(), Some("B"));
    assert_eq!(en.footer, Slot::Removed);
    assert_eq!(en.carousel, Slot::Inherited);
    assert_eq!(en.buttons.own().unwrap().len(), 1);
}

#[test]
fn nothing_is_converted_and_every_fault_has_its_path() {
    let cases = [
        ("    body: 5\n", "languages.en.body"),
        ("    body: true\n", "languages.en.body"),
        ("    body: { text: 1.50 }\n", "languages.en.body.text"),
        ("    body: { text: null }\n", "languages.en.body.text"),
        ("    ttl_seconds: null\n", "languages.en.ttl_seconds"),
        ("    ttl_seconds: \"300\"\n", "languages.en.ttl_seconds"),
        ("    ttl_seconds: 300.0\n", "languages.en.ttl_seconds"),
        ("    allow_send: yes\n", "languages.en.allow_send"),
        ("    buttons: { text: Go }\n", "languages.en.buttons"),
        ("    buttons: [[URL, Go]]\n", "languages.en.buttons[0]"),
        ("    buttons: [{ text: Go }, { type: url }]\n", "languages.en.buttons[1].type"),
        ("    buttons: [{ text: Go, foo: 1 }]\n", "languages.en.buttons[0].foo"),
        ("    category: 5\n", "languages.en.category"),
        ("    body: {}\n  de: null\n", "languages.de"),
        ("    revision: -1\n", "languages.en.revision"),
        ("    revision: 4294967296\n", "languages.en.revision"),
        ("    ttl_seconds: 99999999999999999999999\n", "languages.en.ttl_seconds"),
    ];
    for (text, path) in cases {
        let error = template(text).expect_err(text);
        assert_eq!(error.path, Path::parse(path), "{text}: {error}");
    }
}

#[test]
fn only_the_removable_newtype_takes_null() {
    // The decoder knows the newtype by its name, because it must not know the model.
    assert_eq!(Slot::<String>::NEWTYPE, "Slot");
    assert!(read::<ProjectFile>("templates: null\n").is_err());
    assert!(read::<ProjectFile>("").is_ok());
}

#[test]
fn plain_scalars_follow_the_core_schema_of_yaml_1_2() {
    use Kind::{Bool, Float, Int, Null, Text};
    let cases = [
        (Null, "null Null NULL ~"),
        (Bool, "true True TRUE false False FALSE"),
        (Int, "0 -1 +8613800001111 007 0o17 0xFf"),
        (Float, "1.50 -0.0 .5 1. 1e3 +12e03 -2E+05 .inf -.INF .nan"),
        (Text, "yes no on off y n nULL tRUE 0b1 -0x1 1_000 1:30 2026-11-20 . - + .. 1e e1 1.2.3 +-1 -.nan 0o8 0xg Hi"),
    ];
    for (kind, words) in cases {
        for word in words.split(' ') {
            assert_eq!(Kind::of_plain(word), kind, "{word}");
        }
    }
}
