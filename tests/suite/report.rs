//! Reports: what people and programs get to see of a finding.

use chatform::finding::Level;
use chatform::report::{Diagnostic, Look, Place, Summary, concise, json, pretty, visible};
use chatform::source::SourceFile;
use unicode_width::UnicodeWidthStr;

const LOOK: Look = Look { color: false, unicode: true, width: 100 };

/// A finding whose place is where `marked` stands in the text.
fn finding<'a>(source: &'a SourceFile, marked: &str) -> Diagnostic<'a> {
    let start = source.text.find(marked).unwrap();
    Diagnostic {
        level: Level::Error,
        rule: "footer/too-long",
        message: "footer is 63 characters, the limit is 60".to_owned(),
        source,
        primary: Place { range: start..start + marked.len(), text: "3 too many".to_owned() },
        secondary: Vec::new(),
        notes: Vec::new(),
        help: None,
        fix: None,
        fix_is_safe: false,
        edits: Vec::new(),
        fingerprint: String::new(),
    }
}

#[test]
fn pretty_shows_fact_excerpt_place_and_way_out() {
    let source = SourceFile::new("templates/a.yaml", "name: a\nfooter: much too long\nlanguages:\n");
    let mut diagnostic = finding(&source, "long");
    diagnostic.notes.push("languages: en, es".to_owned());
    diagnostic.help = Some("move the detail\ninto the body".to_owned());
    let expected = "\
error[footer/too-long]: footer is 63 characters, the limit is 60
   ╭─[templates/a.yaml:2:18]
 1 │ name: a
 2 │ footer: much too long
   ·                  ──┬─
   ·                    ╰── 3 too many
 3 │ languages:
   ╰────
  note: languages: en, es
  help: move the detail
        into the body

";
    assert_eq!(pretty(&[diagnostic.clone()], LOOK), expected);
    let ascii = pretty(&[diagnostic], Look { unicode: false, ..LOOK });
    assert!(ascii.is_ascii(), "{ascii}");
}

#[test]
fn places_far_apart_get_an_excerpt_each() {
    let text = "name: a\nb: 1\nc: 2\nd: 3\ne: 4\nf: 5\ng: 6\nfooter: x\n";
    let source = SourceFile::new("a.yaml", text);
    let mut diagnostic = finding(&source, "footer");
    diagnostic.secondary.push(Place { range: 0..4, text: "of this template".to_owned() });
    let text = pretty(&[diagnostic], LOOK);
    assert!(text.contains("[a.yaml:8:1]") && text.contains("[a.yaml:1:1]"), "{text}");
    assert!(text.contains("╰── of this template"), "{text}");
    assert!(!text.contains("d: 3"), "{text}");
}

#[test]
fn columns_count_characters_and_underlines_count_width() {
    let source = SourceFile::new("a.yaml", "body: 你好，世界😀 footer\r\nx: 1\r\n");
    let diagnostic = finding(&source, "footer");
    assert_eq!(
        concise(std::slice::from_ref(&diagnostic)),
        "a.yaml:1:14: error[footer/too-long] footer is 63 characters, the limit is 60\n"
    );
    let text = pretty(&[diagnostic], LOOK);
    assert!(text.contains("[a.yaml:1:14]"), "{text}");
    // Six wide characters are twelve columns, and "body: " six more.
    let underline = text.lines().find(|line| line.contains('┬')).unwrap();
    assert_eq!(underline, format!("   · {}───┬──", " ".repeat(6 + 12 + 1)));
    assert!(!text.contains('\r'), "{text:?}");
}

#[test]
fn a_byte_order_mark_is_neither_shown_nor_counted() {
    let source = SourceFile::new("a.yaml", "\u{feff}name: a\n");
    let text = pretty(&[finding(&source, "name")], LOOK);
    assert!(text.contains("[a.yaml:1:1]") && text.contains(" 1 │ name: a\n"), "{text}");
}

#[test]
fn nothing_from_a_file_reaches_the_terminal_raw() {
    let hostile = "\x1b[31mred\x1b]0;title\x07 \u{202e}evil\u{9b}2J\u{200b}\x08 \u{2028}";
    let source = SourceFile::new(format!("{hostile}.yaml"), format!("body: \"{hostile}\" footer\n"));
    let mut diagnostic = finding(&source, "footer");
    diagnostic.message = hostile.to_owned();
    diagnostic.primary.text = hostile.to_owned();
    diagnostic.secondary.push(Place { range: 0..4, text: hostile.to_owned() });
    diagnostic.notes.push(hostile.to_owned());
    diagnostic.help = Some(hostile.to_owned());
    let all = [diagnostic];
    let counts = Summary::of([Level::Error], 1, 1);
    for text in [pretty(&all, LOOK), concise(&all), json(&all, &counts), visible(hostile).into_owned()] {
        let raw = text.chars().find(|character| *character != '\n' && chatform::report::is_deceptive(*character));
        assert_eq!(raw, None, "{text:?}");
    }
    assert_eq!(concise(&all).lines().count(), 1);
    assert!(pretty(&all, LOOK).contains("<U+001B>[31mred"));
    let parsed: serde_json::Value = serde_json::from_str(&json(&all, &counts)).unwrap();
    assert_eq!(parsed["findings"][0]["message"], hostile, "JSON loses nothing");
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let line = format!("body: {}footer{}", "a ".repeat(2000), " b".repeat(2000));
    let source = SourceFile::new("a.yaml", format!("name: {}\n{line}\n", "n".repeat(500)));
    let text = pretty(&[finding(&source, "footer")], LOOK);
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    assert!(text.contains("footer") && text.contains("… "), "{text}");
    let start = text.lines().find(|line| line.contains("footer b")).unwrap();
    let underline = text.lines().find(|line| line.contains('┬')).unwrap();
    assert_eq!(column(start, "footer"), column(underline, "───┬"));
}

