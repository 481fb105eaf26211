//! Annotations and the job summary of GitHub Actions.

use chatform::finding::Level;
use chatform::report::{Findings, github};
use chatform::source::SourceFile;

use super::{faulty_project, finding, findings};

#[test]
fn a_finding_is_a_command_with_its_place() {
    let source = SourceFile::new("./templates/a.yaml", "name: a\nfooter: x\n");
    let mut diagnostic = finding(&source, Level::Error, "footer is 63 characters, the limit is 60");
    diagnostic.help = Some("move the detail\ninto the body".to_owned());
    let diagnostics = [diagnostic];
    let text = github(&Findings { base: "shop", ..findings(&diagnostics) });
    assert_eq!(
        text,
        "::error file=shop/templates/a.yaml,line=2,endLine=2,col=1,endColumn=7,title=footer/too-long::footer is 63 \
         characters, the limit is 60%0Ahelp: move the detail%0Ainto the body\n"
    );
}

#[test]
fn nothing_in_a_finding_ends_a_command_or_begins_one() {
    let source = SourceFile::new("a,b:c%\n::stop-commands::x.yaml", "footer: x\n");
    let message = "100%0A\r\n::set-output name=x::y ##[add-mask]z";
    let diagnostics = vec![finding(&source, Level::Error, message); 11];
    let text = github(&findings(&diagnostics));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 11);
    for line in &lines[..10] {
        assert!(line.starts_with("::error file=a%2Cb%3Ac%25<U+000A>%3A%3Astop-commands%3A%3Ax.yaml,line=1"), "{line}");
        assert!(line.ends_with("::100%250A<U+000D><U+000A>::set-output name=x::y ##[add-mask]z"), "{line}");
    }
    assert!(lines[10].starts_with("error[footer/too-long] a,b"), "{}", lines[10]);
    assert!(!lines[10].contains("##["), "{}", lines[10]);
}

#[test]
fn ten_annotations_of_a_level_come_first_and_the_rest_is_log() {
    let source = SourceFile::new("a.yaml", "footer: x\n");
    let mut diagnostics = vec![finding(&source, Level::Info, "a remark"); 2];
    diagnostics.extend(vec![finding(&source, Level::Warning, "a warning"); 12]);
    diagnostics.extend(vec![finding(&source, Level::Error, "an error"); 11]);
    let text = github(&findings(&diagnostics));
    let kind = |line: &str| line.trim_start_matches(':').split([' ', '[']).next().unwrap().to_owned();
    let expected = [("error", 10), ("warning", 10), ("notice", 2), ("error", 1), ("warning", 2)];
    let expected: Vec<&str> = expected.iter().flat_map(|(kind, count)| vec![*kind; *count]).collect();
    assert_eq!(text.lines().map(kind).collect::<Vec<_>>(), expected);
    assert_eq!(text.lines().filter(|line| line.starts_with("::")).count(), 22);
}

#[test]
fn the_job_summary_gets_every_finding_after_what_it_holds() {
    let sandbox = faulty_project().file("summary.md", "# Before\n").variable("GITHUB_STEP_SUMMARY", "summary.md");
    let ran = sandbox.run(&["lint", "--format", "github"]).exits_with(1);
    let summary = sandbox.read("summary.md");
    assert!(summary.starts_with("# Before\n\n**"), "{summary}");
    let commands = ran.stdout.lines().filter(|line| line.starts_with("::")).count();
    assert!((20..=30).contains(&commands), "{commands}");
    let rows = summary.lines().filter(|line| line.starts_with("| ")).count() - 2;
    assert_eq!(rows, ran.stdout.lines().count());
    sandbox.run(&["lint", "--format", "pretty"]).exits_with(1);
    assert_eq!(sandbox.read("summary.md"), summary, "only this format writes it");
}

#[test]
fn a_full_job_summary_is_left_alone() {
    let full = "x".repeat(1024 * 1024 - 100);
    let sandbox = faulty_project().file("summary.md", &full).variable("GITHUB_STEP_SUMMARY", "summary.md");
    sandbox.run(&["lint", "--format", "github"]).exits_with(1);
    assert!(sandbox.read("summary.md").len() <= 1024 * 1024);
}
