//! What of a request almost matched.

use crate::emulator::actions::{Entry, known_parameters, names};

/// The parameters of the protocol itself.
const PROTOCOL: [&str; 14] = [
    "Action",
    "Version",
    "Format",
    "Timestamp",
    "SignatureMethod",
    "SignatureVersion",
    "SignatureNonce",
    "SignatureType",
    "AccessKeyId",
    "Signature",
    "SecurityToken",
    "RegionId",
    "Product",
    "BearerToken",
];

/// Every parameter that the action does not know, with the one that may be meant.
pub(in crate::emulator) fn near_misses(
    action: &str,
    entry: Option<&Entry>,
    parameters: &[(String, String)],
) -> Vec<String> {
    let Some(entry) = entry else {
        let meant = nearest(action, names());
        return meant.map(|meant| format!("action {action} is unknown, {meant} is near")).into_iter().collect();
    };
    let known = || known_parameters(entry);
    let unknown = parameters
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|name| !PROTOCOL.contains(name) && known().all(|known| known != *name));
    unknown
        .map(|name| match (name.split_once('.'), nearest(name, known())) {
            (Some((first, _)), _) if known().any(|known| known == first) => {
                format!("parameter {name} is the repeated form, {first} is one JSON string")
            }
            (_, Some(meant)) if meant.eq_ignore_ascii_case(name) => format!("parameter {name} is written {meant}"),
            (_, Some(meant)) => format!("parameter {name} is unknown, {meant} is near"),
            (_, None) => format!("parameter {name} is unknown to {action}"),
        })
        .collect()
}

/// The name that differs least, where it differs little.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_ascii_lowercase();
    let distance = |known: &str| strsim::damerau_levenshtein(&lower, &known.to_ascii_lowercase());
    let most = (name.chars().count() / 3).clamp(1, 3);
    known.map(|known| (distance(known), known)).filter(|(far, _)| *far <= most).min().map(|(_, known)| known)
}
