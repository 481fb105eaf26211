//! Rules of the samples that reviewers read.

use super::writing::address::Address;
use super::writing::markup::on_one_line;
use super::writing::unseen::Unseen;
use super::{Check, Rule, TextKind, Whole};
use crate::declare_rule;
use crate::finding::{Fixable, Level, Path};
use crate::model::{holds_variables, single_variable};

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[
    &MISSING,
    &UNUSED,
    &EMPTY,
    &SEVERAL_LINES,
    &INVISIBLE_CHARACTER,
    &PLACEHOLDER,
    &SPECIAL_CHARACTER,
    &MEDIA_URL_MALFORMED,
    &WHOLE_URL,
];

declare_rule! {
    /// A variable without an example.
    ///
    /// ## Why
    /// Meta refuses a template that does not show a sample of every variable.
    ///
    /// ## Source
    /// M-OVER; M-ERR 2388043; A-CREATE, `Example` (checked 2026-11-20)
    pub static MISSING = "example/missing" {
        level: Level::Error,
        summary: "variable has no example",
        check: Check::Variables(|text, cx| {
            if !cx.is_written_whatsapp() || !takes_variables(text.kind) {
                return;
            }
            for variable in text.variables().filter(|variable| !variable.name.trim().is_empty()) {
                if cx.example(variable.name).is_some() {
                    continue;
                }
                let message = format!("variable `{}` has no example", variable.name);
                if !cx.has_said(&message) {
                    cx.report("", message)
                        .within(variable.range)
                        .missing(Path::root().join("examples").join(variable.name))
                        .help(format!("add `{}: …` to `examples`, as customers will see it", variable.name));
                }
            }
        }),
    }
}

declare_rule! {
    /// An example of which no variable is left.
    ///
    /// ## Why
    /// It is sent for nothing; often the variable was renamed.
    ///
    /// ## Source
    /// A-CREATE, `Example`; reports of integrations (checked 2026-11-20)
    pub static UNUSED = "example/unused" {
        level: Level::Warning,
        summary: "example belongs to no variable",
        fix: Fixable::Unsafe,
        check: Check::Template(|whole, reporter| {
            let Whole { template, variants, .. } = whole;
            if template.examples.is_none() && template.languages.values().all(|entry| entry.examples.is_none()) {
                return;
            }
            for name in template.examples.iter().flatten().map(|(name, _)| name) {
                if !whole.used().iter().any(|used| used.contains(&name.as_str())) {
                    let path = Path::root().join("examples").join(name.as_str());
                    reporter
                        .report_at(path, format!("no language has a variable `{name}`"))
                        .at_key()
                        .help(format!("take the example out, or write `$({name})` where it belongs"))
                        .remove("take the example out");
                }
            }
            for (variant, used) in variants.iter().zip(whole.used()) {
                let entry = template.languages.get(&variant.language);
                let own = entry.and_then(|entry| entry.examples.as_ref()).into_iter().flatten();
                for (name, _) in own.filter(|(name, _)| !used.contains(&name.as_str())) {
                    let language = Path::root().join("languages").join(variant.language.as_str());
                    reporter
                        .report_at(
                            language.join("examples").join(name.as_str()),
                            format!("{} has no variable `{name}`", variant.language),
                        )
                        .at_key()
                        .help(format!("take the example out, or write `$({name})` where it belongs"))
                        .remove("take the example out");
                }
            }
        }),
    }
}

declare_rule! {
    /// An empty example.
    ///
    /// ## Why
    /// Meta wants a sample that shows what customers will see.
    ///
    /// ## Source
    /// A-METADATA, `Example`; M-ERR 2388043 (checked 2026-11-20)
    pub static EMPTY = "example/empty" {
        level: Level::Error,
        summary: "example is empty",
        check: Check::Example(|example, cx| {
            if super::writing::markup::is_blank(Some(example.sample)) {
                cx.report("", format!("example of `{}` is empty", example.name))
                    .help("write a value as customers will see it");
            }
        }),
    }
}

declare_rule! {
    /// An example with a line break or a tab.
    ///
    /// ## Why
    /// Values with line breaks or tabs are refused when a message is sent; a sample with them looks unreal.
    ///
    /// ## Source
    /// M-REVIEW; M-ERR 132018 (checked 2026-11-20)
    pub static SEVERAL_LINES = "example/several-lines" {
        level: Level::Warning,
        summary: "example has a line break or tab",
        fix: Fixable::Either,
        check: Check::Example(|example, cx| {
            let value = example.sample.trim_end_matches(['\n', '\r']);
            if let Some(start) = example.sample.find(['\n', '\r', '\t']) {
                let what = if value.len() < example.sample.len() && start >= value.len() {
                    "ends with a line break"
                } else {
                    "has a line break or tab"
                };
                let (ranges, is_certain) = on_one_line(example.sample);
                cx.report("", format!("example of `{}` {what}", example.name))
                    .within(start..start + 1)
                    .help("write the value on one line")
                    .replace_in_text("write it on one line", is_certain, ranges);
            }
        }),
    }
}

declare_rule! {
    /// An example with a character that cannot be seen, such as a zero-width space or a direction mark.
    ///
    /// ## Why
    /// Meta has refused such examples. They come in by copying from web pages and office programs.
    ///
    /// ## Source
    /// M-ERR 2388043; reports of refused templates (checked 2026-11-20)
    pub static INVISIBLE_CHARACTER = "example/invisible-character" {
        level: Level::Warning,
        summary: "example has an invisible character",
        fix: Fixable::Either,
        check: Check::Example(|example, cx| {
            if let Some(unseen) = Unseen::of(example.sample) {
                let fact = format!("has the invisible character U+{:04X}", unseen.character as u32);
                unseen.complete(cx.report("", format!("example of `{}` {fact}", example.name)));
            }
        }),
    }
}

