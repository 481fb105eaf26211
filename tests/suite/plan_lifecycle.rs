//! What may be done about a difference, by where the template stands in its life.

use chatform::model::{EditApproved, Template};
use chatform::plan::{
    Actual, Declared, Desired, Item, MovedKind, Operation, Past, Plan, Policy, Rejection, Source, Target, build,
    wording,
};
use chatform::remote::{AuditStatus, RemoteVariant, Row};
use jiff::Timestamp;
use serde_json::{Value, json};

const NOW: &str = "2026-11-20T12:00:00Z";

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

fn desired(more: Value) -> Desired {
    let mut template = json!({ "name": "hello", "category": "UTILITY", "body": "Your table is ready.",
        "languages": { "en": {} } });
    template.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let variant = serde_json::from_value::<Template>(template).unwrap().variants().remove(0);
    Desired { variant, source: Source { file: "templates/hello.yaml".to_owned(), line: 5 }, revision: None }
}

fn there(more: Value, status: &str) -> RemoteVariant {
    RemoteVariant {
        variant: desired(more).variant,
        template_code: "1".to_owned(),
        quality: String::new(),
        status: AuditStatus::parse(status),
        reason: String::new(),
        problems: Vec::new(),
    }
}

fn row(detail: &RemoteVariant) -> Row {
    Row {
        name: detail.variant.name.clone(),
        language: detail.variant.language.clone(),
        template_code: detail.template_code.clone(),
        channel: Some(detail.variant.channel),
        category: detail.variant.category.to_string(),
        status: detail.status.clone(),
        reason: String::new(),
        last_update: 0,
    }
}

fn plan(desired: &[Desired], details: &[RemoteVariant], edit_approved: EditApproved, past: &Past) -> Plan {
    let rows: Vec<Row> = details.iter().map(row).collect();
    let target = Target { environment: "test".to_owned(), space: None, endpoint: "emulator".to_owned() };
    let policy = Policy { edit_approved, protect: globset::GlobSet::empty() };
    let actual = Actual { rows: &rows, details, unreadable: &[], past: Some(past) };
    build(target, at(NOW), Declared { desired, retired: &[] }, actual, &policy)
}

fn item(file: Value, service: Value, status: &str, past: &Past) -> Item {
    plan(&[desired(file)], &[there(service, status)], EditApproved::Modify, past).items.remove(0)
}

fn edited(status: &str) -> Item {
    item(json!({ "body": "Your parcel is ready." }), json!({}), status, &Past::default())
}

fn way_out(item: &Item) -> &str {
    assert_eq!(item.operation, Operation::Blocked);
    &item.blocked.as_ref().unwrap().help
}

#[test]
fn each_status_decides_what_becomes_of_an_edit() {
    for status in ["fail", "unaudit", "pass", "paused"] {
        assert_eq!(edited(status).operation, Operation::Modify, "{status}");
    }
    for (status, help) in [
        ("auditing", "status --wait"),
        ("disabled", "revision: 2"),
        ("fossilised", "look at it in the console"),
        ("", "look at it in the console"),
    ] {
        assert!(way_out(&edited(status)).contains(help), "{status}");
    }
    let refused = plan(
        &[desired(json!({ "body": "Your parcel is ready." }))],
        &[there(json!({}), "pass")],
        EditApproved::Refuse,
        &Past::default(),
    );
    assert!(way_out(&refused.items[0]).contains("edit_approved: modify"));
}

#[test]
fn only_an_approved_template_can_be_sent_until_it_is_edited_and_uses_its_quota() {
    let effects = |status| {
        let effects = edited(status).effects;
        (effects.review, effects.interrupts_sending, effects.uses_edit_quota)
    };
    assert_eq!(effects("pass"), (true, true, true));
    for status in ["fail", "unaudit", "paused"] {
        assert_eq!(effects(status), (true, false, false), "{status}");
    }
}

