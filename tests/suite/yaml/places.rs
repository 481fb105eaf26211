//! Path to span, and every character of every scalar to its bytes.

use chatform::context::{Random, SeededRandom};
use chatform::finding::{At, Path};
use chatform::source::SourceFile;
use chatform::yaml::{Tree, parse};

fn tree(text: &str) -> (SourceFile, Tree) {
    let source = SourceFile::new("a.yaml", text);
    let document = parse(&source);
    let faults: Vec<_> = document.findings.iter().map(|finding| finding.rule.name()).collect();
    assert!(faults.iter().all(|name| *name == "unused-anchor"), "{text:?}: {faults:?}");
    (source, document.tree.unwrap())
}

fn located<'s>(source: &'s SourceFile, tree: &Tree, at: &At) -> &'s str {
    &source.text[tree.locate(source, at)]
}

#[test]
fn keys_values_and_ranges_lead_to_their_bytes() {
    let (source, tree) = tree(
        "\u{feff}languages:\r\n  en:\r\n    body: Hi $(customer), 你好\r\n    buttons:\r\n      - { text: Go }\r\n",
    );
    let body = Path::parse("languages.en.body");
    assert_eq!(located(&source, &tree, &At::Value(body.clone())), "Hi $(customer), 你好");
    assert_eq!(located(&source, &tree, &At::Value(body.join("text"))), "Hi $(customer), 你好");
    assert_eq!(located(&source, &tree, &At::Key(body.clone())), "body");
    assert_eq!(located(&source, &tree, &At::Text(body.join("text"), 3..14)), "$(customer)");
    assert_eq!(located(&source, &tree, &At::Text(body, 19..22)), "好");
    assert_eq!(located(&source, &tree, &At::Value(Path::parse("languages.en.buttons[0]"))), "{ text: Go }");
    assert_eq!(located(&source, &tree, &At::Value(Path::parse("languages.en.buttons"))), "- { text: Go }");
}

#[test]
fn a_missing_place_is_its_nearest_ancestor() {
    let (source, tree) = tree("languages:\n  en:\n    buttons:\n      - type: URL\n        text: Go\n");
    assert_eq!(located(&source, &tree, &At::Value(Path::parse("languages.en.footer.text"))), "en");
    assert_eq!(located(&source, &tree, &At::Value(Path::parse("languages.en.buttons[0].url"))), "type: URL");
    assert_eq!(located(&source, &tree, &At::Key(Path::parse("category"))), "languages:");
}

#[test]
fn a_block_scalar_is_marked_from_its_header() {
    let (source, tree) = tree("a: # | no\n  >-2 # yes\n    x\n    y\n\n\nb: &a|b |\n  c\n");
    assert_eq!(located(&source, &tree, &At::Value(Path::parse("a"))), ">-2 # yes\n    x\n    y");
    assert_eq!(located(&source, &tree, &At::Value(Path::parse("b"))), "|\n  c");
}

/// A text that gives every style something to do.
fn text(random: &SeededRandom) -> String {
    const PARTS: &[&str] = &[
        "Hi",
        " ",
        " ",
        "$(name)",
        "你好",
        "🎁",
        "👩‍👩‍👧",
        "é",
        ".",
        "it's",
        "\"q\"",
        "\\",
        "#",
        ":",
        "-",
        "مرحبا",
        "x",
        "\u{a0}",
        "\u{2028}",
        "\t",
    ];
    (0..1 + random.below(9)).map(|_| PARTS[random.below(PARTS.len() as u64) as usize]).collect()
}

fn line_break(random: &SeededRandom) -> &'static str {
    ["\n", "\n", "\n", "\r\n", "\r"][random.below(5) as usize]
}

