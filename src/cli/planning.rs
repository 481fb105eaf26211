//! From an environment to its plan: what `plan`, `apply` and `status` have in common.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use indexmap::IndexMap;

use super::checked::{self, Verdict};
use super::plan::Choice;
use super::target::{self, OpenTarget};
use super::{EnvironmentArgument, Exit, Failure, Output, remembered};
use crate::context::Context;
use crate::lint::Standings;
use crate::model::{EnvironmentSettings, Variant};
use crate::plan::{
    Actual, Declared, Desired, Item, Operation, Plan, Retirement, Target, build, desired_of, retirements,
};
use crate::project::Project;
use crate::remote::{Cache, Reading, Refresh, Row, Snapshot, SpaceContent};
use crate::report::visible;
use crate::rules::Standing;

/// Where details that were read are kept, from the project's folder.
const CACHE: &str = ".chatform/cache";

/// A checked project, and the environment it is compared with.
#[derive(Clone)]
pub(super) struct Planning {
    /// The project.
    pub(super) project: Arc<Project>,
    /// The environment's name.
    pub(super) name: String,
    /// The environment.
    pub(super) settings: EnvironmentSettings,
    /// What linting alone could tell.
    verdict: Verdict,
    /// Which templates it is about; all of them if absent.
    choice: Option<Choice>,
}

impl Planning {
    /// Opens and checks the project for an environment.
    pub(super) fn begin(
        environment: &EnvironmentArgument,
        context: &Context,
        output: &Output,
    ) -> Result<Self, Failure> {
        let project = Project::open(&context.environment.current_dir, &[])?;
        let (name, settings) = target::environment(&project.file, environment.environment.as_deref())?;
        let (name, settings) = (name.to_owned(), target::in_space(name, settings, environment.space.as_deref())?);
        let verdict = checked::check(&project, &name, context, output)?;
        Ok(Self { project: Arc::new(project), name, settings, verdict, choice: None })
    }

    /// The spaces that the environment lists; none where it names one or has only one.
    pub(super) fn spaces(&self) -> Vec<String> {
        self.settings.spaces.clone().unwrap_or_default()
    }

    /// The same for one of its spaces.
    pub(super) fn of_space(&self, id: &str) -> Self {
        let settings = EnvironmentSettings { space: Some(id.to_owned()), spaces: None, ..self.settings.clone() };
        Self { settings, ..self.clone() }
    }

    /// The same for the space that something was made for, where it is one of several.
    pub(super) fn made_for(self, space: Option<&str>) -> Self {
        match space.filter(|space| self.spaces().iter().any(|known| known == space)) {
            Some(space) => self.of_space(space),
            None => self,
        }
    }

    /// The same for some templates only; fails where they are none.
    pub(super) fn choosing(mut self, choice: Choice) -> Result<Self, Failure> {
        if choice.is_all() {
            return Ok(self);
        }
        self.choice = Some(choice);
        if self.desired().is_empty() && self.retired().is_empty() {
            return Err(Failure::new(Exit::NothingMatched, "no declared template fits --only and --exclude")
                .help("write globs `name/language`, such as `order_*/*`"));
        }
        Ok(self)
    }

    fn is_chosen(&self, key: &str) -> bool {
        self.choice.as_ref().is_none_or(|choice| choice.has(key))
    }

    /// What the project retires here.
    fn retired(&self) -> Vec<Retirement> {
        let mut retired = retirements(&self.project, &self.name);
        retired.retain(|retirement| self.is_chosen(&retirement.key()));
        retired
    }

    /// Opens the environment. Nothing is sent to the service.
    pub(super) async fn open(&self, context: &Context) -> Result<OpenTarget, Failure> {
        opened(&self.project, &self.name, &self.settings, context).await
    }

    /// The environment's build-time values.
    pub(super) fn values(&self) -> IndexMap<String, String> {
        self.settings.values.clone().unwrap_or_default()
    }

    /// What the files say there shall be.
    pub(super) fn desired(&self) -> Vec<Desired> {
        let mut desired = desired_of(&self.project, &self.values());
        desired.retain(|desired| self.is_chosen(&desired.variant.key()));
        desired
    }

    /// Refuses what breaks a grandfathered rule, unless the plan found it approved and as the files say. Of what would
    /// be sent to the service no comment says that it may stay.
    pub(super) fn settle(&self, plan: &Plan, context: &Context, output: &Output) -> Result<(), Failure> {
        if self.verdict == Verdict::Clean {
            return Ok(());
        }
        let mut standings = Standings::default();
        let mut items: HashMap<(&str, &str), Vec<&Item>> = HashMap::new();
        for item in &plan.items {
            items.entry((&item.name, &item.language)).or_default().push(item);
        }
        for Desired { variant, .. } in &self.desired() {
            let mut items = items.get(&(&*variant.name, &*variant.language)).into_iter().flatten();
            if let Some(standing) = items.find_map(|item| standing(item, variant)) {
                standings.add(variant, standing);
            }
        }
        checked::settle(&self.project, &self.name, &standings, context, output)
    }

