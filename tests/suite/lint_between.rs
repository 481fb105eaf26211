//! Faults that lie between templates, between languages, or between a template and the project file.

use chatform::lint;
use chatform::project::Project;
use chatform::rules::Facts;

use crate::support::Sandbox;

/// What is found for an environment, or for all: `file:line:column rule`.
fn found(sandbox: &Sandbox, environment: Option<&str>) -> Vec<String> {
    let project = Project::open(sandbox.path(), &[]).unwrap();
    let linted = lint::run(&project, environment, &Facts::default());
    let line = |located: &lint::Located<'_>| {
        format!("{}:{} {}", located.source.name, located.position(), located.finding.rule.id)
    };
    linted.findings.iter().map(line).collect()
}

fn of(template: &str) -> Vec<String> {
    found(&Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", template), None)
}

const WORDS: &str = "category: UTILITY\nlanguages:\n  en:\n    body: Your parcel waits at the counter.\n";

fn twice(first: &str, second: &str) -> Vec<String> {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}");
    let sandbox = sandbox.file("templates/a.yaml", format!("name: first\n{first}"));
    found(&sandbox.file("templates/b.yaml", format!("name: second\n{second}")), None)
}

#[test]
fn the_same_words_are_said_once_at_the_later_file_however_they_are_written() {
    assert_eq!(twice(WORDS, WORDS), ["templates/b.yaml:5:11 template/same-content"]);
    let shared =
        "category: MARKETING\nbody:\n  text: >-\n    Your parcel\n    waits at the counter.\nlanguages: { en: {} }\n";
    assert_eq!(twice(WORDS, shared), ["templates/b.yaml:4:9 template/same-content"]);
}

#[test]
fn other_words_another_language_or_another_messenger_are_not_the_same() {
    for (from, to) in [("en:", "de:"), ("counter", "desk"), ("category", "channel: VIBER\ncategory")] {
        assert_eq!(twice(WORDS, &WORDS.replace(from, to)), [""; 0], "{to}");
    }
    let footer = format!("{WORDS}    footer: Camellia Road\n");
    assert_eq!(twice(WORDS, &footer), [""; 0]);
    let code = "category: AUTHENTICATION\nttl_seconds: 300\nfooter: { code_expiration_minutes: 5 }\n\
                buttons: [{ type: COPY_CODE, text: Copy }]\nlanguages: { en: {} }\n";
    assert_eq!(twice(code, code), [""; 0]);
}

#[test]
fn a_file_that_is_not_as_written_is_compared_with_nothing() {
    let faulty = WORDS.replace("category: UTILITY", "category: UTILITY\nshade: blue");
    assert_eq!(twice(WORDS, &faulty), ["templates/b.yaml:3:1 schema/unknown-key"]);
}

#[test]
fn a_language_with_another_revision_is_another_template() {
    let template = |of_german: &str| {
        format!(
            "name: a\ncategory: UTILITY\nexamples: {{ shop: Bath }}\nlanguages:\n  en:\n    body: Your parcel waits in $(shop) for \
             you.\n  de:{of_german}\n    body: Dein Paket wartet auf dich.\n"
        )
    };
    assert_eq!(of(&template("")), ["templates/a.yaml:7:3 language/variables-differ"]);
    assert_eq!(of(&template("\n    revision: 2")), [""; 0]);
}

#[test]
fn every_language_is_compared_with_the_first_one() {
    let template = "name: a\ncategory: UTILITY\nexamples: { shop: Bath, day: Monday }\nlanguages:\n  \
                    en: { body: Your parcel waits in $(shop) for you. }\n  \
                    de: { body: Dein Paket wartet in $(shop) auf dich. }\n  \
                    fr: { body: Votre colis vous attend dès $(day) en boutique. }\n  \
                    es: { body: Su paquete le espera en la tienda. }\n";
    let differ = ["templates/a.yaml:7:3 language/variables-differ", "templates/a.yaml:8:3 language/variables-differ"];
    assert_eq!(of(template), differ);
}

#[test]
fn languages_are_not_compared_where_one_is_not_as_written() {
    let template = "name: a\ncategory: UTILITY\nexamples: { shop: Bath }\nlanguages:\n  en:\n    body: [Your parcel waits.]\n  \
                    de: { body: Dein Paket wartet in $(shop) auf dich. }\n";
    assert_eq!(of(template), ["templates/a.yaml:6:11 schema/wrong-type"]);
}

