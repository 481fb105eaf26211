//! How a variable is written.

use memchr::memchr_iter;

use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::rules::{Check, Marks, Rule, TextKind};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &UNTERMINATED,
    &NAME_MALFORMED,
    &NAME_NUMERIC,
    &META_PLACEHOLDER,
    &NAMED_PLACEHOLDER,
    &BRACE_PLACEHOLDER,
    &PERCENT_PLACEHOLDER,
    &BARE_DOLLAR,
];

declare_rule! {
    /// A `$(` that is not closed on its line.
    ///
    /// ## Why
    /// The service would send it as written.
    ///
    /// ## Source
    /// `$(name)` in the samples of A-CREATE and A-DETAIL (checked 2026-11-20)
    pub static UNTERMINATED = "variable/unterminated" {
        level: Level::Error,
        summary: "`$(` without `)`",
        fix: Fixable::Unsafe,
        check: Check::Variables(|text, cx| {
            for range in text.unterminated() {
                let message = format!("{} has `$(` without `)`", text.kind.noun());
                let rest = &text.text[(range.start + 2).min(text.text.len())..];
                let end = rest.find(|character: char| !is_name_character(character)).unwrap_or(rest.len());
                let close = range.start + 2 + end;
                let report = cx.report("", message).within(range).help("close the variable: `$(name)`");
                if is_name(&rest[..end]) {
                    report.replace_in_text("close it behind its name", false, [(close..close, ")".to_owned())]);
                }
            }
        }),
    }
}

declare_rule! {
    /// A variable whose name is not a letter followed by letters, digits and underscores.
    ///
    /// ## Why
    /// No page says what a name may hold; integrations accept this form. Blanks, dots and dashes come back as
    /// refusals or as text that is sent as written.
    ///
    /// ## Source
    /// Samples of A-CREATE and A-DETAIL; reports of integrations (checked 2026-11-20)
    pub static NAME_MALFORMED = "variable/name-malformed" {
        level: Level::Error,
        summary: "variable has a name that the service may not know",
        fix: Fixable::Safe,
        check: Check::Variables(|text, cx| {
            for variable in text.variables().filter(|variable| !is_name(variable.name) && !is_number(variable.name)) {
                let range = variable.range.clone();
                let report = match variable.name.trim() {
                    "" => cx.report("", "variable has no name").help("write a name: `$(name)`"),
                    trimmed if is_name(trimmed) => cx
                        .report("", format!("variable `{trimmed}` has blanks around its name"))
                        .help(format!("write `$({trimmed})`"))
                        .replace_in_text(format!("write `$({trimmed})`"), true, [(range, format!("$({trimmed})"))]),
                    name => cx
                        .report("", format!("variable `{name}` is not a name"))
                        .help("use a letter, then letters, digits and `_`"),
                };
                report.within(variable.range);
            }
        }),
    }
}

declare_rule! {
    /// A variable whose name is a number.
    ///
    /// ## Why
    /// Its number would say nothing about its position: the service numbers variables by itself.
    ///
    /// ## Source
    /// Reports of integrations (checked 2026-11-20)
    pub static NAME_NUMERIC = "variable/name-numeric" {
        level: Level::Warning,
        summary: "variable is called by a number",
        check: Check::Variables(|text, cx| {
            for variable in text.variables().filter(|variable| is_number(variable.name)) {
                cx.report("", format!("variable `{}` is called by a number", variable.name))
                    .within(variable.range)
                    .help("name it after what it holds, such as `$(order_id)`");
            }
        }),
    }
}

declare_rule! {
    /// A `{{1}}`, as Meta writes variables.
    ///
    /// ## Why
    /// The service refuses it (`InvalidParameter.MessageInvalid`): its variables are `$(name)`.
    ///
    /// ## Source
    /// A-ERR (checked 2026-11-20)
    pub static META_PLACEHOLDER = "variable/meta-placeholder" {
        level: Level::Error,
        summary: "`{{1}}` is refused: variables are written `$(name)`",
        fix: Fixable::Unsafe,
        check: Check::Text(|text, cx| {
            if !text.marks.has(Marks::BRACE) {
                return;
            }
            for (start, inner, length) in braces(text.text).filter(|(_, inner, _)| is_number(inner.trim())) {
                let message = format!("`{{{{{}}}}}` is Meta's placeholder, which the service refuses", inner.trim());
                let name = format!("$(variable_{})", inner.trim());
                cx.report("", message)
                    .within(start..start + length)
                    .help("name it: `$(name)`")
                    .replace_by(format!("write `{name}`"), false, name);
            }
        }),
    }
}

declare_rule! {
    /// A `{{name}}`, as Meta and template engines write variables.
    ///
    /// ## Why
    /// The service does not fill it in: it reaches Meta as a placeholder without an example, or the customer as text.
    ///
    /// ## Source
    /// Reports of integrations (checked 2026-11-20)
    pub static NAMED_PLACEHOLDER = "variable/named-placeholder" {
        level: Level::Error,
        summary: "`{{name}}` is no variable: write `$(name)`",
        fix: Fixable::Safe,
        check: Check::Text(|text, cx| {
            if !text.marks.has(Marks::BRACE) {
                return;
            }
            for (start, inner, length) in braces(text.text).filter(|(_, inner, _)| is_name(inner.trim())) {
                let name = inner.trim();
                cx.report("", format!("`{{{{{name}}}}}` is no variable of the service"))
                    .within(start..start + length)
                    .help(format!("write `$({name})`"))
                    .replace_by(format!("write `$({name})`"), true, format!("$({name})"));
            }
        }),
    }
}

