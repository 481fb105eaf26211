//! What Create and Modify have in common, and how a template is found.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Desk, content, shape, stored};
use crate::emulator::documented::{self, TTL_SECONDS};
use crate::emulator::refusal::Refusal;
use crate::emulator::review::{self, ReviewPolicy, verdicts_of_file, verdicts_of_folder};
use crate::emulator::state::Key;
use crate::emulator::state::StoredTemplate;

/// The content of a template as a request carries it.
pub(super) struct Submission {
    components: Value,
    example: Map<String, Value>,
    ttl_seconds: Option<i64>,
    category_change_paused: Option<bool>,
    product_set_id: Option<String>,
}

impl Submission {
    /// Reads and checks the content: first the gateway's schema, then what the product refuses.
    pub fn read(desk: &Desk<'_>) -> Result<Self, Refusal> {
        let parameters = desk.parameters;
        let components = parameters.json("Components")?.ok_or_else(|| Refusal::missing("Components"))?;
        let strict = !desk.config.lenient;
        if strict {
            shape::check_components(&components)?;
        } else if !components.is_array() {
            return Err(Refusal::format("Components", "It is a list of objects."));
        }
        let example = shape::check_example(parameters.json("Example")?)?;
        let ttl_seconds = parameters.integer("MessageSendTtlSeconds")?;
        if let Some(seconds) = ttl_seconds.filter(|_| strict) {
            shape::check_range("MessageSendTtlSeconds", seconds, &TTL_SECONDS)?;
        }
        if strict {
            content::check(&components, &example)?;
        }
        Ok(Self {
            components,
            example,
            ttl_seconds,
            category_change_paused: parameters.boolean("CategoryChangePaused")?,
            product_set_id: parameters.text("ProductSetId").map(str::to_owned),
        })
    }

    /// Replaces the whole content of a template by this and submits it for review.
    pub fn apply(self, template: &mut StoredTemplate, desk: &Desk<'_>) -> Result<(), Refusal> {
        let folder = desk.state.folder().map(verdicts_of_folder).transpose().map_err(Refusal::internal)?;
        let script = match desk.policy {
            ReviewPolicy::Script(file) => verdicts_of_file(file).map_err(Refusal::internal)?,
            _ => Vec::new(),
        };
        template.components = self.components;
        template.example = self.example;
        template.message_send_ttl_seconds = self.ttl_seconds;
        template.category_change_paused = self.category_change_paused;
        template.product_set_id = self.product_set_id;
        let folder = folder.unwrap_or_default();
        let verdicts = desk.scripted.iter().chain(&script).chain(&folder).chain(&desk.config.verdicts);
        review::submit(template, desk.policy, verdicts, desk.now);
        template.touch(desk.now);
        // A review that takes no time is over before anybody can look; so it costs no second write.
        template.settle(desk.now);
        Ok(())
    }
}

/// A TemplateType that exists, where one is given.
pub(super) fn check_template_type(desk: &Desk<'_>) -> Result<(), Refusal> {
    match desk.parameters.text("TemplateType") {
        Some(given) if !documented::TEMPLATE_TYPES.contains(&given) => {
            let message = format!("The template type {given} is not supported, use WHATSAPP or VIBER.");
            Err(Refusal::business("InvalidParameter.TemplateTypeNotSupport", message))
        }
        _ => Ok(()),
    }
}

/// A language that is taken, where one is given.
pub(super) fn check_language(desk: &Desk<'_>) -> Result<(), Refusal> {
    match desk.parameters.text("Language") {
        Some(given) if !documented::is_language(given, desk.config.only_listed_languages) => {
            let message = format!("The language {given} is not supported.");
            Err(Refusal::business("InvalidParameter.LanguageNotSupport", message))
        }
        _ => Ok(()),
    }
}

/// A category that exists, where one is given.
pub(super) fn check_category(desk: &Desk<'_>) -> Result<(), Refusal> {
    match desk.parameters.text("Category") {
        Some(given) if !documented::CATEGORIES.contains(&given) => {
            Err(Refusal::invalid("Category", "It is UTILITY, MARKETING or AUTHENTICATION."))
        }
        _ => Ok(()),
    }
}

/// The templates that code, name, language and type of a request mean, the newest first.
pub(super) fn matching<'a>(desk: &'a Desk<'_>, code: &str, name: &str) -> Vec<&'a Arc<StoredTemplate>> {
    let given = |parameter: &str| desk.parameters.text(parameter);
    let (code, name, language, kind) = (given(code), given(name), given("Language"), given("TemplateType"));
    let fits = |template: &StoredTemplate| {
        code.is_none_or(|code| code == template.template_code)
            && language.is_none_or(|language| language == template.language)
            && kind.is_none_or(|kind| kind == template.template_type)
    };
    let space = desk.parameters.text("CustSpaceId").unwrap_or_default();
    match name {
        // By name there are only its languages to look at.
        Some(name) => {
            let mut found: Vec<_> = desk.state.of_name(space, name).filter(|template| fits(template)).collect();
            found.sort_by_key(|template| std::cmp::Reverse(template.sequence));
            found
        }
        None => match code {
            Some(code) => {
                let mut found: Vec<_> = desk.state.of_code(space, code).filter(|template| fits(template)).collect();
                found.sort_by_key(|template| std::cmp::Reverse(template.sequence));
                found
            }
            None => desk.state.of_space(space).filter(|template| fits(template)).collect(),
        },
    }
}

/// The one template that a request names by code or name, and by language.
pub(super) fn named(desk: &Desk<'_>, not_there: &str) -> Result<StoredTemplate, Refusal> {
    check_template_type(desk)?;
    check_language(desk)?;
    if desk.parameters.text("TemplateName").is_none() {
        desk.parameters.required("TemplateCode")?;
    }
    matching(desk, "TemplateCode", "TemplateName")
        .first()
        .map(|template| template.as_ref().clone())
        .ok_or_else(|| Refusal::business(not_there, "The template does not exist."))
}

/// Counts a reading of templates whose review ends with readings, before the reading is answered.
pub(super) fn read_by(desk: &mut Desk<'_>, keys: Vec<Key>) -> Result<(), Refusal> {
    for key in keys {
        let Some(template) = desk.state.get(&key) else { continue };
        if template.review.as_ref().is_some_and(|review| review.polls.is_some()) {
            let mut template = template.clone();
            template.read_once(desk.now);
            stored(desk.state.put(template))?;
        }
    }
    Ok(())
}

/// Refuses a name that is still locked after a deletion.
pub(super) fn check_lock(desk: &Desk<'_>, key: &Key) -> Result<(), Refusal> {
    match desk.state.locked_until(key, desk.now).filter(|_| !desk.config.lenient) {
        None => Ok(()),
        Some(until) => {
            let message = format!(
                "The {} content of {} was deleted while approved; its name is free again on {}.",
                key.language,
                key.name,
                until.strftime("%Y-%m-%d")
            );
            Err(Refusal::business("InvalidParameter.CreateError", message))
        }
    }
}
