//! Comments for what a rule refuses today, and the platform approved before the rule was there.

use crate::finding::{At, Level, Path};
use crate::lint;
use crate::project::{Project, TemplateFile};
use crate::rules::Facts;

/// The text of a file with a suppression above each place where it breaks a rule that approved templates may break.
/// `reason` is written into each of them. `None` where there is nothing to add.
pub fn suppressed(file: &TemplateFile, reason: &str) -> Option<String> {
    let project = Project {
        root: std::path::PathBuf::new(),
        is_whole: false,
        document: None,
        file: crate::model::ProjectFile::default(),
        files: vec![file.clone()],
        messages: Vec::new(),
    };
    let linted = lint::run(&project, None, &Facts::default());
    let refused = linted
        .findings
        .iter()
        .filter(|located| located.finding.level == Level::Error && located.finding.rule.grandfathered);
    let mut lines: Vec<(usize, String)> = refused
        .filter_map(|located| {
            let start = above(file, located.finding.primary.at.path()?)?;
            let rest = &file.source.text[start..];
            let indent: String = rest.chars().take_while(|character| *character == ' ').collect();
            Some((start, format!("{indent}# chatform: ignore[{}] {reason}\n", located.finding.rule.id)))
        })
        .collect();
    lines.sort();
    lines.dedup();
    if lines.is_empty() {
        return None;
    }
    let mut text = file.source.text.to_string();
    for (start, line) in lines.into_iter().rev() {
        text.insert_str(start, &line);
    }
    Some(text)
}

/// The start of the line of the nearest key at or above a path that begins its line.
fn above(file: &TemplateFile, path: &Path) -> Option<usize> {
    let mut path = path.clone();
    loop {
        let key = file.locate(&At::Key(path.clone())).start;
        let start = file.source.text[..key].rfind('\n').map_or(0, |end| end + 1);
        let before = &file.source.text[start..key];
        // A key inside of `{ … }` or after `- ` does not begin its line.
        if before.chars().all(|character| character == ' ') && !path.0.is_empty() {
            return Some(start);
        }
        path = path.parent()?;
    }
}
