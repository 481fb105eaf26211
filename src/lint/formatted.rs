//! The one layout of each kind of file.

use crate::finding::{Path, Step};
use crate::model::{KEY_ORDER, PROJECT_KEY_ORDER};
use crate::project::FILE_NAME;
use crate::source::SourceFile;
use crate::yaml::{self, FormatError, KeyOrder};

/// Writes a file in the one layout of its kind: a project file, where it is called so, else a template or a message.
/// What is formatted already comes back as it is.
///
/// # Errors
///
/// Why the file has to stay as it is.
pub fn format(source: &SourceFile) -> Result<String, FormatError> {
    if source.name.rsplit(['/', '\\']).next() == Some(FILE_NAME) {
        return yaml::format(source, &of_project);
    }
    // What a message holds depends on its type: its author knows best.
    let is_message = source.text.lines().any(|line| line.starts_with("message_type:"));
    if is_message { yaml::format(source, &|_| None) } else { yaml::format(source, &of_template) }
}

/// The keys of a template; languages and variables keep the order that the author gave them.
fn of_template(path: &Path) -> Option<KeyOrder<'static>> {
    let is_named = ends_with(path, "examples") || *path == Path::root().join("languages");
    (!is_named).then_some(KeyOrder(KEY_ORDER))
}

/// The keys of a project file; environments, values and rules keep their order.
fn of_project(path: &Path) -> Option<KeyOrder<'static>> {
    let is_named = *path == Path::root().join("environments") || ends_with(path, "values") || ends_with(path, "rules");
    (!is_named).then_some(KeyOrder(PROJECT_KEY_ORDER))
}

fn ends_with(path: &Path, key: &str) -> bool {
    path.0.last() == Some(&Step::from(key))
}
