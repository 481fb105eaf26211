//! Comments that suppress findings: how they are read, what they cover, and what is said about them.

mod coverage;
pub(crate) mod hostile;
mod told;
mod wording;

use chatform::lint;
use chatform::project::Project;
use chatform::rules::Facts;
use jiff::civil::date;

use crate::support::Sandbox;

/// A footer that is too long.
const LONG: &str = "This footer is a good deal longer than the sixty characters allowed";

/// All findings of a project of these files, on 2026-11-20: `file:line:column rule`.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let mut sandbox = Sandbox::new().file("chatform.yaml", "{}");
    for (name, text) in files {
        sandbox = sandbox.file(name, text);
    }
    let project = Project::open(sandbox.path(), &[]).unwrap();
    let facts = Facts { today: Some(date(2026, 11, 20)), ..Facts::default() };
    let linted = lint::run(&project, None, &facts);
    let line = |located: &lint::Located<'_>| {
        format!("{}:{} {}", located.source.name, located.position(), located.finding.rule.id)
    };
    linted.findings.iter().map(line).collect()
}

/// All findings of one template: `line:column rule`.
fn found_in(template: &str) -> Vec<String> {
    let found = found(&[("templates/a.yaml", template)]);
    found.iter().map(|line| line.strip_prefix("templates/a.yaml:").unwrap().to_owned()).collect()
}
