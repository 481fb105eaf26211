//! Every row of the platform's rule catalogue is a rule, is covered by the schema, or is waived with a reason.
//!
//! `coverage.txt` holds a line a row: its number, its severity, and the rules that report it, or `-` and why none does.
//! `docs/rules/coverage.md` is made from it; `CHATFORM_UPDATE=1` writes it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use chatform::finding::{Level, RuleMeta};
use chatform::{import, rules};

use crate::support::shared;

/// Rows whose error is reported by a rule of another level, and why.
const OTHER_LEVEL: &[(u16, &str)] = &[
    (15, "the newest SDK asks for a space in three operations only, and an account with one space needs none"),
    (158, "links and emoji are refused alike"),
];

struct Row {
    number: u16,
    severity: &'static str,
    rules: Vec<&'static RuleMeta>,
    waiver: Option<&'static str>,
}

fn rows() -> Vec<Row> {
    include_str!("coverage.txt").lines().map(row).collect()
}

fn row(line: &'static str) -> Row {
    let mut words = line.splitn(3, ' ');
    let (number, severity, rest) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap());
    let waiver = rest.strip_prefix("- ");
    let ids = rest.split(' ').filter(|_| waiver.is_none());
    let rules =
        ids.map(|id| known(id).unwrap_or_else(|| panic!("row {number} names `{id}`, which is no rule"))).collect();
    Row { number: number.parse().unwrap(), severity, rules, waiver }
}

fn known(id: &str) -> Option<&'static RuleMeta> {
    rules::find(id).or_else(|| import::metas().iter().copied().find(|meta| meta.id == id))
}

fn page() -> String {
    let rows = rows();
    let waived = rows.iter().filter(|row| row.waiver.is_some()).count();
    let mut page = String::from(
        "# Coverage\n\nEvery demand of the platform that is known, by its number in the catalogue that this project \
         keeps, with the rules that report it.\nE is refused by the service or by Meta, W may be rejected or is \
         ignored, I is display, P needs the service.\n\n",
    );
    let _ = writeln!(page, "{} rows: {} with a rule, {waived} without.\n", rows.len(), rows.len() - waived);
    page.push_str("| row | severity | reported by |\n| --- | --- | --- |\n");
    for row in rows {
        let links = row.rules.iter().map(|meta| format!("[{}]({}.md#{})", meta.id, meta.group(), meta.name()));
        let by = row.waiver.map_or_else(|| links.collect::<Vec<_>>().join(", "), |reason| format!("none: {reason}"));
        let _ = writeln!(page, "| {} | {} | {by} |", row.number, row.severity);
    }
    page.push_str("\n## Rows reported at another level\n\n");
    for (number, reason) in OTHER_LEVEL {
        let _ = writeln!(page, "- {number}: {reason}.");
    }
    page
}

#[test]
fn the_page_is_as_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules/coverage.md");
    if std::env::var_os("CHATFORM_UPDATE").is_some() {
        std::fs::write(&path, page()).unwrap();
    }
    assert!(std::fs::read_to_string(path).unwrap() == page(), "set CHATFORM_UPDATE=1 and read docs/rules/coverage.md");
}

#[test]
fn every_row_is_accounted_for_once() {
    let numbers: Vec<u16> = rows().iter().map(|row| row.number).collect();
    assert_eq!(numbers, (1..=209).collect::<Vec<u16>>());
}

#[test]
fn only_what_the_service_alone_knows_or_what_is_about_sending_is_waived() {
    for row in rows() {
        let Some(reason) = row.waiver else { continue };
        let is_about_sending = reason.contains("when it is sent");
        let is_known = row.severity == "P" || is_about_sending;
        assert!(is_known && row.severity != "E", "row {} is waived: {reason}", row.number);
    }
}

#[test]
fn what_is_refused_is_an_error_and_what_is_doubtful_is_not() {
    for row in rows().iter().filter(|row| row.waiver.is_none()) {
        let has = |level: Level| row.rules.iter().any(|meta| meta.level == level);
        if OTHER_LEVEL.iter().any(|(number, _)| *number == row.number) {
            continue;
        }
        if row.severity.starts_with('E') {
            assert!(has(Level::Error), "row {} is an error, its rules are not", row.number);
        }
        if row.severity == "E/W" {
            assert!(has(Level::Warning) || has(Level::Info), "row {} is two rules", row.number);
        }
    }
}

#[test]
fn the_rows_are_those_of_the_reference() {
    let Some(shared) = shared() else { return };
    let reference = std::fs::read_to_string(shared.join("reference/rules.md")).unwrap();
    let mut severities = BTreeMap::new();
    for line in reference.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let Some(number) = cells.get(1).and_then(|cell| cell.parse::<u16>().ok()).filter(|_| cells.len() >= 9) {
            severities.insert(number, cells[7].to_owned());
        }
    }
    for row in rows() {
        let said = severities.get(&row.number).unwrap_or_else(|| panic!("no row {}", row.number));
        let first = |severity: &str| severity.trim_start().chars().next().unwrap();
        assert_eq!(first(row.severity), first(said), "row {}: {said}", row.number);
    }
}
