//! Where a variable may stand.

use crate::declare_rule;
use crate::finding::Level;
use crate::model::limits;
use crate::rules::writing::markup::is_unseen;
use crate::rules::{Check, Cx, Rule, Text, TextKind};

use super::words::{least, words};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] =
    &[&AT_BODY_EDGE, &NEAR_BODY_EDGE, &ADJACENT, &TOO_MANY_FOR_TEXT, &REPEATED, &IN_FOOTER, &IN_BUTTON_TEXT];

declare_rule! {
    /// A body that starts or ends with a variable, blanks and punctuation aside.
    ///
    /// ## Why
    /// Meta refuses it: a reviewer cannot tell what the message will say. A full stop behind the last variable does
    /// not help.
    ///
    /// ## Source
    /// M-REVIEW; M-ERR 2388299; reports of refused templates (checked 2026-11-20)
    pub static AT_BODY_EDGE = "variable/at-body-edge" {
        level: Level::Error,
        summary: "body starts or ends with a variable",
        grandfathered: true,
        check: Check::Variables(|text, cx| {
            if !is_written_body(text, cx) {
                return;
            }
            let first = text.variables().next().filter(|first| is_edge(&text.text[..first.range.start]));
            if let Some(first) = first {
                cx.report("", "body starts with a variable")
                    .within(first.range)
                    .help("put words before it, such as a greeting");
            }
            let last = text.variables().next_back().filter(|last| is_edge(&text.text[last.range.end..]));
            if let Some(last) = last {
                cx.report("", "body ends with a variable")
                    .within(last.range)
                    .help("put words behind it: a full stop is not enough");
            }
        }),
    }
}

declare_rule! {
    /// A body in which only brackets, quotes, formatting or symbols stand between a variable and the start or end.
    ///
    /// ## Why
    /// Reports differ on whether Meta then sees the variable at the edge, which it refuses.
    ///
    /// ## Source
    /// M-REVIEW; M-ERR 2388299; reports of templates, refused and approved (checked 2026-11-20)
    pub static NEAR_BODY_EDGE = "variable/near-body-edge" {
        level: Level::Warning,
        summary: "only symbols separate a variable from the edge of the body",
        check: Check::Variables(|text, cx| {
            let is_near = |rest: &str| !is_edge(rest) && !rest.contains(char::is_alphanumeric);
            if !is_written_body(text, cx) {
                return;
            }
            let first = text.variables().next().filter(|first| is_near(&text.text[..first.range.start]));
            if let Some(first) = first {
                cx.report("", "only symbols stand before the first variable of the body")
                    .within(first.range)
                    .help("put words before it, such as a greeting");
            }
            let last = text.variables().next_back().filter(|last| is_near(&text.text[last.range.end..]));
            if let Some(last) = last {
                cx.report("", "only symbols stand behind the last variable of the body")
                    .within(last.range)
                    .help("put words behind it");
            }
        }),
    }
}

declare_rule! {
    /// Two variables with nothing but blanks between them.
    ///
    /// ## Why
    /// Templates have been rejected with a note that names exactly this.
    ///
    /// ## Source
    /// M-HOOK, example of a rejection; Twilio's documentation (checked 2026-11-20)
    pub static ADJACENT = "variable/adjacent" {
        level: Level::Warning,
        summary: "two variables stand side by side",
        check: Check::Variables(|text, cx| {
            if !is_written_body(text, cx) {
                return;
            }
            for (left, right) in text.variables().zip(text.variables().skip(1)) {
                if text.text[left.range.end..right.range.start].chars().all(is_unseen) {
                    cx.report("", format!("`{}` and `{}` stand side by side", left.name, right.name))
                        .within(left.range.start..right.range.end)
                        .help("put a word between them, or make one variable of the two");
                }
            }
        }),
    }
}

