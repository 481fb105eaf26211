//! A plan as the comment on a pull request: nothing in it is markup but what is ours, and it fits.

use chatform::report::{Change, ChangePage, FieldChange, Mark, changes_markdown};
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::support::Sandbox;

const HOSTILE: &[&str] = &[
    "```\n# heading\n```",
    "</pre></td></tr></table>\n\n# heading\n\n@somebody #1",
    "<script>alert(1)</script>",
    "[link](https://evil.example)\n\n> quote",
    "line\n\n\n---\n\n| a | b |\n| - | - |",
    "`` ` `` ~~~ <!-- --> &lt; \u{202e}over",
    "\u{0}\u{1b}[31m\r\n\r\n# heading",
];

fn change(title: &str, text: &str) -> Change {
    let field = FieldChange {
        path: "body.text".to_owned(),
        before: Some(text.to_owned()),
        after: Some(format!("{text}{text}")),
    };
    Change {
        mark: Mark::Changed,
        verb: "modify".to_owned(),
        title: title.to_owned(),
        place: Some("templates/hello.yaml:5".to_owned()),
        remarks: vec![text.to_owned()],
        help: Some(text.to_owned()),
        fields: vec![field],
    }
}

fn page(changes: Vec<Change>) -> ChangePage<'static> {
    ChangePage { title: "a plan".to_owned(), changes, more: "chatform plan".to_owned(), ..ChangePage::default() }
}

#[test]
fn no_text_of_a_template_is_markup() {
    for text in HOSTILE {
        let markdown = changes_markdown(&page(vec![change("hello/en", text), change(text, "after")]), 60_000).unwrap();
        let (mut headings, mut tables) = (0, 0);
        for event in Parser::new_ext(&markdown, Options::all()) {
            match event {
                Event::Start(Tag::Heading { .. }) => headings += 1,
                Event::Start(Tag::Link { dest_url, .. }) => assert!(dest_url.starts_with("templates/"), "{dest_url}"),
                Event::Start(Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::Table(_) | Tag::Image { .. })
                | Event::Rule => {
                    panic!("{text:?} became {event:?} in\n{markdown}")
                }
                Event::Html(html) => {
                    tables += html.matches("<table>").count();
                    assert!(!html.contains("<script") && !html.contains("@somebody"), "{html}");
                }
                Event::InlineHtml(html) => panic!("{text:?} became {html} in\n{markdown}"),
                _ => {}
            }
        }
        assert_eq!((headings, tables), (1, 2), "{text:?} in\n{markdown}");
    }
}

#[test]
fn only_whole_changes_stand_in_it_and_what_is_left_out_is_counted() {
    let many: Vec<Change> = (0..50).map(|number| change(&format!("t{number}/en"), "Your table is ready.")).collect();
    let whole = changes_markdown(&page(many.clone()), usize::MAX).unwrap();
    let mut before = 0;
    for limit in (300..whole.len() + 300).step_by(997) {
        let cut = changes_markdown(&page(many.clone()), limit).unwrap();
        let shown = cut.matches("</table>").count();
        assert!(cut.len() <= limit && shown >= before, "{limit}");
        let left = if shown == 50 { String::new() } else { format!("\n{} more; `chatform plan`", 50 - shown) };
        assert!(cut.contains(&left), "{cut}");
        assert!(whole.starts_with(cut.split("\n\n").next().unwrap()));
        before = shown;
    }
    assert_eq!(changes_markdown(&page(many), 100), None);
}

fn project() -> Sandbox {
    Sandbox::new()
        .file("chatform.yaml", "environments:\n  local: { emulator: { state: .chatform/emulator } }\n")
        .file("templates/hello.yaml", Sandbox::HELLO)
        .file("templates/bye.yaml", Sandbox::HELLO.replace("hello", "bye").replace("table", "parcel"))
}

#[test]
fn a_page_leads_to_the_lines_on_the_forge() {
    let github = project()
        .variable("GITHUB_SERVER_URL", "https://github.com")
        .variable("GITHUB_REPOSITORY", "shop/templates")
        .variable("GITHUB_SHA", "abc123");
    let page = github.run(&["plan", "--format", "markdown"]).exits_with(0).stdout;
    assert!(page.contains("https://github.com/shop/templates/blob/abc123/templates/hello.yaml#L4"), "{page}");
    let page = project().run(&["plan", "--format", "markdown"]).exits_with(0).stdout;
    assert!(page.contains("](templates/hello.yaml#L4)"), "{page}");
}

#[test]
fn a_page_says_the_counts_and_the_digest_that_approves_it() {
    let page = project().run(&["plan", "--format", "markdown"]).exits_with(0).stdout;
    assert!(page.starts_with("### chatform plan: 2 to create\n"), "{page}");
    assert!(page.contains("--env local --approve sha256:"), "{page}");
    let again = project().run(&["plan", "--format", "markdown"]).exits_with(0).stdout;
    assert_eq!(page, again, "the digest is that of what would be done, not of when it was planned");
}

#[test]
fn a_page_too_small_for_its_head_is_refused() {
    let ran = project().run(&["plan", "--format", "markdown", "--max-bytes", "100"]).exits_with(64);
    assert!(ran.stderr.contains("--max-bytes 100"), "{}", ran.stderr);
}

#[test]
fn a_saved_plan_is_shown_as_a_page_too() {
    let sandbox = project();
    let page = sandbox.run(&["plan", "-o", "plan.json", "--format", "markdown"]).exits_with(0).stdout;
    assert_eq!(sandbox.run(&["show", "plan.json", "--format", "markdown"]).exits_with(0).stdout, page);
}

#[test]
fn globs_narrow_a_plan_and_leave_the_rest_out_of_it() {
    let sandbox = project();
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    sandbox.write("templates/hello.yaml", Sandbox::HELLO.replace("name: hello", "name: other"));
    let only = sandbox.run(&["plan", "--only", "bye/*"]).exits_with(0).stdout;
    assert!(only.contains("No changes: 1 unchanged in"), "{only}");
    let without = sandbox.run(&["plan", "--exclude", "bye/*"]).exits_with(0).stdout;
    assert!(without.contains("Plan: 1 to create, 1 unmanaged in") && !without.contains("bye"), "{without}");
    let none = sandbox.run(&["plan", "--only", "nothing/*"]).exits_with(3);
    assert!(none.stderr.contains("no declared template fits"), "{}", none.stderr);
    let wrong = sandbox.run(&["plan", "--only", "a[/*"]).exits_with(64);
    assert!(wrong.stderr.contains("--only"), "{}", wrong.stderr);
}

#[test]
fn a_plan_file_follows_its_published_schema() {
    let sandbox = project();
    let plan = sandbox.run(&["plan", "--format", "json"]).exits_with(0).stdout;
    let plan: serde_json::Value = serde_json::from_str(&plan).unwrap();
    let schema = sandbox.run(&["schema", "plan"]).exits_with(0).stdout;
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let faults: Vec<String> = schema.iter_errors(&plan).map(|error| error.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
}
