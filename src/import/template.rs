//! One template object: its own fields, and its components as a variant.

use super::component::Components;
use super::faults::{LEGACY_CATEGORY, NO_TEMPLATE, UNKNOWN_VALUE};
use super::fields::{Fields, same};
use super::json::Json;
use super::placeholder::escaped;
use super::reading::{Dialect, Reading};
use crate::finding::{At, Finding, Path};
use crate::model::cams::legacy_category;
use crate::model::{Category, Channel, Variant};

/// A variant, and where it came from.
#[derive(Debug)]
pub(super) struct Draft {
    pub path: Path,
    pub variant: Variant,
}

/// Keys that only CAMS has.
const CAMS_ONLY: &[&str] = &[
    "template_type",
    "template_name",
    "template_code",
    "audit_status",
    "cust_space_id",
    "cust_waba_id",
    "isv_code",
    "example",
];

/// What a template says beside itself: ids, review, where it belongs, and settings that no longer count.
const ONLY_READ: &[&str] = &[
    "account_id",
    "action",
    "allow_category_change",
    "audit_status",
    "correct_category",
    "created_at",
    "created_by",
    "cust_space_id",
    "cust_waba_id",
    "external_id",
    "id",
    "isv_code",
    "language_policy",
    "last_update_time",
    "last_updated_time",
    "library_template_name",
    "modified_at",
    "modified_by",
    "namespace",
    "owner_id",
    "parameter_format",
    "partner_id",
    "previous_category",
    "quality_score",
    "reason",
    "region_id",
    "rejected_reason",
    "rejection_reason",
    "request_id",
    "resource_owner_account",
    "resource_owner_id",
    "specific_rejection_reason",
    "status",
    "sub_category",
    "template_code",
    "template_id",
    "updated_at",
    "version",
    "waba_account_id",
    "waba_id",
];

/// Whether an object is a template rather than something that wraps templates.
pub(super) fn looks_like_template(fields: &Fields<'_>) -> bool {
    let named = fields.has("name") || fields.has("template_name");
    fields.has("components") || (named && (fields.has("language") || fields.has("category")))
}

/// Reads one template; `None` when it is not a whole one, which is then reported.
pub(super) fn read(mut fields: Fields<'_>, reading: &mut Reading) -> Option<Draft> {
    reading.start_template(dialect(&fields));
    let (place, missing) = (fields.path.clone(), missing(&fields));
    let channel = fields.choice("template_type", Channel::parse, Channel::ALL, reading).unwrap_or(Channel::Whatsapp);
    reading.category = category(&mut fields, channel, reading);
    let name = name(&mut fields, reading);
    let language = language(&mut fields, reading);
    let ttl_seconds = fields.integer("message_send_ttl_seconds", reading);
    let category_change_paused = fields.boolean("category_change_paused", reading);
    let allow_send = fields.boolean("allow_send", reading);
    let product_set_id = fields.text("product_set_id", reading).map(|(path, raw)| reading.literal(&path, &raw));
    examples(&mut fields, reading);
    let list = fields.list("components", reading);
    let mut components = match &list {
        Some((path, items)) => Components::read(items, path, "", reading),
        None => Components::default(),
    };
    if let Some(footer) = &mut components.footer {
        footer.code_expiration_minutes = footer.code_expiration_minutes.or(reading.code_expiration_minutes);
    }
    fields.finish("a template", ONLY_READ, reading);
    let (Some(name), Some(language), Some(category), Some(_)) = (name, language, reading.category, list) else {
        // A part that is there and no good has been reported where it stands.
        if !missing.is_empty() {
            let finding =
                Finding::new(&NO_TEMPLATE, At::Value(place), format!("template has no {}", missing.join(", no ")));
            let help = "take it from an answer that holds it whole: a Meta export with `components`, or a CAMS detail";
            reading.report(finding.label("not imported").help(help));
        }
        return None;
    };
    let mut examples = std::mem::take(&mut reading.examples);
    examples.extend(std::mem::take(&mut reading.variables).into_examples());
    let Components { header, limited_time_offer, body, footer, buttons, carousel } = components;
    let variant = Variant {
        name,
        language,
        channel,
        category,
        ttl_seconds,
        category_change_paused,
        allow_send,
        product_set_id,
        examples,
        header,
        limited_time_offer,
        body,
        footer,
        buttons,
        carousel,
    };
    Some(Draft { path: place, variant })
}

/// The parts without which there is no template, and which are not there.
fn missing(fields: &Fields<'_>) -> Vec<&'static str> {
    let named = fields.has("name") || fields.has("template_name");
    let has = |part: &str| if part == "name" { named } else { fields.has(part) };
    ["name", "language", "category", "components"].into_iter().filter(|part| !has(part)).collect()
}

/// CAMS writes keys in Pascal case, and has keys of its own.
fn dialect(fields: &Fields<'_>) -> Dialect {
    let own_key = CAMS_ONLY.iter().any(|key| fields.has(key));
    let pascal = fields.keys().all(|key| key.starts_with(char::is_uppercase));
    if own_key || pascal { Dialect::Cams } else { Dialect::Meta }
}

/// Answers call it `Name` or `TemplateName`, or both.
fn name(fields: &mut Fields<'_>, reading: &mut Reading) -> Option<String> {
    if fields.has("name") && fields.peek("name") == fields.peek("template_name") {
        fields.take("template_name");
    }
    fields.text("name", reading).or_else(|| fields.text("template_name", reading)).map(|(_, name)| name)
}

fn language(fields: &mut Fields<'_>, reading: &mut Reading) -> Option<String> {
    let (path, value) = fields.take("language")?;
    if !matches!(value, Json::Map(_)) {
        return reading.expect_text(&path, value);
    }
    let mut embedded = None;
    let mut inner = reading.expect_fields(path, value, &mut embedded)?;
    let code = inner.text("code", reading).map(|(_, code)| code);
    inner.finish("a language", &["policy"], reading);
    code
}

fn category(fields: &mut Fields<'_>, channel: Channel, reading: &mut Reading) -> Option<Category> {
    let (path, text) = fields.text("category", reading)?;
    if let Some(category) = Category::ALL.iter().copied().find(|category| same(category.as_str(), &text)) {
        return Some(category);
    }
    let Some(nearest) = legacy_category(&text, channel) else {
        let finding = Finding::new(&UNKNOWN_VALUE, At::Value(path), format!("a category cannot be `{text}`"));
        let help = "write one of UTILITY, MARKETING, AUTHENTICATION";
        reading.report(finding.label("the template is not imported").help(help));
        return None;
    };
    let finding = Finding::new(&LEGACY_CATEGORY, At::Value(path), format!("category `{text}` no longer exists"));
    reading.report(finding.label(format!("becomes {nearest}")).help("check that this is what the template is for"));
    Some(nearest)
}

/// The flat samples of CAMS: an object, or a text that holds one.
fn examples(fields: &mut Fields<'_>, reading: &mut Reading) {
    let Some((path, value)) = fields.take("example") else { return };
    let embedded = value.embedded();
    let Json::Map(entries) = embedded.as_ref().unwrap_or(value) else {
        reading.wrong_type::<()>(&path, value, "an object");
        return;
    };
    for (name, value) in entries {
        if let Some(sample) = reading.expect_text(&path.join(name.as_str()), value) {
            reading.examples.insert(name.clone(), escaped(&sample));
        }
    }
}