    /// Reads the service, every detail freshly, and compares.
    pub(super) async fn plan(&self, target: &OpenTarget, context: &Context, output: &Output) -> Result<Plan, Failure> {
        self.plan_after(Refresh::Full, target, context, output).await
    }

    /// Reads the service as far as it is not known yet, and compares.
    pub(super) async fn plan_after(
        &self,
        refresh: Refresh,
        target: &OpenTarget,
        context: &Context,
        output: &Output,
    ) -> Result<Plan, Failure> {
        let (desired, retired) = (self.desired(), self.retired());
        let declared = Declared { desired: &desired, retired: &retired };
        let keys: HashSet<String> = keys(declared).collect();
        let wanted = |row: &Row| keys.contains(&row.key());
        let content = read_space(&self.project.root, wanted, refresh, target, context, output).await?;
        self.compared(declared, &target.target, &content, context, output)
    }

    /// Compares with a snapshot; nothing is sent anywhere.
    pub(super) fn plan_against(
        &self,
        snapshot: &Snapshot,
        context: &Context,
        output: &Output,
    ) -> Result<Plan, Failure> {
        let space = target::space_id(&self.name, &self.settings)?;
        if snapshot.environment != self.name || snapshot.space != space {
            let taken = Target {
                environment: snapshot.environment.clone(),
                space: snapshot.space.clone(),
                endpoint: snapshot.endpoint.clone(),
            };
            let message = format!("the snapshot is of {}", target::described(&taken));
            return Err(Failure::new(Exit::Refused, message).help("compare with a snapshot of this environment"));
        }
        let target = Target { environment: self.name.clone(), space, endpoint: snapshot.endpoint.clone() };
        let (desired, retired) = (self.desired(), self.retired());
        let declared = Declared { desired: &desired, retired: &retired };
        let keys: HashSet<String> = keys(declared).collect();
        let content = snapshot
            .content(|row| keys.contains(&row.key()))
            .map_err(|error| Failure::new(Exit::Refused, error.to_string()).help("take the snapshot again"))?;
        output.talk(&format!("as the service was at {}", visible(&snapshot.taken_at)));
        self.compared(declared, &target, &content, context, output)
    }

    fn compared(
        &self,
        declared: Declared<'_>,
        target: &Target,
        content: &SpaceContent,
        context: &Context,
        output: &Output,
    ) -> Result<Plan, Failure> {
        let policy = target::policy(&self.settings)?;
        let past = remembered::past(&self.project.root, target, &content.details, context);
        let actual = Actual { past: Some(&past), ..Actual::from(content) };
        let mut plan = build(target.clone(), context.clock.now(), declared, actual, &policy);
        plan.unmanaged.retain(|row| self.is_chosen(&row.key()));
        self.settle(&plan, context, output)?;
        Ok(plan)
    }
}

/// How a variant stands at the service, as far as an item of the plan of that name and language says so.
fn standing(item: &Item, variant: &Variant) -> Option<Standing> {
    if item.is_approved_as(variant) {
        return Some(Standing::ApprovedUnchanged);
    }
    let is_it = item.desired.as_ref().is_some_and(|desired| desired.channel == variant.channel);
    match item.operation {
        Operation::Create if is_it => Some(Standing::New),
        Operation::Modify if is_it => Some(Standing::Changed),
        _ => None,
    }
}

/// Opens an environment of a project. Nothing is sent to the service.
pub(super) async fn opened(
    project: &Project,
    name: &str,
    settings: &EnvironmentSettings,
    context: &Context,
) -> Result<OpenTarget, Failure> {
    target::open(&project.root, name, settings, context).await
}

/// Reads the list, and the content of the rows that are wanted. What was read is kept for the next time.
pub(super) async fn read_space(
    root: &Path,
    wanted: impl Fn(&Row) -> bool,
    refresh: Refresh,
    target: &OpenTarget,
    context: &Context,
    output: &Output,
) -> Result<SpaceContent, Failure> {
    let of = target.target.address();
    let mut cache = Cache::open(&root.join(CACHE), &of);
    output.progress("reading the list of templates");
    let observer = |done: usize, all: usize| output.progress(&format!("reading {done} of {all} templates"));
    let reading = Reading { space: &target.space, clock: &*context.clock, refresh, observer: &observer };
    let content = reading.read(wanted, &mut cache).await;
    output.end_progress();
    let content = content?;
    if content.fetched > 0 {
        // It only saves time: a folder that cannot be written is no reason to fail.
        let _ = cache.save(&content.rows, &of);
    }
    Ok(content)
}

/// Everything that is declared or retired, as `name/language`.
fn keys(declared: Declared<'_>) -> impl Iterator<Item = String> {
    let desired = declared.desired.iter().map(|desired| desired.variant.key());
    desired.chain(declared.retired.iter().map(Retirement::key))
}
