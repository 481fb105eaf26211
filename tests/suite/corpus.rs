//! Template payloads from public code go through import without a panic; those that the platform is known to take
//! become template files.

use chatform::finding::{Finding, Level};
use chatform::import::{self, Imported};
use chatform::lint;
use chatform::model::Template;
use chatform::project::Project;
use chatform::rules::Facts;
use chatform::source::SourceFile;
use chatform::yaml;
use serde_json::Value;

use crate::support::{self, Sandbox};

/// Rows that use what CAMS does not offer, and what the findings have to name.
const LACKING: &[(&str, &[&str])] = &[
    ("123", &["flow_json"]),
    ("125", &["flow_name"]),
    ("362", &["product", "spm"]),
    ("364", &["product", "spm"]),
    ("371", &["call_permission_request", "[MARKETING|UTILITY]"]),
    ("372", &["app_deep_link"]),
    ("373", &["order_details"]),
];

/// The row whose signature hash is percent-encoded, which breaks the documented format, and the rule that says so.
const BREAKS_A_FORMAT: (&str, &str) = ("127", "authentication/signature-hash-malformed");

/// A row of the corpus.
struct Row {
    id: String,
    template: String,
    /// Meta-shaped, taken from Meta's documentation or a live answer, and marked valid.
    known_good: bool,
}

#[test]
fn every_row_is_imported_without_a_panic() {
    let Some(rows) = rows() else { return };
    let mut complete = 0;
    for row in &rows {
        let imported = import::read(&row.template);
        let said = !imported.templates.is_empty() || imported.is_incomplete();
        assert!(said, "{}: nothing imported and nothing said", row.id);
        complete += usize::from(!imported.is_incomplete());
    }
    println!("{} rows, {complete} imported whole", rows.len());
}

#[test]
fn what_is_imported_is_formatted() {
    let Some(rows) = rows() else { return };
    let mut files = 0;
    for row in &rows {
        for template in import::read(&row.template).templates {
            let text = import::to_yaml(&template);
            let source = SourceFile::new("template.yaml", text.as_str());
            assert_eq!(lint::format(&source).as_deref(), Ok(text.as_str()), "{}", row.id);
            files += 1;
        }
    }
    println!("{} rows, {files} files, all formatted", rows.len());
    assert!(files > 100);
}

#[test]
fn what_cams_lacks_is_refused_by_name_and_everything_else_applies_once() {
    let Some(rows) = rows() else { return };
    let known_good: Vec<Row> = rows.into_iter().filter(|row| row.known_good).collect();
    assert_eq!(known_good.len(), 32);
    println!("id   outcome");
    for row in &known_good {
        let mut imported = import::read(&row.template);
        let outcome = match LACKING.iter().find(|(id, _)| *id == row.id) {
            Some((_, names)) => refused(&row.id, names, &imported),
            None => taken_over(&accepted(&row.id, &mut imported)),
        };
        println!("{}  {outcome}", row.id);
    }
}

/// Holds that a file lints without an error, is applied, and then needs no change.
fn taken_over(file: &TemplateFile) -> String {
    let errors = lint_errors(file);
    if file.id == BREAKS_A_FORMAT.0 {
        assert!(errors.starts_with(BREAKS_A_FORMAT.1), "{errors}");
        return format!("imported, {errors}");
    }
    assert_eq!(errors, "", "{}\n{}", file.id, file.yaml);
    applied_once(file);
    let samples = match file.samples {
        0 => String::new(),
        given => format!(", {given} sample addresses given"),
    };
    format!("imported{samples}, no error, applied, then no changes")
}

/// A row that became a template file.
struct TemplateFile {
    id: String,
    template: Template,
    yaml: String,
    /// How many sample addresses had to be given.
    samples: usize,
}

/// Holds that a file can be applied to the emulator, and that nothing has to change afterwards.
fn applied_once(file: &TemplateFile) {
    let project = "environments:\n  local:\n    emulator: { state: .chatform/emulator, review: instant }\n    wait_for_review: 60s\n";
    let sandbox = Sandbox::new().file("chatform.yaml", project).file("templates/one.yaml", &file.yaml);
    sandbox.run(&["apply", "--env", "local", "--yes"]).exits_with(0);
    let again = sandbox.run(&["plan", "--env", "local", "--detailed-exitcode"]).exits_with(0);
    assert!(again.stdout.contains("No changes"), "{}: {}", file.id, again.stdout);
}

/// The errors of a file in a project of its own.
fn lint_errors(file: &TemplateFile) -> String {
    let sandbox = Sandbox::new().file("chatform.yaml", "").file("templates/one.yaml", &file.yaml);
    let project = Project::open(sandbox.path(), &[]).unwrap();
    let linted = lint::run(&project, None, &Facts::default());
    assert_eq!(linted.variants, file.template.languages.len(), "{}", file.id);
    let errors = linted.findings.iter().map(|located| &located.finding).filter(|finding| finding.level == Level::Error);
    errors.map(|finding| format!("{}: {}", finding.rule.id, finding.message)).collect::<Vec<_>>().join("; ")
}

/// Holds that the findings name what CAMS lacks.
fn refused(id: &str, names: &[&str], imported: &Imported) -> String {
    let errors: Vec<&str> = errors(imported).map(|finding| &*finding.message).collect();
    for name in names {
        assert!(errors.iter().any(|error| error.contains(name)), "{id}: `{name}` is not named in {errors:?}");
    }
    format!("refused: {}", errors.join("; "))
}

/// The one template of a row, with a sample address where Meta had an upload handle. Its file reads as the same again.
fn accepted(id: &str, imported: &mut Imported) -> TemplateFile {
    assert!(!imported.is_incomplete(), "{id}: {:?}", errors(imported).collect::<Vec<_>>());
    assert_eq!(imported.templates.len(), 1, "{id}");
    let mut template = imported.templates.remove(0);
    let asked = imported.findings.iter().filter(|finding| finding.rule.id == "import/media-without-url").count();
    let mut given = 0;
    for variant in template.variants() {
        for name in variant.variable_names().into_iter().filter(|name| name.ends_with("header_media")) {
            let format = variant.header.iter().find_map(|header| header.format).map(|format| format.as_str());
            let end = if format == Some("DOCUMENT") { "pdf" } else { "png" };
            let address = format!("https://cdn.example.com/sample.{end}");
            template.examples.get_or_insert_default().insert(name, address);
            given += 1;
        }
    }
    assert_eq!(given, asked, "{id}");
    let yaml = import::to_yaml(&template);
    let document = yaml::load(id, yaml.as_bytes()).1;
    assert_eq!(document.findings, [], "{yaml}");
    assert_eq!(yaml::decode::<Template>(&document.tree.unwrap()).unwrap(), template, "{yaml}");
    TemplateFile { id: id.to_owned(), template, yaml, samples: given }
}

fn errors(imported: &Imported) -> impl Iterator<Item = &Finding> {
    imported.findings.iter().filter(|finding| finding.level == Level::Error)
}

fn rows() -> Option<Vec<Row>> {
    let path = support::shared()?.join("corpus/templates.jsonl");
    let text = std::fs::read_to_string(path).unwrap();
    Some(text.lines().map(|line| row(&serde_json::from_str(line).unwrap())).collect())
}

fn row(value: &Value) -> Row {
    let is = |key: &str, expected: &[&str]| expected.contains(&value[key].as_str().unwrap());
    Row {
        id: value["id"].as_str().unwrap().to_owned(),
        template: value["template"].to_string(),
        known_good: is("shape", &["meta"]) && is("evidence", &["meta-doc", "meta-live"]) && is("expected", &["valid"]),
    }
}
