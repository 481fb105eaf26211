//! `pull`: what the service holds, taken over into template files.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;

use super::history::Versions;
use crate::cli::plan::{Choice, Chosen};
use crate::cli::planning::{opened, read_space};
use crate::cli::{EnvironmentArgument, Exit, Failure, Output, runtime, target};
use crate::context::Context;
use crate::git::Repository;
use crate::model::{EnvironmentSettings, Variant};
use crate::plan::{Desired, desired, edits};
use crate::project::{Loaded, Project, TemplateFile};
use crate::pull::{Conflict, Fresh, fresh, merge, suppressed, with_language};
use crate::remote::{AuditStatus, Refresh, RemoteVariant, SpaceContent};
use crate::report::{counted, visible};
use crate::schema::template_schema;
use crate::store::write_atomic;

/// Arguments of `pull`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Pull {
    #[command(flatten)]
    environment: EnvironmentArgument,
    /// The folder for templates that no file declares, from the project's folder
    #[arg(short, long = "output", value_name = "DIR", default_value = "templates")]
    output: PathBuf,
    /// Take over what the service holds even over edits of the files
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    chosen: Chosen,
}

/// What came of one file.
enum Ending {
    New(String),
    Merged(String),
    Refused(Conflict),
}

/// One pull under way.
struct Pulling<'a> {
    project: &'a Project,
    settings: &'a EnvironmentSettings,
    declared: Vec<Desired>,
    versions: Versions<'a>,
    repository: Option<Repository>,
    force: bool,
}

impl Pull {
    /// Reads the service, and merges what differs into the files.
    pub(in crate::cli) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let choice = self.chosen.read()?;
        let project = Project::open(&context.environment.current_dir, &[])?;
        let (name, settings) = target::environment(&project.file, self.environment.environment.as_deref())?;
        let settings = &target::in_space(name, settings, self.environment.space.as_deref())?;
        let content = runtime::block_on(async {
            let open = opened(&project, name, settings, context).await?;
            read_space(&project.root, |row| choice.has(&row.key()), Refresh::Full, &open, context, output).await
        })??;
        let values = settings.values.clone().unwrap_or_default();
        let pulling = Pulling {
            declared: desired(&project.files, &values),
            versions: Versions::of(&project, &values, output),
            repository: Repository::around(&project.root).ok(),
            project: &project,
            settings,
            force: self.force,
        };
        let endings = self.pulled(&pulling, &content, context)?;
        for one in &content.unreadable {
            output.talk(&format!("left out: {}", visible(&one.reason)));
        }
        for detail in content.details.iter().filter(|detail| detail.problems.iter().any(|problem| problem.is_loss())) {
            for problem in detail.problems.iter().filter(|problem| problem.is_loss()) {
                output.talk(&format!(
                    "left behind of {}: {}",
                    visible(&detail.variant.key()),
                    visible(&problem.to_string())
                ));
            }
        }
        Ok(told(&endings, &content, &choice, output))
    }

    fn pulled(
        &self,
        pulling: &Pulling<'_>,
        content: &SpaceContent,
        context: &Context,
    ) -> Result<BTreeMap<String, Ending>, Failure> {
        let mut endings = BTreeMap::new();
        let mut differing: BTreeMap<&str, Vec<Variant>> = BTreeMap::new();
        let mut unknown: Vec<&RemoteVariant> = Vec::new();
        for detail in &content.details {
            match pulling.declared.iter().find(|one| is_of(&one.variant, &detail.variant)) {
                Some(one) if edits(&one.variant, &detail.variant).is_empty() => {}
                Some(one) => differing.entry(&one.source.file).or_default().push(detail.variant.clone()),
                None => unknown.push(detail),
            }
        }
        for (name, variants) in differing {
            let Some(file) = pulling.project.files.iter().find(|file| file.source.name == name) else { continue };
            let merged = pulling
                .may_change(file, &variants)
                .and_then(|()| merge(file, &variants, &pulling.settings.values.clone().unwrap_or_default()));
            endings.insert(name.to_owned(), write(pulling.project, file, merged)?);
        }
        self.added(pulling, &mut unknown, &mut endings)?;
        let (alone, approved): (Vec<Variant>, Vec<String>) = (
            unknown.iter().map(|detail| detail.variant.clone()).collect(),
            unknown
                .iter()
                .filter(|detail| detail.status == AuditStatus::Pass)
                .map(|detail| detail.variant.key())
                .collect(),
        );
        for new in fresh(&alone) {
            let shown = self.output.join(&new.file_name).display().to_string().replace('\\', "/");
            let path = pulling.project.root.join(&self.output).join(&new.file_name);
            let text = with_suppressions(&new, &approved, context);
            let there = std::fs::read(&path).ok();
            let ending = match there {
                Some(there) if there != text.as_bytes() && !self.force => Ending::Refused(Conflict::Taken),
                _ => {
                    write_atomic(&path, text.as_bytes())?;
                    Ending::New(counted(new.keys.len(), "language"))
                }
            };
            endings.insert(shown, ending);
        }
        Ok(endings)
    }

    /// Languages of templates that a file declares in other languages go into that file.
    fn added(
        &self,
        pulling: &Pulling<'_>,
        unknown: &mut Vec<&RemoteVariant>,
        endings: &mut BTreeMap<String, Ending>,
    ) -> Result<(), Failure> {
        let mut left = Vec::new();
        for detail in std::mem::take(unknown) {
            let of_name = |one: &&Desired| {
                (&one.variant.name, one.variant.channel) == (&detail.variant.name, detail.variant.channel)
            };
            let Some(home) = pulling.declared.iter().find(of_name) else {
                left.push(detail);
                continue;
            };
            let name = home.source.file.clone();
            let Some(file) = pulling.project.files.iter().find(|file| file.source.name == name) else { continue };
            // A file that was just written has another text by now.
            let path = pulling.project.root.join(&file.path);
            let file: TemplateFile = match std::fs::read(&path) {
                Ok(bytes) => Loaded::of(&file.source.name, &bytes, template_schema()).placed(&file.path),
                Err(_) => file.clone(),
            };
            // What this run itself has written into the file is no edit of a person.
            let (is_refused, is_ours) = match endings.get(&name) {
                Some(Ending::Refused(_)) => (true, false),
                Some(_) => (false, true),
                None => (false, false),
            };
            let may_change = if is_ours { Ok(()) } else { pulling.is_clean(&file) };
            let merged = may_change.and_then(|()| with_language(&file, &detail.variant));
            if !is_refused {
                endings.insert(name, write(pulling.project, &file, merged)?);
            }
        }
        *unknown = left;
        Ok(())
    }
}