declare_rule! {
    /// A `{name}` in single braces, as some tools write variables.
    ///
    /// ## Why
    /// The service does not fill it in: the customer would read `{name}`.
    ///
    /// ## Source
    /// Reports of integrations (checked 2026-11-20)
    pub static BRACE_PLACEHOLDER = "variable/brace-placeholder" {
        level: Level::Warning,
        summary: "`{name}` is no variable: write `$(name)`",
        fix: Fixable::Unsafe,
        check: Check::Text(|text, cx| {
            if !text.marks.has(Marks::BRACE) || !text.kind.is_prose() {
                return;
            }
            for (start, _) in text.text.match_indices('{') {
                let rest = &text.text[start + 1..];
                let Some(end) = rest.find('}').filter(|end| is_name(&rest[..*end])) else { continue };
                let is_other = text.text[..start].ends_with(['{', '$']) || rest[end + 1..].starts_with('}');
                if !is_other {
                    let name = &rest[..end];
                    cx.report("", format!("`{{{name}}}` is no variable of the service"))
                        .within(start..start + end + 2)
                        .help(format!("write `$({name})` if a variable is meant"))
                        .replace_by(format!("write `$({name})`"), false, format!("$({name})"));
                }
            }
        }),
    }
}

declare_rule! {
    /// A `%s`, as programs write variables.
    ///
    /// ## Why
    /// The service does not fill it in: the customer would read `%s`.
    ///
    /// ## Source
    /// Reports of integrations (checked 2026-11-20)
    pub static PERCENT_PLACEHOLDER = "variable/percent-placeholder" {
        level: Level::Error,
        summary: "`%s` is no variable: write `$(name)`",
        check: Check::Text(|text, cx| {
            if !text.marks.has(Marks::PERCENT) || !text.kind.is_prose() {
                return;
            }
            for (start, _) in text.text.match_indices('%') {
                if let Some(length) = percent_placeholder(text.text, start) {
                    let message = format!("`{}` is no variable of the service", &text.text[start..start + length]);
                    cx.report("", message).within(start..start + length).help("name it: `$(name)`");
                }
            }
        }),
    }
}

declare_rule! {
    /// A `$name` without brackets.
    ///
    /// ## Why
    /// The service does not fill it in: the customer would read `$name`.
    ///
    /// ## Source
    /// Reports of integrations (checked 2026-11-20)
    pub static BARE_DOLLAR = "variable/bare-dollar" {
        level: Level::Warning,
        summary: "`$name` is no variable: write `$(name)`",
        fix: Fixable::Unsafe,
        check: Check::Text(|text, cx| {
            if !text.marks.has(Marks::DOLLAR) || matches!(text.kind, TextKind::Coupon | TextKind::PhoneNumber) {
                return;
            }
            let bytes = text.text.as_bytes();
            let begins_name = |start: &usize| bytes.get(start + 1).is_some_and(u8::is_ascii_lowercase);
            for start in memchr_iter(b'$', bytes).filter(begins_name) {
                let rest = &text.text[start + 1..];
                let end = rest.find(|character: char| !is_name_character(character)).unwrap_or(rest.len());
                let name = &rest[..end];
                // Behind a digit it belongs to a price, or to `%1$s`.
                if !text.text[..start].ends_with(|before: char| before.is_ascii_digit()) {
                    cx.report("", format!("`${name}` is no variable of the service"))
                        .within(start..start + 1 + end)
                        .help(format!("write `$({name})` if a variable is meant"))
                        .replace_by(format!("write `$({name})`"), false, format!("$({name})"));
                }
            }
        }),
    }
}

fn is_name_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic()) && name.chars().all(is_name_character)
}

fn is_number(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())
}

/// Every `{{…}}` on one line: where it starts, what it holds, how many bytes it has.
fn braces(text: &str) -> impl Iterator<Item = (usize, &str, usize)> {
    text.match_indices("{{").filter_map(|(start, open)| {
        let inner = &text[start + open.len()..];
        let end = inner.find(['}', '{', '\n'])?;
        inner[end..].starts_with("}}").then(|| (start, &inner[..end], end + 2 * open.len()))
    })
}

/// The length of a `%s`, `%d` or `%1$s` that starts here; percentages (`50%`) and encoded addresses (`%d0`) are none.
fn percent_placeholder(text: &str, start: usize) -> Option<usize> {
    if text[..start].ends_with(|before: char| before.is_alphanumeric() || before == '%') {
        return None;
    }
    let rest = &text[start + 1..];
    let digits = rest.len() - rest.trim_start_matches(|character: char| character.is_ascii_digit()).len();
    let position = if digits > 0 && rest[digits..].starts_with('$') { digits + 1 } else { 0 };
    let after = rest[position..].strip_prefix(['s', 'd'])?;
    (!after.starts_with(|next: char| next.is_alphanumeric())).then_some(position + 2)
}
