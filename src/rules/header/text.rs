//! Rules of a TEXT header.

use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::{Header, HeaderFormat, limits};
use crate::rules::writing::emoji::emoji;
use crate::rules::writing::markup::{formatted, is_blank, line_break, line_break_help, marks, on_one_line};
use crate::rules::{Check, Cx, Marks, Rule, TextKind};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &FORMAT_MISSING,
    &TEXT_MISSING,
    &TOO_LONG,
    &MORE_THAN_ONE_VARIABLE,
    &LINE_BREAK,
    &FORMATTING,
    &EMOJI,
    &ONLY_A_VARIABLE,
];

declare_rule! {
    /// A header that states neither a format nor a text.
    ///
    /// ## Why
    /// Without a format the service cannot tell what to show: it refuses the header (`HeaderTypeNotSupport`).
    ///
    /// ## Source
    /// A-CREATE, `Components[].Format`; A-ERR (checked 2026-11-20)
    pub static FORMAT_MISSING = "header/format-missing" {
        level: Level::Error,
        summary: "header states no format",
        check: Check::Header(|header, cx| {
            if header.effective_format().is_none() && !cx.is_authentication() {
                cx.report("", "header states no format")
                    .help("add `format: IMAGE`, `VIDEO` or `DOCUMENT`, or write the header as a text");
            }
        }),
    }
}

declare_rule! {
    /// A TEXT header without a text.
    ///
    /// ## Why
    /// Meta refuses a header that shows nothing.
    ///
    /// ## Source
    /// M-COMP, text header (checked 2026-11-20)
    pub static TEXT_MISSING = "header/text-missing" {
        level: Level::Error,
        summary: "TEXT header has no text",
        check: Check::Header(|header, cx| {
            if is_text_of_whatsapp(header, cx) && is_blank(header.text.as_deref()) {
                cx.report("text", "TEXT header has no text").help("write the text, or take the header out");
            }
        }),
    }
}

declare_rule! {
    /// A TEXT header longer than 60 characters.
    ///
    /// ## Why
    /// The service refuses it when the template is submitted. Each variable counts as the `{{n}}` that Meta sees.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Text`; M-COMP (checked 2026-11-20)
    pub static TOO_LONG = "header/too-long" {
        level: Level::Error,
        summary: "header is longer than 60 characters",
        check: Check::Header(|header, cx| {
            let Some(text) = header.text.as_deref().filter(|_| is_text_of_whatsapp(header, cx)) else { return };
            if let Some(report) = cx.report_too_long("text", "header", text, limits::HEADER_CHARACTERS) {
                report.help("move the detail into the body");
            }
        }),
    }
}

declare_rule! {
    /// A TEXT header with more than one variable.
    ///
    /// ## Why
    /// The service refuses it (`InvalidParameter.HeaderMoreVariable`).
    ///
    /// ## Source
    /// A-ERR; M-COMP, text header (checked 2026-11-20)
    pub static MORE_THAN_ONE_VARIABLE = "header/more-than-one-variable" {
        level: Level::Error,
        summary: "header has more than one variable",
        check: Check::Variables(|text, cx| {
            if text.kind != TextKind::Header || !cx.is_whatsapp() {
                return;
            }
            let Some(second) = text.variables().nth(limits::HEADER_VARIABLES) else { return };
            let message = format!("header has {} variables, the limit is 1", text.variables().count());
            cx.report("", message).within(second.range).label("one too many").help("move it into the body");
        }),
    }
}

declare_rule! {
    /// A TEXT header of several lines.
    ///
    /// ## Why
    /// Meta refuses line breaks in a header.
    ///
    /// ## Source
    /// M-ERR 2388047 and 2388072; reports of refused templates (checked 2026-11-20)
    pub static LINE_BREAK = "header/line-break" {
        level: Level::Error,
        summary: "header has a line break",
        grandfathered: true,
        fix: Fixable::Either,
        check: Check::Header(|header, cx| {
            let Some(text) = header.text_with(Marks::LINE_BREAK).filter(|_| is_text_of_whatsapp(header, cx)) else { return };
            if let Some(range) = line_break(text) {
                let help = line_break_help(text, &range);
                let (ranges, is_certain) = on_one_line(text);
                cx.report("text", "header has a line break, it must be one line").within(range).help(help).replace_in_text(
                    "write it on one line",
                    is_certain,
                    ranges,
                );
            }
        }),
    }
}

declare_rule! {
    /// A TEXT header with formatting: an asterisk, or a pair of `_`, `~` or backticks.
    ///
    /// ## Why
    /// Headers cannot be formatted; Meta refuses them.
    ///
    /// ## Source
    /// M-COMP, text header ("no Markdown"); M-ERR 2388047; reports of refused templates (checked 2026-11-20)
    pub static FORMATTING = "header/formatting" {
        level: Level::Error,
        summary: "header has formatting characters",
        grandfathered: true,
        fix: Fixable::Unsafe,
        check: Check::Text(|text, cx| {
            if text.kind != TextKind::Header || !cx.is_written_whatsapp() {
                return;
            }
            let found = text.literals().find_map(|(start, literal)| {
                let asterisk = literal.find('*').map(|offset| offset..offset + 1);
                let range = formatted(literal).or(asterisk)?;
                Some(start + range.start..start + range.end)
            });
            if let Some(range) = found {
                cx.report("", "header has formatting characters, it must be plain text")
                    .within(range.clone())
                    .help("take the `*`, `_`, `~` and backticks out: a header is shown in bold anyway")
                    .replace_in_text("take the formatting out", false, marks(&range));
            }
        }),
    }
}

declare_rule! {
    /// A TEXT header with an emoji.
    ///
    /// ## Why
    /// Reviewers have refused headers with emoji, although Meta's pages do not forbid them.
    ///
    /// ## Source
    /// M-ERR 2388047; reports of refused templates (checked 2026-11-20)
    pub static EMOJI = "header/emoji" {
        level: Level::Warning,
        summary: "header has an emoji",
        check: Check::Header(|header, cx| {
            let Some(text) = header.text_with(Marks::MAYBE_EMOJI).filter(|_| is_text_of_whatsapp(header, cx)) else { return };
            if let Some(range) = emoji(text).next() {
                cx.report("text", "header has an emoji, review may refuse it")
                    .within(range)
                    .help("move the emoji into the body");
            }
        }),
    }
}

declare_rule! {
    /// A TEXT header that is nothing but a variable.
    ///
    /// ## Why
    /// A reviewer cannot tell what it will say; Meta's rule against leading and trailing variables is written for the
    /// whole message.
    ///
    /// ## Source
    /// M-REVIEW (checked 2026-11-20)
    pub static ONLY_A_VARIABLE = "header/only-a-variable" {
        level: Level::Warning,
        summary: "header is nothing but a variable",
        check: Check::Variables(|text, cx| {
            if text.kind != TextKind::Header || !cx.is_written_whatsapp() || text.variables().next().is_none() {
                return;
            }
            if text.literals().all(|(_, literal)| !literal.contains(char::is_alphanumeric)) {
                cx.report("", "header is nothing but a variable")
                    .help("add the words that never change, such as `Order $(order_id)`");
            }
        }),
    }
}

fn is_text_of_whatsapp(header: &Header, cx: &Cx<'_>) -> bool {
    header.effective_format() == Some(HeaderFormat::Text) && cx.is_written_whatsapp()
}
