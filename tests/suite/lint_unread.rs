//! What could not be read is told once, with the way out, and nothing else is concluded from it.

use chatform::lint;
use chatform::project::Project;
use chatform::rules::Facts;

use crate::support::Sandbox;

const HEAD: &str = "name: order_shipped\ncategory: UTILITY\n";
const BODY: &str = "Hi $(a), your order has left our warehouse today.";

/// `rule message | help (note)` for every finding of a template.
fn told(template: &str) -> Vec<String> {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", template);
    let project = Project::open(sandbox.path(), &[]).unwrap();
    let linted = lint::run(&project, None, &Facts::default());
    let line = |located: &lint::Located<'_>| {
        let finding = &located.finding;
        let help = finding.help.as_deref().unwrap_or_default();
        let notes: Vec<String> = finding.notes.iter().map(|note| format!(" ({note})")).collect();
        format!("{} {} | {help}{}", finding.rule.id, finding.message, notes.concat())
    };
    linted.findings.iter().map(line).collect()
}

/// The rules that speak up, for a template with these lines before its body and behind it.
fn rules(before: &str, behind: &str) -> Vec<String> {
    let text = format!("{HEAD}{before}languages:\n  en:\n    body: {BODY}\n{behind}");
    told(&text).iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect()
}

#[test]
fn an_example_that_cannot_be_read_is_not_missing_too() {
    let cases = [
        ("examples: { a: [x] }\n", "schema/wrong-type"),
        ("examples: { a: null }\n", "schema/wrong-type"),
        ("examples: [{ a: x }]\n", "schema/wrong-type"),
        ("examples: { a: }\n", "yaml/empty-value"),
        ("examples: { <<: *shared }\n", "yaml/merge-key"),
    ];
    for (examples, rule) in cases {
        assert_eq!(rules(examples, ""), [rule], "{examples}");
    }
    assert_eq!(rules("examples: { b: [x] }\n", ""), ["schema/wrong-type", "example/missing"]);
}

#[test]
fn an_example_whose_variable_could_not_be_read_is_not_unused() {
    let unused = "examples: { a: Ana, id: A-1042 }\n";
    assert_eq!(rules(unused, ""), ["example/unused"]);
    assert_eq!(rules(unused, "    footer: Order #$(id)\n"), ["yaml/text-cut-off"]);
    assert_eq!(rules(unused, "    footer: [Order, $(id)]\n"), ["schema/wrong-type"]);
    assert_eq!(rules(unused, "    footer: {{id}}\n"), ["yaml/key-not-text"]);
    assert_eq!(rules(unused, "    footer: [Order]\n"), ["example/unused", "schema/wrong-type"]);
}

#[test]
fn what_a_merge_key_may_bring_is_not_missing() {
    let merged = |keys: &str| told(&format!("{HEAD}languages:\n  en: {{ <<: *shared{keys} }}\n"));
    let one = "yaml/merge-key merge key `<<` is not allowed | write the keys out, or share them above";
    assert_eq!(merged(""), [one]);
    let [_, written] = merged(", footer: ''").try_into().unwrap();
    assert_eq!(written, "footer/text-missing footer has no text | write the text, or take the footer out");
}

#[test]
fn no_rule_judges_a_category_or_type_that_is_only_a_guess() {
    let examples = "examples: { a: Ana }\n";
    for category in ["OTP", "PROMOTION", "NEWS"] {
        let text = format!("name: a\ncategory: {category}\n{examples}languages:\n  en:\n    body: {BODY}\n");
        let told = told(&text);
        assert_eq!(told.len(), 1, "{told:?}");
    }
    let buttons = |kind: &str| format!("    buttons: [{{ type: {kind}, text: Buy }}]\n");
    for kind in ["SPM", "OTP", "VOICE_CALL"] {
        assert_eq!(rules(examples, &buttons(kind)), ["schema/unknown-value"], "{kind}");
    }
    let text = format!("{HEAD}{examples}languages:\n  en:\n    body: {BODY}\n{}", buttons("SPM"));
    let values = "PHONE_NUMBER, URL, QUICK_REPLY, COPY_CODE, ONE_TAP, ZERO_TAP, MPM, CATALOG, FLOW";
    let note = "Alibaba does not offer Meta's buttons for a single product";
    let message = "`type` is `SPM`, which is none of its values";
    assert_eq!(told(&text), [format!("schema/unknown-value {message} | write one of {values} ({note})")]);
}

