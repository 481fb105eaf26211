//! The findings of a run, with all that any format needs.

use jiff::Timestamp;

use super::{Diagnostic, Summary};
use crate::finding::{Level, RuleMeta};

/// What a run found and looked at.
#[derive(Clone, Copy, Debug)]
pub struct Findings<'a> {
    /// The command that found them: `lint`.
    pub command: &'a str,
    /// All findings, in the order of files and of their text.
    pub diagnostics: &'a [Diagnostic<'a>],
    /// Counts.
    pub summary: Summary,
    /// What is known of the rules.
    pub rules: &'a [&'static RuleMeta],
    /// The names of all files that were looked at.
    pub files: &'a [&'a str],
    /// Where file names start from, as a path in the repository: `shop/` or nothing.
    pub base: &'a str,
    /// When.
    pub time: Timestamp,
}

impl<'a> Findings<'a> {
    /// All findings, the most severe first, otherwise in their order.
    pub(super) fn by_severity(&self) -> Vec<&'a Diagnostic<'a>> {
        let mut sorted: Vec<&Diagnostic<'_>> = self.diagnostics.iter().collect();
        sorted.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.level));
        sorted
    }

    /// At most so many findings, in their order: where there are more, the most severe.
    pub(super) fn at_most(&self, limit: usize) -> Vec<&'a Diagnostic<'a>> {
        if self.diagnostics.len() <= limit {
            return self.diagnostics.iter().collect();
        }
        let mut left = limit;
        let mut kept = vec![false; self.diagnostics.len()];
        for level in [Level::Error, Level::Warning, Level::Info] {
            let of_level = self.diagnostics.iter().enumerate().filter(|(_, one)| one.level == level);
            for (index, _) in of_level.take(left) {
                kept[index] = true;
            }
            left -= kept.iter().zip(self.diagnostics).filter(|(kept, one)| **kept && one.level == level).count();
        }
        self.diagnostics.iter().zip(kept).filter(|(_, kept)| *kept).map(|(one, _)| one).collect()
    }

    /// A file's path in the repository, without `.` and, as far as can be known, without `..`.
    pub(super) fn path(&self, name: &str) -> String {
        if name.starts_with('/') {
            return name.to_owned();
        }
        let mut parts: Vec<&str> = Vec::new();
        for part in self.base.split('/').chain(name.split('/')) {
            match part {
                "" | "." => {}
                ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        parts.join("/")
    }
}
