//! What both ways of sending have in common.

use serde_json::{Map, Value};

use super::shape::{self, is_absent};
use super::submission::matching;
use super::{Desk, content, stored};
use crate::emulator::documented::{
    CHANNELS, CUSTOMER_WINDOW, FALLBACK_RULES, FALLBACK_SECONDS, LABELS, MESSAGE_TTL, PRODUCTS,
};
use crate::emulator::messages::{Message, SentTemplate};
use crate::emulator::refusal::Refusal;
use crate::emulator::state::StoredTemplate;

/// So many numbers of a space are remembered.
const NUMBERS: usize = 1_000;

/// One recipient, and what the template gets for it.
pub(super) struct Recipient {
    pub to: String,
    params: Map<String, Value>,
}

impl Recipient {
    /// The one recipient of a request.
    pub fn of_parameters(desk: &Desk<'_>) -> Result<Self, Refusal> {
        let parameters = desk.parameters;
        check_payload(parameters.json("Payload")?.as_ref())?;
        check_products(parameters.json("ProductAction")?.as_ref())?;
        check_flow(parameters.json("FlowAction")?.as_ref())?;
        Ok(Self {
            to: parameters.required("To")?.to_owned(),
            params: params(parameters.json("TemplateParams")?.as_ref())?,
        })
    }

    /// One item of a list of recipients.
    pub fn of_item(item: &Value) -> Result<Self, Refusal> {
        let item = item.as_object().ok_or_else(|| Refusal::format("SenderList", "It is a list of objects."))?;
        check_payload(item.get("Payload"))?;
        check_products(item.get("ProductAction"))?;
        check_flow(item.get("FlowAction"))?;
        let to = item.get("To").and_then(Value::as_str).filter(|to| !to.is_empty());
        Ok(Self {
            to: to.ok_or_else(|| Refusal::missing("To"))?.to_owned(),
            params: params(item.get("TemplateParams"))?,
        })
    }
}

/// The channel, in lower case as it is documented.
pub(super) fn channel(desk: &Desk<'_>) -> Result<String, Refusal> {
    let given = desk.parameters.required("ChannelType")?;
    if CHANNELS.contains(&given) {
        return Ok(given.to_owned());
    }
    let message = format!("The channel {given} is not supported, use one of {}.", CHANNELS.join(", "));
    Err(Refusal::business("InvalidParameter.ChannelTypeNotSupport", message))
}

/// Sender and recipient of WhatsApp are digits alone, the country's code first.
pub(super) fn check_numbers(desk: &Desk<'_>, channel: &str, to: &str) -> Result<(), Refusal> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let from = desk.parameters.required("From")?;
    if channel == "whatsapp" && !digits(from) {
        let message = format!("The sender {from} is not digits alone.");
        return Err(Refusal::business("InvalidParameter.FromOnlyNumeric", message));
    }
    let by_number = desk.parameters.text("RecipientType").is_none_or(|kind| kind == "individual");
    if channel == "whatsapp" && by_number && !digits(to) {
        let message = format!("The recipient {to} is not digits alone.");
        return Err(Refusal::business("InvalidParameter.ToOnlyNumeric", message));
    }
    Ok(())
}

/// The options that go with any message.
pub(super) fn check_options(desk: &Desk<'_>) -> Result<(), Refusal> {
    let parameters = desk.parameters;
    for (name, range) in [("Ttl", MESSAGE_TTL), ("FallBackDuration", FALLBACK_SECONDS)] {
        if let Some(number) = parameters.integer(name)? {
            shape::check_range(name, number, &range)?;
        }
    }
    for (name, values) in [("FallBackRule", &FALLBACK_RULES[..]), ("Label", &LABELS[..])] {
        if let Some(given) = parameters.text(name).filter(|given| !values.contains(given)) {
            return Err(Refusal::invalid(name, &format!("It is {given}, one of {} is allowed.", values.join(", "))));
        }
    }
    Ok(())
}

/// The template that a request names by code or name, and by language.
pub(super) fn template(desk: &Desk<'_>, channel: &str) -> Result<StoredTemplate, Refusal> {
    let refused = |code: &str, fact: &str| Refusal::business(&format!("InvalidParameter.{code}"), fact);
    let (code, name) = (desk.parameters.text("TemplateCode"), desk.parameters.text("TemplateName"));
    if code.is_none() && name.is_none() {
        return Err(refused("TemplateCodeNotEmpty", "A template message needs a TemplateCode."));
    }
    let language = desk.parameters.text("Language");
    let language = language.ok_or_else(|| refused("LanguageNotEmpty", "A template message needs a Language."))?;
    let found = matching(desk, "TemplateCode", "TemplateName").into_iter().find(|t| t.language == language);
    let template = found
        .ok_or_else(|| Refusal::business("DetailError.TemplateNotExist", "The template does not exist."))?
        .as_ref()
        .clone();
    if !template.template_type.eq_ignore_ascii_case(channel) {
        let fact = format!("The template is one of {}.", template.template_type);
        return Err(refused("ChannelTypeNotSupport", &fact));
    }
    Ok(template)
}

