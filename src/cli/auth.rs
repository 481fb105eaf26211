//! `auth`: whose key it is, and what a key must be allowed to do.

use std::collections::BTreeSet;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use super::service::Online;
use super::{EnvironmentArgument, Exit, Failure, Output, runtime, target};
use crate::api::{Action, CallerIdentity, Found, GetCallerIdentityRequest};
use crate::context::Context;
use crate::model::EnvironmentSettings;
use crate::project::{Project, ProjectError};
use crate::report::visible;

/// Arguments of `auth`.
#[derive(Debug, Args)]
pub(super) struct Auth {
    #[command(subcommand)]
    about: About,
}

#[derive(Debug, Subcommand)]
enum About {
    /// Where the credentials come from, and whose they are
    Whoami(Online<Whoami>),
    /// The least RAM policy that a command needs, as JSON
    Policy(Policy),
}

#[derive(Debug, Args)]
struct Whoami {
    #[command(flatten)]
    environment: EnvironmentArgument,
}

#[derive(Debug, Args)]
struct Policy {
    /// What the key is for: lint, plan, apply, send or metrics; several may be given
    #[arg(long = "for", value_name = "WHAT", value_enum, required = true, hide_possible_values = true)]
    purposes: Vec<Purpose>,
}

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Purpose {
    /// `lint`, `fmt`, `explain` and all else that is offline
    Lint,
    /// `plan`, `status` and all else that reads templates
    Plan,
    /// `apply` and `retry`
    Apply,
    /// `send`
    Send,
    /// `metrics`
    Metrics,
}

impl Auth {
    /// Tells.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        match &self.about {
            About::Whoami(online) => online.run(Whoami::run, context, output),
            About::Policy(policy) => Ok(policy.run(output)),
        }
    }
}

impl Whoami {
    fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let (root, name, settings) = self.environment(context)?;
        runtime::block_on(async {
            let open = target::open(&root, &name, &settings, context).await?;
            let found = open.client.found().await?;
            for skipped in &found.skipped {
                output.talk(&format!("{}: {}", visible(&skipped.place), visible(&skipped.reason)));
            }
            let caller = open.client.call(&GetCallerIdentityRequest {}).await?;
            output.result(&table(&found, &caller, &open.target.endpoint));
            Ok(Exit::Ok)
        })?
    }

    /// The environment that is asked about; outside of a project, the service itself.
    fn environment(&self, context: &Context) -> Result<(std::path::PathBuf, String, EnvironmentSettings), Failure> {
        let asked = self.environment.environment.as_deref();
        let project = match Project::open(&context.environment.current_dir, &[]) {
            Ok(project) => project,
            Err(ProjectError::NotFound(_)) if asked.is_none() => {
                let folder = context.environment.current_dir.clone();
                return Ok((folder, "none".to_owned(), EnvironmentSettings::default()));
            }
            Err(error) => return Err(error.into()),
        };
        let (name, settings) = target::environment(&project.file, asked)?;
        Ok((project.root.clone(), name.to_owned(), settings.clone()))
    }
}

fn table(found: &Found, caller: &CallerIdentity, endpoint: &str) -> String {
    let kind = match found.expires {
        _ if !found.is_temporary => "permanent".to_owned(),
        Some(expires) => format!("temporary, until {expires}"),
        None => "temporary".to_owned(),
    };
    let identity = caller.arn.as_deref().or(caller.principal_id.as_deref()).unwrap_or("not told");
    let rows = [
        ("account", caller.account_id.clone()),
        ("identity", identity.to_owned()),
        ("credentials", found.place.clone()),
        ("access key", format!("{} ({kind})", found.access_key_id)),
        ("service", endpoint.to_owned()),
    ];
    rows.iter().map(|(name, value)| format!("{name:11}  {}\n", visible(value))).collect()
}

impl Policy {
    fn run(&self, output: &Output) -> Exit {
        let actions: BTreeSet<&str> =
            self.purposes.iter().flat_map(|purpose| purpose.actions()).map(|action| action.name()).collect();
        if actions.is_empty() {
            output.talk("nothing is asked of the service: no key is needed");
            return Exit::Ok;
        }
        let actions: Vec<String> = actions.iter().map(|action| format!("cams:{action}")).collect();
        let statement = json!({ "Effect": "Allow", "Action": actions, "Resource": "*" });
        let policy = json!({ "Version": "1", "Statement": [statement] });
        output.result(&format!("{policy:#}"));
        Exit::Ok
    }
}

impl Purpose {
    /// The actions that its commands send. The service checks no resources (operation pages, checked 2026-11-20), and
    /// asking whose key it is needs no permission.
    fn actions(self) -> Vec<Action> {
        let read = [Action::ListChatappTemplate, Action::GetChatappTemplateDetail];
        let more: &[Action] = match self {
            Self::Lint => return Vec::new(),
            Self::Plan => &[],
            Self::Apply => &[
                Action::CreateChatappTemplate,
                Action::ModifyChatappTemplate,
                Action::ModifyChatappTemplateProperties,
                Action::DeleteChatappTemplate,
                Action::ArchiveChatappTemplate,
                Action::GetChatappUploadAuthorization,
            ],
            Self::Send => {
                &[Action::SendChatappMessage, Action::SendChatappMassMessage, Action::QueryChatappPhoneNumbers]
            }
            Self::Metrics => &[
                Action::EnableWhatsappROIMetric,
                Action::GetChatappTemplateMetric,
                Action::GetChatappPhoneNumberMetric,
            ],
        };
        [&read, more].concat()
    }
}
