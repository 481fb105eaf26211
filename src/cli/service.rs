//! Options of the commands that talk to the service.

use std::collections::BTreeMap;
use std::sync::Arc;

use clap::Args;

use super::{Exit, Failure, Output};
use crate::api::{Action, Rates};
use crate::context::{Context, Environment};
use crate::report::visible_lines;

/// The profile that was asked for.
const PROFILE: &str = "CHATFORM_PROFILE";
/// The address that was asked for.
const ENDPOINT: &str = "CHATFORM_ENDPOINT";
/// Rates, as `Action=N` with commas between.
const QPS: &str = "CHATFORM_QPS";

/// How the service is reached. Each option has a variable too, which it goes before.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Service options")]
pub(super) struct ServiceArguments {
    /// Take credentials from this profile, and nowhere else
    #[arg(long, value_name = "NAME", global = true)]
    profile: Option<String>,
    /// The address of the service
    #[arg(long, value_name = "URL", global = true)]
    endpoint: Option<String>,
    /// Send an action at most N times a second: `GetChatappTemplateDetail=2`
    #[arg(long, value_name = "ACTION=N", value_delimiter = ',', global = true)]
    qps: Vec<String>,
    /// Show every request and answer, without secrets
    #[arg(long, global = true)]
    debug_http: bool,
}

impl ServiceArguments {
    /// The context of a command that was given these.
    pub(super) fn over(&self, context: &Context, output: &Output) -> Result<Context, Failure> {
        let given = [(PROFILE, self.profile.clone()), (ENDPOINT, self.endpoint.clone())];
        let mut variables: Vec<_> = given.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        if !self.qps.is_empty() {
            variables.push((QPS, self.qps.join(",")));
        }
        let environment = context.environment.as_ref().clone().with(variables);
        rates(&environment)?;
        let mut context = Context { environment: Arc::new(environment), ..context.clone() };
        if self.debug_http {
            let talk = output.talker();
            context.wire = Some(Arc::new(move |text: &str| talk(&visible_lines(text))));
        }
        Ok(context)
    }
}

/// The profile that was asked for.
pub(super) fn profile(environment: &Environment) -> Option<String> {
    environment.variable(PROFILE).map(str::to_owned)
}

/// The address that was asked for.
pub(super) fn endpoint(environment: &Environment) -> Option<String> {
    environment.variable(ENDPOINT).map(str::to_owned)
}

/// The documented rates, with those that were asked for.
pub(super) fn rates(environment: &Environment) -> Result<Rates, Failure> {
    let given = environment.variable(QPS).unwrap_or_default();
    let pairs = given.split(',').map(str::trim).filter(|pair| !pair.is_empty());
    pairs.map(rate).try_fold(Rates::documented(), |rates, rate| rate.map(|(action, n)| rates.with(action, Some(n))))
}

fn rate(pair: &str) -> Result<(Action, u32), Failure> {
    let failure = |message: String| Failure::new(Exit::Usage, message);
    let (name, number) = pair.split_once('=').unwrap_or((pair, ""));
    let actions: BTreeMap<String, Action> =
        Action::ALL.into_iter().map(|action| (action.name().to_ascii_lowercase(), action)).collect();
    let action = actions.get(&name.to_ascii_lowercase()).ok_or_else(|| {
        let names: Vec<&str> = Action::ALL.iter().map(|action| action.name()).collect();
        failure(format!("`{name}` is no action of the service")).help(format!("the actions are {}", names.join(", ")))
    })?;
    let number = number.parse().ok().filter(|number| *number > 0);
    let number = number.ok_or_else(|| {
        failure(format!("`{pair}` says no rate")).help(format!("write a whole number from 1, as in `{action}=2`"))
    })?;
    Ok((*action, number))
}

/// A command that talks to the service, with the options that all of these have.
#[derive(Clone, Debug, Args)]
pub(super) struct Online<C: Args> {
    #[command(flatten)]
    command: C,
    #[command(flatten)]
    service: ServiceArguments,
}

impl<C: Args> Online<C> {
    /// Runs the command in a context that minds the options.
    pub(super) fn run(
        &self,
        run: impl Fn(&C, &Context, &Output) -> Result<Exit, Failure>,
        context: &Context,
        output: &Output,
    ) -> Result<Exit, Failure> {
        run(&self.command, &self.service.over(context, output)?, output)
    }
}
