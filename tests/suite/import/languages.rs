//! Languages of one name become one template, and templates get file names.

use chatform::import;
use chatform::model::{Category, Channel};
use serde_json::{Value, json};

use super::{errors, template};

fn greeting(language: &str, sample: &str) -> Value {
    json!({ "name": "greeting", "language": language, "category": "UTILITY", "components": [
        { "type": "BODY", "text": "Hello {{1}}, of {{2}}.", "example": { "body_text": [[sample, "Verde"]] } },
    ] })
}

#[test]
fn the_languages_of_one_name_are_one_template() {
    let template = template(&json!([greeting("en", "Ana"), greeting("es_MX", "Lupe")]));
    assert_eq!(template.languages.keys().collect::<Vec<_>>(), ["en", "es_MX"]);
}

#[test]
fn a_sample_that_all_languages_share_is_written_once() {
    let template = template(&json!([greeting("en", "Ana"), greeting("es_MX", "Lupe")]));
    assert_eq!(template.examples.as_ref().unwrap().keys().collect::<Vec<_>>(), ["body_2"]);
    let variants = template.variants();
    assert_eq!((&*variants[0].examples["body_1"], &*variants[1].examples["body_1"]), ("Ana", "Lupe"));
}

#[test]
fn a_language_with_another_category_says_so_itself() {
    let mut other = greeting("es_MX", "Lupe");
    other["category"] = json!("MARKETING");
    other["message_send_ttl_seconds"] = json!(43200);
    let template = template(&json!([greeting("en", "Ana"), other]));
    assert_eq!((template.category, template.ttl_seconds), (Category::Utility, None));
    let second = &template.variants()[1];
    assert_eq!((second.category, second.ttl_seconds), (Category::Marketing, Some(43200)));
}

#[test]
fn one_name_on_two_channels_is_two_templates_in_two_files() {
    let mut viber = greeting("en", "Ana");
    viber["template_type"] = json!("VIBER");
    let templates = import::read(&json!([greeting("en", "Ana"), viber]).to_string()).templates;
    assert_eq!(templates.iter().map(|one| one.channel).collect::<Vec<_>>(), [None, Some(Channel::Viber)]);
    assert_eq!(import::file_names(&templates), ["greeting.yaml", "greeting-2.yaml"]);
}

#[test]
fn a_language_that_is_there_twice_is_an_error_and_the_first_stays() {
    let document = json!([greeting("en", "Ana"), greeting("en", "Bo")]);
    assert_eq!(errors(&document)[0].rule.id, "import/repeated");
    let templates = import::read(&document.to_string()).templates;
    assert_eq!(templates[0].variants()[0].examples["body_1"], "Ana");
}

#[test]
fn a_hostile_name_stays_inside_the_folder() {
    let named = |name: &str| {
        let mut document = greeting("en", "Ana");
        document["name"] = json!(name);
        import::file_names(&import::read(&document.to_string()).templates).remove(0)
    };
    assert_eq!(named("../../etc/passwd"), "%2e%2e%2f%2e%2e%2fetc%2fpasswd.yaml");
    assert_eq!(named("a\\b:c\u{0}"), "a%5cb%3ac%00.yaml");
    assert_eq!(named("."), "%2e.yaml");
    assert!(named(&"é".repeat(500)).len() < 255);
}

#[test]
fn names_that_differ_only_in_case_get_different_files() {
    let mut shouted = greeting("en", "Ana");
    shouted["name"] = json!("GREETING");
    let templates = import::read(&json!([greeting("en", "Ana"), shouted]).to_string()).templates;
    assert_eq!(import::file_names(&templates), ["greeting.yaml", "GREETING-2.yaml"]);
}
