//! The template that messages are sent with: the newest approved revision at the service, or, without asking anybody,
//! the newest of the files.

use crate::cli::{Exit, Failure};
use crate::model::{EnvironmentSettings, Variant};
use crate::plan::{Desired, desired};
use crate::project::Project;
use crate::remote::Space;
use crate::status::{RevisionIndex, base, own_names};

/// A template, found.
pub(super) struct Chosen {
    /// What it says.
    pub(super) variant: Variant,
    /// Its code; `None` where nobody asked the service.
    pub(super) code: Option<String>,
}

/// The newest revision of the files.
pub(super) fn of_files(
    project: &Project,
    settings: &EnvironmentSettings,
    name: &str,
    language: &str,
) -> Result<Chosen, Failure> {
    let all = declared(project, settings);
    let of_name = || all.iter().filter(|desired| base(desired) == name || desired.variant.name == name);
    let newest =
        of_name().filter(|desired| desired.variant.language == language).max_by_key(|desired| desired.revision);
    match newest {
        Some(newest) => Ok(Chosen { variant: newest.variant.clone(), code: None }),
        None => Err(absent(name, language, of_name().map(|desired| &*desired.variant.language), "in the files")),
    }
}

/// The newest approved revision of the service, as `resolve` finds it.
pub(super) async fn of_service(
    space: &Space,
    project: &Project,
    settings: &EnvironmentSettings,
    name: &str,
    language: &str,
) -> Result<Chosen, Failure> {
    let rows = space.list().await?;
    let declared = declared(project, settings);
    let revisions = RevisionIndex::of(&rows).revisions(name, &own_names(&declared));
    let Some(newest) = revisions.to_send(language) else {
        let here = revisions.languages.get(language).and_then(|revisions| revisions.last());
        return Err(match here {
            Some(newest) => {
                let row = newest.row;
                Failure::new(Exit::Refused, format!("{} is {}", row.key(), row.status.in_words()))
                    .help("`chatform status` says more; only approved templates can be sent")
            }
            None => absent(name, language, revisions.languages.keys().copied(), "at the service"),
        });
    };
    let row = newest.row;
    let detail = space.detail(&row.name, &row.language, &row.template_code).await?;
    let Some(detail) = detail.filter(|detail| detail.status.is_sendable()) else {
        return Err(Failure::new(Exit::Refused, format!("{} was taken away just now", row.key())).help("try again"));
    };
    if detail.variant.allow_send == Some(false) {
        return Err(Failure::new(Exit::Refused, format!("sending of {} is stopped (`allow_send`)", row.key()))
            .help("allow it in the template, and apply that"));
    }
    Ok(Chosen { variant: detail.variant, code: Some(detail.template_code) })
}

fn declared(project: &Project, settings: &EnvironmentSettings) -> Vec<Desired> {
    desired(&project.files, &settings.values.clone().unwrap_or_default())
}

fn absent<'a>(name: &str, language: &str, there: impl Iterator<Item = &'a str>, place: &str) -> Failure {
    let languages: Vec<&str> = there.collect();
    let failure = Failure::new(Exit::NothingMatched, format!("there is no template {name} in `{language}` {place}"));
    match languages.as_slice() {
        [] => failure.help("give its name without a revision, as `chatform resolve NAME` takes it"),
        some => failure.help(format!("it is there in {}", some.join(", "))),
    }
}
