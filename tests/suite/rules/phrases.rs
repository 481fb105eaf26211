//! The lists of phrases: each is complete, and each of its phrases is found in a body of its language.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chatform::model::Variant;
use chatform::rules::{Facts, check_variant};
use serde_json::{Value, json};

const HEADINGS: &[&str] = &["excuse", "greeting", "join", "one-time password", "promotion", "request", "secret"];

/// The list of a language: its first line, and the phrases under each heading.
struct List {
    language: String,
    first_line: String,
    phrases: BTreeMap<String, Vec<String>>,
}

fn lists() -> Vec<List> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules/words");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let lists = paths.filter(|path| path.extension().is_some_and(|end| end == "txt"));
    lists.map(|path| list(&path)).collect()
}

fn list(path: &Path) -> List {
    let text = std::fs::read_to_string(path).unwrap();
    let mut phrases: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut heading = String::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(named) => named.clone_into(&mut heading),
            None => phrases.entry(heading.clone()).or_default().push(line.to_owned()),
        }
    }
    let language = path.file_stem().unwrap().to_str().unwrap().to_owned();
    List { language, first_line: text.lines().next().unwrap_or_default().to_owned(), phrases }
}

/// The code under which a list is used.
fn code(language: &str) -> &str {
    match language {
        "pt" => "pt_BR",
        "zh" => "zh_CN",
        other => other,
    }
}

fn says(rule: &str, language: &str, body: &str) -> bool {
    let value: Value =
        json!({ "name": "a", "language": code(language), "channel": "WHATSAPP", "category": "UTILITY", "body": body });
    let variant: Variant = serde_json::from_value(value).unwrap();
    check_variant(&variant, &Facts::default()).iter().any(|finding| finding.rule.id == rule)
}

/// A phrase as somebody would write it: with a value, and in capitals.
fn written(phrase: &str) -> String {
    phrase.replace('$', "$(value)").replace('*', "").to_uppercase().replace("$(VALUE)", "$(value)")
}

#[test]
fn the_languages_of_most_users_have_a_list() {
    let languages: BTreeSet<String> = lists().into_iter().map(|list| list.language).collect();
    for expected in [
        "ar", "bg", "bn", "de", "en", "es", "fr", "he", "hi", "id", "it", "ja", "ko", "pt", "ru", "tr", "uk", "ur",
        "vi", "zh",
    ] {
        assert!(languages.contains(expected), "{expected}");
    }
}

#[test]
fn a_list_is_complete_dated_and_repeats_nothing() {
    for list in lists() {
        assert!(list.first_line.contains("Own compilation, checked 20"), "{}: {}", list.language, list.first_line);
        let headings: Vec<&str> = list.phrases.keys().map(String::as_str).collect();
        assert_eq!(headings, HEADINGS, "{}", list.language);
        for (heading, phrases) in &list.phrases {
            assert!(phrases.len() >= 4 || heading == "join", "{}: {heading}", list.language);
            let distinct: BTreeSet<&String> = phrases.iter().collect();
            assert_eq!(distinct.len(), phrases.len(), "{}: {heading}", list.language);
        }
    }
}

#[test]
fn every_phrase_is_found_as_people_write_it() {
    let mut missed = Vec::new();
    for List { language, phrases, .. } in lists() {
        let (request, secret) = (written(&phrases["request"][0]), written(&phrases["secret"][0]));
        let bodies = |heading: &str, body: &dyn Fn(&str) -> String| -> Vec<String> {
            phrases[heading].iter().map(|phrase| body(&written(phrase))).collect()
        };
        for (rule, bodies) in [
            ("category/one-time-password-misplaced", bodies("one-time password", &|phrase| format!("({phrase}) ABC."))),
            ("category/promotion-misplaced", bodies("promotion", &|phrase| format!("({phrase}) ABC."))),
            ("body/only-stock-phrases", bodies("greeting", &|phrase| format!("{phrase}! 🎉"))),
            ("body/sensitive-request", bodies("request", &|phrase| format!("{phrase} ABC {secret}."))),
            ("body/sensitive-request", bodies("secret", &|phrase| format!("{request} ABC {phrase}."))),
        ] {
            let lost = bodies.into_iter().filter(|body| !says(rule, &language, body));
            missed.extend(lost.map(|body| format!("{language}: {rule}: {body}")));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn every_excuse_keeps_a_request_quiet() {
    for List { language, phrases, .. } in lists() {
        let (request, secret) = (written(&phrases["request"][0]), written(&phrases["secret"][0]));
        for excuse in &phrases["excuse"] {
            let body = format!("{} ABC {request} ABC {secret}.", written(excuse));
            assert!(!says("body/sensitive-request", &language, &body), "{language}: {body}");
        }
    }
}
