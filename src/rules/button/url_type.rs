//! Rules of the variable in a URL button's address.

use crate::declare_rule;
use crate::finding::{Edit, Fixable, Level};
use crate::model::{Button, UrlType, each_variable, single_variable, variables};
use crate::rules::{Check, Cx, Part, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &STATIC_URL_WITH_VARIABLE,
    &DYNAMIC_URL_WITHOUT_VARIABLE,
    &URL_WITH_SEVERAL_VARIABLES,
    &URL_VARIABLE_NOT_LAST,
    &URL_ONLY_A_VARIABLE,
];

declare_rule! {
    /// A variable in an address that is declared static.
    ///
    /// ## Why
    /// The service takes a static address as it is.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].UrlType` (checked 2026-11-20)
    pub static STATIC_URL_WITH_VARIABLE = "button/static-url-with-variable" {
        level: Level::Error,
        summary: "static url has a variable",
        fix: Fixable::Safe,
        check: Check::UrlButton(|button, cx| {
            let Some(url) = url_of(button, cx).filter(|_| button.url_type == Some(UrlType::Static)) else { return };
            if let Some(first) = each_variable(url).next() {
                cx.report("url", format!("url is declared static, but has the variable `{}`", first.name))
                    .within(first.range)
                    .help("write `url_type: dynamic`, or leave `url_type` out: it is inferred")
                    .mend("take `url_type` out: it is inferred", true, |button| {
                        vec![Edit::Remove(button.join("url_type"))]
                    });
            }
        }),
    }
}

declare_rule! {
    /// No variable in an address that is declared dynamic.
    ///
    /// ## Why
    /// The service wants exactly one.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].UrlType`; M-COMP (checked 2026-11-20)
    pub static DYNAMIC_URL_WITHOUT_VARIABLE = "button/dynamic-url-without-variable" {
        level: Level::Error,
        summary: "dynamic url has no variable",
        fix: Fixable::Unsafe,
        check: Check::UrlButton(|button, cx| {
            let Some(url) = url_of(button, cx).filter(|_| button.url_type == Some(UrlType::Dynamic)) else { return };
            if !url.is_empty() && !button.link.has_variable {
                cx.report("url", "url is declared dynamic, but has no variable")
                    .help("add a variable at its end, or leave `url_type` out: it is inferred")
                    .mend("take `url_type` out: it is inferred", false, |button| {
                        vec![Edit::Remove(button.join("url_type"))]
                    });
            }
        }),
    }
}

declare_rule! {
    /// More than one variable in an address.
    ///
    /// ## Why
    /// The service refuses it (`InvalidParameter.UrlMoreVariable`).
    ///
    /// ## Source
    /// A-ERR; M-COMP, URL button (checked 2026-11-20)
    pub static URL_WITH_SEVERAL_VARIABLES = "button/url-with-several-variables" {
        level: Level::Error,
        summary: "button url has more than one variable",
        check: Check::UrlButton(|button, cx| {
            let Some(url) = url_of(button, cx) else { return };
            let found = variables(url);
            if let Some(second) = found.get(1) {
                cx.report("url", format!("button url has {} variables, the limit is 1", found.len()))
                    .within(second.range.clone())
                    .label("one too many")
                    .help("keep one at the end: it may hold several parts, such as `a/b?c=d`");
            }
        }),
    }
}

declare_rule! {
    /// A variable that is not the end of its address.
    ///
    /// ## Why
    /// Meta appends the value to a fixed address; what follows the variable would be lost, so it refuses that.
    ///
    /// ## Source
    /// M-COMP, URL button; M-LTO; M-CARO (checked 2026-11-20)
    pub static URL_VARIABLE_NOT_LAST = "button/url-variable-not-last" {
        level: Level::Error,
        summary: "variable is not the end of the button url",
        check: Check::UrlButton(|button, cx| {
            let Some(url) = url_of(button, cx) else { return };
            let found = variables(url);
            if let Some(last) = found.last().filter(|last| last.range.end < url.len()) {
                cx.report("url", format!("button url goes on behind the variable `{}`", last.name))
                    .within(last.range.end..url.len())
                    .help("put the variable at the end, and the rest into its value");
            }
        }),
    }
}

declare_rule! {
    /// An address that is nothing but a variable, with or without `https://` before it.
    ///
    /// ## Why
    /// A reviewer cannot tell where it leads; Meta speaks of a variable appended to an address.
    ///
    /// ## Source
    /// M-COMP, URL button (checked 2026-11-20)
    pub static URL_ONLY_A_VARIABLE = "button/url-only-a-variable" {
        level: Level::Warning,
        summary: "button url is nothing but a variable",
        check: Check::UrlButton(|button, cx| {
            let Some(url) = url_of(button, cx) else { return };
            let behind_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
            if single_variable(behind_scheme).is_some() {
                let what = if behind_scheme == url { "a variable" } else { "a scheme and a variable" };
                cx.report("url", format!("button url is nothing but {what}, review may refuse it"))
                    .help("write the fixed part, such as `https://shop.example.com/$(path)`");
            }
        }),
    }
}

/// The address of a WhatsApp URL button that holds a `$(` or states its type.
fn url_of<'b>(button: &'b Part<'_, Button>, cx: &Cx<'_>) -> Option<&'b str> {
    let url = button.url.as_deref().filter(|_| cx.is_whatsapp())?;
    (button.url_type.is_some() || button.link.has_variable).then_some(url)
}