/// A scalar in a random style, as it stands behind `k: `.
fn scalar(random: &SeededRandom) -> String {
    let lines: Vec<String> = (0..1 + random.below(4)).map(|_| text(random)).collect();
    let end = line_break(random);
    let join = |between: &dyn Fn() -> String, fix: &dyn Fn(&str) -> String| {
        let mut all = String::new();
        for (position, line) in lines.iter().enumerate() {
            if position > 0 {
                all.push_str(&between());
            }
            all.push_str(&fix(line));
        }
        all
    };
    let folded = || {
        let breaks = end.repeat(1 + random.below(3) as usize);
        let blanks = [" ", "  ", "\t "][random.below(3) as usize];
        format!("{}{breaks}  {blanks}", ["", " ", "\t"][random.below(3) as usize])
    };
    match random.below(5) {
        0 => join(&folded, &|line| format!("w{}", line.replace(['#', ':', '"', '\''], "o").trim())),
        1 => format!("'{}'", join(&folded, &|line| line.replace('\'', "''"))),
        2 => {
            let escaped = |line: &str| {
                let line = line.replace('\\', "\\\\").replace('"', "\\\"");
                match random.below(4) {
                    0 => line.replace('🎁', "\\U0001F381").replace('é', "\\xe9").replace('你', "\\u4f60"),
                    1 => line.replace('🎁', "\\uD83C\\uDF81").replace('\u{a0}', "\\_").replace('\t', "\\t"),
                    2 => format!("{line} \\{end}   \\ {line}"),
                    _ => line,
                }
            };
            format!("\"{}\"", join(&folded, &escaped))
        }
        style => {
            let header = ["|", ">"][style as usize - 3];
            let chomp = ["", "-", "+"][random.below(3) as usize];
            let indent = 1 + random.below(4) as usize;
            let explicit = random.below(2) == 0;
            let digit = if explicit { indent.to_string() } else { String::new() };
            let mut all = format!("{header}{digit}{chomp}{end}");
            for (position, line) in lines.iter().enumerate() {
                let line = if position == 0 && !explicit { format!("x{line}") } else { line.replace('\t', "") };
                let extra = if position > 0 && random.below(4) == 0 { " " } else { "" };
                all.push_str(&format!(
                    "{}{extra}{line}{}",
                    " ".repeat(indent),
                    end.repeat(1 + random.below(3) as usize)
                ));
            }
            if random.below(3) == 0 {
                all.truncate(all.trim_end_matches(['\n', '\r']).len());
            }
            all
        }
    }
}

#[test]
fn every_character_of_every_scalar_style_leads_to_its_bytes() {
    let random = SeededRandom::new(20_261_120);
    let (mut scalars, mut characters) = (0, 0);
    for round in 0..6_000 {
        let written = scalar(&random);
        let lead = ["", "\u{feff}", "# 你 | >\n", "a: {b: 'c'}\r\n"][round % 4];
        let source = SourceFile::new("a.yaml", format!("{lead}k: {written}\n"));
        let document = parse(&source);
        let Some(tree) = document.tree else { continue };
        let path = Path::parse("k");
        let Some(value) = tree.get(&path).and_then(|node| node.as_text()).map(str::to_owned) else { continue };
        scalars += 1;
        let mut reached = 0;
        for (offset, character) in value.char_indices() {
            characters += 1;
            let range = tree.locate(&source, &At::Text(path.clone(), offset..offset + character.len_utf8()));
            let shown = source.text.get(range.clone()).unwrap_or_else(|| panic!("{range:?} in {:?}", source.text));
            assert!(range.start >= reached, "{character:?} at {offset} goes back in {:?}", source.text);
            // Between two characters lies only what YAML takes out: indentation, blanks at folds, escaped breaks.
            let skipped = &source.text[reached.max(source.text.find(&written).unwrap())..range.start];
            if reached > 0 {
                assert!(
                    skipped.chars().all(|c| " \t\r\n\\".contains(c)),
                    "{skipped:?} is skipped in {:?}",
                    source.text
                );
            }
            reached = range.end;
            match shown {
                shown if shown.chars().eq([character]) => {}
                "''" => assert_eq!(character, '\''),
                "\n" | "\r" | "\r\n" => assert!(" \n".contains(character), "{character:?} in {:?}", source.text),
                "" => assert!(character == '\n' && range.start >= source.text.trim_end().len()),
                escape => assert!(
                    escape.starts_with('\\') && !escape.contains([' ', '\n']) || escape == "\\ ",
                    "{escape:?} for {character:?} in {:?}",
                    source.text
                ),
            }
        }
        let whole = tree.locate(&source, &At::Text(path.clone(), 0..value.len()));
        assert!(whole.end >= reached);
    }
    println!("{scalars} scalars, {characters} characters");
    assert!(scalars > 4_000, "only {scalars} of the generated scalars were read");
}
