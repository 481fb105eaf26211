//! Apply against a service that misbehaves: what it holds decides, never what was hoped.

use chatform::apply::{Event, Interrupt, Journal, Outcome, Record, Report, Run, RunError, RunOptions};
use chatform::emulator::{EmulatorConfig, Fault, FaultRule, ReviewPolicy};
use chatform::model::{Category, EditApproved, Template};
use chatform::plan::{Operation, Plan};
use serde_json::json;

use crate::support::{Service, records, with_service};

fn shop(count: usize) -> Vec<Template> {
    (0..count).map(|number| template(&format!("order_{number}"), "Your order is on its way to you.")).collect()
}

fn template(name: &str, body: &str) -> Template {
    let value = json!({ "name": name, "category": "UTILITY", "body": body, "languages": { "en": {} } });
    serde_json::from_value(value).unwrap()
}

async fn carried_out(service: &Service, plan: &Plan) -> Result<(Report, Vec<Record>), RunError> {
    carried_out_watched(service, plan, &|_| {}).await
}

/// The same, while somebody watches.
async fn carried_out_watched(
    service: &Service,
    plan: &Plan,
    observer: &(dyn Fn(&Event) + Sync),
) -> Result<(Report, Vec<Record>), RunError> {
    let journal = Journal::begin(&service.folder.join("runs"), plan, None, &service.context).unwrap();
    let run = Run {
        plan,
        space: &service.space,
        journal: &journal,
        observer,
        interrupt: &Interrupt::default(),
        options: RunOptions::default(),
    };
    let report = run.carry_out().await?;
    Ok((report, records(&journal.path)))
}

async fn apply(service: &Service, templates: &[Template]) -> (Report, Vec<Record>) {
    let plan = service.plan(templates, EditApproved::Modify).await;
    carried_out(service, &plan).await.unwrap()
}

fn outcomes(report: &Report) -> Vec<&Outcome> {
    report.outcomes.iter().map(|(.., outcome)| outcome).collect()
}

#[test]
fn a_creation_whose_answer_was_lost_is_looked_up_and_not_repeated() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        for fault in [Fault::LoseReply, Fault::TruncateBody] {
            let name = format!("order_{fault:?}").to_lowercase();
            service.control.set_faults(vec![FaultRule::once(fault).on("CreateChatappTemplate")]);
            let before = service.control.counters().requests_for("CreateChatappTemplate");
            let (report, _) = apply(&service, &[template(&name, "Your order is on its way to you.")]).await;
            assert!(matches!(outcomes(&report)[0], Outcome::Done { .. }), "{fault:?}: {:?}", report.outcomes);
            assert_eq!(service.control.counters().requests_for("CreateChatappTemplate"), before + 1, "{fault:?}");
        }
    });
}

#[test]
fn a_creation_that_an_earlier_run_sent_too_late_for_the_list_is_taken_as_done() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        apply(&service, &shop(1)).await;
        let there = service.control.template("order_0", "en").unwrap();
        service.control.remove("order_0", "en").unwrap();
        let plan = service.plan(&shop(1), EditApproved::Modify).await;
        // Behind the list that a run begins with, and before its first write.
        let arrives = |event: &Event| {
            if matches!(event, Event::Begun { .. }) {
                service.control.insert(there.clone()).unwrap();
            }
        };
        let (report, _) = carried_out_watched(&service, &plan, &arrives).await.unwrap();
        let done = Outcome::Done { template_code: there.template_code.clone() };
        assert_eq!(outcomes(&report), [&done]);

        service.control.remove("order_0", "en").unwrap();
        let plan = service.plan(&[template("order_0", "Something else is meant.")], EditApproved::Modify).await;
        let (report, _) = carried_out_watched(&service, &plan, &arrives).await.unwrap();
        assert!(matches!(outcomes(&report)[0], Outcome::Failed { .. }), "{:?}", report.outcomes);
    });
}

#[test]
fn a_creation_that_was_lost_on_the_way_is_reported_and_made_by_the_next_run() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        service.control.set_faults(vec![FaultRule::once(Fault::ResetBefore).on("CreateChatappTemplate")]);
        let (report, _) = apply(&service, &shop(1)).await;
        assert!(matches!(outcomes(&report)[0], Outcome::Failed { .. }), "{:?}", report.outcomes);
        assert!(service.control.templates().unwrap().is_empty());
        let (again, _) = apply(&service, &shop(1)).await;
        assert!(again.tally.is_settled());
    });
}

