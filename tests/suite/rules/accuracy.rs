//! How often the rules that judge are right: `docs/rules/accuracy.md`, counted on template payloads from public code.
//! `CHATFORM_UPDATE=1` writes the page. It holds numbers only: the payloads belong to others.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use chatform::finding::{Finding, Level};
use chatform::import;
use chatform::model::{Category, Variant};
use chatform::rules::{self, Facts, check_variant};
use serde_json::Value;

use crate::support;

/// The rules that weigh a text instead of measuring it against a documented limit.
const JUDGING: &[&str] = &[
    "body/long-blank",
    "body/only-stock-phrases",
    "body/sensitive-request",
    "body/too-many-blank-lines",
    "body/too-many-emoji",
    "category/one-time-password-misplaced",
    "category/promotion-misplaced",
    "example/invisible-character",
    "example/placeholder",
    "language/script-differs",
    "text/invisible-character",
    "text/maybe-too-long",
    "text/shortened-link",
    "variable/adjacent",
    "variable/near-body-edge",
    "variable/too-many-for-text",
];

/// Who says that a template is valid: Meta's documentation, Meta's answer, or a status in a recorded answer.
const TRUSTED: &[&str] = &["meta-doc", "meta-live", STATUS];

const STATUS: &str = "status-in-response-or-fixture";

/// The templates that Meta refused when they were submitted, and the causes that it named.
const REFUSED: &[(&str, &[&str])] = &[
    ("310", &["variable/too-many-for-text"]),
    ("311", &["variable/at-body-edge"]),
    ("313", &["variable/at-body-edge", "variable/too-many-for-text"]),
    ("314", &["variable/at-body-edge"]),
];

/// A payload that can be read as templates.
struct Row {
    id: String,
    expected: String,
    evidence: String,
    variants: Vec<Variant>,
}

impl Row {
    fn is_valid(&self) -> bool {
        self.expected == "valid" && TRUSTED.contains(&&*self.evidence)
    }

    fn is_invalid(&self) -> bool {
        self.expected == "invalid"
    }

    fn findings(&self) -> Vec<Finding> {
        self.variants.iter().flat_map(|variant| check_variant(variant, &Facts::default())).collect()
    }

    fn says(&self, rule: &str) -> bool {
        self.findings().iter().any(|finding| finding.rule.id == rule)
    }
}

fn rows() -> Option<Vec<Row>> {
    let path = support::shared()?.join("corpus/templates.jsonl");
    let text = std::fs::read_to_string(path).unwrap();
    let rows = text.lines().map(|line| row(&serde_json::from_str(line).unwrap()));
    Some(rows.filter(|row| !row.variants.is_empty()).collect())
}

fn row(value: &Value) -> Row {
    let of = |key: &str| value[key].as_str().unwrap().to_owned();
    let templates = import::read(&value["template"].to_string()).templates;
    let variants = templates.iter().flat_map(|template| template.variants()).collect();
    Row { id: of("id"), expected: of("expected"), evidence: of("evidence"), variants }
}

