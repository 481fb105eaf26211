//! Reading a space for a plan: whole or not at all, and nothing twice that has not moved.

use std::sync::Arc;
use std::time::Duration;

use chatform::context::{Clock, VirtualClock};
use chatform::emulator::{EmulatorConfig, Fault, FaultRule, StoredTemplate};
use chatform::remote::{Cache, Reading, Refresh, RemoteError, SpaceContent};
use jiff::Timestamp;
use serde_json::json;

use crate::support::{RawServer, Sandbox, Service, ok_answer, with_service};

fn stored(name: &str, body: &str) -> StoredTemplate {
    serde_json::from_value(json!({
        "space": "", "name": name, "language": "en", "template_code": format!("1{name}"),
        "template_type": "WHATSAPP", "category": "UTILITY", "components": [{ "Type": "BODY", "Text": body }],
        "example": {}, "message_send_ttl_seconds": null, "category_change_paused": null, "product_set_id": null,
        "allow_send": true, "audit_status": "pass", "reason": "", "quality_score": "GREEN",
        "last_update_time": 1_000, "sequence": name.len(), "review": null,
    }))
    .unwrap()
}

/// One reading with the cache in the service's folder, at a time of its own.
async fn read_at(service: &Service, refresh: Refresh, now: &str) -> Result<SpaceContent, RemoteError> {
    let clock: Arc<dyn Clock> = Arc::new(VirtualClock::at(now.parse::<Timestamp>().unwrap()));
    let mut cache = Cache::open(&service.folder, "here");
    let reading = Reading { space: &service.space, clock: &*clock, refresh, observer: &|_, _| {} };
    let content = reading.read(|_| true, &mut cache).await?;
    cache.save(&content.rows, "here").unwrap();
    Ok(content)
}

const MONDAY: &str = "2026-11-16T08:00:00Z";

async fn fetched(service: &Service, refresh: Refresh, now: &str) -> usize {
    read_at(service, refresh, now).await.unwrap().fetched
}

fn body_of(content: &SpaceContent, name: &str) -> String {
    let found = content.details.iter().find(|detail| detail.variant.name == name).unwrap();
    found.variant.body.clone().unwrap().text.unwrap()
}

#[test]
fn what_has_not_moved_is_not_read_again() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        for name in ["one", "three"] {
            service.control.insert(stored(name, "Your table is ready.")).unwrap();
        }
        let first = read_at(&service, Refresh::Changed, MONDAY).await.unwrap();
        let again = read_at(&service, Refresh::Changed, "2026-11-16T20:00:00Z").await.unwrap();
        assert_eq!((first.fetched, again.fetched), (2, 0));
        assert_eq!(first.details, again.details);
        assert_eq!(fetched(&service, Refresh::Full, MONDAY).await, 2);
        assert_eq!(fetched(&service, Refresh::Changed, "2026-11-17T08:00:00Z").await, 2, "a day later");
    });
}

#[test]
fn a_clock_set_back_makes_nothing_look_new() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        service.control.insert(stored("one", "Your table is ready.")).unwrap();
        assert_eq!(fetched(&service, Refresh::Changed, MONDAY).await, 1);
        assert_eq!(fetched(&service, Refresh::Changed, "2026-11-15T08:00:00Z").await, 1);
    });
}

#[test]
fn an_edit_by_another_client_is_read_when_its_row_moved() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        service.control.insert(stored("one", "Your table is ready.")).unwrap();
        read_at(&service, Refresh::Changed, MONDAY).await.unwrap();
        let moved = StoredTemplate { last_update_time: 2_000, ..stored("one", "Your parcel is ready.") };
        service.control.insert(moved).unwrap();
        let content = read_at(&service, Refresh::Changed, MONDAY).await.unwrap();
        assert_eq!(body_of(&content, "one"), "Your parcel is ready.");
    });
}

#[test]
fn an_edit_whose_row_did_not_move_is_found_by_a_full_refresh() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        service.control.insert(stored("one", "Your table is ready.")).unwrap();
        read_at(&service, Refresh::Changed, MONDAY).await.unwrap();
        service.control.insert(stored("one", "Your parcel is ready.")).unwrap();
        let content = read_at(&service, Refresh::Changed, MONDAY).await.unwrap();
        assert_eq!(body_of(&content, "one"), "Your table is ready.");
        let content = read_at(&service, Refresh::Full, MONDAY).await.unwrap();
        assert_eq!(body_of(&content, "one"), "Your parcel is ready.");
        let content = read_at(&service, Refresh::Changed, MONDAY).await.unwrap();
        assert_eq!(body_of(&content, "one"), "Your parcel is ready.", "what a full refresh reads is kept");
    });
}

#[test]
fn what_moved_a_moment_ago_is_read_again_as_it_may_move_within_the_same_tick() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        let moment: Timestamp = MONDAY.parse().unwrap();
        let template = stored("one", "Your table is ready.");
        service
            .control
            .insert(StoredTemplate { last_update_time: moment.as_millisecond() - 1_000, ..template })
            .unwrap();
        assert_eq!(fetched(&service, Refresh::Changed, MONDAY).await, 1);
        assert_eq!(fetched(&service, Refresh::Changed, "2026-11-16T08:00:10Z").await, 1);
        assert_eq!(fetched(&service, Refresh::Changed, "2026-11-16T08:00:10Z").await, 0);
    });
}

