//! ArchiveChatappTemplate.

use serde_json::{Map, Value, json};

use super::{Desk, stored};
use crate::emulator::answer::Fields;
use crate::emulator::refusal::Refusal;
use crate::emulator::state::Key;

/// Puts templates out of use without deleting them.
pub(super) fn run(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    for name in ["CustSpaceId", "ArchiveType", "ChannelType"] {
        if name != "CustSpaceId" || desk.config.space_required {
            desk.parameters.required(name)?;
        }
    }
    let kind = desk.parameters.required("ArchiveType")?;
    if kind != "ARCHIVED" {
        return Err(Refusal::invalid("ArchiveType", &format!("It is {kind}, ARCHIVED is the only known value.")));
    }
    if desk.parameters.text("ChannelType") != Some("WHATSAPP") {
        return Err(Refusal::invalid("ChannelType", "WHATSAPP is the only channel whose templates are archived."));
    }
    let list = desk.parameters.json("TemplateList")?.ok_or_else(|| Refusal::missing("TemplateList"))?;
    let keys = list_of(&list)?.iter().map(|item| key(desk, item)).collect::<Result<Vec<_>, _>>()?;
    for key in keys {
        let Some(template) = desk.state.get(&key) else { continue };
        let mut template = template.clone();
        template.archive(desk.now);
        stored(desk.state.put(template))?;
    }
    let data = json!({ "Code": "OK", "Message": "OK", "Success": true });
    Ok(Fields::from_iter([("Data".to_owned(), data)]))
}

fn list_of(list: &Value) -> Result<Vec<Map<String, Value>>, Refusal> {
    let objects = list.as_array().map(|items| items.iter().filter_map(Value::as_object).cloned().collect::<Vec<_>>());
    match objects {
        Some(objects) if objects.is_empty() => Err(Refusal::missing("TemplateList")),
        Some(objects) if Some(objects.len()) == list.as_array().map(Vec::len) => Ok(objects),
        _ => Err(Refusal::format("TemplateList", "It is a list of objects with TemplateCode and Language.")),
    }
}

fn key(desk: &Desk<'_>, item: &Map<String, Value>) -> Result<Key, Refusal> {
    let text = |name: &str| {
        let value = item.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        value.ok_or_else(|| Refusal::missing(name))
    };
    let (code, language) = (text("TemplateCode")?, text("Language")?);
    let space = desk.space();
    let found = desk.state.of_code(&space, code).find(|template| template.language == language);
    found
        .map(|template| Key::of(template))
        .ok_or_else(|| Refusal::business("DetailError.TemplateNotExist", "The template does not exist."))
}
