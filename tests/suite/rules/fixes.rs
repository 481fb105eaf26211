//! Fixes: each rule that declares one mends its fixture, and no other rule has any.

use chatform::finding::{Finding, Fixable, RuleMeta};
use chatform::lint::{self, Fixes, Located, mend};
use chatform::report::concise;
use chatform::rules;

use super::fixture::{facts, project_with};

/// Rules whose fixture shows a fault that nobody can mend for the author, and a text with one that can be mended.
const OTHER_FAULTS: &[(&str, &str)] = &[(
    "variable/name-malformed",
    "name: order_shipped\ncategory: UTILITY\nexamples: { order_id: A-1042 }\nlanguages:\n  en:\n    body: Your order $( order_id ) has left our warehouse and is on its way to you.\n",
)];

/// The text in which a rule finds something to mend.
fn faulty(meta: &RuleMeta) -> &[u8] {
    OTHER_FAULTS.iter().find(|(rule, _)| *rule == meta.id).map_or(meta.fail.bytes, |(_, text)| text.as_bytes())
}

/// More rounds than any fixture needs.
const MOST_ROUNDS: usize = 10;

fn found(meta: &RuleMeta, name: &str, text: &[u8]) -> Vec<Finding> {
    let project = project_with(meta, name, text);
    lint::run(&project, None, &facts()).findings.into_iter().map(|located| located.finding).collect()
}

/// A fixture after all fixes of a kind, as `lint --fix` makes them.
fn mended(meta: &RuleMeta, name: &str, bytes: &[u8], fixes: Fixes) -> String {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    for _ in 0..MOST_ROUNDS {
        let project = project_with(meta, name, text.as_bytes());
        let linted = lint::run(&project, None, &facts());
        let Some(first) = linted.findings.first() else { break };
        let findings: Vec<&Finding> = linted.findings.iter().map(|located| &located.finding).collect();
        let next = mend(first.source, &findings, fixes);
        if next.made.is_empty() {
            return text;
        }
        text = next.text;
    }
    text
}

#[test]
fn every_rule_that_declares_a_fix_mends_its_fixture_and_no_other_has_one() {
    let (mut safe, mut likely, mut either) = (0, 0, 0);
    for meta in rules::metas() {
        let kinds: Vec<bool> = found(meta, meta.fail.name, faulty(meta))
            .iter()
            .filter(|finding| finding.rule.id == meta.id)
            .filter_map(|finding| finding.fix.as_ref().map(|fix| fix.safe))
            .collect();
        match meta.fix {
            Fixable::Never => assert!(kinds.is_empty(), "{} has a fix that it does not declare", meta.id),
            Fixable::Safe => safe += 1,
            Fixable::Unsafe => likely += 1,
            Fixable::Either => either += 1,
        }
        if meta.fix == Fixable::Never {
            continue;
        }
        assert!(!kinds.is_empty(), "{} declares a fix, and its fixture gets none", meta.id);
        let is_as_declared = |is_safe: &bool| match meta.fix {
            Fixable::Safe => *is_safe,
            Fixable::Unsafe => !is_safe,
            Fixable::Never | Fixable::Either => true,
        };
        assert!(kinds.iter().all(is_as_declared), "{} declares {:?}", meta.id, meta.fix);
        let text = mended(meta, meta.fail.name, faulty(meta), Fixes::All);
        let project = project_with(meta, meta.fail.name, text.as_bytes());
        let linted = lint::run(&project, None, &facts());
        let is_own = |located: &&Located<'_>| located.finding.rule.id == meta.id && located.finding.fix.is_some();
        let left: Vec<_> = linted.findings.iter().filter(is_own).collect();
        let shown: Vec<_> = left.iter().map(|located| located.diagnostic()).collect();
        assert!(left.is_empty(), "{} is still there:\n{}\n{text}", meta.id, concise(&shown));
    }
    println!("rules with a fix: {safe} safe, {likely} unsafe, {either} either");
    assert!(safe + likely + either >= 80);
}

#[test]
fn what_passes_is_not_touched() {
    // A fixture of several files means something else without its neighbours.
    let stands_alone = |meta: &&&RuleMeta| meta.group() == "project" || !meta.pass.name.contains('/');
    for meta in rules::metas().iter().filter(stands_alone) {
        let Ok(text) = std::str::from_utf8(meta.pass.bytes) else { continue };
        let safe = mended(meta, meta.pass.name, meta.pass.bytes, Fixes::Safe);
        assert_eq!(safe, text, "{}", meta.id);
    }
}

#[test]
fn no_fix_brings_an_error_that_was_not_there() {
    for meta in rules::metas().iter().filter(|meta| meta.fix != Fixable::Never) {
        let errors = |findings: &[Finding]| -> Vec<&'static str> {
            let errors = findings.iter().filter(|finding| finding.level == chatform::finding::Level::Error);
            errors.map(|finding| finding.rule.id).collect()
        };
        let before = found(meta, meta.fail.name, meta.fail.bytes);
        let text = mended(meta, meta.fail.name, meta.fail.bytes, Fixes::Safe);
        let after = found(meta, meta.fail.name, text.as_bytes());
        // A placeholder that is a variable now wants an example like any other.
        let is_new = |rule: &&str| !errors(&before).contains(rule) && *rule != "example/missing";
        let new: Vec<_> = errors(&after).into_iter().filter(is_new).collect();
        assert_eq!(new, Vec::<&str>::new(), "{}\n{text}", meta.id);
    }
}

#[test]
fn a_fix_is_shown_with_what_it_replaces() {
    let meta = rules::find("variable/named-placeholder").unwrap();
    let project = project_with(meta, meta.fail.name, meta.fail.bytes);
    let linted = lint::run(&project, None, &facts());
    let with_fix = linted.findings.iter().find(|located| located.finding.fix.is_some()).unwrap();
    let [only] = Located::replacements(with_fix).try_into().unwrap();
    assert_eq!(&with_fix.source.text[only.range.clone()], "{{ cliente }}");
    assert_eq!(only.text, "$(cliente)");
}
