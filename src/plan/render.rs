//! A plan in the shapes of `report`.

use serde_json::Value;

use super::{Difference, FieldEdit, Item, Moved, Operation, Plan};
use crate::model::Variant;
use crate::remote::AuditStatus;
use crate::report::{Change, FieldChange, Mark};

impl Plan {
    /// The items that somebody has to look at, in the shape that reports show. Unchanged ones are only counted.
    pub fn changes(&self) -> Vec<Change> {
        self.items
            .iter()
            .filter(|item| item.operation != Operation::Noop || !item.notes.is_empty() || !item.moved.is_empty())
            .map(Item::as_change)
            .collect()
    }

    /// What no file declares, in the shape that reports show.
    pub fn unmanaged_changes(&self) -> Vec<Change> {
        let shown = |name: &str, language: &str, status: &str| Change {
            mark: Mark::Unchanged,
            verb: "unmanaged".to_owned(),
            title: format!("{name}/{language}"),
            place: Some(AuditStatus::parse(status).in_words().to_owned()),
            ..Change::default()
        };
        self.unmanaged.iter().map(|row| shown(&row.name, &row.language, &row.status)).collect()
    }

    /// One line: "3 to create, 1 to modify, 2 blocked, 30 unchanged, 1 unmanaged".
    pub fn summary(&self) -> String {
        let counts = self.counts();
        let parts = [
            (counts.create, "to create"),
            (counts.modify, "to modify"),
            (counts.delete, "to delete"),
            (counts.archive, "to archive"),
            (counts.blocked, "blocked"),
            (counts.noop, "unchanged"),
            (counts.moved, "moved by the platform"),
            (counts.unmanaged, "unmanaged"),
        ];
        let said: Vec<_> =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        if said.is_empty() { "nothing is declared and nothing is there".to_owned() } else { said.join(", ") }
    }
}

impl Item {
    /// The item in the shape that reports show.
    pub(super) fn as_change(&self) -> Change {
        change(self)
    }
}

impl Difference<'_> {
    /// The difference in the shape that reports show.
    pub fn as_change(&self) -> Change {
        let (mark, verb, fields) = match (self.left, self.right) {
            (None, Some(right)) => (Mark::Added, "only on the right", content(right)),
            (Some(left), None) => (Mark::Removed, "only on the left", content(left)),
            _ => (Mark::Changed, "differs", self.edits.iter().map(edited).collect()),
        };
        let fields = fields.into_iter().map(|field| match mark {
            Mark::Removed => FieldChange { before: field.after, after: None, ..field },
            _ => field,
        });
        Change { mark, verb: verb.to_owned(), title: self.key.clone(), fields: fields.collect(), ..Change::default() }
    }
}

fn change(item: &Item) -> Change {
    let mark = match item.operation {
        Operation::Create => Mark::Added,
        Operation::Modify | Operation::Properties => Mark::Changed,
        Operation::Delete | Operation::Archive => Mark::Removed,
        Operation::Blocked => Mark::Refused,
        Operation::Noop => Mark::Unchanged,
    };
    let verb = if item.operation == Operation::Properties { "set properties of" } else { item.operation.as_str() };
    let fields = match (&item.desired, item.operation) {
        (Some(desired), Operation::Create) => content(desired),
        _ => item.edits.iter().map(edited).collect(),
    };
    Change {
        mark,
        verb: verb.to_owned(),
        title: item.key(),
        place: Some(format!("{}:{}", item.source.file, item.source.line)),
        remarks: remarks(item),
        help: item.blocked.as_ref().map(|blocked| blocked.help.clone()),
        fields,
    }
}

fn remarks(item: &Item) -> Vec<String> {
    let mut remarks = Vec::new();
    remarks.extend(item.blocked.as_ref().map(|blocked| blocked.reason.clone()));
    if item.operation == Operation::Modify {
        let now = AuditStatus::parse(item.status.as_deref().unwrap_or_default());
        let meanwhile = if item.effects.interrupts_sending { ", and cannot be sent until then" } else { "" };
        remarks.push(format!("it is {} now, and is reviewed again{meanwhile}", now.in_words()));
    }
    if item.effects.uses_edit_quota {
        let left = item.effects.edits_left.map(|left| format!("; {left} are left, as far as runs from here tell"));
        let left = left.unwrap_or_default();
        remarks.push(format!("it uses one of the template's edits: one a day, ten in thirty days{left}"));
    }
    remarks.extend(item.moved.iter().map(Moved::sentence));
    remarks.extend(item.notes.iter().cloned());
    remarks
}

fn edited(edit: &FieldEdit) -> FieldChange {
    FieldChange {
        path: edit.path.clone(),
        before: edit.before.as_ref().map(shown),
        after: edit.after.as_ref().map(shown),
    }
}

/// The fields of a new variant, leaf by leaf; its name and language stand in the title.
fn content(desired: &Variant) -> Vec<FieldChange> {
    let mut fields = Vec::new();
    // Plain data of ours always serialises.
    let tree = serde_json::to_value(desired.canonical()).unwrap_or_default();
    for key in [
        "category",
        "channel",
        "ttl_seconds",
        "category_change_paused",
        "allow_send",
        "product_set_id",
        "header",
        "limited_time_offer",
        "body",
        "carousel",
        "footer",
        "buttons",
        "examples",
    ] {
        if let Some(value) = tree.get(key) {
            leaves(key, value, &mut fields);
        }
    }
    fields.retain(|field| field.path != "channel" || field.after.as_deref() != Some("WHATSAPP"));
    fields
}

fn leaves(path: &str, value: &Value, fields: &mut Vec<FieldChange>) {
    match value {
        Value::Object(object) => {
            // The kind of a header or button is said first.
            let (first, rest): (Vec<_>, Vec<_>) =
                object.iter().partition(|(key, _)| *key == "type" || *key == "format");
            for (key, value) in first.into_iter().chain(rest) {
                leaves(&format!("{path}.{key}"), value, fields);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                leaves(&format!("{path}[{index}]"), item, fields);
            }
        }
        scalar => fields.push(FieldChange { path: path.to_owned(), before: None, after: Some(shown(scalar)) }),
    }
}

/// A text as itself, anything else as JSON.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
