//! The documentation of the rules, as text: what `explain` prints and what `docs/rules/` holds.

use std::fmt::Write;

use crate::finding::{Fixable, Fixture, RuleMeta};

/// Longer examples are left out: they are long because a limit is.
const EXAMPLE_BYTES: usize = 1000;

/// The whole documentation of a rule as Markdown: what, why, source, and an example of each kind.
pub fn explanation(meta: &RuleMeta) -> String {
    let mut text = String::new();
    for line in meta.docs.lines() {
        text.push_str(line.strip_prefix(' ').unwrap_or(line));
        text.push('\n');
    }
    if let Some((_, sentence)) = fix(meta.fix) {
        let _ = write!(text, "\n## Fix\n{sentence}\n");
    }
    if meta.grandfathered {
        let _ = write!(text, "\n## Grandfathered\n{GRANDFATHERED}\n");
    }
    if meta.opt_in {
        let _ = write!(text, "\n## Opt-in\n{}\n", OPT_IN.replace("RULE", meta.id));
    }
    add_example(&mut text, "Reported", &meta.fail);
    add_example(&mut text, "Not reported", &meta.pass);
    text
}

/// Whether there is a fix: in a word, and in a sentence.
fn fix(fixable: Fixable) -> Option<(&'static str, &'static str)> {
    match fixable {
        Fixable::Never => None,
        Fixable::Safe => Some(("safe", "`chatform lint --fix` mends it where the right text is certain.")),
        Fixable::Unsafe => {
            Some(("unsafe", "`chatform lint --fix --unsafe-fixes` mends it where the right text is likely."))
        }
        Fixable::Either => Some((
            "safe or unsafe",
            "`chatform lint --fix` mends it where the right text is certain, with `--unsafe-fixes` also where it is \
             only likely.",
        )),
    }
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
        let _ = write!(page, "\n## [{group}]({group}.md)\n\n| rule | level | fix | |\n| --- | --- | --- | --- |\n");
        for meta in metas.iter().filter(|meta| meta.group() == group) {
            let (id, name) = (meta.id, meta.name());
            let level = if meta.opt_in { format!("{}, opt-in", meta.level) } else { meta.level.to_string() };
            let summary = meta.summary.replace('|', "\\|");
            let fix = fix(meta.fix).map_or("", |(word, _)| word);
            let _ = writeln!(page, "| [`{id}`]({group}.md#{name}) | {level} | {fix} | {summary} |");
        }
    }
    page.push_str("\n## Sources\n\n| key | page |\n| --- | --- |\n");
    for (key, source) in SOURCES {
        let _ = writeln!(page, "| {key} | {source} |");
    }
    page
}

/// Where a fact is known from: the key that rules name, and the page.
pub const SOURCES: &[(&str, &str)] = &[
    ("A-CREATE", "Alibaba, CreateChatappTemplate (API 2020-06-06; SDK models 5.3)"),
    ("A-CREATE-2025", "the same in the SDK of June 2025, older wording"),
    ("A-MODIFY", "Alibaba, ModifyChatappTemplate"),
    ("A-DETAIL", "Alibaba, GetChatappTemplateDetail"),
    ("A-DELETE", "Alibaba, DeleteChatappTemplate"),
    ("A-PROPS", "Alibaba, ModifyChatappTemplateProperties"),
    ("A-METADATA", "Alibaba, OpenAPI metadata of the product cams: what the gateway validates"),
    ("A-ERR", "Alibaba, API error codes (help id 196974)"),
    ("A-LANG", "Alibaba, language codes (help id 463420)"),
    ("A-MEDIA", "Alibaba, upload materials (console)"),
    ("A-VIBER", "Alibaba, types of Viber business messages"),
    ("M-COMP", "Meta, template components"),
    ("M-OVER", "Meta, templates overview"),
    ("M-MGMT", "Meta, template management"),
    ("M-REVIEW", "Meta, template review"),
    ("M-CAT", "Meta, template categorization"),
    ("M-TTL", "Meta, time to live"),
    ("M-LANG", "Meta, supported languages"),
    ("M-LTO", "Meta, limited-time offer templates"),
    ("M-CARO", "Meta, media card carousel templates"),
    ("M-COUPON", "Meta, coupon code templates"),
    ("M-CATALOG", "Meta, catalog templates"),
    ("M-MPM", "Meta, multi-product templates"),
    ("M-SPM", "Meta, single-product templates"),
    ("M-UTIL", "Meta, utility templates"),
    ("M-MKT", "Meta, custom marketing templates"),
    ("M-AUTH", "Meta, authentication templates"),
    ("M-1TAP", "Meta, one-tap autofill authentication templates"),
    ("M-COPY", "Meta, copy code authentication templates"),
    ("M-0TAP", "Meta, zero-tap authentication templates"),
    ("M-FLOW", "Meta, sending a flow"),
    ("M-MEDIA", "Meta, media of business phone numbers"),
    ("M-ERR", "Meta, error codes"),
    ("M-HOOK", "Meta, webhook of template status updates"),
];

const GENERATED: &str =
    "Written by the test `rules::docs` from the rules themselves; `chatform explain RULE` prints the same.";

const GRANDFATHERED: &str = "The platform has approved templates that break this rule. For a variant that is approved \
and unchanged at the service, `plan` and `apply` take it for a warning.";

const OPT_IN: &str = "Only some accounts meet this, and no file can tell which. The rule is silent until the project \
file gives it a level: `lint: { rules: { RULE: warning } }`.";

const LEVELS: &str = "`error`: the service or Meta refuses it. `warning`: review may refuse it, or it is silently \
ignored. `info`: how it is shown. `lint.rules` in the project file gives a rule another level, or turns it `off`.\n\n\
Some rules judge a text rather than measure it; [accuracy](accuracy.md) counts how often they are right.\n\
[Coverage](coverage.md) lists every demand of the platform with the rules that report it.";

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
