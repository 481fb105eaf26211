//! Texts without quotes that YAML reads as something else: what is said of them, and what a fix makes of them.

use chatform::finding::{At, Edit, Finding};
use chatform::source::SourceFile;
use chatform::yaml::{KeyOrder, edit, parse};

const BEFORE: &str = "name: order_shipped\nlanguages:\n  en:\n";

/// The findings of a file in which one line stands below a language.
fn found(line: &str) -> (SourceFile, Vec<Finding>) {
    let source = SourceFile::new("a.yaml", format!("{BEFORE}    {line}\n    footer: Thanks\n"));
    let findings = parse(&source).findings;
    (source, findings)
}

/// `rule message | help` for every finding.
fn told(line: &str) -> Vec<String> {
    let (_, findings) = found(line);
    let line = |finding: &Finding| {
        format!("{} {} | {}", finding.rule.name(), finding.message, finding.help.as_deref().unwrap_or_default())
    };
    findings.iter().map(line).collect()
}

/// The line after the fix of its only finding, and whether that fix is safe.
fn mended(line: &str) -> (String, bool) {
    let (source, findings) = found(line);
    let [finding] = findings.as_slice() else { panic!("{line}: {findings:?}") };
    let fix = finding.fix.clone().unwrap_or_else(|| panic!("{line} has no fix"));
    let groups: [&[Edit]; 1] = [&fix.edits];
    let edited = edit(&source, &groups, KeyOrder::default());
    assert!(edited.is_complete(), "{line}: {:?}", edited.refused);
    let text = edited.text.lines().nth(BEFORE.lines().count()).unwrap_or_default().trim().to_owned();
    (text, fix.safe)
}

#[test]
fn a_text_that_begins_like_something_else_is_one_finding_that_asks_for_quotes() {
    let quotes = "put the text in quotes";
    let cases = [
        ("*", "body: *Order* your order has left", quotes),
        ("[", "body: [Order] your order has left", quotes),
        ("[", "body: [Order](https://a.example) has left", quotes),
        ("{", "body: {name} your order has left", quotes),
        ("!", "body: !!! your order has left", quotes),
        ("&", "body: & your order has left", quotes),
        ("-", "body: - your order has left", quotes),
        (">", "body: > your order has left", "put the text in quotes, or write it on the lines below"),
        ("|", "body: | your order has left", "put the text in quotes, or write it on the lines below"),
        ("*", "- *Order* has left", quotes),
        ("{{", "body: {{name}} your order has left", "put the text in quotes, and write a variable as `$(name)`"),
        ("{{", "body: {{customer}}, hello", "put the text in quotes, and write a variable as `$(customer)`"),
        ("{{", "body: {{1}} your order has left", "put the text in quotes, and write a variable as `$(name)`"),
    ];
    for (mark, line, help) in cases {
        assert_eq!(told(line), [format!("syntax-error a text cannot begin with `{mark}` | {help}")], "{line}");
    }
}

#[test]
fn braces_that_are_a_mapping_to_yaml_lead_to_a_variable() {
    let help = "put the text in quotes, and write a variable as `$(name)`";
    assert_eq!(
        told("body: {{name}}"),
        [format!("key-not-text `{{{{name}}}}` is read as a mapping, not as text | {help}")]
    );
}

#[test]
fn bold_words_are_no_alias() {
    assert_eq!(told("body: *Order*"), ["alias alias `*Order*` is not allowed | put the text in quotes"]);
    let help = "write the value out, or share it above";
    assert_eq!(told("body: *order"), [format!("alias alias `*order` is not allowed | {help}")]);
}

#[test]
fn the_first_word_of_a_text_is_never_taken_out_safely() {
    for word in ["&Order", "!Hola"] {
        let line = format!("body: {word} your order left");
        assert_eq!(mended(&line), (format!("body: \"{word} your order left\""), false));
    }
    let help = "put the text in quotes if `&Order` belongs to it, otherwise take it out";
    assert_eq!(told("body: &Order your order"), [format!("unused-anchor anchor `&Order` has no use | {help}")]);
    assert_eq!(mended("header: &h { text: Hi }"), ("header: { text: Hi }".to_owned(), true));
    assert_eq!(mended("header: &h \"Hi\""), ("header: \"Hi\"".to_owned(), true));
}

