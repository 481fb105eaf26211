//! Merging into a file keeps what it does not touch, byte for byte.

use chatform::model::{Template, Variant};
use chatform::plan::{desired, edits};
use chatform::project::{Loaded, TemplateFile};
use chatform::pull::{Conflict, merge, with_language};
use chatform::schema::template_schema;
use indexmap::IndexMap;

const FILE: &str = "\
# The tea garden, by its owner.
name: garden            # never rename
category: UTILITY
examples: { who: Ana }
footer: Thank you       # shared
buttons:
  - { type: URL, text: \"Go\", url: \"https://${shop}/t/$(who)\" }
  - type: QUICK_REPLY
    text: 'Stop'        # quoted so
languages:
  en:
    header: 'Hello'
    body: >-
      Hi $(who), your table
      is ready.
  de:
    # formal
    body: Guten Tag $(who), Ihr Tisch ist bereit.
    footer: Danke
";

fn values() -> IndexMap<String, String> {
    IndexMap::from([("shop".to_owned(), "shop.example".to_owned())])
}

fn file(text: &str) -> TemplateFile {
    let file: Loaded<Template> = Loaded::of("garden.yaml", text.as_bytes(), template_schema());
    assert!(file.is_as_written());
    file
}

fn variant(text: &str, language: &str) -> Variant {
    let all = desired(&[file(text)], &values());
    all.into_iter().map(|one| one.variant).find(|variant| variant.language == language).unwrap()
}

/// The file after the service holds another variant of a language.
fn merged(language: &str, change: impl FnOnce(&mut Variant)) -> Result<String, Conflict> {
    let mut there = variant(FILE, language).canonical();
    change(&mut there);
    let text = merge(&file(FILE), &[there.clone()], &values())?;
    assert_eq!(edits(&variant(&text, language), &there), [], "{text}");
    Ok(text)
}

/// The lines that differ, before and after.
fn changed(text: &str) -> (Vec<&str>, Vec<&str>) {
    let only = |one: &'static str, other: &str| -> Vec<&'static str> {
        one.lines().filter(|line| !other.lines().any(|known| known == *line)).collect()
    };
    let gone = only(FILE, text);
    (gone, text.lines().filter(|line| !FILE.lines().any(|known| known == *line)).collect())
}

#[test]
fn a_text_is_replaced_in_its_own_style() {
    let text = merged("en", |variant| variant.header.as_mut().unwrap().text = Some("Welcome".to_owned())).unwrap();
    assert_eq!(changed(&text), (vec!["    header: 'Hello'"], vec!["    header: 'Welcome'"]));
}

#[test]
fn what_a_language_inherits_becomes_its_own_and_others_keep_theirs() {
    let text = merged("en", |variant| variant.footer.as_mut().unwrap().text = Some("Bye".to_owned())).unwrap();
    let (gone, new) = changed(&text);
    assert_eq!((gone.len(), new), (0, vec!["    footer: Bye"]), "{text}");
}

#[test]
fn what_the_service_has_no_more_is_removed_from_the_language_alone() {
    let text = merged("en", |variant| variant.footer = None).unwrap();
    assert_eq!(changed(&text).1, ["    footer: null"], "{text}");
    let text = merged("de", |variant| variant.footer = None).unwrap();
    assert!(text.contains("    footer: null"), "{text}");
}

#[test]
fn build_time_values_stay_where_what_they_say_has_not_changed() {
    let text = merged("en", |variant| {
        variant.buttons.as_mut().unwrap()[1].text = Some("No more".to_owned());
    });
    let text = text.unwrap();
    assert!(text.contains("https://${shop}/t/$(who)") && text.contains("No more"), "{text}");
    assert!(text.contains("text: 'Stop'        # quoted so"), "the shared ones stay: {text}");
}

#[test]
fn a_literal_dollar_brace_is_escaped() {
    let text = merged("en", |variant| variant.header.as_mut().unwrap().text = Some("${sale}".to_owned())).unwrap();
    assert!(text.contains("$${sale}"), "{text}");
}

#[test]
fn a_sample_is_changed_where_it_stands_or_in_its_language() {
    let text = merged("de", |variant| drop(variant.examples.insert("who".to_owned(), "Jana".to_owned()))).unwrap();
    assert!(text.contains("examples: { who: Ana }") && text.contains("who: Jana"), "{text}");
}

#[test]
fn a_new_language_is_added_and_the_shared_part_does_not_leak_into_it() {
    let mut there = variant(FILE, "en").canonical();
    there.language = "es".to_owned();
    (there.footer, there.header) = (None, None);
    let text = with_language(&file(FILE), &there).unwrap();
    assert_eq!(edits(&variant(&text, "es"), &there), [], "{text}");
    assert!(text.starts_with(FILE.trim_end()), "{text}");
}

#[test]
fn a_file_that_cannot_be_read_whole_is_a_conflict() {
    let there = variant(FILE, "en");
    let broken: TemplateFile = Loaded::of("x.yaml", b"name: [\n", template_schema());
    assert_eq!(merge(&broken, &[there], &values()), Err(Conflict::Unreadable));
}
