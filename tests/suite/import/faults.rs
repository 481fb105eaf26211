//! Every fault that `import` knows has a file that sets it off and one that just does not.

use chatform::finding::{Finding, Level, RuleMeta};
use chatform::import;

#[test]
fn every_failing_file_sets_off_its_fault_and_no_other() {
    for meta in import::metas() {
        let findings = findings_in(meta.fail.bytes);
        let ids: Vec<&str> = findings.iter().map(|finding| finding.rule.id).collect();
        assert!(ids.contains(&meta.id), "{} is not among {ids:?}", meta.id);
        assert!(ids.iter().all(|id| *id == meta.id || meta.also.contains(id)), "{}: {ids:?}", meta.id);
    }
}

#[test]
fn no_passing_file_has_an_error_or_a_warning_or_its_own_fault() {
    for meta in import::metas() {
        let findings = findings_in(meta.pass.bytes);
        let bad = |finding: &&Finding| finding.level > Level::Info || finding.rule.id == meta.id;
        assert_eq!(findings.iter().find(bad), None, "{}", meta.id);
    }
}

#[test]
fn the_faults_are_sorted_and_documented() {
    let metas = import::metas();
    assert!(metas.is_sorted_by_key(|meta| meta.id));
    let documented = |meta: &&RuleMeta| meta.docs.contains("## Why") && meta.docs.contains("## Source");
    assert!(metas.iter().all(|meta| documented(meta) && meta.group() == "import"));
}

fn findings_in(bytes: &[u8]) -> Vec<Finding> {
    import::read(std::str::from_utf8(bytes).unwrap()).findings
}
