//! `init`: a project to begin with. Writes what is missing and never touches what is there.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Exit, Failure, Output};
use crate::context::Context;
use crate::report::{counted, visible, visible_lines};
use crate::schema;
use crate::store::write_atomic;

/// What git must not take, and where that is written down.
const IGNORED: &str = ".chatform/";
const GITIGNORE: &str = ".gitignore";
/// The files that run `chatform` elsewhere.
const CI: [&str; 2] = [".github/workflows/templates.yml", ".pre-commit-config.yaml"];

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
        let kept = if done.kept.is_empty() { String::new() } else { format!(", {} there already", done.kept.len()) };
        let mut lines = vec![format!("{} written{kept}", counted(done.created.len(), "file"))];
        if !done.left_out.is_empty() {
            let files = done.left_out.join(" and ");
            lines.push(format!("{files} left out: they count only at the root of the repository"));
        }
        let here = self.folder == Path::new(".");
        let at = if here { String::new() } else { format!(" -C {}", self.folder.display()) };
        let (lint, apply) = (format!("chatform{at} lint"), format!("chatform{at} apply --env local"));
        let width = apply.len();
        lines.push("next:".to_owned());
        lines.push(format!("  {lint:width$}  checks the template"));
        lines.push(format!("  {apply}  applies it to the emulator on this machine"));
        lines.push("then:".to_owned());
        lines.push("  put your account into `environments` of chatform.yaml".to_owned());
        if done.created.iter().any(|path| CI.contains(path)) {
            lines.push(format!("  put the address that you build chatform from into {}", CI.join(" and ")));
        }
        if done.kept.contains(&GITIGNORE) && !ignores(&root.join(GITIGNORE)) {
            lines.push(format!(
                "  add `{IGNORED}` to {GITIGNORE}: the emulator's state and journals belong to no commit"
            ));
        }
        visible_lines(&lines.join("\n")).into_owned()
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
        at_root(CI[0], &example_of("name: templates")),
        at_root(CI[1], &example_of("repos:")),
    ]
}

/// The example of the page about CI that begins with a line: what people copy and what is written for them is one.
fn example_of(first: &str) -> String {
    let blocks = include_str!("../../docs/ci.md").split("```");
    let mut content = blocks.filter_map(|block| block.strip_prefix("yaml\n"));
    content.find(|content| content.lines().next() == Some(first)).unwrap_or_default().to_owned()
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
