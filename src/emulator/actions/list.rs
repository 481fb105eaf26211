//! ListChatappTemplate.

use serde_json::{Value, json};

use super::shape::integer;
use super::submission::{check_category, check_language, check_template_type, matching};
use super::{Desk, stored, stray};
use crate::emulator::answer::Fields;
use crate::emulator::documented::{AUDIT_STATUSES, DEFAULT_PAGE, PAGE_SIZE};
use crate::emulator::refusal::Refusal;
use crate::emulator::state::StoredTemplate;

/// One page of the templates that fit the filters, the newest first.
pub(super) fn run(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    let (index, size) = page(desk)?;
    if desk.shift_pages && index > 1 {
        stored(stray::appear(desk))?;
    }
    check_template_type(desk)?;
    check_language(desk)?;
    check_category(desk)?;
    let status = desk.parameters.text("AuditStatus");
    if let Some(status) = status.filter(|status| !AUDIT_STATUSES.contains(status)) {
        let message = format!("The audit status {status} is not supported, use one of {}.", AUDIT_STATUSES.join(", "));
        return Err(Refusal::business("InvalidParameter.AuditStatusNotSupport", message));
    }
    let category = desk.parameters.text("Category");
    let found: Vec<_> = matching(desk, "Code", "Name")
        .into_iter()
        .filter(|template| status.is_none_or(|status| status == template.audit_status))
        .filter(|template| category.is_none_or(|category| category == template.category))
        .collect();
    let rows: Vec<Value> = found.iter().skip((index - 1).saturating_mul(size)).take(size).map(|t| row(t)).collect();
    Ok(Fields::from_iter([("ListTemplate".to_owned(), rows.into()), ("Total".to_owned(), found.len().into())]))
}

fn row(template: &StoredTemplate) -> Value {
    json!({
        "TemplateCode": template.template_code,
        "TemplateName": template.name,
        "Language": template.language,
        "AuditStatus": template.audit_status,
        "TemplateType": template.template_type,
        "Category": template.category,
        "Reason": template.reason,
        "LastUpdateTime": template.last_update_time,
    })
}

/// Index and size of the page that is asked for, both counted from 1.
fn page(desk: &Desk<'_>) -> Result<(usize, usize), Refusal> {
    let invalid =
        |fact: &str| Refusal::business("InvalidParameter.PageInvalid", format!("The page is not valid. {fact}"));
    let page = match desk.parameters.json("Page").map_err(|refusal| invalid(&refusal.message))? {
        None => return Ok(DEFAULT_PAGE),
        Some(Value::Object(page)) => page,
        Some(_) => return Err(invalid("Write it as {\"Index\":1,\"Size\":10}.")),
    };
    let number = |name: &str, default: usize, most: usize| match page.get(name) {
        None | Some(Value::Null) => Ok(default),
        Some(value) => integer(value)
            .and_then(|number| usize::try_from(number).ok())
            .filter(|number| (1..=most).contains(number))
            .ok_or_else(|| invalid(&format!("{name} is a whole number from 1 to {most}."))),
    };
    Ok((number("Index", DEFAULT_PAGE.0, i32::MAX as usize)?, number("Size", DEFAULT_PAGE.1, PAGE_SIZE)?))
}
