//! The template that messages are sent with: the newest approved revision at the service, or, without asking anybody,
//! the newest of the files.

use crate::cli::{Exit, Failure};
use crate::model::{EnvironmentSettings, Variant};
use crate::plan::desired;
use crate::project::Project;
use crate::remote::{Space, newest_approved, revision_of};

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
    let values = settings.values.clone().unwrap_or_default();
    let all: Vec<Variant> = desired(&project.files, &values).into_iter().map(|desired| desired.variant).collect();
    let of_name = || all.iter().filter_map(|variant| Some((revision_of(&variant.name, name)?, variant)));
    let of_language = of_name().filter(|(_, variant)| variant.language == language);
    match of_language.max_by_key(|(revision, _)| *revision) {
        Some((_, variant)) => Ok(Chosen { variant: variant.clone(), code: None }),
        None => Err(absent(name, language, of_name().map(|(_, variant)| variant.language.as_str()), "in the files")),
    }
}

/// The newest approved revision of the service.
pub(super) async fn of_service(space: &Space, name: &str, language: &str) -> Result<Chosen, Failure> {
    let rows = space.list().await?;
    let Some(row) = newest_approved(&rows, name, language) else {
        let of_name = rows.iter().filter(|row| revision_of(&row.name, name).is_some());
        let here: Vec<_> = of_name.clone().filter(|row| row.language == language).collect();
        return Err(match here.last() {
            Some(row) => Failure::new(Exit::Refused, format!("{} is {}", row.key(), row.status.in_words()))
                .help("`chatform status` says more; only approved templates can be sent"),
            None => absent(name, language, of_name.map(|row| row.language.as_str()), "at the service"),
        });
    };
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

fn absent<'a>(name: &str, language: &str, there: impl Iterator<Item = &'a str>, place: &str) -> Failure {
    let languages: Vec<&str> = there.collect();
    let failure = Failure::new(Exit::NothingMatched, format!("there is no template {name} in `{language}` {place}"));
    match languages.as_slice() {
        [] => failure.help("give its name without a revision, as `chatform status` lists it"),
        some => failure.help(format!("it is there in {}", some.join(", "))),
    }
}
