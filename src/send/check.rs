//! One message held against its template, before anything is sent.

use jiff::Timestamp;

use super::demands::{Demands, OFFER_END, Slot, SlotKind};
use super::fault::{Fault, Subject};
use super::letter::{Letter, Products};
use crate::model::limits;

/// Everything that is wrong with a message. `now` is held against the end of an offer.
pub fn check(letter: &Letter, demands: &Demands, now: Timestamp) -> Vec<Fault> {
    let mut faults = Vec::new();
    missing(letter, demands, &mut faults);
    for (name, value) in &letter.values {
        match demands.takes(name) {
            true => faults.extend(self::value(name, value, demands)),
            false => faults.push(unknown(name, demands)),
        }
    }
    filled(letter, demands, &mut faults);
    offer_end(letter, demands, now, &mut faults);
    payload(letter, demands, &mut faults);
    products(&letter.products, demands, &mut faults);
    flow(letter, demands, &mut faults);
    faults
}

fn missing(letter: &Letter, demands: &Demands, faults: &mut Vec<Fault>) {
    let missing = demands.missing(|name| letter.values.contains_key(name));
    if !missing.is_empty() {
        let used: Vec<String> = missing.iter().map(|name| demands.place_of(name)).collect();
        let options: Vec<String> = missing.iter().map(|name| format!("--set {name}=…")).collect();
        let message = format!("no value for {}", used.join(", "));
        let help = format!("give {}", options.join(" "));
        faults.push(Fault::error("send/value-missing", Subject::Whole, message, help));
    }
    if demands.takes_code && demands.variables.is_empty() && letter.values.len() != 1 {
        let count = letter.values.len();
        let message = format!("an AUTHENTICATION template takes one value, its code; {count} are given");
        faults.push(Fault::error("send/value-missing", Subject::Whole, message, "give the code alone: `code`"));
    }
}

fn unknown(name: &str, demands: &Demands) -> Fault {
    let near = demands.nearest(name);
    let help = match (near, demands.variables.as_slice()) {
        (Some(near), _) => format!("call it `{near}`"),
        (None, []) => "leave it out: the template has no variables".to_owned(),
        (None, all) => format!("its variables are {}", all.join(", ")),
    };
    let message = format!("{} has no variable `{name}`", demands.key);
    let fault = Fault::error("send/value-unknown", Subject::Value(name.to_owned()), message, help);
    match near {
        Some(near) => fault.label(format!("did you mean `{near}`?")),
        None => fault,
    }
}

/// What is wrong with one value by itself.
fn value(name: &str, value: &str, demands: &Demands) -> Vec<Fault> {
    let subject = || Subject::Value(name.to_owned());
    let mut faults = Vec::new();
    if value.trim().is_empty() {
        let message = format!("the value of `{name}` is empty");
        faults.push(Fault::error("send/value-empty", subject(), message, "write a text that can be seen"));
    }
    if value.contains(['\n', '\r', '\t']) {
        let message = format!("the value of `{name}` has a line break or a tab");
        faults.push(Fault::error("send/value-several-lines", subject(), message, "write it on one line, with blanks"));
    } else if let Some(strange) = value.chars().find(|character| character.is_control()) {
        let message = format!("the value of `{name}` has the control character U+{:04X}", u32::from(strange));
        faults.push(Fault::error("send/value-forbidden-character", subject(), message, "take it out"));
    }
    if value.contains("$(") || value.contains("{{") {
        let message = format!("the value of `{name}` holds a placeholder, which nobody fills in");
        faults.push(Fault::error("send/value-placeholder", subject(), message, "write the text that is meant"));
    } else if let Some(found) = value.chars().find(|character| ['#', '$', '%'].contains(character)) {
        let is_prose = demands.slots.iter().any(|slot| slot.kind == SlotKind::Prose && slot.uses(name));
        if is_prose {
            let message = format!("the value of `{name}` has a `{found}`, which WhatsApp may refuse");
            let help = "write it into the template's text, or write the value without it";
            faults.push(Fault::error("send/value-forbidden-character", subject(), message, help).warning());
        }
    }
    if demands.takes_code {
        faults.extend(code(value, subject()));
    }
    for slot in demands.slots.iter().filter(|slot| slot.uses(name)) {
        faults.extend(in_slot(name, value, slot));
    }
    faults
}

/// A one-time password: no address, no emoji, at most 15 characters (M-CAT, M-1TAP).
fn code(value: &str, subject: Subject) -> Option<Fault> {
    let (length, most) = (value.chars().count(), limits::CODE_CHARACTERS);
    if length > most {
        let message = format!("the code is {length} characters, the limit is {most}");
        return Some(Fault::error("send/value-too-long", subject, message, "use a shorter code"));
    }
    (!value.chars().all(|character| character.is_ascii_alphanumeric() || "- ".contains(character))).then(|| {
        let message = "the code is not letters and digits alone";
        Fault::error("send/value-forbidden-character", subject, message, "use letters and digits")
    })
}

