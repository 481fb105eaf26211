//! What makes a finding the same finding in the next version of a file.
//!
//! A fingerprint is made of content alone: the rule, the file's own name, the symbolic path without the positions in
//! lists, and the text at the place. It stays when lines move, when a file is indented anew or moved to another
//! folder, when a list gets another item, and when a message is worded better; it is the same wherever the program is
//! started. Editing the very text that is at fault makes it another one.

use std::collections::HashMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::Located;
use crate::finding::{At, Step};

/// Bytes of a digest that are kept: enough to never meet by chance.
const KEPT: usize = 16;

/// The fingerprints of findings, in their order: 32 hexadecimal digits, each once. Findings that are equal in content
/// are told apart by counting them; one that was counted among more findings keeps the fingerprint it got there.
pub fn fingerprints(findings: &[Located<'_>]) -> Vec<String> {
    match findings.iter().map(|located| located.fingerprint.clone()).collect() {
        Some(kept) => kept,
        None => counted(findings),
    }
}

fn counted(findings: &[Located<'_>]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let numbered = |located: &Located<'_>| {
        let content = content(located);
        let ordinal = seen.entry(content.clone()).or_default();
        *ordinal += 1;
        digest(&content, *ordinal)
    };
    findings.iter().map(numbered).collect()
}

/// What a fingerprint is made of, the parts separated by NUL.
fn content(located: &Located<'_>) -> String {
    let name = &located.source.name;
    let name = name.rsplit_once('/').map_or(name.as_str(), |(_, name)| name);
    let at = &located.finding.primary.at;
    let mut content = format!("{}\0{name}\0", located.finding.rule.id);
    for step in at.path().into_iter().flat_map(|path| &path.0) {
        match step {
            // Writing to a string cannot fail.
            Step::Key(key) => drop(write!(content, ".{key}")),
            Step::Index(_) => content.push_str("[]"),
        }
    }
    content.push('\0');
    for word in text_at(located, at).split_whitespace() {
        content.push(' ');
        content.push_str(word);
    }
    content
}

/// The text at a place: all of a scalar, and of a mapping or list its first line, because the rest may be about
/// anything else.
fn text_at<'p>(located: &Located<'p>, at: &At) -> &'p str {
    let text = located.source.text.get(located.range.clone()).unwrap_or_default().trim_start();
    let is_whole = !matches!(at, At::Value(_)) || text.starts_with(['|', '>', '"', '\'']);
    if is_whole { text } else { text.lines().next().unwrap_or_default() }
}

fn digest(content: &str, ordinal: usize) -> String {
    let digest = Sha256::digest(format!("{content}\0{ordinal}"));
    digest.iter().take(KEPT).map(|byte| format!("{byte:02x}")).collect()
}