#[test]
fn what_the_platform_moved_is_no_edit() {
    let file = json!({ "ttl_seconds": 600 });
    let moved = item(file, json!({ "category": "MARKETING" }), "pass", &Past::default());
    assert_eq!((moved.operation, &moved.edits), (Operation::Noop, &vec![]));
    let kinds: Vec<_> = moved.moved.iter().map(|one| one.what).collect();
    assert_eq!(kinds, [MovedKind::Category, MovedKind::TtlSeconds]);
    assert!(moved.moved[0].sentence().contains("from UTILITY to MARKETING"));
    assert!(moved.is_approved_as(&desired(json!({ "ttl_seconds": 600 })).variant), "its grandfathered rules stay so");
}

#[test]
fn an_edit_beside_what_the_platform_moved_is_sent_without_turning_it_back() {
    let file = json!({ "body": "Your parcel is ready.", "ttl_seconds": 600 });
    let edited = item(file, json!({ "category": "MARKETING" }), "fail", &Past::default());
    assert_eq!(edited.operation, Operation::Modify);
    let paths: Vec<&str> = edited.edits.iter().map(|edit| edit.path.as_str()).collect();
    assert_eq!(paths, ["body.text"]);
    let sent = edited.desired.as_ref().unwrap();
    assert_eq!((sent.category.as_str(), sent.ttl_seconds), ("MARKETING", None));
    assert!(edited.wants(sent));
}

#[test]
fn a_category_that_only_people_change_is_blocked() {
    for (file, service) in [("MARKETING", "UTILITY"), ("AUTHENTICATION", "UTILITY"), ("UTILITY", "AUTHENTICATION")] {
        let changed = item(json!({ "category": file }), json!({ "category": service }), "fail", &Past::default());
        assert!(way_out(&changed).contains("revision: 2"), "{file} {service}");
    }
}

#[test]
fn pauses_and_quality_are_told_apart_from_edits() {
    let told = |status: &str, quality: &str| {
        let actual = RemoteVariant { quality: quality.to_owned(), ..there(json!({}), status) };
        let made = plan(&[desired(json!({}))], &[actual], EditApproved::Refuse, &Past::default());
        assert_eq!((made.counts().noop, made.has_writes()), (1, false));
        (made.items[0].moved.iter().map(|one| one.what).collect::<Vec<_>>(), made.counts().moved)
    };
    assert_eq!(told("paused", "RED"), (vec![MovedKind::Status, MovedKind::Quality], 1));
    assert_eq!(told("disabled", ""), (vec![MovedKind::Status], 1));
    assert_eq!(told("pass", "GREEN"), (vec![], 0));
    assert_eq!(told("pass", "yellow"), (vec![MovedKind::Quality], 1));
}

fn edits(times: &[&str]) -> Past {
    let times = times.iter().map(|time| at(time)).collect();
    Past { edits: [("hello/en".to_owned(), times)].into(), ..Past::default() }
}

fn edited_after(times: &[&str]) -> Item {
    item(json!({ "body": "Your parcel is ready." }), json!({}), "pass", &edits(times))
}

#[test]
fn an_approved_template_is_edited_once_a_day() {
    assert_eq!(edited_after(&[]).effects.edits_left, Some(9));
    assert_eq!(edited_after(&["2026-11-19T12:00:00Z"]).effects.edits_left, Some(8), "a whole day ago");
    let blocked = edited_after(&["2026-11-19T12:00:01Z"]);
    assert!(way_out(&blocked).contains("after 2026-11-20 12:00 UTC"), "{blocked:?}");
    assert_eq!(blocked.desired, None);
}

#[test]
fn an_approved_template_is_edited_ten_times_in_thirty_days() {
    let days: Vec<String> = (1..=10).map(|day| format!("2026-11-{day:02}T10:00:00Z")).collect();
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    assert_eq!(edited_after(&days[1..]).effects.edits_left, Some(0));
    assert!(way_out(&edited_after(&days)).contains("after 2026-12-01 10:00 UTC"));
    let mut older = vec!["2026-10-21T12:00:00Z"];
    older.extend(&days[1..]);
    assert_eq!(edited_after(&older).operation, Operation::Modify, "thirty days ago");
}