#[test]
fn a_cache_that_is_torn_foreign_or_newer_is_as_good_as_none() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        service.control.insert(stored("one", "Your table is ready.")).unwrap();
        read_at(&service, Refresh::Changed, MONDAY).await.unwrap();
        let file = std::fs::read_dir(&service.folder).unwrap().next().unwrap().unwrap().path();
        let whole = std::fs::read_to_string(&file).unwrap();
        let spoilt = [
            whole[..whole.len() / 2].to_owned(),
            String::new(),
            "[]".to_owned(),
            "\u{0}\u{1}".to_owned(),
            whole.replace("\"version\":1", "\"version\":2"),
            whole.replace("chatform-cache", "other"),
            whole.replace("\"here\"", "\"there\""),
            whole.replace("\"last_update\":1000", "\"last_update\":\"x\""),
        ];
        for text in spoilt {
            assert_ne!(text, whole);
            std::fs::write(&file, text).unwrap();
            assert_eq!(fetched(&service, Refresh::Changed, MONDAY).await, 1);
            assert_eq!(fetched(&service, Refresh::Changed, MONDAY).await, 0, "it was written again");
        }
    });
}

#[test]
fn what_is_gone_from_the_list_is_forgotten() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        service.control.insert(stored("one", "Your table is ready.")).unwrap();
        service.control.insert(stored("three", "Your table is ready.")).unwrap();
        read_at(&service, Refresh::Changed, MONDAY).await.unwrap();
        service.control.remove("one", "en").unwrap();
        read_at(&service, Refresh::Changed, MONDAY).await.unwrap();
        let file = std::fs::read_dir(&service.folder).unwrap().next().unwrap().unwrap().path();
        let text = std::fs::read_to_string(file).unwrap();
        assert!(text.contains("\"three\"") && !text.contains("\"one\""), "{text}");
    });
}

#[test]
fn a_long_list_is_read_page_by_page_and_whole() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        for number in 0..1_234 {
            service
                .control
                .insert(StoredTemplate { sequence: number, ..stored(&format!("t{number}"), "Hi.") })
                .unwrap();
        }
        assert_eq!(service.space.list().await.unwrap().len(), 1_234);
        assert_eq!(service.control.counters().requests_for("ListChatappTemplate"), 13);
    });
}

#[test]
fn a_list_that_keeps_moving_is_begun_three_times_and_then_given_up() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        for number in 0..150 {
            service
                .control
                .insert(StoredTemplate { sequence: number, ..stored(&format!("t{number}"), "Hi.") })
                .unwrap();
        }
        let shifts = FaultRule::always(Fault::ShiftPages).on("ListChatappTemplate");
        service.control.set_faults(vec![shifts.clone()]);
        let error = service.space.list().await.unwrap_err();
        assert!(matches!(error, RemoteError::Moving { attempts: 3, .. }), "{error}");
        service.control.set_faults(vec![FaultRule { times: Some(1), ..shifts.after(1) }]);
        assert_eq!(service.space.list().await.unwrap().len(), 154, "with the four that came while it moved");
    });
}

#[test]
fn a_list_that_is_short_or_keeps_moving_makes_no_plan_file() {
    let row = json!({ "TemplateCode": "1", "TemplateName": "hello", "Language": "en", "AuditStatus": "pass" });
    let short = |total: u64| ok_answer(json!({ "Total": total, "ListTemplate": [row] }));
    let empty = |total: u64| ok_answer(json!({ "Total": total, "ListTemplate": [] }));
    let moving = vec![short(2), empty(3), short(4), empty(5), short(6), empty(7)];
    let incomplete = (0..3).flat_map(|_| [short(2), empty(2)]).collect();
    for replies in [moving, incomplete] {
        let server = RawServer::start(replies);
        let sandbox = Sandbox::project_at(server.endpoint());
        let ran = sandbox.run(&["plan", "-o", "plan.json"]).exits_with(69);
        assert!(ran.stderr.contains("changed while it was read, 3 times in a row"), "{}", ran.stderr);
        assert!(!sandbox.exists("plan.json") && ran.stdout.is_empty());
    }
}

#[test]
fn a_detail_that_cannot_be_read_makes_no_plan_file() {
    let row = json!({ "TemplateCode": "1", "TemplateName": "hello", "Language": "en", "AuditStatus": "pass" });
    let listed = ok_answer(json!({ "Total": 1, "ListTemplate": [row] }));
    let server = RawServer::start(vec![listed, ok_answer(json!({ "Data": ["no", "object"] }))]);
    let sandbox = Sandbox::project_at(server.endpoint());
    let ran = sandbox.run(&["plan", "-o", "plan.json"]).exits_with(69);
    assert!(ran.stderr.contains("cannot be understood"), "{}", ran.stderr);
    assert!(!sandbox.exists("plan.json") && ran.stdout.is_empty());
}

#[test]
fn a_folder_that_cannot_keep_anything_stops_no_plan() {
    let server_folder = Sandbox::new();
    let server = crate::support::Server::start(&server_folder, &[]);
    let sandbox = Sandbox::project_at(server.endpoint()).file(".chatform/cache", "a file where the folder should be");
    sandbox.run(&["apply", "--yes"]);
    sandbox.run(&["plan"]).exits_with(0);
}

#[test]
fn a_second_plan_asks_for_the_list_alone() {
    let server_folder = Sandbox::new();
    let server = crate::support::Server::start(&server_folder, &[]);
    let sandbox = Sandbox::project_at(server.endpoint());
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    std::thread::sleep(Duration::from_millis(2_100));
    let details = || server.control("counters", None)["requests"]["GetChatappTemplateDetail"].as_u64().unwrap_or(0);
    sandbox.run(&["plan"]).exits_with(0);
    let after_first = details();
    sandbox.run(&["plan"]).exits_with(0);
    assert_eq!(details(), after_first);
    sandbox.run(&["plan", "--refresh", "full"]).exits_with(0);
    assert_eq!(details(), after_first + 1);
}
