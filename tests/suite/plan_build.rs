//! Which variant of the service a declared one is compared with.

use chatform::context::{Clock, RealClock};
use chatform::finding::Path;
use chatform::model::cams::{Problem, ProblemKind};
use chatform::model::{EditApproved, RetireAction, Template};
use chatform::plan::{Actual, Declared, Desired, Operation, Plan, Policy, Retirement, Source, Target, build};
use chatform::remote::{AuditStatus, RemoteVariant, Row};
use serde_json::json;

fn desired(channel: &str) -> Desired {
    let template = json!({ "name": "hello", "category": "MARKETING", "channel": channel, "body": "Your table is ready.",
        "languages": { "en": {} } });
    let variant = serde_json::from_value::<Template>(template).unwrap().variants().remove(0);
    Desired { variant, source: Source { file: format!("{channel}.yaml"), line: 1 }, revision: None }
}

fn there(channel: &str, code: &str) -> RemoteVariant {
    RemoteVariant {
        variant: desired(channel).variant,
        template_code: code.to_owned(),
        quality: String::new(),
        status: AuditStatus::Fail,
        reason: String::new(),
        problems: Vec::new(),
    }
}

fn plan(desired: &[Desired], details: &[RemoteVariant]) -> Plan {
    built(Declared { desired, retired: &[] }, details)
}

fn built(declared: Declared<'_>, details: &[RemoteVariant]) -> Plan {
    let row = |detail: &RemoteVariant| Row {
        name: detail.variant.name.clone(),
        language: detail.variant.language.clone(),
        template_code: detail.template_code.clone(),
        channel: Some(detail.variant.channel),
        category: String::new(),
        status: detail.status.clone(),
        reason: String::new(),
        last_update: 0,
    };
    let rows: Vec<Row> = details.iter().map(row).collect();
    let target = Target { environment: "test".to_owned(), space: None, endpoint: "emulator".to_owned() };
    let policy = Policy { edit_approved: EditApproved::Refuse, protect: globset::GlobSet::empty() };
    build(
        target,
        RealClock::new().now(),
        declared,
        Actual { rows: &rows, details, unreadable: &[], past: None },
        &policy,
    )
}

fn operations(plan: &Plan) -> Vec<Operation> {
    plan.items.iter().map(|item| item.operation).collect()
}

#[test]
fn each_messenger_has_its_own_template_of_a_name() {
    let both = [desired("WHATSAPP"), desired("VIBER")];
    let made = plan(&both, &[there("VIBER", "2"), there("WHATSAPP", "1")]);
    assert_eq!(operations(&made), [Operation::Noop, Operation::Noop]);
    let made = plan(&both, &[there("WHATSAPP", "1")]);
    assert_eq!(operations(&made), [Operation::Noop, Operation::Create]);
}

#[test]
fn what_another_messenger_holds_under_the_name_is_unmanaged() {
    let made = plan(&[desired("WHATSAPP")], &[there("WHATSAPP", "1"), there("VIBER", "2")]);
    assert_eq!(operations(&made), [Operation::Noop]);
    assert_eq!(made.unmanaged.len(), 1);
    assert_eq!(made.unmanaged[0].template_code, "2");
}

#[test]
fn a_file_that_changes_its_messenger_is_blocked() {
    let made = plan(&[desired("VIBER")], &[there("WHATSAPP", "1")]);
    assert_eq!(operations(&made), [Operation::Blocked]);
    assert_eq!(made.unmanaged, []);
}

#[test]
fn what_the_service_has_twice_is_blocked_and_named() {
    let made = plan(&[desired("WHATSAPP")], &[there("WHATSAPP", "1"), there("WHATSAPP", "2")]);
    assert_eq!(operations(&made), [Operation::Blocked]);
    assert!(made.items[0].blocked.as_ref().unwrap().reason.contains("1 and 2"));
    assert!(!made.has_writes());
}

#[test]
fn what_two_files_declare_is_written_by_the_first_alone() {
    let twice = [desired("WHATSAPP"), desired("WHATSAPP")];
    assert_eq!(operations(&plan(&twice, &[])), [Operation::Create, Operation::Blocked]);
}

fn retired() -> Retirement {
    Retirement {
        name: "hello".to_owned(),
        language: "en".to_owned(),
        action: RetireAction::Delete,
        reason: "the shop is closed".to_owned(),
        source: Source { file: "chatform.yaml".to_owned(), line: 1 },
    }
}

#[test]
fn what_two_entries_retire_is_deleted_once() {
    let twice = [retired(), retired()];
    let made = built(Declared { desired: &[], retired: &twice }, &[there("WHATSAPP", "1")]);
    assert_eq!(operations(&made), [Operation::Delete]);
}

#[test]
fn what_two_messengers_have_is_not_deleted_by_its_name() {
    let both = [there("WHATSAPP", "1"), there("VIBER", "2")];
    let made = built(Declared { desired: &[], retired: &[retired()] }, &both);
    assert_eq!(operations(&made), [Operation::Blocked]);
}

#[test]
fn what_a_file_cannot_say_is_not_modified_away() {
    let mut actual = there("WHATSAPP", "1");
    actual.problems = vec![Problem { path: Path::parse("[1].Type"), kind: ProblemKind::UnknownType("MAP".to_owned()) }];
    let same = plan(&[desired("WHATSAPP")], std::slice::from_ref(&actual));
    assert_eq!(operations(&same), [Operation::Noop]);
    actual.variant.footer = Some("Until tomorrow".into());
    let differs = plan(&[desired("WHATSAPP")], &[actual]);
    assert_eq!(operations(&differs), [Operation::Blocked]);
    assert!(differs.items[0].blocked.as_ref().unwrap().help.contains("revision: 2"));
}
