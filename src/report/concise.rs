//! One line per finding, for editors and `grep`.

use super::{Diagnostic, visible};

/// `file:line:column: level[rule] message`, a line each.
pub fn concise(diagnostics: &[Diagnostic<'_>]) -> String {
    diagnostics.iter().map(line).collect()
}

fn line(diagnostic: &Diagnostic<'_>) -> String {
    format!(
        "{}:{}: {}[{}] {}\n",
        visible(&diagnostic.source.name),
        diagnostic.start(),
        diagnostic.level,
        diagnostic.rule,
        visible(&diagnostic.message)
    )
}
