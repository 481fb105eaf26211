//! The service answers in several forms. Whatever the form, what was applied plans to no changes.

use std::path::Path;

use chatform::apply::{Interrupt, Journal, Run, RunOptions};
use chatform::emulator::{DetailForm, EmulatorConfig};
use chatform::model::{EditApproved, Template};
use chatform::plan::{Desired, desired};
use chatform::project::Project;
use serde_json::{Value, json};

use crate::support::{Service, with_service};

/// Applies variants and plans again, in each form of the answer.
fn settles(declared: &[Desired]) {
    for detail in [DetailForm::Values, DetailForm::Padded, DetailForm::Strings] {
        with_service(EmulatorConfig { detail, ..EmulatorConfig::default() }, async |service: Service| {
            let plan = service.plan_of(declared, EditApproved::Refuse).await;
            assert_eq!(plan.counts().create, declared.len());
            let journal = Journal::begin(&service.folder.join("runs"), &plan, None, &service.context).unwrap();
            let (observer, interrupt) = (|_: &_| {}, Interrupt::default());
            let run = Run {
                plan: &plan,
                space: &service.space,
                journal: &journal,
                observer: &observer,
                interrupt: &interrupt,
                options: RunOptions::default(),
            };
            let report = run.carry_out().await.unwrap();
            assert!(report.tally.is_settled(), "{detail:?}: {:?}", report.outcomes);
            for item in service.plan_of(declared, EditApproved::Refuse).await.items {
                assert_eq!(
                    (item.edits, item.notes, item.blocked),
                    (vec![], vec![], None),
                    "{detail:?}: {}/{}",
                    item.name,
                    item.language
                );
            }
        });
    }
}

#[test]
fn the_examples_settle_in_every_form_of_the_answer() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates-examples");
    let project = Project::open(&folder, &[]).unwrap();
    let environments = project.file.environments.clone().unwrap();
    let declared = desired(&project.files, environments["local"].values.as_ref().unwrap());
    assert!(declared.len() >= 24, "only {} variants", declared.len());
    settles(&declared);
}

fn of(content: Value) -> Vec<Desired> {
    let mut template = json!({ "name": "odd", "category": "MARKETING", "body": "Hello there, this is for you.", "languages": { "en": {} } });
    template.as_object_mut().unwrap().extend(content.as_object().unwrap().clone());
    let template: Template = serde_json::from_value(template).unwrap();
    let source = chatform::plan::Source { file: "templates/odd.yaml".to_owned(), line: 1 };
    template.variants().into_iter().map(|variant| Desired { variant, source: source.clone(), revision: None }).collect()
}

#[test]
fn odd_content_settles_in_every_form_of_the_answer() {
    for content in [
        json!({ "body": "Line one\r\nline two\r\n\r\nand a tab\tin it.\n" }),
        json!({ "body": " [\"not a list\"] {\"Text\": 1} \u{1f44b}\u{1f3fd} \u{202b}\u{5e9}\u{5dc}\u{5d5}\u{5dd}\u{202c} \\ \"quoted\" " }),
        json!({ "body": "{\"Type\": \"BODY\"}" }),
        json!({ "body": "1234567890123456789012" }),
        json!({ "body": "true", "footer": "null" }),
        json!({ "allow_send": false }),
        json!({ "allow_send": true, "category_change_paused": false }),
        json!({ "category": "UTILITY", "category_change_paused": true, "ttl_seconds": 600 }),
        json!({ "header": "For $(who)", "body": "Hello $(who), $(who) it is.", "examples": { "who": "{\"a\": [1]}", "unused": "x" } }),
        json!({ "body": "Hello $(who), welcome.", "examples": { "who": "12" } }),
        json!({ "buttons": [{ "type": "QUICK_REPLY", "text": "Stop", "is_opt_out": true }, { "type": "QUICK_REPLY", "text": "[]" }] }),
        json!({ "buttons": [], "carousel": [] }),
        json!({ "limited_time_offer": { "text": "Today only", "has_expiration": false },
                "buttons": [{ "type": "COPY_CODE", "text": "Copy", "coupon_code": "0012" },
                            { "type": "URL", "text": "Go", "url": "https://a.example/" }] }),
        json!({ "category": "AUTHENTICATION", "body": null, "footer": { "code_expiration_minutes": 5 }, "ttl_seconds": 300,
                "buttons": [{ "type": "ONE_TAP", "text": "Copy", "autofill_text": "Fill", "package_name": "com.shop", "signature_hash": "K8a/AINcGX7" }] }),
        json!({ "channel": "VIBER", "header": { "format": "VIDEO", "url": "https://a.example/v.mp4", "duration": 0, "thumb_url": "https://a.example/t.png" },
                "buttons": [{ "type": "URL", "text": "Go" }] }),
        json!({ "channel": "VIBER", "category": "AUTHENTICATION", "body": "Your code is $(code), keep it.", "examples": { "code": "123456" } }),
    ] {
        println!("{content}");
        settles(&of(content));
    }
}