declare_rule! {
    /// An example that is a placeholder itself.
    ///
    /// ## Why
    /// Reviewers want a sample as customers will see it.
    ///
    /// ## Source
    /// M-REVIEW (checked 2026-11-20)
    pub static PLACEHOLDER = "example/placeholder" {
        level: Level::Warning,
        summary: "example is a placeholder",
        check: Check::Example(|example, cx| {
            let sample = example.sample.trim();
            let wrapped = |open: char, close: char| sample.starts_with(open) && sample.ends_with(close);
            let is_placeholder = (sample.contains('{') && sample.contains("{{"))
                || holds_variables(sample)
                || wrapped('[', ']')
                || wrapped('<', '>')
                || sample == example.name
                || ["xxx", "test", "example", "sample", "tbd"].iter().any(|word| sample.eq_ignore_ascii_case(word));
            if is_placeholder && !sample.is_empty() {
                cx.report("", format!("example of `{}` is a placeholder, review may refuse it", example.name))
                    .help("write a value as customers will see it");
            }
        }),
    }
}

declare_rule! {
    /// An example with `#`, `$` or `%`, of a variable in the header's or the body's text.
    ///
    /// ## Why
    /// Meta names these characters among the reasons for a rejection. Samples of its own documentation hold them
    /// (`25%`), so it is worth a thought and no more.
    ///
    /// ## Source
    /// M-REVIEW; M-COMP, whose samples differ (checked 2026-11-20)
    pub static SPECIAL_CHARACTER = "example/special-character" {
        level: Level::Info,
        summary: "example has a `#`, `$` or `%`",
        check: Check::Variables(|text, cx| {
            if !cx.is_written_whatsapp() || !matches!(text.kind, TextKind::Header | TextKind::Body) {
                return;
            }
            for variable in text.variables() {
                let sample = cx.example(variable.name).unwrap_or_default();
                let Some((start, found)) = sample.char_indices().find(|(_, c)| ['#', '$', '%'].contains(c)) else {
                    continue;
                };
                // Another placeholder is reported as one.
                if sample.contains("$(") || sample.contains("${") {
                    continue;
                }
                let message = format!("example of `{}` has a `{found}`, review may refuse it", variable.name);
                if !cx.has_said(&message) {
                    cx.report_at(Path::root().join("examples").join(variable.name), message)
                        .within(start..start + 1)
                        .help("move the character into the text, or write the value without it");
                }
            }
        }),
    }
}

declare_rule! {
    /// An example of a header's address that is no address.
    ///
    /// ## Why
    /// The service downloads the sample when the template is submitted (`InvalidParameter.FileUrlError`).
    ///
    /// ## Source
    /// A-DETAIL, sample of `Example`; reports of refused templates (checked 2026-11-20)
    pub static MEDIA_URL_MALFORMED = "example/media-url-malformed" {
        level: Level::Error,
        summary: "example of a header's `url` is not an address",
        check: Check::Variables(|text, cx| {
            if text.kind != TextKind::MediaUrl || !text.text.starts_with("$(") {
                return;
            }
            let Some(name) = single_variable(text.text) else { return };
            let Some(sample) = cx.example(name) else { return };
            if Address::parse(sample).is_some() || sample.trim().is_empty() {
                return;
            }
            let message = format!("example of `{name}` is not an absolute `https://` address");
            if !cx.has_said(&message) {
                cx.report_at(Path::root().join("examples").join(name), message)
                    .note("it stands for the header's picture, video or document, and is downloaded for the review")
                    .help("give the address of a public sample file");
            }
        }),
    }
}

declare_rule! {
    /// An example that is a whole address, for a variable at the end of one.
    ///
    /// ## Why
    /// The example is the value of the variable. Put behind the fixed part it gives an address that leads nowhere.
    ///
    /// ## Source
    /// M-COMP and M-LTO, whose samples differ (checked 2026-11-20)
    pub static WHOLE_URL = "example/whole-url" {
        level: Level::Warning,
        summary: "example of an address's ending is a whole address",
        fix: Fixable::Safe,
        check: Check::Variables(|text, cx| {
            if text.kind != TextKind::ButtonUrl || text.literals().next().is_none() {
                return;
            }
            for variable in text.variables() {
                let sample = cx.example(variable.name).unwrap_or_default();
                if Address::parse(sample).is_none() {
                    continue;
                }
                let message = format!("example of `{}` is a whole address, but only ends one", variable.name);
                let fixed = &text.text[..variable.range.start];
                let beginning = (sample.len() > fixed.len() && sample.starts_with(fixed))
                    .then(|| (0..fixed.len(), String::new()));
                if !cx.has_said(&message) {
                    cx.report_at(Path::root().join("examples").join(variable.name), message)
                        .help(format!("give what follows `{fixed}`"))
                        .replace_in_text("leave out what the address begins with", true, beginning);
                }
            }
        }),
    }
}

/// Whether the service fills variables into a text of this kind.
fn takes_variables(kind: TextKind) -> bool {
    matches!(
        kind,
        TextKind::Header
            | TextKind::MediaUrl
            | TextKind::Body
            | TextKind::ButtonUrl
            | TextKind::Coupon
            | TextKind::Offer
    )
}
