//! The environment that a command works on, opened: the embedded emulator, or the service.

use std::path::Path;
use std::time::Duration;

use globset::{Glob, GlobSet, GlobSetBuilder};

use super::{Exit, Failure, service};
use crate::api::{
    Client, ClientOptions, Credentials, GetCallerIdentityRequest, ListChatappTemplateRequest, Page, Rates,
};
use crate::context::Context;
use crate::emulator::{Emulator, EmulatorConfig, ReviewPolicy};
use crate::model::{EditApproved, EmulatorSettings, EnvironmentSettings, ProjectFile, parse_duration};
use crate::plan::{Gates, Policy, Target};
use crate::remote::Space;
use crate::report::visible;
use crate::signature::Secret;

/// The key pair that an emulator knows unless it is given others. No secret: it opens nothing but emulators.
const KEY: (&str, &str) = ("test-ak-id", "test-ak-secret");

/// An environment, ready to be read and written.
pub(super) struct OpenTarget {
    /// What plans say they are for.
    pub(super) target: Target,
    /// The space.
    pub(super) space: Space,
    /// Speaks to the service.
    pub(super) client: Client,
    /// Keeps the embedded emulator running.
    _emulator: Option<Emulator>,
}

/// The environment of that name; without a name, the only one there is.
pub(super) fn environment<'a>(
    file: &'a ProjectFile,
    name: Option<&'a str>,
) -> Result<(&'a str, &'a EnvironmentSettings), Failure> {
    let all = file.environments.iter().flatten();
    let names: Vec<&str> = all.clone().map(|(name, _)| name.as_str()).collect();
    let known = if names.is_empty() { "the project file declares none".to_owned() } else { names.join(", ") };
    let failure = |message: String| Failure::new(Exit::Usage, message);
    match name {
        Some(name) => all
            .clone()
            .find(|(declared, _)| *declared == name)
            .map(|(name, settings)| (name.as_str(), settings))
            .ok_or_else(|| failure(format!("no environment `{name}`")).help(format!("environments: {known}"))),
        None => match all.clone().collect::<Vec<_>>().as_slice() {
            [(name, settings)] => Ok((name.as_str(), settings)),
            _ => Err(failure("which environment is not said".to_owned()).help(format!("give --env NAME; {known}"))),
        },
    }
}

/// What an environment allows.
pub(super) fn policy(settings: &EnvironmentSettings) -> Result<Policy, Failure> {
    Ok(Policy {
        edit_approved: settings.edit_approved.unwrap_or(EditApproved::Refuse),
        protect: globs(settings.protect.as_deref().unwrap_or_default())?,
    })
}

/// The ceilings of an environment.
pub(super) fn gates(settings: &EnvironmentSettings) -> Gates {
    let gates = settings.gates.clone().unwrap_or_default();
    Gates { updates: gates.updates, deletes: gates.deletes, ..Gates::default() }
}

/// How long the environment waits for the review.
pub(super) fn patience(settings: &EnvironmentSettings) -> Duration {
    settings.wait_for_review.as_deref().and_then(parse_duration).unwrap_or_default()
}

/// Opens an environment. Nothing is sent to the service.
pub(super) async fn open(
    root: &Path,
    name: &str,
    settings: &EnvironmentSettings,
    context: &Context,
) -> Result<OpenTarget, Failure> {
    let id = space_id(name, settings)?;
    let asked = service::endpoint(&context.environment);
    let (client, endpoint, emulator) = match &settings.emulator {
        Some(emulator) if asked.is_none() => {
            let may_edit = settings.edit_approved == Some(EditApproved::Modify);
            let emulator = start(root, emulator, may_edit, context).await?;
            (client_of(&emulator, context)?, "emulator".to_owned(), Some(emulator))
        }
        _ => {
            let options = ClientOptions {
                endpoint: asked.or_else(|| settings.endpoint.clone()),
                region: settings.region.clone(),
                profile: service::profile(&context.environment),
                rates: service::rates(&context.environment)?,
                ..ClientOptions::default()
            };
            let client = Client::new(options, context)?;
            let endpoint = client.endpoint();
            (client, endpoint, None)
        }
    };
    let target = Target { environment: name.to_owned(), space: id.clone(), endpoint };
    Ok(OpenTarget { target, space: Space::new(client.clone(), id).with_media_of(root), client, _emulator: emulator })
}

