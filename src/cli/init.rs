//! `init`: a project to begin with. Writes what is missing and never touches what is there.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Exit, Failure, Output};
use crate::context::Context;
use crate::report::{counted, visible};
use crate::schema;
use crate::store::write_atomic;

/// What git must not take, and where that is written down.
const IGNORED: &str = ".chatform/";
const GITIGNORE: &str = ".gitignore";

/// Arguments of `init`.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder of the project; made where it is missing
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// A file of a new project.
struct Piece {
    /// Where, from the project's folder.
    path: &'static str,
    content: String,
    /// It counts only at the root of a repository.
    is_for_root: bool,
}

/// What became of the files.
#[derive(Default)]
struct Done {
    created: Vec<&'static str>,
    kept: Vec<&'static str>,
    left_out: Vec<&'static str>,
}

impl Init {
    /// Writes the files that are missing, and says what to do next.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let root = context.environment.current_dir.join(&self.folder);
        if root.exists() && !root.is_dir() {
            let message = format!("{} is no folder", self.folder.display());
            return Err(Failure::new(Exit::Usage, message).help("name a folder, or one that is to be made"));
        }
        let is_inside = is_inside_repository(&root);
        let mut done = Done::default();
        for piece in pieces() {
            let target = root.join(piece.path);
            if fs::symlink_metadata(&target).is_ok() {
                done.kept.push(piece.path);
            } else if piece.is_for_root && is_inside {
                done.left_out.push(piece.path);
            } else {
                write_atomic(&target, piece.content.as_bytes())?;
                done.created.push(piece.path);
            }
        }
        output.result(&self.list(&done));
        output.talk(&self.next(&done, &root));
        Ok(Exit::Ok)
    }

    fn list(&self, done: &Done) -> String {
        let line = |word: &'static str| move |path: &&str| format!("{word} {}\n", visible(&self.name(path)));
        let created = done.created.iter().map(line("created"));
        let kept = done.kept.iter().map(line("kept   "));
        created.chain(kept).collect()
    }

    /// What to do now, in the order in which it is done.
    fn next(&self, done: &Done, root: &Path) -> String {
        let at = if self.folder == Path::new(".") { String::new() } else { format!(" -C {}", self.folder.display()) };
        let mut text = format!("{} written, {} there already\n", counted(done.created.len(), "file"), done.kept.len());
        if !done.left_out.is_empty() {
            let files = done.left_out.join(" and ");
            text.push_str(&format!("{files} left out: they count only at the root of the repository\n"));
        }
        if done.kept.contains(&GITIGNORE) && !ignores(&root.join(GITIGNORE)) {
            text.push_str(&format!(
                "add `{IGNORED}` to {GITIGNORE}: journals and the emulator's state belong to no commit\n"
            ));
        }
        text.push_str(&format!("next:\n  chatform{at} lint\n  chatform{at} apply --env local\n"));
        if done.created.iter().any(|path| path.starts_with(".github") || path.starts_with(".pre-commit")) {
            text.push_str("  write the address of the repository you build chatform from into the CI files\n");
        }
        text.push_str("  add the account to environments in chatform.yaml, when there is one");
        visible_text(&text)
    }

    fn name(&self, path: &str) -> String {
        let here = self.folder == Path::new(".");
        if here { path.to_owned() } else { self.folder.join(path).display().to_string() }
    }
}

/// Every file of a new project.
fn pieces() -> Vec<Piece> {
    let piece = |path, content: &str| Piece { path, content: content.to_owned(), is_for_root: false };
    let at_root = |path, content: &str| Piece { path, content: content.to_owned(), is_for_root: true };
    let schema =
        |path, schema: &serde_json::Value| Piece { path, content: format!("{schema:#}\n"), is_for_root: false };
    vec![
        piece("chatform.yaml", include_str!("init/files/chatform.yaml")),
        piece("templates/order_shipped.yaml", include_str!("init/files/order_shipped.yaml")),
        schema("schemas/template.schema.json", schema::template_schema()),
        schema("schemas/project.schema.json", schema::project_schema()),
        schema("schemas/message.schema.json", schema::message_schema()),
        piece(".vscode/settings.json", include_str!("init/files/settings.json")),
        piece(GITIGNORE, include_str!("init/files/gitignore")),
        at_root(".github/workflows/templates.yml", include_str!("init/files/templates.yml")),
        at_root(".pre-commit-config.yaml", include_str!("init/files/pre-commit-config.yaml")),
    ]
}

/// Whether a folder lies in a repository without being its root.
fn is_inside_repository(root: &Path) -> bool {
    let has_git = |folder: &Path| folder.join(".git").exists();
    !has_git(root) && root.ancestors().skip(1).any(has_git)
}

/// Whether git is told already.
fn ignores(gitignore: &Path) -> bool {
    let text = fs::read_to_string(gitignore).unwrap_or_default();
    text.lines().any(|line| line.trim().trim_matches('/') == IGNORED.trim_matches('/'))
}

fn visible_text(text: &str) -> String {
    crate::report::visible_lines(text).into_owned()
}
