//! Which variant of the service each declared or retired one is compared with.

use std::collections::{HashMap, HashSet};

use super::retirement::retire;
use super::{Actual, Blocked, Declared, Desired, Effects, Item, Operation, Policy, Retirement, classify};
use crate::model::{Channel, Variant};
use crate::remote::{RemoteVariant, Unreadable};

type ByName<'a> = HashMap<(&'a str, &'a str), Vec<&'a RemoteVariant>>;

/// The items of a plan. Messengers keep their names apart; where only another messenger has a name, and no file
/// declares that one, the file has changed its messenger.
pub(super) fn compared(declared: Declared<'_>, actual: Actual<'_>, policy: &Policy) -> Vec<Item> {
    let mut by_name = ByName::new();
    for detail in actual.details {
        by_name.entry((&detail.variant.name, &detail.variant.language)).or_default().push(detail);
    }
    let identities: HashSet<_> = declared.desired.iter().map(|desired| identity(&desired.variant)).collect();
    let mut first = HashSet::new();
    let mut items: Vec<Item> = declared
        .desired
        .iter()
        .map(|desired| {
            let unreadable = actual.unreadable.iter().find(|one| is_of(one, desired));
            let item = match unreadable {
                Some(one) => unread(classify(desired, None, policy), one),
                None => of_desired(desired, &by_name, &identities, policy),
            };
            if first.insert(identity(&desired.variant)) { item } else { repeated(item) }
        })
        .collect();
    let mut seen: HashSet<_> =
        declared.desired.iter().map(|desired| (&*desired.variant.name, &*desired.variant.language)).collect();
    let kept = seen.clone();
    for retirement in declared.retired {
        let key = (&*retirement.name, &*retirement.language);
        let there = by_name.get(&key).map_or(&[][..], Vec::as_slice);
        // Retired by two entries, it is deleted once; retired and declared, each entry is told so.
        if !seen.insert(key) && !kept.contains(&key) {
            continue;
        }
        let named = |one: &&Unreadable| (&*one.row.name, &*one.row.language) == key;
        if let Some(one) = actual.unreadable.iter().find(named) {
            items.push(unread(retired_blindly(retirement), one));
            continue;
        }
        let item = there.first().map(|one| retire(retirement, one, kept.contains(&key), policy));
        items.extend(item.map(|item| if there.len() > 1 { ambiguous(item, there) } else { item }));
    }
    items
}

fn of_desired(
    desired: &Desired,
    by_name: &ByName<'_>,
    declared: &HashSet<(&str, &str, Channel)>,
    policy: &Policy,
) -> Item {
    let variant = &desired.variant;
    let named = by_name.get(&(&*variant.name, &*variant.language)).map_or(&[][..], Vec::as_slice);
    let own: Vec<_> = named.iter().copied().filter(|one| one.variant.channel == variant.channel).collect();
    let other = || named.iter().copied().find(|one| !declared.contains(&identity(&one.variant)));
    match own.as_slice() {
        [] => classify(desired, other(), policy),
        [one] => classify(desired, Some(one), policy),
        several => ambiguous(classify(desired, several.first().copied(), policy), several),
    }
}

fn identity(variant: &Variant) -> (&str, &str, Channel) {
    (&variant.name, &variant.language, variant.channel)
}

fn is_of(one: &Unreadable, desired: &Desired) -> bool {
    let variant = &desired.variant;
    let is_channel = one.row.channel.is_none_or(|channel| channel == variant.channel);
    is_channel && (&one.row.name, &one.row.language) == (&variant.name, &variant.language)
}

/// The item of a variant whose content at the service cannot be compared: it is there, and nothing is sent.
fn unread(item: Item, one: &Unreadable) -> Item {
    let item = Item {
        template_code: Some(one.row.template_code.clone()),
        status: Some(one.row.status.to_string()),
        effects: Effects::default(),
        ..item
    };
    blocked(item, one.reason.clone(), "look at it in the console, or take it out of the files")
}

/// The item of a retired variant of which nothing is known but that it is there.
fn retired_blindly(retirement: &Retirement) -> Item {
    Item {
        name: retirement.name.clone(),
        language: retirement.language.clone(),
        operation: Operation::Blocked,
        source: retirement.source.clone(),
        template_code: None,
        status: None,
        from_digest: None,
        to_digest: None,
        edits: Vec::new(),
        moved: Vec::new(),
        effects: Effects::default(),
        blocked: None,
        notes: vec![format!("retired: {}", retirement.reason)],
        desired: None,
    }
}

/// The item of a variant that the service has more than once: nobody can tell which of them is meant.
fn ambiguous(item: Item, several: &[&RemoteVariant]) -> Item {
    let codes: Vec<&str> = several.iter().map(|one| one.template_code.as_str()).collect();
    let reason = format!("the service has it {} times, as {}", codes.len(), codes.join(" and "));
    blocked(item, reason, "leave one of them in the console")
}

/// The item of a variant that an earlier file declares too: lint says so, unless that is switched off.
fn repeated(item: Item) -> Item {
    blocked(item, "another template file declares it too".to_owned(), "take it out of one of them")
}

fn blocked(item: Item, reason: String, help: &str) -> Item {
    let blocked = Some(Blocked { reason, help: help.to_owned() });
    Item { operation: Operation::Blocked, blocked, desired: None, ..item }
}
