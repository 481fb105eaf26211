//! The documentation of the rules, as text: what `explain` prints and what `docs/rules/` holds.

use std::fmt::Write;

use crate::finding::{Fixture, RuleMeta};

/// Longer examples are left out: they are long because a limit is.
const EXAMPLE_BYTES: usize = 1000;

/// The whole documentation of a rule as Markdown: what, why, source, and an example of each kind.
pub fn explanation(meta: &RuleMeta) -> String {
    let mut text = String::new();
    for line in meta.docs.lines() {
        text.push_str(line.strip_prefix(' ').unwrap_or(line));
        text.push('\n');
    }
    add_example(&mut text, "Reported", &meta.fail);
    add_example(&mut text, "Not reported", &meta.pass);
    text
}

/// The groups of some rules, in their order.
pub fn groups(metas: &[&RuleMeta]) -> Vec<&'static str> {
    let mut groups: Vec<&str> = metas.iter().map(|meta| meta.group()).collect();
    groups.dedup();
    groups
}

/// The page of a group: `docs/rules/<group>.md`.
pub fn group_page(group: &str, metas: &[&RuleMeta]) -> String {
    let mut page = format!("# Rules: {group}\n\n{GENERATED}\n");
    for meta in metas.iter().filter(|meta| meta.group() == group) {
        let body = explanation(meta).replace("\n## ", "\n### ");
        let _ = write!(page, "\n## {}\n\n`{}` · {} · {}\n\n{body}", meta.name(), meta.id, meta.level, meta.summary);
    }
    page
}

/// The list of all rules: `docs/rules/README.md`.
pub fn index_page(metas: &[&RuleMeta]) -> String {
    let mut page = format!("# Rules\n\n{GENERATED}\n\n{LEVELS}\n");
    for group in groups(metas) {
        let _ = write!(page, "\n## [{group}]({group}.md)\n\n| rule | level | |\n| --- | --- | --- |\n");
        for meta in metas.iter().filter(|meta| meta.group() == group) {
            let (id, name, level) = (meta.id, meta.name(), meta.level);
            let summary = meta.summary.replace('|', "\\|");
            let _ = writeln!(page, "| [`{id}`]({group}.md#{name}) | {level} | {summary} |");
        }
    }
    page
}

const GENERATED: &str =
    "Written by the test `rules::docs` from the rules themselves; `chatform explain RULE` prints the same.";

const LEVELS: &str = "`error`: the service or Meta refuses it. `warning`: review may refuse it, or it is silently \
ignored. `info`: how it is shown. `lint.rules` in the project file gives a rule another level, or turns it `off`.\n\n\
Sources are named by keys: A-… are Alibaba's API pages and metadata, M-… are Meta's pages; an example is \
`A-CREATE`, the page of CreateChatappTemplate, or `M-COMP`, Meta's page of template components.";

fn add_example(text: &mut String, heading: &str, fixture: &Fixture) {
    let readable = std::str::from_utf8(fixture.bytes).ok().filter(|example| is_readable(example));
    if let Some(example) = readable {
        let kind = fixture.name.rsplit('.').next().unwrap_or_default();
        let _ = write!(text, "\n## {heading}\n```{kind}\n{}\n```\n", example.trim_end());
    }
}

fn is_readable(example: &str) -> bool {
    let has_control = example.contains(|character: char| character.is_control() && character != '\n');
    example.len() <= EXAMPLE_BYTES && !has_control && !example.contains("```")
}