#[test]
fn the_page_has_the_numbers_of_this_run() {
    let Some(rows) = rows() else { return };
    let page = page(&rows);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules/accuracy.md");
    if std::env::var_os("CHATFORM_UPDATE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(written, page, "{} has other numbers: set CHATFORM_UPDATE=1 and read them", path.display());
}

#[test]
fn what_is_counted_are_rules_that_warn() {
    for id in JUDGING {
        assert_eq!(rules::find(id).map(|meta| meta.level), Some(Level::Warning), "{id}");
    }
    assert!(JUDGING.is_sorted());
}

#[test]
fn what_meta_refused_is_reported_with_its_cause() {
    let Some(rows) = rows() else { return };
    let is_refused = |row: &&Row| row.evidence == "meta-live" && row.is_invalid();
    let refused: Vec<&Row> = rows.iter().filter(is_refused).collect();
    let ids: Vec<&str> = REFUSED.iter().map(|(id, _)| *id).collect();
    assert_eq!(refused.iter().map(|row| &*row.id).collect::<Vec<_>>(), ids);
    println!("id   reported as");
    for (row, (id, causes)) in refused.iter().zip(REFUSED) {
        let said: BTreeSet<&str> = row.findings().iter().map(|finding| finding.rule.id).collect();
        println!("{id}  {said:?}");
        assert!(causes.iter().all(|cause| said.contains(cause)), "{id}: {said:?}");
    }
}

#[test]
fn what_meta_approved_has_no_error() {
    let Some(rows) = rows() else { return };
    let approved: Vec<&Row> = rows.iter().filter(|row| row.evidence == "meta-live" && row.is_valid()).collect();
    assert_eq!(approved.len(), 8);
    for row in approved {
        let errors: Vec<Finding> = row.findings().into_iter().filter(|finding| finding.level == Level::Error).collect();
        // Samples are often left out of what is published.
        assert!(errors.iter().all(|error| error.rule.id == "example/missing"), "{}: {errors:?}", row.id);
    }
}

fn page(rows: &[Row]) -> String {
    let (by_status, by_meta): (Vec<&Row>, Vec<&Row>) =
        rows.iter().filter(|row| row.is_valid()).partition(|row| row.evidence == STATUS);
    let invalid: Vec<&Row> = rows.iter().filter(|row| row.is_invalid()).collect();
    let other: Vec<&Row> = rows.iter().filter(|row| !row.is_valid() && !row.is_invalid()).collect();
    let mut page = format!(
        "# How often the rules that judge are right\n\n{INTRODUCTION}\n\n\
         Looked at: {} templates. {} are valid in Meta's documentation or by Meta's answer, {} by a recorded status;\n\
         {} are known or said to be invalid; of {} nobody says either.\n\n\
         | rule | invalid: hits | valid by Meta: false alarms | valid by status: false alarms | others: reported |\n\
         | --- | ---: | ---: | ---: | ---: |\n",
        rows.len(),
        by_meta.len(),
        by_status.len(),
        invalid.len(),
        other.len(),
    );
    for id in JUDGING {
        let (group, name) = id.split_once('/').unwrap();
        let counts =
            [&invalid, &by_meta, &by_status, &other].map(|rows| rows.iter().filter(|row| row.says(id)).count());
        let cells = counts.map(|count| count.to_string()).join(" | ");
        let _ = writeln!(page, "| [`{id}`]({group}.md#{name}) | {cells} |");
    }
    let _ = write!(page, "\n{}", as_if(rows));
    page
}

/// Texts of a known kind, read as if they were of another: what should then be reported.
fn as_if(rows: &[Row]) -> String {
    let known: Vec<&Variant> = rows.iter().filter(|row| row.is_valid()).flat_map(|row| &row.variants).collect();
    let told = |variants: Vec<Variant>, rule: &str| {
        let says = |variant: &&Variant| {
            check_variant(variant, &Facts::default()).iter().any(|finding| finding.rule.id == rule)
        };
        format!("{} of {}", variants.iter().filter(says).count(), variants.len())
    };
    let marketing = known.iter().filter(|variant| variant.category == Category::Marketing);
    let marketing = marketing.map(|variant| Variant { category: Category::Utility, ..(*variant).clone() });
    let moved = |language: &str| -> Vec<Variant> {
        let is_long = |variant: &&&Variant| {
            let text = variant.body.iter().find_map(|body| body.text.as_deref()).unwrap_or_default();
            text.chars().filter(|character| character.is_alphabetic()).count() >= 10
        };
        let written = known.iter().filter(|variant| variant.category != Category::Authentication).filter(is_long);
        written.map(|variant| Variant { language: language.to_owned(), ..(*variant).clone() }).collect()
    };
    format!(
        "{AS_IF}\n\n| valid templates | read as | rule | reported |\n| --- | --- | --- | ---: |\n\
         | MARKETING | UTILITY | `category/promotion-misplaced` | {} |\n\
         | all, none of them in Georgian | language `ka` | `language/script-differs` | {} |\n",
        told(marketing.collect(), "category/promotion-misplaced"),
        told(moved("ka"), "language/script-differs"),
    )
}

const INTRODUCTION: &str = "\
Written by the test `rules::accuracy`, which reads template payloads from public code; of those payloads only numbers\n\
are kept. A rule that judges can be wrong, so all of them are warnings.\n\n\
A hit is a template that is invalid and reported; it may be invalid for another cause as well. A false alarm is a\n\
template that is valid and reported: approval does not say that review never refuses the same text, so the count is\n\
the worst case. A recorded status is weaker than Meta's word: many are of samples and tests, whose texts are short.";

const AS_IF: &str = "\
Few templates of the wrong category or language are public. So templates that are right are read as if they were of\n\
another kind, where they should be reported. Not every MARKETING template advertises: thanks for an order, requests\n\
for feedback and greetings are MARKETING too, and the lists leave them alone.";
