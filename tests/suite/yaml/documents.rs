//! Documents of nothing in particular, as people write them: every style, comments everywhere, every script.

use std::fmt::Write;

use chatform::context::{Random, SeededRandom};

const WORDS: &[&str] = &[
    "table",
    "ready",
    "Hi $(customer)",
    "你好",
    "مرحبا بك",
    "שלום",
    "👩‍👩‍👧",
    "🇩🇪",
    "é",
    "e\u{301}",
    "1042",
    "true",
    "no",
    "~",
    "a: b",
    "#1",
    "x # y",
    "it's",
    "\"q\"",
    "back\\slash",
    "50%",
    "[x]",
    "{y}",
    "a, b",
    "*bold*",
    "&amp",
    "!bang",
    "- dash",
    "?",
    "https://a.example/x?y=1",
    "ไทย",
    "end.",
    "-",
    "12:30",
    "\u{200f}mark",
    "|",
    ">",
    "@home",
    "`code`",
    "=",
    "2026-11-20",
    "+49 30",
    "\u{a0}wide",
    "ß",
];
const KEYS: &[&str] = &[
    "name",
    "category",
    "body",
    "footer",
    "buttons",
    "languages",
    "text",
    "type",
    "url",
    "examples",
    "en",
    "pt_BR",
    "Größe",
    "键",
    "a b",
    "x1",
    "yes",
    "42",
    "k-1",
    "ключ",
];
const COMMENTS: &[&str] =
    &["# why", "#", "# 备注: 1", "#tight", "# - a: b", "# \"q", "# مرحبا", "# chatform: ignore[a/b] c"];

/// Writes documents.
pub struct Writer {
    random: SeededRandom,
    out: String,
}

impl Writer {
    /// The document of a seed.
    pub fn document(seed: u64) -> String {
        let mut writer = Self { random: SeededRandom::new(seed), out: String::new() };
        if writer.one_in(6) {
            writer.out.push_str("# yaml-language-server: $schema=x.json\n");
        }
        writer.blanks();
        if writer.one_in(12) {
            writer.out.push_str("---\n");
        }
        writer.mapping(0, 0);
        if writer.one_in(5) {
            writer.comment_lines(0);
        }
        if writer.one_in(10) {
            while writer.out.ends_with('\n') {
                writer.out.pop();
            }
        }
        let text = if writer.one_in(4) { writer.out.replace('\n', "\r\n") } else { writer.out.clone() };
        if writer.one_in(8) { format!("\u{feff}{text}") } else { text }
    }

    fn below(&self, limit: usize) -> usize {
        self.random.below(limit as u64) as usize
    }

    fn one_in(&self, limit: usize) -> bool {
        self.below(limit) == 0
    }

