//! Deletions, as the project file writes them down.

use super::{Blocked, Effects, Item, Operation, Policy, Source};
use crate::finding::{At, Path};
use crate::model::{Channel, RetireAction};
use crate::project::Project;
use crate::remote::{AuditStatus, RemoteVariant};

/// One language of a retired template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retirement {
    /// The name at the service.
    pub name: String,
    /// The language.
    pub language: String,
    /// Delete or archive.
    pub action: RetireAction,
    /// Why.
    pub reason: String,
    /// The line of the project file.
    pub source: Source,
}

impl Retirement {
    /// `name/language`.
    pub fn key(&self) -> String {
        format!("{}/{}", self.name, self.language)
    }
}

/// What a project retires in an environment, one language at a time.
pub fn retirements(project: &Project, environment: &str) -> Vec<Retirement> {
    let Some(document) = &project.document else { return Vec::new() };
    let mut found = Vec::new();
    for (index, retired) in project.file.retired.iter().flatten().enumerate() {
        if retired.environments.as_ref().is_some_and(|only| !only.iter().any(|name| name == environment)) {
            continue;
        }
        let place = Path(vec!["retired".into(), index.into()]);
        let line = document.source.position(document.locate(&At::Value(place)).start).line;
        found.extend(retired.languages.iter().map(|language| Retirement {
            name: retired.name.clone(),
            language: language.clone(),
            action: retired.action,
            reason: retired.reason.clone(),
            source: Source { file: document.source.name.clone(), line },
        }));
    }
    found
}

/// The plan item of a retired variant that the service has.
pub(super) fn retire(retirement: &Retirement, actual: &RemoteVariant, is_declared: bool, policy: &Policy) -> Item {
    let blocked = obstacle(retirement, actual, is_declared, policy);
    let operation = match retirement.action {
        RetireAction::Delete => Operation::Delete,
        RetireAction::Archive if actual.status.is_archived() => Operation::Noop,
        RetireAction::Archive => Operation::Archive,
    };
    let mut notes = vec![format!("retired: {}", retirement.reason)];
    if actual.status == AuditStatus::Pass && operation == Operation::Delete {
        notes.push("it is approved: its name cannot be used in this language for about 30 days afterwards".to_owned());
    }
    Item {
        name: retirement.name.clone(),
        language: retirement.language.clone(),
        operation: if blocked.is_some() { Operation::Blocked } else { operation },
        source: retirement.source.clone(),
        template_code: Some(actual.template_code.clone()),
        status: Some(actual.status.to_string()),
        from_digest: Some(actual.variant.digest()),
        to_digest: None,
        edits: Vec::new(),
        moved: Vec::new(),
        effects: Effects { interrupts_sending: actual.status.is_sendable(), ..Effects::default() },
        blocked,
        notes,
        desired: None,
    }
}

fn obstacle(retirement: &Retirement, actual: &RemoteVariant, is_declared: bool, policy: &Policy) -> Option<Blocked> {
    let blocked = |reason: &str, help: &str| Some(Blocked { reason: reason.to_owned(), help: help.to_owned() });
    if is_declared {
        return blocked("it is retired, and a template file still declares it", "take the language out of one of them");
    }
    if policy.protect.is_match(retirement.key()) {
        return blocked("it is protected in this environment", "take its glob out of `protect` to delete it from here");
    }
    if retirement.action == RetireAction::Archive && actual.variant.channel != Channel::Whatsapp {
        return blocked("the service archives WhatsApp templates only", "write `action: delete`");
    }
    if actual.status == AuditStatus::Disabled && retirement.action == RetireAction::Delete {
        return blocked("the platform disabled it, and then it cannot be deleted", "take the entry out of `retired`");
    }
    None
}
