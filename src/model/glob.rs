//! Globs of the project file: one meaning wherever files are named.

use globset::{Error, Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// A glob of paths from the project's root. `*` stays within a folder, `**` does not; a leading `./` means nothing.
pub fn file_glob(pattern: &str) -> Result<Glob, Error> {
    GlobBuilder::new(pattern.trim_start_matches("./")).literal_separator(true).build()
}

/// All of these globs in one. One that is none matches nothing: a rule reports it.
pub fn file_globs<'a>(patterns: impl IntoIterator<Item = &'a str>) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for glob in patterns.into_iter().filter_map(|pattern| file_glob(pattern).ok()) {
        set.add(glob);
    }
    set.build().unwrap_or_else(|_| GlobSet::empty())
}
