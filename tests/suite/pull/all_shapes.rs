//! What was pulled plans to no changes: for every example, in every shape the service can answer.

use chatform::emulator::{DetailForm, EmulatorConfig, ReviewPolicy};
use chatform::model::{EditApproved, Template, Variant};
use chatform::plan::{Operation, desired};
use chatform::project::Loaded;
use chatform::pull::fresh;
use chatform::schema::template_schema;
use indexmap::IndexMap;
use serde_json::json;

use crate::support::{Service, with_service};

/// Everything in the space, pulled into new files and read back.
async fn pulled(service: &Service) -> Vec<Loaded<Template>> {
    let mut variants: Vec<Variant> = Vec::new();
    for row in service.space.list().await.unwrap() {
        let detail = service.space.detail(&row.name, &row.language, &row.template_code).await.unwrap().unwrap();
        assert!(detail.problems.iter().all(|problem| !problem.is_loss()), "{:?}", detail.problems);
        variants.push(detail.variant);
    }
    let files = fresh(&variants);
    assert!(files.iter().all(|file| !file.file_name.contains(['/', '\\']) && file.file_name != ".."));
    files.iter().map(|file| Loaded::of(&file.file_name, file.text.as_bytes(), template_schema())).collect()
}

async fn plans_to_nothing(service: &Service) -> usize {
    let files = pulled(service).await;
    for file in &files {
        assert!(file.is_as_written(), "{}:\n{}", file.source.name, file.source.text);
    }
    let plan = service.plan_of(&desired(&files, &IndexMap::new()), EditApproved::Refuse).await;
    let changed: Vec<_> = plan.items.iter().filter(|item| item.operation != Operation::Noop).collect();
    assert!(changed.is_empty() && plan.unmanaged.is_empty(), "{changed:#?}");
    plan.items.len()
}

const FORMS: [DetailForm; 3] = [DetailForm::Values, DetailForm::Padded, DetailForm::Strings];

#[test]
fn every_example_pulled_plans_to_no_changes() {
    for detail in FORMS {
        let config = EmulatorConfig { detail, review: ReviewPolicy::Instant, ..EmulatorConfig::default() };
        with_service(config, async |service: Service| {
            let examples = crate::examples::project();
            let values = examples.file.environments.as_ref().and_then(|all| all["local"].values.clone());
            for desired in desired(&examples.files, &values.unwrap_or_default()) {
                service.space.create(&desired.variant).await.unwrap();
            }
            assert!(plans_to_nothing(&service).await > 10);
        });
    }
}

#[test]
fn odd_things_at_the_service_pulled_plan_to_no_changes() {
    let texts = [
        "a ${literal} and a $${double} one",
        "# not a comment",
        "- not a list\n- at all",
        "trailing line\n\n",
        "  leading blanks",
        "tabs\tand \u{a0} blanks",
        "yes",
        "1.50",
        "null",
        "{ not: a mapping }",
        "\"quoted\" and 'quoted'",
        "emoji 🎉 and عربي",
        "a: b",
    ];
    for detail in FORMS {
        with_service(EmulatorConfig { detail, ..EmulatorConfig::default() }, async |service: Service| {
            for (index, text) in texts.iter().enumerate() {
                let template = json!({ "name": format!("odd_{index}"), "category": "UTILITY",
                    "body": format!("Hello $(who), {text}"), "examples": { "who": text },
                    "languages": { "en": {}, "de": { "footer": text.lines().next(), "category": "MARKETING" } } });
                let template: Template = serde_json::from_value(template).unwrap();
                for variant in template.variants() {
                    crate::plan_generated::store(&service, &variant);
                }
            }
            assert_eq!(plans_to_nothing(&service).await, 2 * texts.len());
        });
    }
}

#[test]
fn a_name_that_would_lead_out_of_the_folder_does_not() {
    for name in ["../../etc/passwd", "/etc/passwd", "..", ".", "a/b", "a\\b", "", "CON", "\u{202e}name", "a\0b"] {
        let template = json!({ "name": name, "category": "UTILITY", "languages": { "en": { "body": "Hi." } } });
        let template: Template = serde_json::from_value(template).unwrap();
        let file = fresh(&template.variants()).remove(0);
        let allowed = |character: char| character.is_ascii_alphanumeric() || "._%-".contains(character);
        assert!(file.file_name.ends_with(".yaml") && file.file_name.chars().all(allowed), "{}", file.file_name);
        assert!(!file.file_name.starts_with('.'), "{}", file.file_name);
    }
}
