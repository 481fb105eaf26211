//! The source files of the crate, for tests about the code itself.

use std::path::Path;

/// One file below `src/`.
pub struct SourceText {
    /// From the crate's root, with `/`: `src/cli/frame/exit.rs`.
    pub name: String,
    pub text: String,
    /// The text without comments; its lines stay where they are.
    pub code: String,
}

impl SourceText {
    /// The top-level module: `cli` for `src/cli/frame/exit.rs`, `lib` for `src/lib.rs`.
    pub fn module(&self) -> &str {
        self.name.split('/').nth(1).unwrap().trim_end_matches(".rs")
    }
}

/// All of them, by name.
pub fn sources() -> Vec<SourceText> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(root, &root.join("src"), &mut files);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(files.len() > 40, "the sources are there");
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceText>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            let code = text.lines().map(without_comment).collect::<Vec<_>>().join("\n");
            files.push(SourceText { name, text, code });
        }
    }
}

/// A line without its comment; `//` inside a string, as in an address, is none.
fn without_comment(line: &str) -> &str {
    let mut from = 0;
    while let Some(at) = line[from..].find("//").map(|at| from + at) {
        let is_comment = line[..at].matches('"').count().is_multiple_of(2);
        if is_comment {
            return &line[..at];
        }
        from = at + 2;
    }
    line
}
