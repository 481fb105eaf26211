//! Which variant of the service each declared or retired one is compared with.

use std::collections::{HashMap, HashSet};

use super::retirement::retire;
use super::{Blocked, Declared, Desired, Item, Operation, Policy, classify};
use crate::model::{Channel, Variant};
use crate::remote::RemoteVariant;

type ByName<'a> = HashMap<(&'a str, &'a str), Vec<&'a RemoteVariant>>;

/// The items of a plan. Messengers keep their names apart; where only another messenger has a name, and no file
/// declares that one, the file has changed its messenger.
pub(super) fn compared(declared: Declared<'_>, details: &[RemoteVariant], policy: &Policy) -> Vec<Item> {
    let mut by_name = ByName::new();
    for detail in details {
        by_name.entry((&detail.variant.name, &detail.variant.language)).or_default().push(detail);
    }
    let identities: HashSet<_> = declared.desired.iter().map(|desired| identity(&desired.variant)).collect();
    let mut first = HashSet::new();
    let mut items: Vec<Item> = declared
        .desired
        .iter()
        .map(|desired| {
            let item = of_desired(desired, &by_name, &identities, policy);
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