#[test]
fn a_rejected_template_is_edited_without_a_quota() {
    let often = edits(&["2026-11-20T11:00:00Z", "2026-11-20T11:30:00Z"]);
    let edited = item(json!({ "body": "Your parcel is ready." }), json!({}), "fail", &often);
    assert_eq!((edited.operation, edited.effects.edits_left), (Operation::Modify, None));
}

#[test]
fn the_name_of_a_deleted_approved_template_is_taken_for_thirty_days() {
    let created = |deleted: &str| {
        let past = Past { deletions: [("hello/en".to_owned(), at(deleted))].into(), ..Past::default() };
        plan(&[desired(json!({}))], &[], EditApproved::Refuse, &past).items.remove(0)
    };
    assert_eq!(created("2026-10-21T12:00:00Z").operation, Operation::Create);
    let blocked = created("2026-10-21T12:00:01Z");
    assert!(way_out(&blocked).contains("2026-11-20 12:00 UTC"), "{blocked:?}");
    assert!(way_out(&blocked).contains("raise `revision`"));
}

#[test]
fn a_text_that_was_rejected_before_is_warned_about_under_any_name() {
    let text = desired(json!({ "name": "older" })).variant;
    let rejection = Rejection {
        wording: wording(&text),
        key: "older/en".to_owned(),
        reason: "2388073: the footer is promotional".to_owned(),
        at: "2026-10-01T08:00:00Z".to_owned(),
    };
    let past = Past { rejections: [(rejection.wording.clone(), rejection)].into(), ..Past::default() };
    let made = plan(&[desired(json!({}))], &[], EditApproved::Refuse, &past);
    assert_eq!(made.items[0].operation, Operation::Create);
    assert!(made.items[0].notes[0].contains("older/en on 2026-10-01: 2388073"), "{:?}", made.items[0].notes);
    let other = plan(&[desired(json!({ "footer": "Until nine" }))], &[], EditApproved::Refuse, &past);
    assert_eq!(other.items[0].notes, Vec::<String>::new());
}

#[test]
fn what_says_the_same_as_another_template_at_the_service_is_noted() {
    let mut other = there(json!({ "name": "older" }), "pass");
    other.template_code = "2".to_owned();
    let made = plan(&[desired(json!({}))], std::slice::from_ref(&other), EditApproved::Refuse, &Past::default());
    assert!(made.items[0].notes[0].contains("those of older/en"), "{:?}", made.items[0].notes);
    let footer = desired(json!({ "footer": "Until nine" }));
    let made = plan(&[footer], std::slice::from_ref(&other), EditApproved::Refuse, &Past::default());
    assert_eq!(made.items[0].notes, Vec::<String>::new());
}

fn many(count: usize) -> Vec<Desired> {
    (0..count)
        .map(|number| desired(json!({ "name": format!("t{number}"), "body": format!("Number {number}.") })))
        .collect()
}

fn warnings(count: usize, past: &Past) -> Vec<String> {
    plan(&many(count), &[], EditApproved::Refuse, past).warnings
}

#[test]
fn the_quotas_of_an_account_are_warned_about() {
    assert_eq!(warnings(100, &Past::default()), Vec::<String>::new());
    assert!(warnings(101, &Past::default())[0].contains("Meta takes 100 an hour"));
    let recent = Past { creations: vec![at("2026-11-20T11:30:00Z"), at("2026-11-20T10:00:00Z")], ..Past::default() };
    assert!(warnings(100, &recent)[0].contains("and 1 were created within the last hour"));
    assert!(warnings(251, &Past::default())[0].contains("not verified may have 250"));
    assert!(warnings(6_001, &Past::default())[0].contains("takes 6000"));
}
