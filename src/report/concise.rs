//! One line per finding, for editors and `grep`.

use super::{Diagnostic, visible};

/// `file:line:column: level[rule] message`, a line each.
pub fn concise(diagnostics: &[Diagnostic<'_>]) -> String {
    diagnostics.iter().map(line).collect()
}

fn line(diagnostic: &Diagnostic<'_>) -> String {
    let name = visible(&diagnostic.source.name);
    // A line that begins with `::` would be a command in a log of GitHub Actions.
    let folder = if name.trim_start().starts_with("::") { "./" } else { "" };
    format!(
        "{folder}{name}:{}: {}[{}] {}\n",
        diagnostic.start(),
        diagnostic.level,
        diagnostic.rule,
        visible(&diagnostic.message)
    )
}