#[test]
fn a_text_does_not_end_at_a_hash_in_silence() {
    let cases = [
        ("body: Your order #1 left our house", "body: \"Your order #1 left our house\""),
        ("body: Your order  #$(order_id) left", "body: \"Your order  #$(order_id) left\""),
        ("body: Say \"hi\" #now", "body: 'Say \"hi\" #now'"),
        ("header: { text: Hi } # note\n    x: é #1", "header: { text: Hi } # note"),
    ];
    for (line, after) in cases {
        assert_eq!(mended(line), (after.to_owned(), false), "{line}");
    }
}

#[test]
fn comments_are_silent() {
    for line in [
        "body: Your order # 1 left",
        "body: Your order #",
        "body: Your order #!note",
        "body: Your order #-- note",
        "body: Your order#1 left",
        "body: \"Your order\" #1",
        "ttl_seconds: 60 #seconds",
        "body: Your order #chatform: ignore[a/b] c",
        "#1 a line of its own",
        "body: |-\n      Your order #1 left",
    ] {
        let (_, findings) = found(line);
        assert_eq!(findings, [], "{line}");
    }
}

#[test]
fn a_hash_where_a_value_is_missing_is_shown() {
    for (line, message) in [
        ("body: #1 left our house", "`body` has no value"),
        ("items:\n    - #1 left our house", "list item has no value"),
    ] {
        let (source, findings) = found(line);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!(finding.message, message);
        let [label] = finding.secondary.as_slice() else { panic!("{finding:?}") };
        assert_eq!(label.text, "`#` begins a comment");
        let At::Bytes(bytes) = &label.at else { panic!("{label:?}") };
        assert_eq!(&source.text[bytes.clone()], "#1 left our house");
    }
    assert_eq!(found("body: # a note").1[0].secondary, []);
}

#[test]
fn a_hash_that_breaks_the_lines_after_it_is_the_fault() {
    for line in ["body: Your order #1 left\n      our house", "buttons: [{ type: URL, text: Track #1, url: x }]"] {
        let help = "put the text in quotes; a comment has a blank behind its `#`";
        assert_eq!(told(line), [format!("syntax-error ` #` begins a comment, so what follows is not read | {help}")]);
    }
}

#[test]
fn a_merge_that_nobody_finished_is_said_to_be_one() {
    for mark in ["<<<<<<< HEAD", "=======", ">>>>>>> theirs", "||||||| base"] {
        let source = SourceFile::new("a.yaml", format!("{BEFORE}    body: Hi\n{mark}\n    footer: Thanks\n"));
        let findings = parse(&source).findings;
        let [finding] = findings.as_slice() else { panic!("{mark}: {findings:?}") };
        assert_eq!(finding.message, format!("`{}` is a mark of a merge conflict", &mark[..7]));
    }
    let source = SourceFile::new("a.yaml", format!("<<<<<<< HEAD\n{BEFORE}    body: Hi\n"));
    let findings = parse(&source).findings;
    assert_eq!(findings[0].message, "`<<<<<<<` is a mark of a merge conflict");
    assert_eq!(findings.len(), 1, "{findings:?}");
}

#[test]
fn what_stands_behind_a_mapping_is_not_taken_for_a_text() {
    for (line, bracket) in [("header: { text: Hi } you", '}'), ("buttons: [{ text: Hi }] you", ']')] {
        let help = "take it out, or check the brackets of this line";
        assert_eq!(told(line), [format!("syntax-error something stands behind the closing `{bracket}` | {help}")]);
    }
}

#[test]
fn brackets_over_several_lines_are_no_text() {
    for line in ["buttons: [a, {b: c}\n    text: Hi", "header: {\n      text: [a], format: ]\n    }"] {
        let said = told(line);
        assert!(!said.iter().any(|said| said.contains("cannot begin")), "{said:?}");
    }
}
