//! The plan as a whole.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::pairing::compared;
use super::{Desired, Item, Operation, Past, Policy, Retirement, Unmanaged, quotas};
use crate::model::digest;
use crate::remote::{RemoteVariant, Row, SpaceContent, Unreadable};

/// How long a saved plan may be applied.
const VALID_FOR: SignedDuration = SignedDuration::from_hours(24);

/// What a plan is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The environment's name in the project file.
    pub environment: String,
    /// The space, where one is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub space: Option<String>,
    /// The endpoint; `emulator` for the embedded one, whose address differs each time.
    pub endpoint: String,
}

impl Target {
    /// What tells it from every other place that templates may be in. The embedded emulators of two environments are two.
    pub fn address(&self) -> String {
        format!("{} {} {}", self.endpoint, self.environment, self.space.as_deref().unwrap_or_default())
    }
}

/// What would have to happen, in file order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Version of this format.
    pub version: u32,
    /// What it is for.
    pub target: Target,
    /// When it was made (RFC 3339).
    pub created_at: String,
    /// Until when it may be applied (RFC 3339).
    pub expires_at: String,
    /// One item for each declared variant.
    pub items: Vec<Item>,
    /// What no file declares.
    pub unmanaged: Vec<Unmanaged>,
    /// Facts about the plan as a whole, a sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

/// How many items of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// To create.
    pub create: usize,
    /// To modify, properties included.
    pub modify: usize,
    /// To delete.
    pub delete: usize,
    /// To put away.
    pub archive: usize,
    /// Unchanged.
    pub noop: usize,
    /// Blocked.
    pub blocked: usize,
    /// Unmanaged.
    pub unmanaged: usize,
    /// Of all declared ones, those of which the platform moved something.
    pub moved: usize,
}

impl Plan {
    /// The version that this program writes and reads.
    pub const VERSION: u32 = 1;

    /// Counts the items.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { unmanaged: self.unmanaged.len(), ..Counts::default() };
        for item in &self.items {
            counts.moved += usize::from(!item.moved.is_empty());
            match item.operation {
                Operation::Create => counts.create += 1,
                Operation::Modify | Operation::Properties => counts.modify += 1,
                Operation::Delete => counts.delete += 1,
                Operation::Archive => counts.archive += 1,
                Operation::Noop => counts.noop += 1,
                Operation::Blocked => counts.blocked += 1,
            }
        }
        counts
    }

    /// Whether applying it would write.
    pub fn has_writes(&self) -> bool {
        self.items.iter().any(|item| item.operation.writes())
    }

    /// SHA-256 over its canonical JSON (RFC 8785).
    pub fn digest(&self) -> String {
        digest(self)
    }

    /// What somebody approves: SHA-256 over where it writes and what, as canonical JSON (RFC 8785). A plan made again
    /// has the same one as long as it would do the same, whenever it is made and wherever in its file a line stands.
    pub fn approval(&self) -> String {
        let writes = self.items.iter().filter(|item| item.operation.writes());
        let writes: Vec<_> = writes
            .map(|item| {
                let what = (item.key(), item.operation, &item.template_code, &item.status);
                (what, &item.from_digest, &item.to_digest, &item.desired)
            })
            .collect();
        digest(&(Self::VERSION, &self.target, writes))
    }

    /// Whether it may still be applied at `now`. A time that cannot be read has passed.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires_at.parse::<Timestamp>().map_or(true, |expiry| expiry <= now)
    }
}

/// What the files say.
#[derive(Clone, Copy, Debug)]
pub struct Declared<'a> {
    /// What there shall be.
    pub desired: &'a [Desired],
    /// What shall be no more.
    pub retired: &'a [Retirement],
}

/// What the service says.
#[derive(Clone, Copy, Debug)]
pub struct Actual<'a> {
    /// The complete list of the space.
    pub rows: &'a [Row],
    /// The content of every declared or retired variant that is in it.
    pub details: &'a [RemoteVariant],
    /// Those of them whose content cannot be compared.
    pub unreadable: &'a [Unreadable],
    /// What is known from before, where anything is.
    pub past: Option<&'a Past>,
}

impl<'a> From<&'a SpaceContent> for Actual<'a> {
    fn from(content: &'a SpaceContent) -> Self {
        Self { rows: &content.rows, details: &content.details, unreadable: &content.unreadable, past: None }
    }
}

/// Compares what is declared with what is there.
pub fn build(target: Target, now: Timestamp, declared: Declared<'_>, actual: Actual<'_>, policy: &Policy) -> Plan {
    let mut items = compared(declared, actual, policy);
    let nothing = Past::default();
    let past = actual.past.unwrap_or(&nothing);
    quotas::look_back(&mut items, actual, past, now);
    let managed: HashSet<_> =
        items.iter().filter_map(|item| Some((&item.name, &item.language, item.template_code.as_ref()?))).collect();
    let is_managed = |row: &&Row| managed.contains(&(&row.name, &row.language, &row.template_code));
    let unmanaged = actual.rows.iter().filter(|row| !is_managed(row)).map(|row| Unmanaged {
        name: row.name.clone(),
        language: row.language.clone(),
        template_code: row.template_code.clone(),
        status: row.status.to_string(),
    });
    Plan {
        version: Plan::VERSION,
        target,
        created_at: now.to_string(),
        expires_at: now.saturating_add(VALID_FOR).unwrap_or(now).to_string(),
        unmanaged: unmanaged.collect(),
        warnings: quotas::warnings(&items, actual, past, now),
        items,
    }
}
