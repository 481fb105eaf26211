//! How much was looked at, and what came of it.

use crate::finding::Level;

/// Counts of one run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Remarks of level info.
    pub infos: usize,
    /// Template files.
    pub templates: usize,
    /// Their languages, each counted.
    pub variants: usize,
}

impl Summary {
    /// Counts findings by their levels.
    pub fn of(levels: impl IntoIterator<Item = Level>, templates: usize, variants: usize) -> Self {
        let mut summary = Self { templates, variants, ..Self::default() };
        for level in levels {
            match level {
                Level::Error => summary.errors += 1,
                Level::Warning => summary.warnings += 1,
                Level::Info => summary.infos += 1,
            }
        }
        summary
    }

    /// One line: "3 errors, 1 warning in 12 templates (36 variants)".
    pub fn line(&self) -> String {
        let levels = [(self.errors, "error"), (self.warnings, "warning"), (self.infos, "info")];
        let found: Vec<String> =
            levels.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(count, noun)).collect();
        let found = if found.is_empty() { "no findings".to_owned() } else { found.join(", ") };
        format!("{found} in {} ({})", counted(self.templates, "template"), counted(self.variants, "variant"))
    }
}

/// A count with its noun: "1 error", "2 errors". `info` has no plural.
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 || noun == "info" { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
