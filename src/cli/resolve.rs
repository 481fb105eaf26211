//! `resolve`: which name, TemplateCode and variables to send, language by language.

use std::collections::BTreeSet;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::target::{self, OpenTarget};
use super::{EnvironmentArgument, Exit, Failure, Output, runtime};
use crate::context::Context;
use crate::model::EnvironmentSettings;
use crate::plan::desired;
use crate::project::Project;
use crate::remote::{RemoteVariant, Row};
use crate::report::{Ink, visible};
use crate::status::{RevisionIndex, Revisions, own_names};

/// The version of the JSON form.
const VERSION: u32 = 1;

/// How it is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ResolveFormat {
    /// For people
    #[default]
    Text,
    /// For other programs
    Json,
}

/// Arguments of `resolve`.
#[derive(Clone, Debug, Args)]
pub(super) struct Resolve {
    /// The template's name, without a revision
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    environment: EnvironmentArgument,
    /// Only this language
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// How it is shown: text or json
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "text", hide_possible_values = true)]
    format: ResolveFormat,
}

/// The newest approved revision in one language.
struct Resolved {
    language: String,
    revision: Option<u32>,
    detail: RemoteVariant,
}

impl Resolve {
    /// Reads the list, and the content of what is to be sent.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let project = Project::open(&context.environment.current_dir, &[])?;
        let (name, settings) = target::environment(&project.file, self.environment.environment.as_deref())?;
        let rows_and_resolved = runtime::block_on(async {
            let open = target::open(&project.root, name, settings, context).await?;
            let rows = open.space.list().await?;
            let resolved = self.resolve(&project, settings, &rows, &open).await?;
            Ok::<_, Failure>((resolved, target::described(&open.target)))
        })?;
        let ((resolved, missing), described) = rows_and_resolved?;
        for language in &missing {
            output.talk(&format!("{}/{} is not approved in {described}", visible(&self.name), visible(language)));
        }
        if resolved.is_empty() {
            let of = self.lang.as_ref().map(|language| format!(" in {}", visible(language))).unwrap_or_default();
            let message = format!("nothing called {} can be sent{of}: no revision is approved", visible(&self.name));
            return Err(Failure::new(Exit::NothingMatched, format!("{message} in {described}"))
                .help("`chatform status` says how each one stands"));
        }
        output.result(&match self.format {
            ResolveFormat::Text => self.text(&resolved, output),
            ResolveFormat::Json => self.json(&resolved, &missing),
        });
        Ok(Exit::Ok)
    }

    /// What to send, and the languages in which nothing is approved.
    async fn resolve(
        &self,
        project: &Project,
        settings: &EnvironmentSettings,
        rows: &[Row],
        open: &OpenTarget,
    ) -> Result<(Vec<Resolved>, Vec<String>), Failure> {
        let declared = desired(&project.files, settings.values.as_ref().unwrap_or(&indexmap::IndexMap::new()));
        let own: BTreeSet<&str> = own_names(&declared);
        let revisions: Revisions<'_> = RevisionIndex::of(rows).revisions(&self.name, &own);
        let (mut resolved, mut missing) = (Vec::new(), Vec::new());
        for language in revisions.languages.keys() {
            if self.lang.as_deref().is_some_and(|only| only != *language) {
                continue;
            }
            let newest = revisions.to_send(language);
            let detail = match newest {
                Some(revision) => {
                    let row = revision.row;
                    open.space.detail(&row.name, &row.language, &row.template_code).await?
                }
                None => None,
            };
            match (newest, detail) {
                (Some(revision), Some(detail)) => {
                    resolved.push(Resolved { language: (*language).to_owned(), revision: revision.number, detail });
                }
                _ => missing.push((*language).to_owned()),
            }
        }
        Ok((resolved, missing))
    }

    fn text(&self, resolved: &[Resolved], output: &Output) -> String {
        let look = output.result_look();
        let mut text = String::new();
        for one in resolved {
            let name = look.paint(Ink::Strong, &visible(&one.detail.variant.name));
            let variables: Vec<String> = one.variables().iter().map(|name| visible(name).into_owned()).collect();
            let variables = if variables.is_empty() { "no variables".to_owned() } else { variables.join(", ") };
            let (language, code) = (visible(&one.language), visible(&one.detail.template_code));
            text.push_str(&format!("{language:6}  {name}  {code}  {variables}\n"));
        }
        text
    }

    fn json(&self, resolved: &[Resolved], missing: &[String]) -> String {
        let one = |one: &Resolved| -> Value {
            json!({
                "language": one.language,
                "name": one.detail.variant.name,
                "revision": one.revision,
                "template_code": one.detail.template_code,
                "channel": one.detail.variant.channel.to_string(),
                "category": one.detail.variant.category.to_string(),
                "variables": one.variables(),
            })
        };
        let languages: Vec<Value> = resolved.iter().map(one).collect();
        let value = json!({ "version": VERSION, "name": self.name, "languages": languages, "not_approved": missing });
        format!("{value:#}\n")
    }
}

impl Resolved {
    /// The names of its variables, in the order in which they come.
    fn variables(&self) -> Vec<String> {
        self.detail.variant.variable_names()
    }
}
