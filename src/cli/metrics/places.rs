//! The spaces that are asked: the one of an environment, or each that it lists, through one client.

use super::super::target::{self, OpenTarget};
use crate::cli::{EnvironmentArgument, Failure};
use crate::context::Context;
use crate::project::Project;
use crate::remote::Space;
use crate::report::visible;

/// An environment, opened, with its spaces.
pub(super) struct Places {
    /// The environment in words.
    pub(super) described: String,
    /// Each space with what it is called: `prod`, `prod/cams-1`.
    pub(super) spaces: Vec<(String, Space)>,
    _open: OpenTarget,
}

impl Places {
    /// Opens the environment. Nothing is sent to the service.
    pub(super) async fn open(argument: &EnvironmentArgument, context: &Context) -> Result<Self, Failure> {
        let project = Project::open(&context.environment.current_dir, &[])?;
        let (name, settings) = target::environment(&project.file, argument.environment.as_deref())?;
        let settings = target::in_space(name, settings, argument.space.as_deref())?;
        let listed = settings.spaces.clone().unwrap_or_default();
        let several = listed.len() > 1;
        let first = listed.first().or(settings.space.as_ref()).cloned();
        let narrowed = target::in_space(name, &settings, first.as_deref())?;
        let open = target::open(&project.root, name, &narrowed, context).await?;
        let ids = if several { listed.into_iter().map(Some).collect() } else { vec![first] };
        let place = |id: &Option<String>| match id {
            Some(id) if several => format!("{name}/{id}"),
            _ => name.to_owned(),
        };
        let spaces = ids.into_iter().map(|id| (place(&id), Space::new(open.client.clone(), id))).collect();
        let described = match several {
            true => format!("the spaces of environment `{}`", visible(name)),
            false => target::described(&open.target),
        };
        Ok(Self { described, spaces, _open: open })
    }
}
