//! `${name}`: values that are filled in before anything is sent.

use crate::declare_rule;
use crate::finding::{At, Finding, Level, RuleMeta};
use crate::model::Undeclared;

/// The rules of this group; whoever fills the values in reports them.
pub(super) static METAS: &[&RuleMeta] = &[&UNDECLARED, &UNTERMINATED];

declare_rule! {
    /// A `${name}` for which the project file has no value.
    ///
    /// ## Why
    /// It would be sent as written, and the customer would read `${name}`. Either the value is missing from an
    /// environment, or a variable of the message was meant: those are written `$(name)`.
    ///
    /// ## Source
    /// `$(name)` is the only variable of the service: A-CREATE samples (checked 2026-11-20)
    pub static UNDECLARED = "build-value/undeclared" {
        level: Level::Error,
        summary: "`${name}` has no value in the project file"
    }
}

declare_rule! {
    /// A `${` that is never closed.
    ///
    /// ## Why
    /// It would be sent as written, and the customer would read `${`.
    ///
    /// ## Source
    /// `$(name)` is the only variable of the service: A-CREATE samples (checked 2026-11-20)
    pub static UNTERMINATED = "build-value/unterminated" {
        level: Level::Error,
        summary: "`${` without `}`"
    }
}

/// The finding for a `${name}` without a value, or a `${` that is never closed, at its place in the variant;
/// `environment` is the one that lacks it, where the project has any.
pub fn undeclared_value(undeclared: &Undeclared, environment: Option<&str>) -> Finding {
    let Undeclared { name, path, range } = undeclared;
    let at = At::Text(path.clone(), range.clone());
    let Some(name) = name else {
        return Finding::new(&UNTERMINATED, at, "`${` without `}`").label("would be sent as written").help(
            "close it: `${name}`; write `$(name)` if a variable of the message is meant, or `$${` for the literal text",
        );
    };
    if name.is_empty() {
        return Finding::new(&UNDECLARED, at, "`${}` names no value")
            .label("would be sent as written")
            .help("write the name of a value, a variable of the message as `$(name)`, or `$${}` for the literal text");
    }
    let message = match environment {
        Some(environment) => format!("`${{{name}}}` has no value in environment `{environment}`"),
        None => format!("`${{{name}}}` has no value: no environment is declared"),
    };
    Finding::new(&UNDECLARED, at, message).label("would be sent as written").help(format!(
        "add `{name}` to the environment's `values`; write `$({name})` if a variable of the message is meant, or \
             `$${{{name}}}` for the literal text"
    ))
}