/// Narrow terminals would break a label that reaches over their edge.
#[test]
fn a_label_has_room_beside_its_place_in_latin_and_in_chinese() {
    let latin = "    footer: Thank you for shopping with us today at Harbour Lane Tea and Spices";
    let chinese = format!("    footer: {}", "感谢您在港湾街茶叶香料店购物".repeat(5));
    for (line, marked) in [(latin, " Spices"), (&chinese, "茶叶香料店购物")] {
        let source = SourceFile::new("a.yaml", format!("{line}\n"));
        let start = line.rfind(marked).unwrap();
        for (width, unicode) in [(60, true), (72, false), (80, true), (80, false), (90, true), (120, true)] {
            let mut diagnostic = finding(&source, marked);
            diagnostic.primary = Place { range: start..line.len(), text: "7 characters too many".to_owned() };
            let text = pretty(&[diagnostic], Look { width, unicode, ..LOOK });
            let label = text.lines().find(|line| line.contains("too many")).unwrap();
            assert!(label.width() <= width, "{width}:\n{text}");
            assert!(text.contains(marked), "{width}:\n{text}");
        }
    }
}

fn column(line: &str, part: &str) -> usize {
    line[..line.find(part).unwrap()].chars().count()
}

#[test]
fn every_range_of_a_small_text_can_be_shown() {
    let source = SourceFile::new("a.yaml", "\u{feff}a: 你\r\n\tb: \u{1b}é\n\n\nc:\n  d: 1\rx\n");
    let length = source.text.len();
    for start in 0..=length + 1 {
        for end in start..=length + 1 {
            let mut diagnostic = finding(&source, "a");
            diagnostic.primary.range = start..end;
            diagnostic.secondary.push(Place { range: 4..5, text: String::new() });
            let text = pretty(&[diagnostic], LOOK);
            assert!(text.contains("╰────"), "{start}..{end}\n{text}");
        }
    }
}

#[test]
fn remarks_are_wrapped_between_words_under_their_first_line() {
    let source = SourceFile::new("a.yaml", "footer: x\n");
    let mut diagnostic = finding(&source, "footer");
    diagnostic.help = Some(format!("  indented {} end", "word ".repeat(20).trim_end()));
    let text = pretty(&[diagnostic], Look { width: 60, ..LOOK });
    let remark: Vec<&str> = text.lines().skip_while(|line| !line.starts_with("  help: ")).collect();
    assert_eq!(remark[0], format!("  help:   indented{}", " word".repeat(8)));
    assert_eq!(remark[1], format!("       {}", " word".repeat(10)));
    assert_eq!(remark[2], "        word word end");
}

#[test]
fn json_is_versioned_and_counts_characters_and_bytes() {
    let source = SourceFile::new("a.yaml", "name: é\nfooter: x\n");
    let all = [finding(&source, "footer")];
    let parsed: serde_json::Value = serde_json::from_str(&json(&all, &Summary::of([Level::Error], 2, 5))).unwrap();
    assert_eq!(parsed["version"], 1);
    assert_eq!(parsed["findings"][0]["start"], serde_json::json!({ "line": 2, "column": 1, "offset": 9 }));
    assert_eq!(parsed["findings"][0]["end"], serde_json::json!({ "line": 2, "column": 7, "offset": 15 }));
    let summary = serde_json::json!({ "errors": 1, "warnings": 0, "infos": 0, "templates": 2, "variants": 5 });
    assert_eq!(parsed["summary"], summary);
}

#[test]
fn the_summary_counts_in_words() {
    let counts = Summary { errors: 3, warnings: 1, infos: 2, templates: 12, variants: 36 };
    assert_eq!(counts.line(), "3 errors, 1 warning, 2 info in 12 templates (36 variants)");
    let counts = Summary { templates: 1, variants: 1, ..Summary::default() };
    assert_eq!(counts.line(), "no findings in 1 template (1 variant)");
}

#[test]
fn colours_are_used_only_where_wanted() {
    let source = SourceFile::new("a.yaml", "footer: x\n");
    let all = [finding(&source, "footer")];
    assert!(!pretty(&all, LOOK).contains('\x1b'));
    assert!(pretty(&all, Look { color: true, ..LOOK }).contains("\x1b[1;31merror[footer/too-long]\x1b[0m"));
}
