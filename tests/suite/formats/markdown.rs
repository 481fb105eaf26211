//! The Markdown table, read by a Markdown parser.

use chatform::finding::Level;
use chatform::report::{Diagnostic, markdown, visible};
use chatform::source::SourceFile;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{finding, findings};

/// The cells of all rows but the head, as a reader sees them. Fails on whatever a report has no use for: links, raw
/// HTML, emphasis, code and the like.
pub(super) fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut in_table): (Vec<Vec<String>>, bool) = (Vec::new(), false);
    for event in Parser::new_ext(text, Options::all().difference(Options::ENABLE_SMART_PUNCTUATION)) {
        match event {
            Event::Start(Tag::Table(_)) => in_table = true,
            Event::End(TagEnd::Table) => in_table = false,
            Event::Start(Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => rows.iter_mut().last().into_iter().for_each(|row| row.push(String::new())),
            Event::Text(text) | Event::Code(text) => {
                if let Some(cell) = rows.last_mut().filter(|_| in_table).and_then(|row| row.last_mut()) {
                    cell.push_str(&text);
                }
            }
            Event::InlineHtml(html) if in_table && html.as_ref() == "<br>" => {
                rows.last_mut().unwrap().last_mut().unwrap().push('\n');
            }
            Event::Start(Tag::TableHead | Tag::Paragraph)
            | Event::End(TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell | TagEnd::Paragraph) => {}
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) if !in_table => {}
            other => panic!("{other:?} in\n{text}"),
        }
    }
    rows
}

#[test]
fn a_finding_is_a_row_with_the_most_severe_first() {
    let source = SourceFile::new("templates/order_shipped.yaml", "footer: x\n");
    let mut error = finding(&source, Level::Error, "footer is 63 characters, the limit is 60");
    error.help = Some("move the detail\ninto the body".to_owned());
    let text = markdown(&findings(&[finding(&source, Level::Warning, "`x` is odd"), error]));
    let expected = "\
**1 error, 1 warning in 1 template (1 variant)**

| level | place | finding | rule |
| --- | --- | --- | --- |
| error | templates/order\\_shipped.yaml:1:1 | footer is 63 characters, the limit is 60<br>help: move the detail into the body | `footer/too-long` |
| warning | templates/order\\_shipped.yaml:1:1 | \\`x\\` is odd | `footer/too-long` |
";
    assert_eq!(text, expected);
    assert_eq!(cells(&text)[0][2], "footer is 63 characters, the limit is 60\nhelp: move the detail into the body");
}

#[test]
fn hostile_text_stays_in_its_cell() {
    for hostile in [
        "`a` | b | ``` |",
        "](http://evil.example) [x](y) ![i](j) [^1] [x]: y",
        "<script>alert(1)</script> <br> <!-- &lt; &amp; &#64;",
        "@everyone #1 !2 ~label %3 &4 GH-5 a@b.example",
        "http://evil.example www.evil.example https://x",
        "**b** _i_ ~~s~~ ==m== $x$ $$y$$ :+1: \\",
        "\n\n# Title\n\n- item\n",
        "\u{1b}[31m \u{202e} \u{200b}",
    ] {
        let source = SourceFile::new(format!("{hostile}.yaml"), "footer: x\n");
        let mut diagnostic = finding(&source, Level::Error, hostile);
        diagnostic.notes.push(hostile.to_owned());
        let text = markdown(&findings(&[diagnostic]));
        let rows = cells(&text);
        assert_eq!((rows.len(), rows[0].len()), (1, 4), "{text}");
        let shown = rows[0][2].replace('\u{200b}', "");
        let one_line = visible(&hostile.trim().replace('\n', " ")).into_owned();
        assert_eq!(shown, format!("{one_line}\nnote: {one_line}"), "{text}");
        assert!(!text.contains("@e") && !text.contains("://") && !text.contains("www.e"), "{text}");
    }
}

#[test]
fn a_long_report_fits_into_a_comment_with_whole_rows() {
    let source = SourceFile::new("a.yaml", "footer: x\n");
    let mut diagnostics: Vec<Diagnostic<'_>> = vec![finding(&source, Level::Warning, &"long ".repeat(1000)); 300];
    diagnostics.push(finding(&source, Level::Error, "the worst"));
    let text = markdown(&findings(&diagnostics));
    assert!(text.len() < 65_536);
    let rows = cells(&text);
    assert_eq!(rows[0][2], "the worst");
    assert!(rows.iter().all(|row| row.len() == 4 && row[2].chars().count() <= 401));
    assert!(text.ends_with(&format!("\n{} more; `chatform lint` shows all of them.\n", 301 - rows.len())), "{text}");
}

#[test]
fn no_findings_are_no_table() {
    assert_eq!(markdown(&findings(&[])), "**no findings in 1 template (1 variant)**\n");
}
