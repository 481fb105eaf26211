//! The shortcut for plain files reads what the parser reads: the same nodes, places, texts, comments and findings.

use std::path::Path;

use chatform::source::SourceFile;
use chatform::yaml::{Document, parse, parse_in_full};

use crate::support::rounds;

/// What people and editors put into files by mistake, and what YAML has besides.
const PIECES: &[&str] = &[
    "#",
    " #",
    "# note",
    ": ",
    ":",
    "- ",
    "-",
    "'",
    "''",
    "\"",
    "\\",
    "\\n",
    "\\\"",
    "\n",
    "\n\n",
    " ",
    "  ",
    "    ",
    "|",
    "|-",
    "|+",
    "|2",
    ">",
    ">-",
    "{",
    "}",
    "{}",
    "[",
    "]",
    "[]",
    ",",
    ", ",
    "&a ",
    "*a",
    "!",
    "!!str ",
    "\t",
    "\r\n",
    "\r",
    "é",
    "，",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "null",
    "~",
    "true",
    "12",
    "0x1F",
    "1.5",
    "<<",
    "?",
    "? ",
    "@",
    "`",
    "%",
    "key: value\n",
    "key:\n",
    "  - item\n",
    "- a: 1\n  b: 2\n",
    "body: |-\n  one\n\n   two\n",
    "name",
];

/// Plain files of every style, and what only the parser reads.
const SAMPLES: &[&str] = &[
    "a: b\n",
    "a: b",
    "---\na: 'b'\n# end",
    "a:\n- b\n- c: d\n  e: [f, \"g\", { h: i }]\nj: {}\n",
    "a:\n  - b: |-\n      one\n\n      two\n    c: >\n      three\n      four\n\n\n      five\n\n\n# after\nd: \"e\\n\\\"f\\\\\" # g\n",
    "a: >-\n  one\n   two\n",
    "a: b\n  c\n",
    "a: |\n\n  b\n",
    "a: 'it''s'\nb: \"\\u0041\"\n",
    "a:\nb: 1\n",
];

fn corpus() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts: Vec<String> = SAMPLES.iter().map(|text| (*text).to_owned()).collect();
    for folder in ["templates-examples", "tests/rules"] {
        collect(&root.join(folder), &mut texts);
    }
    assert!(texts.len() > 200, "the fixtures are there");
    texts
}

fn collect(folder: &Path, texts: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, texts);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            texts.extend(std::fs::read_to_string(path).ok());
        }
    }
}

/// Everything that a reading found, a node or finding a line.
fn shown(document: &Document) -> String {
    format!("{document:?}").replace("}, ", "},\n")
}

/// Holds both readings of a text together.
fn compare(text: &str) {
    let source = SourceFile::new("a.yaml", text);
    let (short, full) = (shown(&parse(&source)), shown(&parse_in_full(&source)));
    if short != full {
        let line = short.lines().zip(full.lines()).position(|(one, other)| one != other).unwrap_or_default();
        let around = |shown: &str| shown.lines().skip(line.saturating_sub(8)).take(12).collect::<Vec<_>>().join("\n");
        panic!("two readings of {text:?}\nshort:\n{}\nfull:\n{}", around(&short), around(&full));
    }
}

/// xorshift: the same mutants every time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    /// An offset of the text between two characters.
    fn offset(&mut self, text: &str) -> usize {
        text.floor_char_boundary(self.below(text.len() + 1))
    }
}

fn mutate(text: &mut String, random: &mut Random) {
    let at = random.offset(text);
    match random.below(6) {
        0 | 1 => text.insert_str(at, PIECES[random.below(PIECES.len())]),
        2 => {
            let end = text.ceil_char_boundary((at + 1 + random.below(3)).min(text.len()));
            text.replace_range(at..end, "");
        }
        3 => {
            let end = text.ceil_char_boundary((at + 1).min(text.len()));
            text.replace_range(at..end, PIECES[random.below(PIECES.len())]);
        }
        4 => {
            let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
            let (from, to) = (random.below(lines.len()), random.below(lines.len()));
            if random.below(2) == 0 {
                lines.insert(to, lines[from]);
            } else {
                lines.swap(from, to);
            }
            *text = lines.concat();
        }
        _ => {
            let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
            let line = random.below(lines.len());
            if let Some(line) = lines.get_mut(line) {
                *line = if random.below(2) == 0 { format!(" {line}") } else { line.trim_start_matches(' ').to_owned() };
            }
            *text = lines.concat();
        }
    }
}

#[test]
fn every_fixture_is_read_as_the_parser_reads_it() {
    corpus().iter().for_each(|text| compare(text));
}

#[test]
fn every_mutant_is_read_as_the_parser_reads_it() {
    let corpus = corpus();
    let mut random = Random(0x1d87_2b41_1234_5678);
    let rounds = rounds(4_000, 500_000);
    for round in 0..rounds {
        let mut text = corpus[round % corpus.len()].clone();
        for _ in 0..=random.below(3) {
            mutate(&mut text, &mut random);
        }
        compare(&text);
    }
    println!("{rounds} mutants");
}