/// A message of a template. What the platform refuses of it fails later, as it does with Meta's codes.
pub(super) fn of_template(
    desk: &mut Desk<'_>,
    channel: &str,
    template: &StoredTemplate,
    recipient: &Recipient,
    group: Option<(&str, usize)>,
) -> Result<Message, Refusal> {
    let wanted = content::all_variables(&template.components);
    let missing: Vec<&String> = wanted.iter().filter(|name| !recipient.params.contains_key(*name)).collect();
    let fails = match template.audit_status.as_str() {
        "pass" if !template.allow_send => Some(("132001", "Template is not allowed to be sent.")),
        "pass" if !missing.is_empty() => Some(("132000", "Number of parameters does not match.")),
        "pass" => None,
        "paused" => Some(("132015", "Template is paused.")),
        "disabled" => Some(("132016", "Template is disabled.")),
        _ => Some(("132001", "Template does not exist in the language, or is not approved.")),
    };
    let sent = SentTemplate {
        code: template.template_code.clone(),
        name: template.name.clone(),
        language: template.language.clone(),
        category: template.category.clone(),
    };
    let buttons = content::buttons(&template.components);
    Ok(message(desk, channel, recipient, Some(sent), None, fails, &buttons, group))
}

/// Why a free message does not arrive: the customer has not written lately.
pub(super) fn outside_window(
    desk: &Desk<'_>,
    channel: &str,
    recipient: &Recipient,
) -> Option<(&'static str, &'static str)> {
    let from = desk.parameters.text("From").unwrap_or_default();
    let settings = desk.state.settings(desk.parameters.text("CustSpaceId").unwrap_or_default());
    let window = i64::try_from(CUSTOMER_WINDOW.as_millis()).unwrap_or(i64::MAX);
    let heard = settings.last_heard.get(&format!("{from}/{}", recipient.to));
    let open = heard.is_some_and(|heard| desk.now.as_millisecond() - heard < window);
    (channel == "whatsapp" && !open).then_some(("131047", "Re-engagement message: more than 24 hours have passed."))
}

/// A new message with its life ahead of it.
#[allow(clippy::too_many_arguments, reason = "each is one field of the message")]
pub(super) fn message(
    desk: &mut Desk<'_>,
    channel: &str,
    recipient: &Recipient,
    template: Option<SentTemplate>,
    message_type: Option<String>,
    fails: Option<(&str, &str)>,
    buttons: &[(String, String)],
    group: Option<(&str, usize)>,
) -> Message {
    let id = new_id(desk);
    let now = desk.now.as_millisecond();
    let number = desk.ledger.next() + group.map_or(0, |(_, place)| place as u64);
    let life = desk.config.fates.of(&format!("{number}/{}", recipient.to), now, fails, buttons);
    Message {
        task: desk.parameters.text("TaskId").unwrap_or(&id).to_owned(),
        id,
        group: group.map(|(group, _)| group.to_owned()),
        space: desk.space(),
        channel: channel.to_owned(),
        from: desk.parameters.text("From").unwrap_or_default().to_owned(),
        to: recipient.to.clone(),
        template,
        message_type,
        counted: desk.state.settings(&desk.space()).statistics_since.is_some(),
        accepted: now,
        life,
    }
}

/// The id of a message: 24 hexadecimal digits.
pub(super) fn new_id(desk: &Desk<'_>) -> String {
    desk.random.hex_id().chars().take(24).collect()
}

/// A number that sends is one of the space's numbers.
pub(super) fn register(desk: &mut Desk<'_>) -> Result<(), Refusal> {
    let from = desk.parameters.text("From").unwrap_or_default().to_owned();
    let space = desk.space();
    let known = &desk.state.settings(&space).numbers;
    if !known.contains(&from) && known.len() < NUMBERS {
        let mut settings = desk.state.settings(&space).clone();
        settings.numbers.insert(from);
        stored(desk.state.set(&space, settings))?;
    }
    Ok(())
}

fn params(value: Option<&Value>) -> Result<Map<String, Value>, Refusal> {
    match value.filter(|value| !is_absent(value)) {
        None => Ok(Map::new()),
        Some(Value::Object(params)) if params.values().all(Value::is_string) => Ok(params.clone()),
        Some(_) => Err(Refusal::format("TemplateParams", "It is an object of texts.")),
    }
}

fn check_payload(value: Option<&Value>) -> Result<(), Refusal> {
    match value.filter(|value| !is_absent(value)) {
        None => Ok(()),
        Some(Value::Array(items)) if items.iter().all(Value::is_string) => Ok(()),
        Some(_) => Err(Refusal::format("Payload", "It is a list of texts.")),
    }
}

fn check_flow(value: Option<&Value>) -> Result<(), Refusal> {
    match value.filter(|value| !is_absent(value)) {
        None | Some(Value::Object(_)) => Ok(()),
        Some(_) => Err(Refusal::format("FlowAction", "It is an object with FlowToken and FlowActionData.")),
    }
}

fn check_products(value: Option<&Value>) -> Result<(), Refusal> {
    let Some(value) = value.filter(|value| !is_absent(value)) else { return Ok(()) };
    let Value::Object(action) = value else { return Err(Refusal::format("ProductAction", "It is an object.")) };
    let sections = action.get("Sections").and_then(Value::as_array).cloned().unwrap_or_default();
    let items = |section: &Value| section.get("ProductItems").and_then(Value::as_array).map_or(0, Vec::len);
    let products: usize = sections.iter().map(items).sum();
    if sections.len() > PRODUCTS.0 || products > PRODUCTS.1 {
        let fact = format!(
            "It has {} sections and {products} products, {} and {} are allowed.",
            sections.len(),
            PRODUCTS.0,
            PRODUCTS.1
        );
        return Err(Refusal::invalid("ProductAction", &fact));
    }
    Ok(())
}
