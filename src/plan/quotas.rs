//! What the platform's quotas and memories leave of a plan: edits, names, numbers, and words that were seen before.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use super::past::wording;
use super::{Actual, Blocked, Item, Operation, Past};
use crate::model::limits::{
    APPROVED_EDITS_A_DAY, APPROVED_EDITS_IN_THIRTY_DAYS, CREATIONS_AN_HOUR, NAME_LOCK_DAYS, TEMPLATES,
    TEMPLATES_UNVERIFIED,
};
use crate::model::{Category, Channel, Variant};

const DAY: SignedDuration = SignedDuration::from_hours(24);
const THIRTY_DAYS: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Holds the items against what is known from before, and against each other. What can no longer be done is blocked;
/// what may go wrong is noted.
pub(super) fn look_back(items: &mut [Item], actual: Actual<'_>, past: &Past, now: Timestamp) {
    let known = words_there(actual);
    for item in items.iter_mut() {
        match item.operation {
            Operation::Create => name_lock(item, past, now),
            Operation::Modify if item.effects.uses_edit_quota => edit_quota(item, past, now),
            _ => {}
        }
        if matches!(item.operation, Operation::Create | Operation::Modify) {
            rejected_before(item, past);
            said_before(item, &known);
        }
    }
}

/// Facts about the plan as a whole, a sentence each.
pub(super) fn warnings(items: &[Item], actual: Actual<'_>, past: &Past, now: Timestamp) -> Vec<String> {
    let count = |operation| items.iter().filter(|item| item.operation == operation).count();
    let (creates, deletes) = (count(Operation::Create), count(Operation::Delete));
    let mut found = Vec::new();
    let after = (actual.rows.len() + creates).saturating_sub(deletes);
    if creates > 0 && after > TEMPLATES {
        found.push(format!(
            "the space would hold {after} templates, each language counted; the platform takes {TEMPLATES}"
        ));
    } else if creates > 0 && after > TEMPLATES_UNVERIFIED && actual.rows.len() <= TEMPLATES_UNVERIFIED {
        found.push(format!(
            "the space would hold {after} templates, each language counted; a business that is not verified may have \
             {TEMPLATES_UNVERIFIED}"
        ));
    }
    let recent = past.creations.iter().filter(|at| is_within(**at, SignedDuration::from_hours(1), now)).count();
    if creates > 0 && creates + recent > CREATIONS_AN_HOUR {
        let before =
            if recent > 0 { format!(", and {recent} were created within the last hour") } else { String::new() };
        found.push(format!(
            "{creates} would be created{before}; Meta takes {CREATIONS_AN_HOUR} an hour, and may refuse the others until then"
        ));
    }
    found
}

fn is_within(at: Timestamp, span: SignedDuration, now: Timestamp) -> bool {
    let age = at.duration_until(now);
    !age.is_negative() && age < span
}

/// A time that people can read, to the minute.
fn shown(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

fn block(item: &mut Item, reason: String, help: String) {
    item.operation = Operation::Blocked;
    item.blocked = Some(Blocked { reason, help });
    item.desired = None;
    item.effects = super::Effects::default();
}

/// The name of a template that was deleted while approved stays taken.
fn name_lock(item: &mut Item, past: &Past, now: Timestamp) {
    let Some(deleted) = past.deletions.get(&item.key()) else { return };
    let lock = SignedDuration::from_hours(24 * NAME_LOCK_DAYS);
    if is_within(*deleted, lock, now) {
        let until = shown(deleted.saturating_add(lock).unwrap_or(Timestamp::MAX));
        let reason = format!(
            "it was approved when it was deleted, at {}: its name is taken in this language for {NAME_LOCK_DAYS} days",
            shown(*deleted)
        );
        block(item, reason, format!("raise `revision` to deploy it under another name, or wait until {until}"));
    }
}

/// An approved template can be edited once a day, and ten times in thirty days.
fn edit_quota(item: &mut Item, past: &Past, now: Timestamp) {
    let mut edits: Vec<Timestamp> = past.edits.get(&item.key()).cloned().unwrap_or_default();
    edits.retain(|at| is_within(*at, THIRTY_DAYS, now));
    edits.sort();
    let today: Vec<Timestamp> = edits.iter().copied().filter(|at| is_within(*at, DAY, now)).collect();
    let (spent, again) = if edits.len() >= APPROVED_EDITS_IN_THIRTY_DAYS {
        (format!("{APPROVED_EDITS_IN_THIRTY_DAYS} times within thirty days"), edits[0].saturating_add(THIRTY_DAYS))
    } else if today.len() >= APPROVED_EDITS_A_DAY {
        (format!("at {}", shown(today[0])), today[0].saturating_add(DAY))
    } else {
        let left = APPROVED_EDITS_IN_THIRTY_DAYS - edits.len() - 1;
        item.effects.edits_left = u32::try_from(left).ok();
        return;
    };
    let again = shown(again.unwrap_or(Timestamp::MAX));
    let reason = format!(
        "it was edited {spent}: an approved template can be edited {APPROVED_EDITS_A_DAY} time a day and \
         {APPROVED_EDITS_IN_THIRTY_DAYS} times in thirty days"
    );
    block(item, reason, format!("apply again after {again}, or raise `revision` to deploy it beside this one"));
}

fn rejected_before(item: &mut Item, past: &Past) {
    let Some(desired) = &item.desired else { return };
    if let Some(rejection) = past.rejections.get(&wording(desired)) {
        let day = rejection.at.get(..10).unwrap_or(&rejection.at);
        let reason = if rejection.reason.is_empty() { "without a reason" } else { &*rejection.reason };
        item.notes.push(format!("this very text was rejected before, as {} on {day}: {reason}", rejection.key));
    }
}

/// Body and footer of what the service holds; a template that says the same again is rejected. AUTHENTICATION is exempt.
fn words_there(actual: Actual<'_>) -> HashMap<(String, String, String), String> {
    let details = actual.details.iter().map(|detail| &detail.variant);
    details.filter_map(|variant| Some((words(variant)?, variant.key()))).collect()
}

fn words(variant: &Variant) -> Option<(String, String, String)> {
    if variant.category == Category::Authentication || variant.channel != Channel::Whatsapp {
        return None;
    }
    let body = variant.body.as_ref()?.text.clone().filter(|text| !text.is_empty())?;
    let footer = variant.footer.as_ref().and_then(|footer| footer.text.clone()).unwrap_or_default();
    Some((variant.language.clone(), body, footer))
}

fn said_before(item: &mut Item, known: &HashMap<(String, String, String), String>) {
    let other = item.desired.as_ref().and_then(words).and_then(|words| known.get(&words));
    if let Some(other) = other.filter(|other| **other != item.key()) {
        item.notes.push(format!("its body and footer are those of {other}: the review rejects what is there already"));
    }
}