    fn one_of<'c>(&self, choices: &[&'c str]) -> &'c str {
        choices[self.below(choices.len())]
    }

    fn margin(&mut self, indent: usize) {
        self.out.push_str(&" ".repeat(indent));
    }

    fn blanks(&mut self) {
        for _ in 0..self.below(8).saturating_sub(6) {
            self.out.push('\n');
        }
    }

    fn comment_lines(&mut self, indent: usize) {
        for _ in 0..self.below(3) {
            self.blanks();
            self.margin(indent);
            let comment = self.one_of(COMMENTS);
            self.out.push_str(comment);
            self.out.push('\n');
        }
    }

    /// The rest of a line: sometimes a comment.
    fn end_line(&mut self) {
        if self.one_in(5) {
            let blanks = 1 + self.below(3);
            let comment = self.one_of(COMMENTS);
            let _ = write!(self.out, "{}{comment}", " ".repeat(blanks));
        } else if self.one_in(15) {
            self.out.push(' ');
        }
        self.out.push('\n');
    }

    fn keys(&self, most: usize) -> Vec<&'static str> {
        let mut keys: Vec<&str> = (0..1 + self.below(most)).map(|_| self.one_of(KEYS)).collect();
        keys.sort_unstable();
        keys.dedup();
        let turn = self.below(keys.len());
        keys.rotate_left(turn);
        keys
    }

    fn key(&mut self, key: &str) {
        match self.below(8) {
            0 => {
                let _ = write!(self.out, "'{key}'");
            }
            1 => {
                let _ = write!(self.out, "\"{key}\"");
            }
            _ => self.out.push_str(key),
        }
        self.out.push_str(if self.one_in(12) { " :" } else { ":" });
    }

    /// A block mapping; the first key goes on where the line stands if `beside`.
    fn mapping(&mut self, indent: usize, depth: usize) {
        self.entries(indent, depth, false);
    }

    fn entries(&mut self, indent: usize, depth: usize, beside: bool) {
        for (nth, key) in self.keys(5).into_iter().enumerate() {
            if nth > 0 || !beside {
                if self.one_in(6) {
                    self.comment_lines(indent);
                }
                self.blanks();
                self.margin(indent);
            }
            self.key(key);
            self.value(indent, depth, true);
        }
        if self.one_in(10) {
            self.comment_lines(indent);
        }
    }

    fn value(&mut self, indent: usize, depth: usize, in_mapping: bool) {
        match self.below(if depth < 4 { 12 } else { 8 }) {
            0 => self.block_scalar(indent),
            1..=5 => {
                self.out.push(' ');
                let scalar = self.scalar(false, indent);
                self.out.push_str(&scalar);
                self.end_line();
            }
            6 | 7 => {
                self.out.push(' ');
                self.flow(1);
                self.end_line();
            }
            8 | 9 => {
                let inner = indent + if self.one_in(4) { 4 } else { 2 };
                self.end_line();
                self.entries(inner, depth + 1, false);
            }
            _ => {
                let inner = if in_mapping && self.one_in(3) { indent } else { indent + 2 };
                self.end_line();
                self.list(inner, depth + 1);
            }
        }
    }

    fn list(&mut self, indent: usize, depth: usize) {
        for _ in 0..1 + self.below(4) {
            if self.one_in(6) {
                self.comment_lines(indent);
            }
            self.margin(indent);
            self.out.push('-');
            if self.one_in(2) {
                self.out.push(' ');
                self.entries(indent + 2, depth + 1, true);
            } else {
                self.value(indent, depth + 1, false);
            }
        }
    }

    fn text(&self) -> String {
        (0..self.below(5)).map(|_| self.one_of(WORDS)).collect::<Vec<_>>().join(" ")
    }

    /// A scalar that begins on the line.
    fn scalar(&self, flow: bool, indent: usize) -> String {
        let text = self.text();
        match self.below(6) {
            0 => format!("'{}'", text.replace('\'', "''")),
            1 if !flow && text.contains(' ') => {
                // Folded over several lines.
                format!("'{}'", text.replace('\'', "''").replacen(' ', &format!("\n{}", " ".repeat(indent + 2)), 1))
            }
            1 | 2 => {
                let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
                let more = self.one_of(&["", "\\n", "\\u263a", "\\n\\n", "\\t", "\\x41"]);
                format!("\"{escaped}{more}\"")
            }
            3 => self.one_of(&["1", "-2.5", "true", "null", "0x1f", "~", "1e3"]).to_owned(),
            _ => self.plain(flow),
        }
    }

    fn plain(&self, flow: bool) -> String {
        let is_plain = |word: &&&str| {
            word.starts_with(|first: char| first.is_alphanumeric() && !first.is_ascii_digit())
                && !word.contains([':', '#', ','])
                && !(flow && word.contains(['[', ']', '{', '}']))
        };
        let words: Vec<&str> = WORDS.iter().filter(is_plain).copied().collect();
        (0..1 + self.below(4)).map(|_| self.one_of(&words)).collect::<Vec<_>>().join(" ")
    }

    fn flow(&mut self, level: usize) {
        let is_mapping = self.one_in(2);
        let (open, close) = if is_mapping { ('{', '}') } else { ('[', ']') };
        let gap = self.one_of(&["", " "]);
        self.out.push(open);
        self.out.push_str(gap);
        let keys = self.keys(4);
        let count = self.below(keys.len() + 1);
        for (nth, key) in keys.into_iter().take(count).enumerate() {
            if nth > 0 {
                self.out.push_str(if self.one_in(6) { " , " } else { ", " });
            }
            if is_mapping {
                self.out.push_str(key);
                self.out.push_str(": ");
            }
            if level < 3 && self.one_in(5) {
                self.flow(level + 1);
            } else {
                let scalar = self.scalar(true, 0);
                self.out.push_str(&scalar);
            }
        }
        self.out.push_str(gap);
        self.out.push(close);
    }

    fn block_scalar(&mut self, indent: usize) {
        let style = self.one_of(&["|", ">"]);
        let chomping = self.one_of(&["-", "", "", "+"]);
        let margin = indent + 1 + self.below(4);
        let _ = write!(self.out, " {style}{chomping}");
        self.end_line();
        for nth in 0..1 + self.below(4) {
            if nth > 0 && self.one_in(4) {
                self.out.push('\n');
            }
            self.margin(margin);
            if nth > 0 && self.one_in(6) {
                self.out.push_str("  ");
            }
            let text = self.text();
            self.out.push_str(if text.trim().is_empty() { "x" } else { &text });
            self.out.push('\n');
        }
        for _ in 0..self.below(6).saturating_sub(3) {
            self.out.push('\n');
        }
    }
}

/// The documents that YAML and this program both read without a fault: nearly all that are written.
pub fn documents(count: usize) -> impl Iterator<Item = String> {
    let is_fine = |text: &String| chatform::yaml::load("a.yaml", text.as_bytes()).1.findings.is_empty();
    (0..).map(Writer::document).filter(is_fine).take(count)
}