impl OpenTarget {
    /// Refuses to go on unless the key belongs to the account that the environment names, and may read the space.
    /// To be asked before the first write.
    pub(super) async fn guard_account(&self, settings: &EnvironmentSettings) -> Result<(), Failure> {
        let Some(expected) = settings.account.as_deref().filter(|_| self._emulator.is_none()) else { return Ok(()) };
        let caller = self.client.call(&GetCallerIdentityRequest {}).await?;
        if caller.account_id != expected {
            let (actual, name) = (visible(&caller.account_id), visible(&self.target.environment));
            let message = format!(
                "the key belongs to account {actual}, environment `{name}` is of account {}",
                visible(expected)
            );
            return Err(Failure::new(Exit::WrongAccount, message)
                .help("name a profile of that account with --profile; `chatform auth whoami` shows whose a key is"));
        }
        let page = Some(Page { index: 1, size: 1 });
        let cust_space_id = self.target.space.clone();
        self.client.call(&ListChatappTemplateRequest { cust_space_id, page, ..Default::default() }).await?;
        Ok(())
    }
}

/// The settings of an environment, narrowed to one of its spaces where one was asked for.
pub(super) fn in_space(
    name: &str,
    settings: &EnvironmentSettings,
    asked: Option<&str>,
) -> Result<EnvironmentSettings, Failure> {
    let Some(asked) = asked else { return Ok(settings.clone()) };
    let mut known = settings.spaces.iter().flatten().chain(&settings.space);
    if known.any(|space| space == asked) {
        return Ok(EnvironmentSettings { space: Some(asked.to_owned()), spaces: None, ..settings.clone() });
    }
    let all: Vec<&str> = settings.spaces.iter().flatten().chain(&settings.space).map(String::as_str).collect();
    let all = if all.is_empty() { "it names none".to_owned() } else { format!("it has {}", visible(&all.join(", "))) };
    Err(Failure::new(Exit::Usage, format!("environment `{name}` has no space {}", visible(asked))).help(all))
}

/// The one space of an environment.
pub(super) fn space_id(name: &str, settings: &EnvironmentSettings) -> Result<Option<String>, Failure> {
    match settings.spaces.as_deref() {
        None | Some([]) => Ok(settings.space.clone()),
        Some([only]) => Ok(Some(only.clone())),
        Some(several) => Err(Failure::new(
            Exit::Usage,
            format!("environment `{name}` names {} spaces, this works on one", several.len()),
        )
        .help("name it with --space ID")),
    }
}

async fn start(
    root: &Path,
    settings: &EmulatorSettings,
    allow_edit_approved: bool,
    context: &Context,
) -> Result<Emulator, Failure> {
    let review = settings.review.as_deref().unwrap_or("instant");
    let review = ReviewPolicy::parse(review).map_err(|error| {
        Failure::new(Exit::Project, error.to_string()).help("review is `instant`, `after=30s`, `polls=3` or `manual`")
    })?;
    let review = match review {
        ReviewPolicy::Script(file) => ReviewPolicy::Script(root.join(file)),
        other => other,
    };
    let config = EmulatorConfig {
        state: settings.state.as_ref().map(|folder| root.join(folder)),
        review,
        allow_edit_approved,
        // Nobody's quota is at stake in the embedded emulator: a run need not wait for it.
        rates_enforced: false,
        ..EmulatorConfig::default()
    };
    Emulator::start(config, context)
        .await
        .map_err(|error| Failure::new(Exit::Unavailable, format!("the embedded emulator cannot start: {error}")))
}

fn client_of(emulator: &Emulator, context: &Context) -> Result<Client, Failure> {
    let options = ClientOptions {
        endpoint: Some(emulator.endpoint()),
        credentials: Some(Credentials::new(KEY.0, Secret::new(KEY.1))),
        rates: Rates::unlimited(),
        ..ClientOptions::default()
    };
    Ok(Client::new(options, context)?)
}

/// A set of globs. One that is none would protect nothing, so it ends the command.
fn globs(patterns: &[String]) -> Result<GlobSet, Failure> {
    let failure = |error: globset::Error| {
        Failure::new(Exit::Project, format!("a glob of `protect` is none: {error}"))
            .help("write `name/language`, with `*`")
    };
    glob_set(patterns).map_err(failure)
}

/// A set of globs.
pub(super) fn glob_set(patterns: &[String]) -> Result<GlobSet, globset::Error> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(pattern)?);
    }
    set.build()
}

/// A name in a code span of Markdown; names of environments have no backtick that anybody would miss.
pub(super) fn in_code(name: &str) -> String {
    visible(name).replace(['`', '\n'], "")
}

/// An environment in words, as Markdown.
pub(super) fn described_in_markdown(target: &Target) -> String {
    let space = target.space.as_ref().map(|space| format!(", space `{}`", in_code(space))).unwrap_or_default();
    format!("environment `{}` (`{}`{space})", in_code(&target.environment), in_code(&target.endpoint))
}

/// An environment in words, safe to show: it may come from a plan file.
pub(super) fn described(target: &Target) -> String {
    let space = target.space.as_ref().map(|space| format!(", space {}", visible(space))).unwrap_or_default();
    format!("environment `{}` ({}{space})", visible(&target.environment), visible(&target.endpoint))
}