#[test]
fn every_value_of_the_wrong_kind_comes_with_a_way_out() {
    let cases = [
        ("carousel: { cards: [{ body: Hi }] }", "put the items of `cards` directly under `carousel`, without `cards`"),
        ("buttons: { type: URL }", "begin each item with `- `"),
        ("body: [x, y]", "write a text or a mapping; a text that begins with `[` goes in quotes"),
        ("examples: [{ a: x }]", "write each as a key with its value: `name: value`"),
        ("examples: { a: [x] }", "write a text; a text that begins with `[` goes in quotes"),
        ("examples: { a: { b: c } }", "write a text; a text that begins with `{` goes in quotes"),
        ("ttl_seconds: [60]", "write a whole number"),
    ];
    for (line, help) in cases {
        let told = told(&format!("{HEAD}languages: {{}}\n{line}\n"));
        let of_form: Vec<_> = told.iter().filter(|told| told.starts_with("schema/")).collect();
        assert!(of_form.len() == 1 && of_form[0].ends_with(&format!("| {help}")), "{line}: {told:?}");
    }
    let told = told("- name: a\n");
    assert_eq!(
        told,
        [
            "schema/wrong-type the document is a list, a mapping is meant | write the keys without `- ` before them; a file holds one document"
        ]
    );
}

#[test]
fn a_blank_that_is_no_space_is_named() {
    let help = "indent with plain spaces";
    let told_of =
        |text: &str| told(&format!("{HEAD}languages:\n  en:\n    body: All is well with your order.\n{text}"));
    let key =
        "schema/unknown-key key `footer` is indented with a no-break space (U+00A0), which YAML takes for a letter";
    assert_eq!(told_of("\u{a0}\u{a0}footer: Thanks\n"), [format!("{key} | {help}")]);
    assert_eq!(told_of("  \u{a0}footer: Thanks\n"), [format!("{key} | {help}")]);
    let broken = told_of("    footer: |-\n      Thanks\n\u{a0}\u{a0} for all\n");
    assert!(broken[0].starts_with("yaml/syntax-error line is indented with a no-break space (U+00A0)"), "{broken:?}");
}

#[test]
fn a_list_of_another_length_is_said_to_replace_the_shared_one() {
    let shared = "buttons: [{ type: QUICK_REPLY, text: Yes }, { type: QUICK_REPLY, text: No }]\n";
    let body = "Ihre Bestellung hat unser Lager verlassen.";
    let with =
        |buttons: &str| told(&format!("{HEAD}{shared}languages: {{ de: {{ body: {body}, buttons: [{buttons}] }} }}\n"));
    let [one] = with("{ text: Ja }").try_into().unwrap();
    let note = "(buttons: 1 in de, 2 in the shared part; a list of another length replaces the shared one)";
    assert!(one.starts_with("button/type-missing ") && one.ends_with(note), "{one}");
    assert_eq!(with("{ text: Ja }, { text: Nein }"), [""; 0]);
}

#[test]
fn bytes_that_are_nothing_but_a_mark_lack_no_keys() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", "");
    std::fs::write(sandbox.path().join("templates/a.yaml"), b"\xff\xfe").unwrap();
    let project = Project::open(sandbox.path(), &[]).unwrap();
    let linted = lint::run(&project, None, &Facts::default());
    let rules: Vec<_> = linted.findings.iter().map(|located| located.finding.rule.id).collect();
    assert_eq!(rules, ["yaml/invalid-utf-8"]);
}

#[test]
fn an_empty_file_name_is_one_fault() {
    let examples = "examples: { a: Ana }\n";
    assert_eq!(rules(examples, "    header: { format: IMAGE, file: \"\" }\n"), ["header/url-missing"]);
}
