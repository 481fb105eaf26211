//! JUnit XML: against the schema of Ant's reports.

use std::io::Write;

use chatform::finding::Level;
use chatform::report::{Findings, junit};
use chatform::source::SourceFile;

use super::{faulty_project, finding, findings};
use crate::support::shared;

/// Fails unless XML follows the schema.
pub(super) fn assert_valid(xml: &str) {
    let Some(shared) = shared() else { return };
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(xml.as_bytes()).unwrap();
    let schema = shared.join("formats/junit.xsd");
    let ran =
        std::process::Command::new("xmllint").arg("--noout").arg("--schema").arg(schema).arg(file.path()).output();
    match ran {
        Ok(ran) => assert!(ran.status.success(), "{}\n{xml}", String::from_utf8_lossy(&ran.stderr)),
        Err(error) => {
            assert!(std::env::var_os("CHATFORM_CI").is_none(), "xmllint cannot be run: {error}");
            println!("skipped: xmllint cannot be run");
        }
    }
}

/// How many findings XML tells of. Fails where it is not well-formed.
pub(super) fn failures_and_skipped(xml: &str) -> usize {
    let document = roxmltree::Document::parse(xml).unwrap_or_else(|error| panic!("{error}\n{xml}"));
    document.descendants().filter(|node| node.has_tag_name("failure") || node.has_tag_name("skipped")).count()
}

#[test]
fn the_findings_of_every_rule_follow_the_schema() {
    let sandbox = faulty_project();
    sandbox.run(&["lint", "--format", "junit=report.xml"]).exits_with(1);
    let xml = sandbox.read("report.xml");
    assert!(xml.matches("<failure ").count() > 100);
    assert_valid(&xml);
}

#[test]
fn only_errors_fail_and_files_without_findings_pass() {
    let source = SourceFile::new("a.yaml", "footer: x\n");
    let mut error = finding(&source, Level::Error, "footer is 63 characters, the limit is 60");
    error.notes.push("languages: en, es".to_owned());
    error.help = Some("move the detail\ninto the body".to_owned());
    let diagnostics = [error, finding(&source, Level::Warning, "footer is shouting")];
    let xml = junit(&Findings { files: &["a.yaml", "b.yaml"], ..findings(&diagnostics) });
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="lint" package="chatform" id="0" timestamp="2026-11-20T12:30:00" hostname="localhost" tests="3" failures="1" errors="0" skipped="1" time="0">
    <properties/>
    <testcase name="footer/too-long at 1:1" classname="a.yaml" time="0"><failure type="footer/too-long" message="footer is 63 characters, the limit is 60">a.yaml:1:1: footer is 63 characters, the limit is 60
note: languages: en, es
help: move the detail
into the body</failure></testcase>
    <testcase name="footer/too-long at 1:1" classname="a.yaml" time="0"><skipped message="warning: footer is shouting">a.yaml:1:1: footer is shouting</skipped></testcase>
    <testcase name="no findings" classname="b.yaml" time="0"/>
    <system-out>1 error, 1 warning in 1 template (1 variant)</system-out>
    <system-err/>
  </testsuite>
</testsuites>
"#;
    assert_eq!(xml, expected);
    assert_valid(&xml);
}

#[test]
fn markup_in_a_message_is_text() {
    let source = SourceFile::new("a\"<&>'.yaml", "footer: x\n");
    let message = "]]></failure><!-- \" ' & \u{fffe} \u{0} \u{1b}[31m &#10; \n";
    let xml = junit(&findings(&[finding(&source, Level::Error, message)]));
    assert!(xml.contains("]]&gt;&lt;/failure&gt;&lt;!-- &quot; &apos; &amp; &lt;U+FFFE&gt; &lt;U+0000&gt;"), "{xml}");
    assert_valid(&xml);
}
