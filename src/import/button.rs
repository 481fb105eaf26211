//! Buttons.

use super::faults::{MISPLACED_SAMPLE, REPEATED, UNKNOWN_VALUE, UNSUPPORTED};
use super::fields::{Fields, same};
use super::header::is_web_address;
use super::json::Json;
use super::otp_link::OtpLink;
use super::placeholder::{Place, escaped};
use super::reading::{Dialect, Reading};
use super::sample::Samples;
use crate::finding::{At, Finding, Path};
use crate::model::{Button, ButtonType, FlowAction, SupportedApp, UrlType, variables};

/// Buttons of Meta that CAMS does not offer, and what they do.
const UNSUPPORTED_TYPES: &[(&str, &str)] = &[
    ("SPM", "shows a single product"),
    ("VOICE_CALL", "starts a WhatsApp call"),
    ("ORDER_DETAILS", "asks for a payment"),
    ("APP", "opens an app"),
    ("CALL_REQUEST", "starts a WhatsApp call"),
    ("PAYMENT_REQUEST", "asks for a payment"),
    ("REMINDER", "sets a reminder"),
];

/// Fields of Meta that CAMS has no form for, and what they do.
const UNSUPPORTED_FIELDS: &[(&str, &str)] = &[
    ("flow_json", "the whole flow"),
    ("flow_name", "the flow by its name"),
    ("app_deep_link", "a link into an app"),
    ("icon", "a picture on the button"),
    ("ttl_minutes", "how long a call button stays"),
];

/// A button; `place` is `button_1` or `card_1_button_1`. `None` for a kind that cannot be carried over.
pub(super) fn read(mut fields: Fields<'_>, place: &str, reading: &mut Reading) -> Option<Button> {
    let kind = kind(&mut fields, reading)?;
    let link = fields.peek("url").and_then(OtpLink::parse).filter(|_| reading.is_authentication());
    let kind = link.as_ref().map_or(kind, |link| link.kind);
    let mut samples = reading.samples(&mut fields);
    let mut button = Button { kind: Some(kind), ..Button::default() };
    if let Some((path, raw)) = fields.text("text", reading) {
        let labels = &mut Samples::default();
        button.text = Some(reading.converted(&Place::single(format!("{place}_text")), &path, &raw, labels));
    }
    button.phone_number = literal(&mut fields, "phone_number", reading);
    button.autofill_text = literal(&mut fields, "autofill_text", reading);
    button.is_opt_out = fields.boolean("is_opt_out", reading);
    if !reading.is_authentication() {
        button.url = url(&mut fields, place, &mut samples, reading);
        button.coupon_code = coupon(&mut fields, kind, place, &mut samples, reading);
    }
    let stated = fields.choice("url_type", UrlType::parse, UrlType::ALL, reading);
    button.url_type = stated.filter(|stated| Some(*stated) != inferred(button.url.as_deref()));
    button.flow_id = literal(&mut fields, "flow_id", reading);
    button.flow_action = fields.choice("flow_action", FlowAction::parse, FlowAction::ALL, reading);
    button.navigate_screen = literal(&mut fields, "navigate_screen", reading);
    apps(&mut fields, &mut button, reading);
    if let Some(link) = link {
        reading.code_expiration_minutes = link.code_expiration_minutes;
        button.autofill_text = button.autofill_text.or(link.autofill_text);
        let app = (link.app != SupportedApp::default()).then(|| vec![link.app]);
        button.supported_apps = button.supported_apps.or(app);
    }
    for (name, meaning) in UNSUPPORTED_FIELDS {
        if let Some((path, _)) = fields.take(name) {
            let message = format!("CAMS has no field for {meaning} (`{name}`)");
            reading.report(Finding::new(&UNSUPPORTED, At::Key(path), message).label("not imported"));
        }
    }
    samples.finish(reading);
    let only_read: &[&str] =
        if reading.is_authentication() { &["zero_tap_terms_accepted", "url", "coupon_code"] } else { &["id"] };
    fields.finish(&format!("{} {kind} button", if kind == ButtonType::Mpm { "an" } else { "a" }), only_read, reading);
    Some(button)
}