declare_rule! {
    /// A body with too few words for its variables.
    ///
    /// ## Why
    /// Meta refuses such bodies and does not say where it draws the line. Reports agree best with three words for each
    /// variable and one more.
    ///
    /// ## Source
    /// M-REVIEW; M-ERR 2388293; reports of refused templates (checked 2026-11-20)
    pub static TOO_MANY_FOR_TEXT = "variable/too-many-for-text" {
        level: Level::Warning,
        summary: "body has too few words for its variables",
        check: Check::Variables(|text, cx| {
            let count = if is_written_body(text, cx) { text.variables().count() } else { 0 };
            if count == 0 {
                return;
            }
            let wanted = limits::WORDS_PER_VARIABLE * count + 1;
            if text.literals().map(|(_, literal)| least(literal)).sum::<usize>() >= wanted {
                return;
            }
            let mut found = 0;
            for (_, literal) in text.literals() {
                found += words(literal, wanted - found);
                if found >= wanted {
                    return;
                }
            }
            let plural = if count == 1 { "variable" } else { "variables" };
            let fact = format!("body has {found} words for {count} {plural}");
            cx.report("", format!("{fact}, review may refuse less than {wanted}"))
                .help("say more around the variables, or use fewer");
        }),
    }
}

declare_rule! {
    /// The same variable twice in one text.
    ///
    /// ## Why
    /// Meta wants named parameters to be unique; the service presumably gives each name one number.
    ///
    /// ## Source
    /// M-OVER (checked 2026-11-20)
    pub static REPEATED = "variable/repeated" {
        level: Level::Warning,
        summary: "variable appears twice in one text",
        check: Check::Variables(|text, cx| {
            for (position, variable) in text.variables().enumerate() {
                let earlier = text.variables().take(position).filter(|earlier| earlier.name == variable.name);
                if earlier.count() == 1 {
                    cx.report("", format!("variable `{}` appears twice in the {}", variable.name, text.kind.noun()))
                        .within(variable.range)
                        .help("use it once, or give the second one its own name");
                }
            }
        }),
    }
}

declare_rule! {
    /// A variable in the footer.
    ///
    /// ## Why
    /// The service refuses it (`InvalidParameter.FooterHaveVariable`).
    ///
    /// ## Source
    /// A-ERR (checked 2026-11-20)
    pub static IN_FOOTER = "variable/in-footer" {
        level: Level::Error,
        summary: "footer has a variable",
        check: Check::Variables(|text, cx| {
            let first = text.variables().next().filter(|_| text.kind == TextKind::Footer);
            if let Some(first) = first {
                cx.report("", "footer has a variable, it must be fixed text")
                    .within(first.range)
                    .help("move the variable into the body");
            }
        }),
    }
}

declare_rule! {
    /// A variable in the label of a button.
    ///
    /// ## Why
    /// The service refuses it (`InvalidParameter.ButtonTextHaveVariable`).
    ///
    /// ## Source
    /// A-ERR; M-ERR 2388060 (checked 2026-11-20)
    pub static IN_BUTTON_TEXT = "variable/in-button-text" {
        level: Level::Error,
        summary: "button text has a variable",
        check: Check::Variables(|text, cx| {
            let is_label = matches!(text.kind, TextKind::Button | TextKind::Autofill);
            if let Some(first) = text.variables().next().filter(|_| is_label) {
                cx.report("", format!("{} has a variable, it must be fixed text", text.kind.noun()))
                    .within(first.range)
                    .help("move the variable into the body or the address");
            }
        }),
    }
}

fn is_written_body(text: &Text<'_>, cx: &Cx<'_>) -> bool {
    text.kind == TextKind::Body && cx.is_written_whatsapp()
}

/// Whether what lies between a variable and the edge of the body does not hide it from Meta.
fn is_edge(rest: &str) -> bool {
    let is_sentence_mark = |character| {
        matches!(
            character,
            '.' | ','
                | '!'
                | '?'
                | ';'
                | ':'
                | '…'
                | '。'
                | '，'
                | '、'
                | '！'
                | '？'
                | '；'
                | '：'
                | '．'
                | '｡'
                | '؟'
                | '،'
                | '؛'
                | '۔'
                | '।'
                | '॥'
                | '።'
                | '¡'
                | '¿'
        )
    };
    rest.chars().all(|character| is_unseen(character) || is_sentence_mark(character))
}