/// What is wrong with a value where it is filled in.
fn in_slot(name: &str, value: &str, slot: &Slot) -> Option<Fault> {
    let subject = Subject::Value(name.to_owned());
    let has_blank = value.contains(char::is_whitespace);
    let is_address = value.starts_with("https://") || value.starts_with("http://");
    match slot.kind {
        SlotKind::Prose => None,
        SlotKind::MediaAddress if !is_address || has_blank => {
            let message = format!("the value of `{name}` is the address of a file, and no address on the web");
            Some(Fault::error("send/value-no-address", subject, message, "write the whole address: `https://…`"))
        }
        SlotKind::MediaAddress => None,
        SlotKind::ButtonAddress if is_address && !slot.text.starts_with("$(") => {
            let message = format!("the value of `{name}` is a whole address, only the end of one is filled in");
            Some(Fault::error(
                "send/value-whole-address",
                subject,
                message,
                format!("write what follows in {}", slot.text),
            ))
        }
        SlotKind::ButtonAddress if has_blank => {
            let message = format!("the value of `{name}` has a blank, and is part of an address");
            Some(Fault::error("send/value-no-address", subject, message, "write `%20` for a blank"))
        }
        SlotKind::ButtonAddress => None,
        SlotKind::Coupon if !value.chars().all(|character| character.is_ascii_alphanumeric()) => {
            let message = format!("the value of `{name}` is a coupon code, and not letters and digits alone");
            Some(Fault::error("send/value-forbidden-character", subject, message, "use letters and digits"))
        }
        SlotKind::Coupon => None,
    }
}

/// Texts that are too long once they are filled in (M-ERR 132005).
fn filled(letter: &Letter, demands: &Demands, faults: &mut Vec<Fault>) {
    for slot in &demands.slots {
        let Some(limit) = slot.limit else { continue };
        let length = slot.filled(&letter.values).chars().count();
        if length <= limit {
            continue;
        }
        // The longest value is the one that can give most.
        let used = letter.values.iter().filter(|(name, _)| slot.uses(name));
        let longest = used.max_by_key(|(_, value)| value.chars().count()).map(|(name, _)| name.clone());
        let message = format!("{} is {length} characters once it is filled in, the limit is {limit}", slot.noun);
        let subject = longest.map_or(Subject::Whole, Subject::Value);
        faults.push(
            Fault::error("send/value-too-long", subject, message, "use a shorter value")
                .label(format!("{} too many", length - limit)),
        );
    }
}

fn offer_end(letter: &Letter, demands: &Demands, now: Timestamp, faults: &mut Vec<Fault>) {
    let Some(text) = letter.values.get(OFFER_END).filter(|_| demands.takes_offer_end) else { return };
    let subject = Subject::Value(OFFER_END.to_owned());
    let now = now.as_millisecond();
    let fault = match text.parse::<i64>() {
        Ok(end) if end > now => return,
        Ok(end) if end > now / 1000 && text.len() <= 11 => (
            "send/offer-end-malformed",
            "the offer's end is in seconds, milliseconds since 1970 are meant",
            "add three zeros",
        ),
        Ok(_) => ("send/offer-over", "the offer's end is in the past", "give a later time, or do not send it any more"),
        Err(_) => (
            "send/offer-end-malformed",
            "the offer's end is no number of milliseconds since 1970",
            "write it as a number, such as 1798761600000",
        ),
    };
    let (rule, message, help) = fault;
    faults.push(Fault::error(rule, subject, message, help));
}

fn payload(letter: &Letter, demands: &Demands, faults: &mut Vec<Fault>) {
    let (given, replies) = (letter.payload.len(), demands.quick_replies);
    if given == 0 || given == replies {
        return;
    }
    let message = match replies {
        0 => format!("{} has no quick reply that a payload could come back from", demands.key),
        _ => format!("{given} payloads for {replies} quick replies"),
    };
    let help = match replies {
        0 => "leave the payload out",
        _ => "give one for each quick reply, in their order, or none",
    };
    let subject = Subject::Payload(if given > replies { replies } else { given - 1 });
    faults.push(Fault::error("send/payload-count", subject, message, help));
}

fn products(products: &Products, demands: &Demands, faults: &mut Vec<Fault>) {
    let mut report = |subject: Subject, message: String, help: &str| {
        faults.push(Fault::error("send/products", subject, message, help));
    };
    if !demands.shows_products && !demands.shows_catalog {
        if !products.is_empty() {
            let message = format!("{} shows no products", demands.key);
            report(Subject::Products, message, "leave them out, or send a template with an MPM or CATALOG button");
        }
        return;
    }
    if demands.shows_products && products.sections.is_empty() {
        report(Subject::Whole, format!("{} shows products, and none are given", demands.key), "give a section of them");
    }
    let (sections, most) = (products.sections.len(), limits::PRODUCT_SECTIONS);
    if sections > most {
        report(Subject::Products, format!("{sections} sections, the limit is {most}"), "bring them together");
    }
    let (count, most) = (products.count(), limits::PRODUCTS);
    if count > most {
        report(Subject::Products, format!("{count} products, the limit is {most}"), "choose among them");
    }
    if let Some(section) = products.sections.iter().find(|section| section.products.is_empty()) {
        report(
            Subject::Products,
            format!("section `{}` has no products", section.title),
            "give it some, or leave it out",
        );
    }
}

fn flow(letter: &Letter, demands: &Demands, faults: &mut Vec<Fault>) {
    let is_given = letter.flow_token.is_some() || !letter.flow_data.is_empty();
    if is_given && !demands.starts_flow {
        let message = format!("{} starts no flow", demands.key);
        let help = "leave the flow's token and data out, or send a template with a FLOW button";
        faults.push(Fault::error("send/flow", Subject::Flow, message, help));
    }
}
