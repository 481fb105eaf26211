//! Forms of a variant: of all but one only what holds build-time values is checked, and nothing is missed by that.

use chatform::finding::{Path, Step};
use chatform::lint;
use chatform::model::{EnvironmentSettings, Variant};
use chatform::rules::{self, check_filled, check_variant};
use indexmap::IndexMap;
use serde_json::Value;

use super::fixture::{facts, project};
use crate::fuzz::dice::Dice;
use crate::support::{rounds, tell_runs};

/// What an environment may put in the place of a text, or of a part of it.
const TEXTS: &[&str] = &[
    "",
    " ",
    "a",
    "shop",
    "https://shop.example.com/a.jpg",
    "http://10.0.0.1/x",
    "https://bit.ly/x?sig=1",
    "$(name)",
    "$(name)$(name)",
    "{{1}}",
    "{name}",
    "%s",
    "$name",
    "\u{1f600}",
    "a\u{200b}b",
    "two\nlines",
    "\n\n\n",
    "*bold*",
    "Your verification code is 1234",
    "Buy now, 50% off",
    "Send us your credit card number",
    "你好你好你好你好你好你好",
    "Thank you",
    "+493012345678",
    "#1",
    "xxx",
    "www.example.com",
    "null",
];

/// Every string of a variant that a build-time value may stand in, as pointers into its JSON.
fn strings(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(pointer.to_owned()),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| strings(item, &format!("{pointer}/{index}"), found));
        }
        Value::Object(fields) => {
            let fixed = ["name", "language", "channel", "category"];
            let fields = fields.iter().filter(|(key, _)| !pointer.is_empty() || !fixed.contains(&key.as_str()));
            fields.for_each(|(key, field)| strings(field, &format!("{pointer}/{key}"), found));
        }
        _ => {}
    }
}

/// The path that a pointer says.
fn path(pointer: &str) -> Path {
    let step = |step: &str| step.parse().map_or_else(|_| Step::from(step), Step::Index);
    Path(pointer.split('/').skip(1).map(step).collect())
}

/// The variants of all fixtures.
fn variants() -> Vec<Variant> {
    let metas = rules::all().iter().map(|rule| &rule.meta);
    let projects = metas.flat_map(|meta| [project(meta, &meta.pass), project(meta, &meta.fail)]);
    let templates = projects.flat_map(|project| project.files).filter_map(|file| file.value);
    templates.flat_map(|template| template.variants()).collect()
}

#[test]
fn a_form_that_differs_in_some_texts_is_clean_if_these_are() {
    let (mut compared, mut faulty) = (0, 0);
    for (seed, clean) in
        variants().into_iter().enumerate().filter(|(_, variant)| check_variant(variant, &facts()).is_empty())
    {
        let (dice, as_json) = (Dice::new(seed as u64), serde_json::to_value(&clean).unwrap());
        let mut pointers = Vec::new();
        strings(&as_json, "", &mut pointers);
        for _ in 0..rounds(12, 400) {
            let (mut changed, mut differing) = (as_json.clone(), Vec::new());
            for _ in 0..=dice.below(2) {
                let pointer: &String = dice.one_of(&pointers);
                *changed.pointer_mut(pointer).unwrap() = (*dice.one_of(TEXTS)).into();
                differing.push(path(pointer));
            }
            let Ok(form) = serde_json::from_value::<Variant>(changed) else { continue };
            let (quick, whole) = (check_filled(&form, &differing, &facts()), check_variant(&form, &facts()));
            assert_eq!(quick.is_empty(), whole.is_empty(), "{form:#?}\nquick {quick:#?}\nwhole {whole:#?}");
            (compared, faulty) = (compared + 1, faulty + usize::from(!whole.is_empty()));
        }
    }
    assert!(compared > 1000 && faulty > compared / 10, "{faulty} of {compared}");
    tell_runs("forms of a variant", compared, &format!("{faulty} with a fault, all of them seen"));
}

/// A place in a text where a word stands.
fn word(text: &str, dice: &Dice) -> Option<std::ops::Range<usize>> {
    let start = dice.below(text.len());
    let start = start + text.get(start..)?.find(|character: char| character.is_ascii_alphanumeric())?;
    let length = text[start..].find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(text.len() - start);
    Some(start..start + length)
}

#[test]
fn all_environments_together_have_the_findings_that_each_has() {
    let (mut compared, mut differing) = (0, 0);
    for (seed, meta) in rules::all().iter().map(|rule| &rule.meta).enumerate() {
        let dice = Dice::new(seed as u64);
        for _ in 0..rounds(3, 200) {
            let fixture = if dice.below(2) == 0 { &meta.pass } else { &meta.fail };
            let mut text = String::from_utf8(fixture.bytes.to_vec()).unwrap();
            let mut project = project(meta, fixture);
            if project.files.is_empty() {
                break;
            }
            let Some(word) = word(&text, &dice) else { continue };
            let values = [text[word.clone()].to_owned(), (*dice.one_of(TEXTS)).to_owned()];
            text.replace_range(word, "${value}");
            project.files =
                vec![chatform::project::Loaded::of("a.yaml", text.as_bytes(), chatform::schema::template_schema())];
            let environments = ["one", "two"].into_iter().zip(values).map(|(name, value)| {
                let values = Some(IndexMap::from([("value".to_owned(), value)]));
                (name.to_owned(), EnvironmentSettings { values, ..EnvironmentSettings::default() })
            });
            project.file.environments = Some(environments.collect());
            let said = |environment| {
                let linted = lint::run(&project, environment, &facts());
                let mut said: Vec<String> = linted
                    .findings
                    .iter()
                    .map(|located| {
                        format!("{:?} {} {}", located.range, located.finding.rule.id, located.finding.message)
                    })
                    .collect();
                said.sort();
                said
            };
            let mut each = [said(Some("one")), said(Some("two"))].concat();
            each.sort();
            each.dedup();
            assert_eq!(said(None), each, "{text}");
            (compared, differing) = (compared + 1, differing + usize::from(said(Some("one")) != said(Some("two"))));
        }
    }
    assert!(compared > 500 && differing > compared / 50, "{differing} of {compared}");
    tell_runs("environments together and apart", compared, &format!("{differing} with other findings in each"));
}
