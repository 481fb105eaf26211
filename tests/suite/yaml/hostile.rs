//! Files that mean no good: a finding with a place, in bounded time and memory, never a panic.

use chatform::context::{Random, SeededRandom};
use chatform::finding::{At, Path};
use chatform::source::SourceFile;
use chatform::yaml::{Document, Node, Tree, load};

use crate::support::{rounds, tell_runs};

/// Loads, and checks that every place is inside of the text and on character boundaries.
fn survives(bytes: &[u8]) -> Document {
    let (source, document) = load("a.yaml", bytes);
    all_places_are_whole(&source, &document);
    document
}

/// The places of all findings are inside of the text and on character boundaries.
pub(crate) fn all_places_are_whole(source: &SourceFile, document: &Document) {
    for finding in &document.findings {
        for label in std::iter::once(&finding.primary).chain(&finding.secondary) {
            let At::Bytes(range) = &label.at else { panic!("{finding:?} has no bytes") };
            assert!(source.text.get(range.clone()).is_some(), "{}: {range:?}", finding.rule.id);
        }
    }
}

/// Asks for every place of a tree: each is inside of the text and on character boundaries.
pub(crate) fn every_place_is_found(source: &SourceFile, tree: &Tree, node: Node<'_>, path: &Path) {
    let found = |at: At| {
        let range = tree.locate(source, &at);
        assert!(source.text.get(range.clone()).is_some(), "{at:?} is {range:?} in {:?}", source.text);
    };
    found(At::Value(path.clone()));
    found(At::Key(path.clone()));
    found(At::Value(path.join("nothing")));
    if let Some(scalar) = node.scalar() {
        for (offset, character) in scalar.text.char_indices() {
            let at = At::Text(path.clone(), offset..offset + character.len_utf8());
            let shown = &source.text[tree.locate(source, &at)];
            let stands_for_it = shown.chars().eq([character])
                || shown.starts_with('\\')
                || (shown == "''" && character == '\'')
                || (" \n".contains(character) && shown.trim_matches(['\r', '\n']).is_empty())
                || ("_-\u{df}\u{fffd}".contains(character) && shown.chars().all(is_masked));
            assert!(stands_for_it, "{shown:?} for {character:?} at {at:?} in {:?}", source.text);
        }
        found(At::Text(path.clone(), 0..scalar.text.len() + 5));
        found(At::Text(path.clone(), scalar.text.len()..scalar.text.len()));
    }
    for entry in node.entries() {
        every_place_is_found(source, tree, entry.value, &path.join(entry.key));
    }
    for (index, item) in node.items().enumerate() {
        every_place_is_found(source, tree, item, &path.join(index));
    }
}

/// Something harmless is read in the place of such a character.
fn is_masked(character: char) -> bool {
    character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}')
}

fn rules(document: &Document) -> Vec<&'static str> {
    document.findings.iter().map(|finding| finding.rule.name()).collect()
}

#[test]
fn a_nul_and_other_control_characters_hide_nothing_else() {
    let document = survives(b"a: x\0y\nb: \x07\nc: 1\nc: 2\n");
    assert_eq!(rules(&document), ["control-character", "control-character", "duplicate-key"]);
    let tree = document.tree.unwrap();
    let holes: Vec<_> = tree.holes().iter().map(ToString::to_string).collect();
    assert_eq!(holes, ["c", "a", "b"]);
    assert_eq!(survives("a: \u{85}\u{2028}\u{a0}\n".as_bytes()).findings, []);
    assert_eq!(rules(&survives("a: \u{9b}x\n".as_bytes())), ["control-character"]);
    // A fault in the place of one is a fault of the whole character.
    assert_eq!(rules(&survives(": \n\u{9b}".as_bytes())), ["syntax-error", "control-character"]);
    assert_eq!(rules(&survives("  - : \"\n\u{ffff}".as_bytes())), ["syntax-error", "control-character"]);
    // A backslash before one begins no escape.
    assert_eq!(rules(&survives(b"- \"\\\x078\"")), ["syntax-error", "control-character"]);
}

#[test]
fn many_control_characters_are_told_in_few_lines() {
    let document = survives(format!("a: {}\n", "x\u{1}".repeat(50)).as_bytes());
    assert_eq!(rules(&document), ["control-character"; 20]);
    assert_eq!(document.findings[19].notes, ["the file holds 30 more"]);
    let document = survives(&[0; 1_000_000]);
    assert_eq!(rules(&document), ["control-character"]);
    assert!(document.tree.is_none() && document.findings[0].notes[0].contains("no text"));
}

#[test]
fn bytes_that_are_no_utf_8_are_named() {
    let document = survives(b"a: caf\xe9\nb: 1\nb: 2\n");
    assert_eq!(rules(&document), ["invalid-utf-8", "duplicate-key"]);
    assert_eq!(document.findings[0].primary.at, At::Bytes(6..9));
    let utf_16: Vec<u8> = "\u{feff}a: b\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let document = survives(&utf_16);
    assert_eq!(rules(&document), ["invalid-utf-8"]);
    assert_eq!(document.tree.unwrap().to_json(), serde_json::json!({ "a": "b" }));
    survives(&[0xff; 5_000]);
}

