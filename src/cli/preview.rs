//! `preview`: what the phone will show, as a page.

use std::path::PathBuf;

use clap::Args;
use indexmap::IndexMap;

use super::{EnvironmentArgument, Exit, Failure, Output};
use crate::context::Context;
use crate::preview::{Shown, page};
use crate::project::Project;
use crate::report::{counted, visible};
use crate::store;

/// Arguments of `preview`.
#[derive(Debug, Args)]
pub(super) struct Preview {
    /// Files, folders and globs; the whole project when left out
    paths: Vec<PathBuf>,
    /// Only this language
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    #[command(flatten)]
    environment: EnvironmentArgument,
    /// The file of the page; - prints it
    #[arg(short = 'o', long = "output", value_name = "FILE", default_value = "preview.html")]
    file: PathBuf,
}

impl Preview {
    /// Writes the page.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let project = Project::open(&context.environment.current_dir, &self.paths)?;
        let shown = self.shown(&project)?;
        let unreadable = project.files.iter().filter(|file| file.value.is_none()).count();
        if unreadable > 0 {
            output.talk(&format!(
                "left out: {} that cannot be read, see `chatform lint`",
                counted(unreadable, "template")
            ));
        }
        if shown.is_empty() {
            let help = "name other files, or another language";
            return Err(Failure::new(Exit::NothingMatched, "there is no message to show").help(help));
        }
        if self.file.as_os_str() == "-" {
            output.result(&page(&shown));
            return Ok(Exit::Ok);
        }
        store::write_atomic(&context.environment.current_dir.join(&self.file), page(&shown).as_bytes())
            .map_err(|error| Failure::new(Exit::Unavailable, error.to_string()))?;
        output.talk(&format!(
            "wrote {} with {}",
            visible(&self.file.display().to_string()),
            counted(shown.len(), "message")
        ));
        Ok(Exit::Ok)
    }

    /// Every message with the values of an environment: the one that was asked for, or the first.
    fn shown(&self, project: &Project) -> Result<Vec<Shown>, Failure> {
        let asked = self.environment.known(&project.file)?;
        let mut environments = project.file.environments.iter().flatten();
        let environment = environments.find(|(name, _)| asked.is_none_or(|asked| asked == name.as_str()));
        let none = IndexMap::new();
        let values = environment.and_then(|(_, settings)| settings.values.as_ref()).unwrap_or(&none);
        let mut shown = Vec::new();
        for file in &project.files {
            let Some(template) = &file.value else { continue };
            let variants = template.variants().into_iter();
            let wanted = variants.filter(|variant| self.lang.as_ref().is_none_or(|lang| *lang == variant.language));
            shown.extend(
                wanted.map(|variant| Shown { variant: variant.substituted(values).0, file: file.source.name.clone() }),
            );
        }
        Ok(shown)
    }
}