/// What the journal noted of an item while the run went on.
fn noted(records: &[Record]) -> Option<&Outcome> {
    records.iter().find_map(|record| if let Record::Outcome { outcome, .. } = record { Some(outcome) } else { None })
}

#[test]
fn a_lost_creation_is_unknown_until_the_list_at_the_end_decides() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        service.control.set_faults(vec![FaultRule::once(Fault::ResetBefore).on("CreateChatappTemplate")]);
        let (report, records) = apply(&service, &shop(1)).await;
        assert!(matches!(noted(&records), Some(Outcome::Unknown { .. })), "{records:?}");
        assert!(matches!(outcomes(&report)[0], Outcome::Failed { help: Some(_), .. }), "{:?}", report.outcomes);
    });
}

fn paused(name: &str) -> Template {
    Template {
        allow_send: Some(false),
        category: Category::Marketing,
        ..template(name, "Come and see us in the shop.")
    }
}

#[test]
fn a_creation_whose_answer_was_lost_still_gets_its_properties() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        service.control.set_faults(vec![FaultRule::once(Fault::LoseReply).on("CreateChatappTemplate")]);
        let (report, _) = apply(&service, &[paused("promo")]).await;
        assert!(matches!(outcomes(&report)[0], Outcome::Done { .. }), "{:?}", report.outcomes);
        assert!(!service.control.template("promo", "en").unwrap().allow_send);
    });
}

#[test]
fn a_content_that_was_changed_is_said_although_its_properties_were_refused() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        let dull = Template { allow_send: None, body: Some("Come and see.".into()), ..paused("promo") };
        apply(&service, &[dull]).await;
        service.control.reject("promo", "en", "too dull").unwrap();
        service
            .control
            .set_faults(vec![FaultRule::always(Fault::ServerError(500)).on("ModifyChatappTemplateProperties")]);
        let (report, _) = apply(&service, &[paused("promo")]).await;
        let Outcome::Failed { reason, help: Some(_) } = outcomes(&report)[0] else { panic!("{:?}", report.outcomes) };
        assert!(reason.starts_with("its content was changed, but"), "{reason}");
        service.control.set_faults(Vec::new());
        service.control.reject("promo", "en", "too dull").unwrap();
        let (again, _) = apply(&service, &[paused("promo")]).await;
        assert_eq!(again.outcomes[0].1, Operation::Properties);
        assert!(again.tally.is_settled(), "{:?}", again.outcomes);
    });
}

#[test]
fn a_modification_whose_answer_was_lost_is_read_back() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        apply(&service, &shop(1)).await;
        service.control.reject("order_0", "en", "too dull").unwrap();
        service.control.set_faults(vec![FaultRule::once(Fault::LoseReply).on("ModifyChatappTemplate")]);
        let changed = [template("order_0", "Your order is on its way, and it is lovely.")];
        let (report, _) = apply(&service, &changed).await;
        assert_eq!(report.outcomes[0].1, Operation::Modify);
        assert!(matches!(outcomes(&report)[0], Outcome::Done { .. }), "{:?}", report.outcomes);
        assert_eq!(service.plan(&changed, EditApproved::Modify).await.counts().noop, 1);
    });
}

#[test]
fn throttling_and_server_errors_of_reads_are_waited_out() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        service.control.set_faults(vec![
            FaultRule::once(Fault::Throttle).on("CreateChatappTemplate"),
            FaultRule::once(Fault::ServerError(503)).on("ListChatappTemplate"),
        ]);
        let (report, _) = apply(&service, &shop(3)).await;
        assert_eq!((report.tally.done, report.tally.is_settled()), (3, true), "{:?}", report.outcomes);
    });
}

#[test]
fn one_failure_does_not_stop_the_others() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        let mut templates = shop(5);
        templates[2] = template("order_2", "A {{1}} that the service refuses, whatever the linter said.");
        let (report, _) = apply(&service, &templates).await;
        assert_eq!((report.tally.done, report.tally.failed), (4, 1), "{:?}", report.outcomes);
        let Outcome::Failed { reason, help } = outcomes(&report)[2] else { panic!() };
        assert!(reason.contains("InvalidParameter.MessageInvalid"), "{reason}");
        assert!(help.is_some());
    });
}