#[test]
fn nesting_of_any_depth_is_one_finding() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("[{a: ", "}]"), ("- ", "")] {
        let text = format!("{}x{}", open.repeat(10_000), close.repeat(10_000));
        assert_eq!(rules(&survives(text.as_bytes())), ["too-deep"], "{open}");
        assert_eq!(rules(&survives(open.repeat(10_000).as_bytes())), ["too-deep"], "{open}");
    }
    let indented: String = (0..4_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert_eq!(rules(&survives(indented.as_bytes())), ["too-deep"]);
}

#[test]
fn ten_megabytes_are_read_or_reported() {
    for part in ["- 1\n", "- *a\n", "-\n", "# c\n", "- &a x\n", "- !t x\n", "? [a]\n", "a: 1\n", "{a,,"] {
        let text = part.repeat(10_000_000 / part.len());
        let document = survives(text.as_bytes());
        let last = document.findings.last().unwrap();
        assert!(["too-large", "syntax-error", "too-deep"].contains(&last.rule.name()), "{part:?}: {}", last.message);
    }
    assert_eq!(rules(&survives("- 1\n".repeat(5_000_000).as_bytes())), ["too-large"]);
    assert_eq!(rules(&survives("%A\n".repeat(3_000_000).as_bytes())), ["syntax-error"]);
    let line = format!("a: {}\n", "x".repeat(10_000_000));
    assert_eq!(survives(line.as_bytes()).findings, []);
    let lines = format!("a: |\n{}", "  x y\n".repeat(200_000));
    assert_eq!(survives(lines.as_bytes()).findings, []);
}

#[test]
fn anchors_aliases_and_repeated_keys_cost_no_more_than_their_number() {
    let bomb: String = (0..10_000).map(|n| format!("k{n}: &a{n} [*a{0}, *a{0}]\n", n.max(1) - 1)).collect();
    let document = survives(bomb.as_bytes());
    let names = rules(&document);
    assert!(names.iter().all(|name| ["alias", "unused-anchor"].contains(name)), "{:?}", names.last());
    let far = format!("- &a0 x\n{}{}", "- &b x\n".repeat(20_000), "- *a0\n".repeat(20_000));
    assert_eq!(survives(far.as_bytes()).findings.len(), 40_000);
    let document = survives("a: 1\n".repeat(20_000).as_bytes());
    assert_eq!(document.findings.len(), 19_999);
}

#[test]
fn odd_line_ends_and_marks_are_read() {
    let document = survives("\u{feff}a: 1\rb: 2\r\nc: 3\u{2028}4\n".as_bytes());
    assert_eq!(document.findings, []);
    assert_eq!(document.tree.unwrap().to_json(), serde_json::json!({ "a": 1, "b": 2, "c": "3\u{2028}4" }));
    for odd in [
        "", "\u{feff}", "\n", "---", "--- ", "...", "# c", "\t", " ", "\r", "%", "!", "&", "*", "|", ">", "-", "?",
        ":", "'", "\"", "@", "`",
    ] {
        survives(odd.as_bytes());
    }
}

const REALISTIC: &str = "# yaml-language-server: $schema=../schemas/template.schema.json\n\u{feff}name: order_shipped # 名前\n\
    category: UTILITY\r\nexamples: { customer: \"Ana \\u00e9 \\\n   x\", order_id: 'A-''1042' }\nlanguages:\n  en:\n    \
    body: |-\n      Hi $(customer), 你好 👋🏽\n\n      bye\n    footer: >\n      folded\n      text\n    buttons:\n    - type: URL\n      \
    text: &t !x Track\n    - *t\n  ar: {<<: *t, body: مرحبا, ? [k] : v}\n...\n---\nx\n";

#[test]
fn a_file_cut_off_or_broken_at_any_byte_is_reported_without_a_panic() {
    let bytes = REALISTIC.as_bytes();
    for cut in 0..=bytes.len() {
        survives(&bytes[..cut]);
    }
    for position in 0..bytes.len() {
        for other in [0, b'\t', b'\n', b' ', b'"', b'\'', b'{', b'[', b':', b'|', b'#', b'-', 0xff] {
            let mut broken = bytes.to_vec();
            broken[position] = other;
            survives(&broken);
        }
    }
}

#[test]
fn shuffled_files_keep_every_place_inside_of_the_text() {
    let random = SeededRandom::new(20_261_120);
    let below = |limit: usize| random.below(limit as u64) as usize;
    let pieces: Vec<&str> = REALISTIC.split_inclusive([' ', '\n', ':', ',', '"', '|', '>']).collect();
    let odd = [
        "\n", "\r", "\t", "  ", "|2-\n", ">\n\n", "\"\\\n", "'", "\u{feff}", "🎁", "\0", "# ", "- ", "? ", "x: ",
        "&a ", "!b ",
    ];
    let (files, mut trees) = (rounds(4_000, 400_000), 0);
    for _ in 0..files {
        let mut text = String::new();
        let start = below(pieces.len());
        for piece in &pieces[start..(start + 1 + below(30)).min(pieces.len())] {
            match below(12) {
                0 => text.push_str(odd[below(odd.len())]),
                1 => {}
                2 => text.push_str(pieces[below(pieces.len())]),
                _ => text.push_str(piece),
            }
        }
        survives(text.as_bytes());
        survives(text.as_bytes());
        let (source, document) = load("a.yaml", text.as_bytes());
        if let Some(tree) = document.tree {
            trees += 1;
            every_place_is_found(&source, &tree, tree.root(), &Path::root());
        }
    }
    tell_runs("shuffled YAML", files, &format!("{trees} trees"));
    assert!(trees > files / 20);
}
