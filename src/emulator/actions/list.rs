//! ListChatappTemplate.

use std::sync::Arc;

use serde_json::{Value, json};

use super::shape::integer;
use super::submission::{check_category, check_language, check_template_type, matching, read_by};
use super::{Desk, stored, stray};
use crate::emulator::answer::Fields;
use crate::emulator::documented::{AUDIT_STATUSES, DEFAULT_PAGE, PAGE_SIZE};
use crate::emulator::faults::Fault;
use crate::emulator::refusal::Refusal;
use crate::emulator::state::{Key, StoredTemplate};

/// One page of the templates that fit the filters, the newest first.
pub(super) fn run(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    let (index, size) = page(desk)?;
    let later = index > 1;
    let strikes = |fault: Fault| desk.faults.contains(&fault);
    let (appears, moves, grows) =
        (strikes(Fault::ShiftPages), strikes(Fault::MovingRows), strikes(Fault::ChangingTotal));
    if appears && later {
        stored(stray::appear(desk))?;
    }
    check_template_type(desk)?;
    check_language(desk)?;
    check_category(desk)?;
    check_status(desk)?;
    let (found, mut rows) = on_page(desk, index, size, moves && later);
    let counts = |template: &&Arc<StoredTemplate>| template.review.as_ref().is_some_and(|r| r.polls.is_some());
    let read: Vec<Key> = rows.iter().filter(counts).map(|row| Key::of(row)).collect();
    if !read.is_empty() {
        read_by(desk, read)?;
        rows = on_page(desk, index, size, moves && later).1;
    }
    let rows: Vec<Value> = rows.iter().map(|template| row(template)).collect();
    let total = found + usize::from(grows && later);
    Ok(Fields::from_iter([("ListTemplate".to_owned(), rows.into()), ("Total".to_owned(), total.into())]))
}

/// How many templates fit, and those of a page. Where rows move, the last row of the page before comes again.
fn on_page(desk: &Desk<'_>, index: usize, size: usize, moves: bool) -> (usize, Vec<Arc<StoredTemplate>>) {
    let status = desk.parameters.text("AuditStatus");
    let category = desk.parameters.text("Category");
    let fits = |template: &StoredTemplate| {
        status.is_none_or(|status| status == template.audit_status)
            && category.is_none_or(|category| category == template.category)
    };
    let first = (index - 1).saturating_mul(size) - usize::from(moves);
    let filters = ["Code", "Name", "Language", "TemplateType", "AuditStatus", "Category"];
    let stale = desk.faults.contains(&Fault::StaleList);
    if !stale && filters.iter().all(|name| desk.parameters.text(name).is_none()) {
        let space = desk.parameters.text("CustSpaceId").unwrap_or_default();
        return (desk.state.count(space), desk.state.of_space(space).skip(first).take(size).cloned().collect());
    }
    let mut found: Vec<Arc<StoredTemplate>> = matching(desk, "Code", "Name").into_iter().cloned().collect();
    if stale {
        found = desk.state.before_last_change(&desk.space(), found);
    }
    found.retain(|template| fits(template));
    (found.len(), found.iter().skip(first).take(size).cloned().collect())
}

fn check_status(desk: &Desk<'_>) -> Result<(), Refusal> {
    let status = desk.parameters.text("AuditStatus");
    match status.filter(|status| !AUDIT_STATUSES.contains(status)) {
        Some(status) => {
            let list = AUDIT_STATUSES.join(", ");
            let message = format!("The audit status {status} is not supported, use one of {list}.");
            Err(Refusal::business("InvalidParameter.AuditStatusNotSupport", message))
        }
        None => Ok(()),
    }
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