#[test]
fn a_retirement_counts_in_its_own_environments_and_covers_the_revision_it_names() {
    let project = |name: &str| {
        format!(
            "environments: {{ test: {{ emulator: {{}} }}, prod: {{ emulator: {{}} }} }}\nretired:\n  - {{ name: {name}, languages: [de, en], \
             action: delete, reason: over, environments: [prod] }}\n"
        )
    };
    let sandbox = Sandbox::new().file("templates/a.yaml", format!("name: a\nrevision: 2\n{WORDS}"));
    let sandbox = sandbox.file("chatform.yaml", project("a_v2"));
    let conflict = ["chatform.yaml:3:35 project/retired-and-declared"];
    assert_eq!(found(&sandbox, None), conflict);
    assert_eq!(found(&sandbox, Some("prod")), conflict);
    assert_eq!(found(&sandbox, Some("test")), [""; 0]);
    sandbox.write("chatform.yaml", project("a"));
    assert_eq!(found(&sandbox, None), [""; 0]);
}

/// Templates in files of their own, by name.
fn files(templates: &[&str]) -> Sandbox {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}");
    let named = templates.iter().enumerate();
    named.fold(sandbox, |sandbox, (index, template)| sandbox.file(&format!("templates/{index}.yaml"), template))
}

/// A template `a` that has one language here.
fn in_one_language(language: &str, category: &str, parts: &str) -> String {
    format!("name: a\ncategory: {category}\nlanguages:\n  {language}: {{ {parts} }}\n")
}

#[test]
fn languages_of_one_template_in_two_files_have_the_same_category() {
    let en = in_one_language("en", "UTILITY", "body: Your parcel waits at the counter.");
    let de = in_one_language("de", "MARKETING", "body: Ihr Paket wartet am Schalter.");
    let differ = ["templates/1.yaml:2:11 language/category-differs"];
    assert_eq!(found(&files(&[&en, &de]), None), differ);
    assert_eq!(found(&files(&[&en, &de.replace("MARKETING", "UTILITY")]), None), [""; 0]);
    assert_eq!(found(&files(&[&en, &de.replace("name: a", "name: b")]), None), [""; 0]);
    assert_eq!(found(&files(&[&en, &format!("channel: VIBER\n{de}")]), None), [""; 0]);
}

#[test]
fn languages_of_one_template_in_two_files_have_the_same_buttons() {
    let of = |language: &str, parts: &str| in_one_language(language, "UTILITY", parts);
    let en = of("en", "body: Your parcel waits at the counter., buttons: [{ type: QUICK_REPLY, text: I come }]");
    let de = of("de", "body: Ihr Paket wartet am Schalter., buttons: [{ type: QUICK_REPLY, text: Ich komme }]");
    let fr = of("fr", "body: Votre colis vous attend au guichet.");
    assert_eq!(found(&files(&[&en, &de]), None), [""; 0]);
    assert_eq!(found(&files(&[&en, &de, &fr]), None), ["templates/2.yaml:4:3 language/buttons-differ"]);
}

#[test]
fn a_comment_about_what_another_file_says_is_needed_though_only_one_file_is_looked_at() {
    let en = "name: a\ncategory: UTILITY\nlanguages:\n  en: { body: Your parcel waits at the counter. }\n";
    let de = "name: a\n# chatform: ignore[language/category-differs] agreed\ncategory: MARKETING\nlanguages:\n  \
              de: { body: Ihr Paket wartet am Schalter. }\n";
    let sandbox = files(&[en, de]);
    assert_eq!(found(&sandbox, None), [""; 0]);
    sandbox.run(&["lint", "--max-warnings", "0", "templates/1.yaml"]).exits_with(0);
}

#[test]
fn a_name_on_two_channels_is_said_and_one_that_is_there_twice_on_a_channel_is_worse() {
    let of = |channel: &str, words: &str| {
        format!("name: a\nchannel: {channel}\ncategory: UTILITY\nlanguages:\n  en: {{ body: {words} }}\n")
    };
    let whatsapp = of("WHATSAPP", "Your parcel waits at the counter.");
    let viber = of("VIBER", "Your parcel waits at the counter for you.");
    let again = of("VIBER", "Your parcel is there.");
    let found = found(&files(&[&whatsapp, &viber, &again]), None);
    assert_eq!(found, ["templates/1.yaml:1:7 name/on-two-channels", "templates/2.yaml:1:7 name/duplicate"]);
}

#[test]
fn a_glob_for_no_file_is_said_only_when_all_files_are_seen() {
    let template = format!("name: a\n{WORDS}");
    let sandbox = files(&[&template]).file(
        "chatform.yaml",
        "lint: { overrides: [{ files: [\"old/**\", \"templates/*\"], rules: { footer/too-long: info } }] }",
    );
    assert_eq!(found(&sandbox, None), ["chatform.yaml:1:31 project/glob-unmatched"]);
    sandbox.run(&["lint", "--max-warnings", "0", "templates/0.yaml"]).exits_with(0);
}