fn kind(fields: &mut Fields<'_>, reading: &mut Reading) -> Option<ButtonType> {
    let place = fields.path.clone();
    let (kind, of_code) = (fields.text("type", reading), fields.text("otp_type", reading));
    let stated = match (kind, of_code) {
        (Some((_, kind)), Some(of_code)) if same(&kind, "otp") || same(&kind, &of_code.1) => Some(of_code),
        (Some(kind), Some((path, _))) => {
            let finding = Finding::new(&REPEATED, At::Value(path), format!("`otp_type` contradicts `{}`", kind.1));
            reading.report(finding.label("not imported"));
            Some(kind)
        }
        (kind, of_code) => kind.or(of_code),
    };
    let Some((path, written)) = stated else {
        let finding = Finding::new(&UNKNOWN_VALUE, At::Value(place), "a button has no `type`");
        reading.report(finding.label("not imported"));
        return None;
    };
    if let Some(kind) = ButtonType::ALL.iter().copied().find(|kind| same(kind.as_str(), &written)) {
        return Some(kind);
    }
    let known: Vec<&str> = ButtonType::ALL.iter().map(|kind| kind.as_str()).collect();
    let finding = match UNSUPPORTED_TYPES.iter().find(|(kind, _)| same(kind, &written)) {
        Some((_, meaning)) => {
            Finding::new(&UNSUPPORTED, At::Value(path), format!("CAMS has no button `{written}` ({meaning})"))
        }
        None => Finding::new(&UNKNOWN_VALUE, At::Value(path), format!("a button's type cannot be `{written}`")),
    };
    reading.report(finding.label("not imported").help(format!("write one of {}", known.join(", "))));
    None
}

fn literal(fields: &mut Fields<'_>, name: &str, reading: &mut Reading) -> Option<String> {
    let (path, raw) = fields.text(name, reading)?;
    Some(reading.literal(&path, &raw))
}

/// The address. A sample that is a whole address is reduced to what stands for the variable.
fn url(fields: &mut Fields<'_>, place: &str, samples: &mut Samples, reading: &mut Reading) -> Option<String> {
    let (path, raw) = fields.text("url", reading)?;
    if let Some(fixed) = raw.find("{{").map(|end| &raw[..end]).filter(|fixed| !fixed.is_empty()) {
        samples.map(|sample| sample.strip_prefix(fixed).unwrap_or(sample).to_owned());
        let whole: Vec<Path> =
            samples.values().filter(|(_, one)| is_web_address(one)).map(|one| one.0.clone()).collect();
        for path in whole {
            let message = format!("sample is a whole address, but not one that starts with `{fixed}`");
            let note = "CAMS puts the sample where the variable stands";
            reading.report(Finding::new(&MISPLACED_SAMPLE, At::Value(path), message).label("kept as it is").note(note));
        }
    }
    Some(reading.converted(&Place::single(place), &path, &raw, samples))
}

fn inferred(url: Option<&str>) -> Option<UrlType> {
    url.map(|url| if variables(url).is_empty() { UrlType::Static } else { UrlType::Dynamic })
}

/// The coupon: a literal one of CAMS, or a variable with Meta's sample.
fn coupon(
    fields: &mut Fields<'_>,
    kind: ButtonType,
    place: &str,
    samples: &mut Samples,
    reading: &mut Reading,
) -> Option<String> {
    if let Some((path, raw)) = fields.text("coupon_code", reading) {
        return Some(reading.converted(&Place::single("coupon_code"), &path, &raw, samples));
    }
    if kind != ButtonType::CopyCode || reading.dialect == Dialect::Cams {
        return None;
    }
    let sample = samples.numbered(1).map(|sample| escaped(&sample));
    let name = reading.variables.positional("coupon_code", place, sample).name;
    Some(format!("$({name})"))
}

/// The apps of a one-time password; the deprecated pair of fields is one app more, or the same again.
fn apps(fields: &mut Fields<'_>, button: &mut Button, reading: &mut Reading) {
    let (package_name, signature_hash) =
        (literal(fields, "package_name", reading), literal(fields, "signature_hash", reading));
    let mut apps = Vec::new();
    if let Some((path, items)) = fields.list("supported_apps", reading) {
        for (index, item) in items.iter().enumerate() {
            apps.extend(app(item, path.join(index), reading));
        }
    }
    let alone = SupportedApp { package_name, signature_hash };
    if alone == SupportedApp::default() || apps.contains(&alone) {
        button.supported_apps = (!apps.is_empty()).then_some(apps);
    } else if apps.is_empty() {
        button.supported_apps = Some(vec![alone]);
    } else {
        button.supported_apps = Some(apps);
        (button.package_name, button.signature_hash) = (alone.package_name, alone.signature_hash);
    }
}

fn app(item: &Json, path: Path, reading: &mut Reading) -> Option<SupportedApp> {
    let mut embedded = None;
    let mut fields = reading.expect_fields(path, item, &mut embedded)?;
    let app = SupportedApp {
        package_name: literal(&mut fields, "package_name", reading),
        signature_hash: literal(&mut fields, "signature_hash", reading),
    };
    fields.finish("a supported app", &[], reading);
    Some(app)
}
