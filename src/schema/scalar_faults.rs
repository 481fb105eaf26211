//! What is said of a value that is of another type than is meant.

use serde_json::Value as Json;

use super::explain::Place;
use super::faults::WRONG_TYPE;
use super::shape::Shape;
use crate::finding::{Edit, Finding, Fix};
use crate::model::parse_duration;
use crate::yaml::{Kind, Scalar};

/// For a value of another type than is meant.
pub(super) fn wrong_type(place: &Place, found: &str, shape: Shape<'_>) -> Finding {
    let message = format!("{} is {found}, {} is meant", place.name(), shape.meant());
    Finding::new(&WRONG_TYPE, place.at(), message)
}

/// For a scalar of another type than is meant, with the value that it was to be where that is known.
pub(super) fn wrong_scalar(scalar: &Scalar<'_>, shape: Shape<'_>, place: &Place) -> Finding {
    let mut finding = wrong_type(place, scalar.kind.article(), shape);
    finding.fix = meant_scalar(scalar, shape, place);
    match scalar.kind {
        Kind::Null => finding.help("take the key out; only a language takes a shared component away with `null`"),
        Kind::Text if shape.allows("boolean") => finding.help("write true or false, without quotes"),
        Kind::Text if shape.allows("integer") => finding.help("write a whole number, without quotes and unit"),
        Kind::Float if shape.allows("integer") => finding.help("write a whole number, without a point"),
        _ => finding.help(format!("write {}", shape.meant())),
    }
}

/// The value that another kind of value was to be, where its text says so.
fn meant_scalar(scalar: &Scalar<'_>, shape: Shape<'_>, place: &Place) -> Option<Fix> {
    let lower = scalar.text.trim().to_ascii_lowercase();
    let (value, safe): (Json, bool) = match (scalar.kind, lower.as_str()) {
        (Kind::Text, word @ ("true" | "false")) if shape.allows("boolean") => (Json::from(word == "true"), true),
        (Kind::Text, "yes" | "on") if shape.allows("boolean") => (Json::from(true), false),
        (Kind::Text, "no" | "off") if shape.allows("boolean") => (Json::from(false), false),
        (Kind::Text, number) if shape.allows("integer") => match number.parse::<i64>() {
            Ok(number) => (Json::from(number), true),
            // Only where seconds are meant is a duration a number.
            Err(_) if place.name().contains("seconds") => (Json::from(parse_duration(number)?.as_secs()), false),
            Err(_) => return None,
        },
        (Kind::Float, number) if shape.allows("integer") => {
            let (whole, fraction) = number.split_once('.')?;
            let is_whole = fraction.bytes().all(|digit| digit == b'0');
            (Json::from(whole.parse::<i64>().ok().filter(|_| is_whole)?), true)
        }
        _ => return None,
    };
    Some(Fix { title: format!("write {value}"), safe, edits: vec![Edit::Set(place.written.clone(), value)] })
}

/// The whole numbers that are allowed, in words.
pub(super) fn range(shape: Shape<'_>) -> String {
    match (shape.minimum(), shape.maximum()) {
        (Some(minimum), Some(maximum)) => format!("a whole number from {minimum} to {maximum}"),
        (Some(minimum), None) => format!("a whole number from {minimum}"),
        _ => "a smaller number".to_owned(),
    }
}
