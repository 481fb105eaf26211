//! How the service differs from the files, told apart by who moved.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::moved::as_moved;
use super::{Desired, Item, Operation, Plan};
use crate::model::Variant;
use crate::remote::AuditStatus;
use crate::report::{Change, Mark};

/// Who moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DriftClass {
    /// Somebody at the console, or another client: no committed version of the file says what is there.
    ConsoleEdit,
    /// It differs, and there is no history to tell who moved.
    Different,
    /// The file: what is there is what an earlier version of it said, or nothing is there yet.
    NotApplied,
    /// The platform: its category, quality or pauses.
    Platform,
    /// Nobody: it waits for its review.
    Pending,
    /// An older revision of what a file declares.
    Superseded,
    /// No file declares it.
    Unmanaged,
}

impl DriftClass {
    /// All of them, in the order of a report.
    pub const ALL: &[Self] = &[
        Self::ConsoleEdit,
        Self::Different,
        Self::NotApplied,
        Self::Platform,
        Self::Pending,
        Self::Superseded,
        Self::Unmanaged,
    ];

    /// In people's words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::ConsoleEdit => "edited at the console",
            Self::Different => "different",
            Self::NotApplied => "not applied yet",
            Self::Platform => "moved by the platform",
            Self::Pending => "waiting for review",
            Self::Superseded => "superseded",
            Self::Unmanaged => "unmanaged",
        }
    }

    /// Whether somebody has to do something.
    pub fn is_difference(self) -> bool {
        matches!(self, Self::ConsoleEdit | Self::Different | Self::NotApplied | Self::Platform)
    }
}

/// One thing that differs.
#[derive(Clone, Debug)]
pub struct Drift {
    /// Who moved.
    pub class: DriftClass,
    /// `name/language`.
    pub key: String,
    /// The code at the service, where it exists.
    pub template_code: Option<String>,
    /// How it is shown.
    pub change: Change,
}

/// The committed versions of a template file; `None` where there is no history.
pub type History<'a> = &'a dyn Fn(&str) -> Option<Vec<Vec<Variant>>>;

/// Every difference that a plan shows, with who made it. `desired` is what the plan was made of.
pub fn drift(plan: &Plan, desired: &[Desired], history: History<'_>) -> Vec<Drift> {
    let mut known: HashMap<String, Option<Vec<Vec<Variant>>>> = HashMap::new();
    let mut found = Vec::new();
    for item in &plan.items {
        let mut versions = |file: &str| known.entry(file.to_owned()).or_insert_with(|| history(file)).clone();
        if let Some(class) = of_content(item, &mut versions) {
            found.push(Drift::of(item, class));
        }
        if !item.moved.is_empty() {
            found.push(Drift::of(item, DriftClass::Platform));
        }
        let status = AuditStatus::parse(item.status.as_deref().unwrap_or_default());
        if item.status.is_some() && status.is_pending() {
            found.push(Drift::of(item, DriftClass::Pending));
        }
    }
    found.extend(plan.unmanaged.iter().zip(plan.unmanaged_changes()).map(|(row, change)| {
        let is_older = desired.iter().any(|desired| is_superseded(&row.name, &row.language, desired));
        let class = if is_older { DriftClass::Superseded } else { DriftClass::Unmanaged };
        let change = Change { verb: class.in_words().to_owned(), ..change };
        Drift { class, key: row.key(), template_code: Some(row.template_code.clone()), change }
    }));
    found.sort_by_key(|drift| drift.class);
    found
}

impl Drift {
    fn of(item: &Item, class: DriftClass) -> Self {
        let plain = item.as_change();
        let mut remarks = Vec::new();
        if class == DriftClass::Platform {
            remarks.extend(item.moved.iter().map(super::Moved::sentence));
        }
        let (mark, help) = match class {
            DriftClass::ConsoleEdit => {
                (Mark::Refused, Some("`chatform pull` takes it over into the file, `chatform apply` turns it back"))
            }
            DriftClass::Different => (
                Mark::Refused,
                Some("`chatform plan` says what would be done; in a git repository it is told who moved"),
            ),
            DriftClass::NotApplied if item.template_code.is_none() => (Mark::Added, None),
            DriftClass::NotApplied => (Mark::Changed, None),
            _ => (Mark::Unchanged, None),
        };
        let shows_fields = class.is_difference() && class != DriftClass::Platform && item.template_code.is_some();
        let change = Change {
            mark,
            verb: class.in_words().to_owned(),
            remarks,
            help: help.map(str::to_owned),
            fields: if shows_fields { plain.fields } else { Vec::new() },
            ..plain
        };
        Self { class, key: item.key(), template_code: item.template_code.clone(), change }
    }
}

fn of_content(item: &Item, versions: &mut dyn FnMut(&str) -> Option<Vec<Vec<Variant>>>) -> Option<DriftClass> {
    if matches!(item.operation, Operation::Delete | Operation::Archive) {
        return Some(DriftClass::NotApplied);
    }
    let Some(there) = &item.from_digest else {
        // Nothing of it is there, or nothing of it can be read.
        let is_there = item.template_code.is_some();
        return Some(if is_there { DriftClass::Different } else { DriftClass::NotApplied });
    };
    if item.edits.is_empty() {
        return None;
    }
    let Some(versions) = versions(&item.source.file) else { return Some(DriftClass::Different) };
    let mut said =
        versions.iter().flatten().filter(|variant| (&variant.name, &variant.language) == (&item.name, &item.language));
    let is_committed = said.any(|variant| as_moved(variant, &item.moved).digest() == *there);
    Some(if is_committed { DriftClass::NotApplied } else { DriftClass::ConsoleEdit })
}

/// Whether a name is an earlier revision of a declared template: `name`, or `name_v` and a lower number.
fn is_superseded(name: &str, language: &str, desired: &Desired) -> bool {
    let Some(revision) = desired.revision else { return false };
    let declared = &desired.variant;
    let Some(base) = declared.name.strip_suffix(&format!("_v{revision}")) else { return false };
    let older = match name.strip_prefix(base) {
        Some("") => Some(1),
        Some(rest) => rest.strip_prefix("_v").and_then(|number| number.parse::<u32>().ok()),
        None => None,
    };
    declared.language == language && older.is_some_and(|older| older < revision)
}