impl Pulling<'_> {
    /// Whether a file may be changed: it is committed as it is, and what it says was at the service once, or what is
    /// there is news to it.
    fn may_change(&self, file: &TemplateFile, actual: &[Variant]) -> Result<(), Conflict> {
        if self.force {
            return Ok(());
        }
        self.is_clean(file)?;
        let versions = self.versions.of_file(&file.source.name).unwrap_or_default();
        let is_old = |variant: &Variant| versions.iter().flatten().any(|one| one.digest() == variant.digest());
        if actual.iter().any(is_old) { Err(Conflict::Edited) } else { Ok(()) }
    }

    /// Whether a file is committed as it is.
    fn is_clean(&self, file: &TemplateFile) -> Result<(), Conflict> {
        let repository = self.repository.as_ref().filter(|_| !self.force);
        match repository.map(|repository| repository.is_changed(&self.project.root.join(&file.path))) {
            Some(Ok(false)) => Ok(()),
            Some(_) => Err(Conflict::Edited),
            None if self.force => Ok(()),
            None => Err(Conflict::NoHistory),
        }
    }
}

fn is_of(declared: &Variant, there: &Variant) -> bool {
    (&declared.name, &declared.language, declared.channel) == (&there.name, &there.language, there.channel)
}

fn write(project: &Project, file: &TemplateFile, merged: Result<String, Conflict>) -> Result<Ending, Failure> {
    Ok(match merged {
        Err(conflict) => Ending::Refused(conflict),
        Ok(text) => {
            write_atomic(&project.root.join(&file.path), text.as_bytes())?;
            Ending::Merged("merged".to_owned())
        }
    })
}

/// A new file, with a suppression for each rule that approved templates may break.
fn with_suppressions(new: &Fresh, approved: &[String], context: &Context) -> String {
    if !new.keys.iter().all(|key| approved.contains(key)) {
        return new.text.clone();
    }
    let file: TemplateFile = Loaded::of(&new.file_name, new.text.as_bytes(), template_schema());
    let day = context.clock.now().strftime("%Y-%m-%d");
    suppressed(&file, &format!("approved like this, pulled on {day}")).unwrap_or_else(|| new.text.clone())
}

fn told(endings: &BTreeMap<String, Ending>, content: &SpaceContent, choice: &Choice, output: &Output) -> Exit {
    let mut text = String::new();
    let mut conflicts = 0;
    for (file, ending) in endings {
        let file = visible(file);
        match ending {
            Ending::New(what) => text.push_str(&format!("+ {file}  {what}\n")),
            Ending::Merged(what) => text.push_str(&format!("~ {file}  {what}\n")),
            Ending::Refused(conflict) => {
                conflicts += 1;
                text.push_str(&format!("! {file}  {}\n", visible(&conflict.to_string())));
            }
        }
    }
    let listed = content.rows.iter().filter(|row| choice.has(&row.key())).count();
    let changed = endings.len() - conflicts;
    let conflict = if conflicts == 0 { String::new() } else { format!(", {}", counted(conflicts, "conflict")) };
    let of = counted(listed, "template");
    text.push_str(&format!("{} written{conflict}, of {of} at the service\n", counted(changed, "file")));
    output.result(&text);
    if conflicts > 0 {
        output.talk(
            "apply or commit the edits of these files first, or give --force to take over what the service holds",
        );
        return Exit::Findings;
    }
    if listed == 0 {
        return Exit::NothingMatched;
    }
    Exit::Ok
}
