//! What is known of a rule, apart from how it checks.

use std::fmt;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Display effects.
    Info,
    /// Review may reject it, or it is silently ignored.
    Warning,
    /// The service or Meta refuses it.
    Error,
}

impl fmt::Display for Level {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// A file of a rule's fixture, compiled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fixture {
    /// Its name below `tests/rules/<group>/<rule>/`, such as `fail.yaml`.
    pub name: &'static str,
    /// Its content.
    pub bytes: &'static [u8],
}

/// Whether findings of a rule come with a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixable {
    /// None does.
    Never,
    /// Where they do, the outcome is certainly what the author meant.
    Safe,
    /// Where they do, the outcome is only likely what the author meant.
    Unsafe,
    /// Some fixes are safe, others are not.
    Either,
}

/// What is known of a rule: documentation, `explain`, report metadata and tests come from here.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleMeta {
    /// `group/name`; the name states the fault.
    pub id: &'static str,
    /// The level of its findings unless the project says otherwise.
    pub level: Level,
    /// One line: "footer is longer than 60 characters".
    pub summary: &'static str,
    /// The doc comment: what, `## Why`, `## Source`.
    pub docs: &'static str,
    /// The source file that declares it.
    pub file: &'static str,
    /// The line of the declaration.
    pub line: u32,
    /// Whether the platform has approved templates that break it: for what is approved and unchanged it is a warning.
    pub grandfathered: bool,
    /// Whether it is silent until a project gives it a level: it reports what only some accounts meet.
    pub opt_in: bool,
    /// Whether its findings come with a fix.
    pub fix: Fixable,
    /// Other rules that its `fail` fixture sets off by necessity.
    pub also: &'static [&'static str],
    /// Sits exactly on the limit: no error, no warning.
    pub pass: Fixture,
    /// One step over.
    pub fail: Fixture,
}

impl RuleMeta {
    /// The part of the id before the slash.
    pub fn group(&self) -> &'static str {
        self.id.split('/').next().unwrap_or(self.id)
    }

    /// The part of the id after the slash.
    pub fn name(&self) -> &'static str {
        self.id.split('/').nth(1).unwrap_or(self.id)
    }
}

/// A rule with its check; what a check is, the layer that runs it decides.
pub struct Rule<C> {
    /// What is known of it.
    pub meta: RuleMeta,
    /// How it checks.
    pub check: C,
}
