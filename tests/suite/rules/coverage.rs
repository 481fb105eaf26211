//! Every row of the platform's rule catalogue is a rule, is covered by the schema, or is waived with a reason.
//!
//! `coverage.txt` holds a line a row: its number, its severity, and the rules that report it, or `-` and why none does.
//! Errors of Meta that were reported from practice have no number: they go by their codes, as in `meta:2388040`.
//! `docs/rules/coverage.md` is made from it; `CHATFORM_UPDATE=1` writes it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use chatform::finding::{Level, RuleMeta};
use chatform::{import, rules};

use crate::support::shared;

/// Rows that are reported at another level, too, or at another one only, and why.
const OTHER_LEVEL: &[(&[&str], &str)] = &[
    (&["4", "199"], "in what is imported, a dead category is read as the one that took its place, with a warning"),
    (&["12"], "of a template whose `languages` is empty nothing is sent: a warning; one without the key is an error"),
    (&["15"], "the newest SDK asks for a space in three operations only, and an account with one space needs none"),
    (
        &["16", "17", "18", "41", "42", "43", "51"],
        "the template file has no such key, so that nothing can be sent with it: an unknown key is an error",
    ),
    (&["40"], "components are keys of the file, so that they have no order; another key is an error"),
    (&["46", "48"], "errors on WhatsApp, where the row is about; on Viber the field is only ignored"),
    (&["61"], "`$name` and `{name}` may be meant as they are: a warning; the others are errors"),
    (&["104"], "it is about how a message is shown: info"),
    (&["123"], "a missing example is an error; one that is a whole address a warning, since Meta's samples differ"),
    (&["126"], "the row itself wants a warning where only the `+` is missing"),
    (&["129"], "advice, and a guess: nothing is refused or ignored without an opt-out reply, so that it is info"),
    (&["135"], "without a `flow_action` Meta takes its default: a warning; another value is an error"),
    (&["158"], "links and emoji are refused alike"),
    (&["182"], "a value that is no boolean cannot be sent: an error"),
    (&["191"], "in the name of a variable they are an error; in examples info, since Meta's own samples hold them"),
    (&["meta:2388299"], "behind a last variable with signs other than a full stop reports differ: a warning"),
];

struct Row {
    number: &'static str,
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
    Row { number, severity, rules, waiver }
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
         ignored, I is display, P needs the service.\nA rule marked opt-in is silent until the project file names \
         it. Rows of Meta are errors that were reported from practice, by their codes.\n\n",
    );
    let _ = writeln!(page, "{} rows: {} with a rule, {waived} without.\n", rows.len(), rows.len() - waived);
    page.push_str("| row | severity | reported by |\n| --- | --- | --- |\n");
    for row in rows {
        let links = row.rules.iter().map(|meta| link(meta));
        let by = row.waiver.map_or_else(|| links.collect::<Vec<_>>().join(", "), |reason| format!("none: {reason}"));
        let _ = writeln!(page, "| {} | {} | {by} |", shown(row.number), row.severity);
    }
    let _ = writeln!(
        page,
        "\n## Rows that are silent by default\n\nAll rules of these are opt-in: {}.",
        silent().join(", ")
    );
    page.push_str("\n## Rows reported at another level\n\n");
    for (numbers, reason) in OTHER_LEVEL {
        let numbers: Vec<String> = numbers.iter().map(|number| shown(number)).collect();
        let _ = writeln!(page, "- {}: {reason}.", numbers.join(", "));
    }
    page
}

fn link(meta: &RuleMeta) -> String {
    let mark = if meta.opt_in { " (opt-in)" } else { "" };
    format!("[{}]({}.md#{}){mark}", meta.id, meta.group(), meta.name())
}

fn shown(number: &str) -> String {
    number.replace("meta:", "Meta ")
}

/// The rows of which nobody hears who has not asked.
fn silent() -> Vec<&'static str> {
    let is_silent = |row: &Row| !row.rules.is_empty() && row.rules.iter().all(|meta| meta.opt_in);
    rows().into_iter().filter(is_silent).map(|row| row.number).collect()
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
fn every_numbered_row_is_accounted_for_once() {
    let numbers: Vec<u16> = rows().iter().filter_map(|row| row.number.parse().ok()).collect();
    assert_eq!(numbers, (1..=209).collect::<Vec<u16>>());
}

#[test]
fn rows_of_opt_in_rules_only_are_the_three_that_depend_on_the_account() {
    assert_eq!(silent(), ["2", "27", "159"]);
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

/// The levels that a row asks for.
fn wanted(row: &Row) -> BTreeSet<Level> {
    let level = |letter: &str| match letter {
        "E" => Some(Level::Error),
        "W" => Some(Level::Warning),
        "I" => Some(Level::Info),
        _ => None,
    };
    row.severity.split('/').filter_map(level).collect()
}

#[test]
fn rows_are_reported_at_their_level_or_are_listed_with_a_reason() {
    let others: BTreeSet<&str> = OTHER_LEVEL.iter().flat_map(|(numbers, _)| numbers.iter().copied()).collect();
    for row in rows().iter().filter(|row| row.waiver.is_none()) {
        let levels: BTreeSet<Level> = row.rules.iter().map(|meta| meta.level).collect();
        let is_as_asked = levels == wanted(row);
        assert_eq!(is_as_asked, !others.contains(row.number), "row {}, {}: {levels:?}", row.number, row.severity);
    }
}

#[test]
fn the_rows_are_those_of_the_reference() {
    let Some(shared) = shared() else { return };
    let reference = std::fs::read_to_string(shared.join("reference/rules.md")).unwrap();
    let (mut severities, mut codes, mut is_of_practice) = (BTreeMap::new(), Vec::new(), false);
    for line in reference.lines() {
        is_of_practice = if line.starts_with("# ") { line.starts_with("# 9.") } else { is_of_practice };
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let Some(first) = cells.get(1).filter(|cell| cell.starts_with(|first: char| first.is_ascii_digit())) else {
            continue;
        };
        if is_of_practice {
            codes.push(format!("meta:{}", first.replace(", ", "/").replace(" / ", "/")));
        } else if cells.len() >= 9 && first.parse::<u16>().is_ok() {
            severities.insert(*first, cells[7]);
        }
    }
    let (numbered, named): (Vec<Row>, Vec<Row>) = rows().into_iter().partition(|row| !row.number.starts_with("meta:"));
    assert_eq!(named.iter().map(|row| row.number).collect::<Vec<_>>(), codes);
    for row in numbered {
        let said = severities.get(row.number).unwrap_or_else(|| panic!("no row {}", row.number));
        let first = |severity: &str| severity.trim_start().chars().next().unwrap();
        assert_eq!(first(row.severity), first(said), "row {}: {said}", row.number);
        let is_said = |letter: &str| said.split(|between: char| !between.is_alphanumeric()).any(|word| word == letter);
        assert!(row.severity.split('/').all(is_said), "row {}: {said}", row.number);
    }
}