#[test]
fn what_moved_since_the_plan_is_stale_and_stays_untouched() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        apply(&service, &shop(3)).await;
        for name in ["order_0", "order_1", "order_2"] {
            service.control.reject(name, "en", "too dull").unwrap();
        }
        let mut wanted: Vec<Template> =
            (0..3).map(|number| template(&format!("order_{number}"), "A lovelier text for the same order.")).collect();
        wanted.push(template("order_9", "Your order is on its way to you."));
        let plan = service.plan(&wanted, EditApproved::Modify).await;
        // Meanwhile somebody edits one, deletes another, and creates the new one differently.
        service
            .control
            .edit("order_0", "en", |stored| stored.components = json!([{ "Type": "BODY", "Text": "By hand" }]))
            .unwrap();
        service.control.remove("order_1", "en").unwrap();
        service
            .space
            .create(&template("order_9", "Made in the console, with other words.").variants()[0])
            .await
            .unwrap();
        let (report, _) = carried_out(&service, &plan).await.unwrap();
        assert_eq!((report.tally.stale, report.tally.done), (3, 1), "{:?}", report.outcomes);
        let by_hand = service.control.template("order_0", "en").unwrap();
        assert_eq!(by_hand.components[0]["Text"], "By hand");
    });
}

#[test]
fn what_is_there_already_is_not_written_again() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        let plan = service.plan(&shop(2), EditApproved::Modify).await;
        carried_out(&service, &plan).await.unwrap();
        let writes = service.control.counters().all_writes();
        let (again, records) = carried_out(&service, &plan).await.unwrap();
        assert_eq!((again.tally.unchanged, service.control.counters().all_writes()), (2, writes));
        assert!(!records.iter().any(|record| matches!(record, Record::Intent { .. })));
    });
}

#[test]
fn nothing_is_written_when_the_list_cannot_be_read_whole() {
    with_service(
        EmulatorConfig { review: ReviewPolicy::Instant, ..EmulatorConfig::default() },
        async |service: Service| {
            let plan = service.plan(&shop(1), EditApproved::Modify).await;
            for number in 0..150 {
                service
                    .space
                    .create(&template(&format!("other_{number}"), "Somebody else's template.").variants()[0])
                    .await
                    .unwrap();
            }
            service.control.set_faults(vec![FaultRule::always(Fault::ShiftPages)]);
            let writes = service.control.counters().all_writes();
            let refused = carried_out(&service, &plan).await.map(drop).unwrap_err();
            assert!(refused.to_string().contains("changed while it was read"), "{refused}");
            assert_eq!(service.control.counters().all_writes(), writes);
        },
    );
}

#[test]
fn the_journal_notes_each_intent_before_its_outcome_and_no_secret() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        let (report, records) = apply(&service, &shop(4)).await;
        assert!(
            matches!(records.first(), Some(Record::Began { .. }))
                && matches!(records.last(), Some(Record::Ended { .. }))
        );
        for (key, ..) in &report.outcomes {
            let at =
                |wanted: fn(&Record) -> Option<&String>| records.iter().position(|record| wanted(record) == Some(key));
            let intent = at(|record| if let Record::Intent { key, .. } = record { Some(key) } else { None });
            let outcome = at(|record| if let Record::Outcome { key, .. } = record { Some(key) } else { None });
            assert!(intent.unwrap() < outcome.unwrap(), "{key}");
        }
        let folder = std::fs::read_dir(service.folder.join("runs")).unwrap();
        for file in folder {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            assert!(!text.contains("test-ak"), "{text}");
        }
    });
}

#[test]
fn an_interrupted_run_begins_nothing_new_and_says_so() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        let plan = service.plan(&shop(30), EditApproved::Modify).await;
        let journal = Journal::begin(&service.folder.join("runs"), &plan, None, &service.context).unwrap();
        let interrupt = Interrupt::default();
        let observer = |event: &chatform::apply::Event| {
            if matches!(event, chatform::apply::Event::Ended { .. }) {
                interrupt.ask();
            }
        };
        let run = Run {
            plan: &plan,
            space: &service.space,
            journal: &journal,
            observer: &observer,
            interrupt: &interrupt,
            options: RunOptions::default(),
        };
        let report = run.carry_out().await.unwrap();
        assert!(report.tally.done >= 1 && report.tally.not_started >= 1, "{:?}", report.tally);
        assert_eq!(service.control.templates().unwrap().len(), report.tally.done);
    });
}
