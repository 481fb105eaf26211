//! Each fault of the YAML layer, found in its fixture and nowhere else.

use chatform::finding::{At, Level};
use chatform::yaml::{METAS, load};

#[test]
fn every_fault_is_found_in_its_fixture_and_only_there() {
    for meta in METAS {
        let (source, document) = load("fail.yaml", meta.fail.bytes);
        let found: Vec<_> = document.findings.iter().map(|finding| finding.rule.id).collect();
        assert_eq!(found, [meta.id], "in fail.yaml of {}", meta.id);
        let At::Bytes(range) = &document.findings[0].primary.at else { panic!("{} has no bytes", meta.id) };
        assert!(source.text.get(range.clone()).is_some(), "{} points outside of characters: {range:?}", meta.id);

        let (_, document) = load("pass.yaml", meta.pass.bytes);
        assert!(document.findings.is_empty(), "{} passes: {:?}", meta.id, document.findings);
        assert!(document.tree.is_some());
    }
}

#[test]
fn rules_are_sorted_and_named_after_the_layer() {
    assert!(METAS.is_sorted_by_key(|meta| meta.id));
    assert!(METAS.iter().all(|meta| meta.group() == "yaml" && meta.level > Level::Info));
}

#[test]
fn what_is_reported_never_reaches_a_decoder() {
    let text = "a: &x {k: v}\nb: *x\n<<: *x\nc:\na: again\nd: !!str 1\ne:\n- 1\n-\n- *x\n? [f]\n: g\nok: yes\n";
    let (_, document) = load("a.yaml", text.as_bytes());
    let tree = document.tree.unwrap();
    assert_eq!(tree.to_json(), serde_json::json!({ "a": { "k": "v" }, "d": "1", "e": [1], "ok": "yes" }));
    let mut holes: Vec<_> = tree.holes().iter().map(ToString::to_string).collect();
    holes.sort();
    assert_eq!(holes, ["<<", "<<", "a", "b", "c", "e", "e"]);
    let rules: Vec<_> = document.findings.iter().map(|finding| finding.rule.name()).collect();
    assert_eq!(
        rules,
        ["alias", "merge-key", "empty-value", "duplicate-key", "tag", "empty-value", "alias", "key-not-text"]
    );
}

#[test]
fn everything_before_a_syntax_error_is_reported() {
    let (_, document) = load("a.yaml", b"a: 1\nb: {x: 1, x: 2}\nc: !t d\ne: 'f\n");
    let rules: Vec<_> = document.findings.iter().map(|finding| finding.rule.name()).collect();
    assert_eq!(rules, ["duplicate-key", "tag", "syntax-error"]);
    assert!(document.tree.is_none());
}

#[test]
fn comments_are_kept_with_their_places() {
    let text = "# first\na: |\n  # text\nb: 1 # second\n";
    let (_, document) = load("a.yaml", text.as_bytes());
    let comments: Vec<_> =
        document.comments.iter().map(|comment| (comment.text.as_str(), &text[comment.span.clone()])).collect();
    assert_eq!(comments, [(" first", "# first"), (" second", "# second")]);
}
