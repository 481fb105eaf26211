//! Rules on documents that nobody would write: whatever a variant holds, they say something that has a place.

use chatform::context::{Random, SeededRandom};
use chatform::finding::{At, Finding, Path, Step};
use chatform::model::{ProjectFile, Template, Variant};
use chatform::rules::{Facts, all, check_project_file, check_template, check_variant};
use chatform::schema::{interpret, template_schema};
use chatform::yaml;
use serde_json::Value;

use crate::support;

/// Texts with everything that a careless slice or count would trip over.
const ODD: &[&str] = &[
    "",
    " ",
    "$(",
    "$()",
    "$(a",
    "$(a)$(b)",
    "$( é )",
    "{{",
    "{{1",
    "{{é}}",
    "{{1}}{{2}}",
    "${",
    "$",
    "%",
    "%1$",
    "%s",
    "é",
    "日本語",
    "👩‍👩‍👧‍👦",
    "🇩🇪🇫🇷",
    "\u{200f}$(a)\u{200f}",
    "*é*",
    "_",
    "`",
    "~日~",
    "\r\n",
    "\n\n\n\n",
    "\t",
    "     ",
    "\0",
    "https://",
    "https://é",
    "http://[::1",
    "http://[::1]/é",
    "https://a/é$(b)é",
    "https://user@é:1/?é=#é",
    "//wa.me",
    "+",
    "+é",
    "+4",
    "+490",
    "0",
    "é.é",
    "é.",
    ".é",
    "com.é",
    "pt-BR",
    "日",
    "_v1",
    "-1",
    "100%",
    "é%",
    "after=é",
    "5é",
];

#[test]
fn no_variant_makes_a_rule_panic_or_point_nowhere() {
    let (random, documents) = (SeededRandom::new(7), fixtures());
    let (mut checked, mut found) = (0, 0);
    for _ in 0..support::rounds(5, 500) {
        for document in &documents {
            let mut odd = document.clone();
            spoil(&mut odd, &random);
            let Ok(variant) = serde_json::from_value::<Variant>(odd) else { continue };
            let findings = check_variant(&variant, &Facts::default());
            let value = serde_json::to_value(&variant).unwrap();
            findings.iter().for_each(|finding| has_a_place(finding, &value));
            (checked, found) = (checked + 1, found + findings.len());
        }
    }
    support::tell_runs("rules on odd variants", checked, &format!("{found} findings"));
    assert!(checked > 1000 && found > checked);
}

#[test]
fn a_text_of_a_hundred_thousand_pieces_is_looked_at_in_one_go() {
    for piece in ["$(a)", "$(", "{", "{{", " *a", "`", "%", "\u{200f}", "👩‍👩‍👧‍👦", "\n", "//", "https://a/$(b)?"]
    {
        let text = piece.repeat(100_000);
        let value = serde_json::json!({
            "name": &text, "language": &text, "channel": "WHATSAPP", "category": "MARKETING", "header": &text,
            "body": &text, "footer": &text, "buttons": [{ "type": "URL", "text": &text, "url": &text }],
            "examples": { "a": &text },
        });
        let variant: Variant = serde_json::from_value(value).unwrap();
        let found = check_variant(&variant, &Facts::default());
        assert!(found.iter().any(|finding| finding.rule.id == "body/too-long"), "{piece}");
    }
}

#[test]
fn no_project_file_makes_a_rule_panic() {
    let random = SeededRandom::new(11);
    let file = serde_json::json!({
        "templates": ["a"], "lint": { "rules": { "footer/too-long": "off" } },
        "environments": { "a": {
            "emulator": { "review": "instant" }, "account": "1", "space": "s", "spaces": ["s"], "region": "r",
            "endpoint": "https://a", "gates": { "deletes": "1%", "updates": "2%" }, "wait_for_review": "1s", "from": "1",
        } },
        "retired": [{ "name": "a", "languages": ["en"], "action": "delete", "reason": "r", "environments": ["a"] }],
    });
    for _ in 0..support::rounds(2000, 100_000) {
        let mut odd = file.clone();
        spoil(&mut odd, &random);
        let Ok(odd) = serde_json::from_value::<ProjectFile>(odd) else { continue };
        check_project_file(&odd);
    }
}

/// Every variant of every fixture, as JSON.
fn fixtures() -> Vec<Value> {
    let metas = all().iter().map(|rule| &rule.meta).filter(|meta| meta.group() != "project");
    let bytes = metas.flat_map(|meta| [meta.pass.bytes, meta.fail.bytes]);
    let template = |bytes| {
        let (_, document) = yaml::load("fixture.yaml", bytes);
        interpret::<Template>(document.tree.unwrap(), template_schema()).value.unwrap()
    };
    let templates: Vec<Template> = bytes.map(template).collect();
    for template in &templates {
        check_template(template, &template.variants());
    }
    let variants = templates.iter().flat_map(Template::variants);
    variants.map(|variant| serde_json::to_value(variant).unwrap()).collect()
}

/// Puts odd texts and numbers into a fifth of the leaves, and doubles or empties some lists.
fn spoil(value: &mut Value, random: &SeededRandom) {
    match value {
        Value::String(text) if random.below(5) == 0 => {
            let odd = ODD[random.below(ODD.len() as u64) as usize];
            *text = match random.below(3) {
                0 => odd.to_owned(),
                1 => format!("{text}{odd}"),
                _ => odd.repeat(random.below(120) as usize),
            };
        }
        Value::Number(number) if random.below(5) == 0 => {
            *number = [i64::MIN, -1, 0, 1, i64::MAX][random.below(5) as usize].into();
        }
        Value::Array(items) => {
            items.iter_mut().for_each(|item| spoil(item, random));
            match random.below(12) {
                0 => items.clear(),
                1 => items.extend(items.clone()),
                _ => {}
            }
        }
        Value::Object(fields) => {
            fields.values_mut().for_each(|field| spoil(field, random));
            if random.below(12) == 0 {
                fields.insert("text".to_owned(), ODD[random.below(ODD.len() as u64) as usize].into());
            }
        }
        _ => {}
    }
}

/// Holds that a range lies inside the text that it is of, on whole characters.
fn has_a_place(finding: &Finding, variant: &Value) {
    let At::Text(path, range) = &finding.primary.at else { return };
    let text = get(variant, path).and_then(Value::as_str);
    let text = text.unwrap_or_else(|| panic!("{} points at {path}, which is no text", finding.rule.id));
    assert!(text.get(range.clone()).is_some(), "{} points at {range:?} of {text:?}", finding.rule.id);
}

fn get<'v>(value: &'v Value, path: &Path) -> Option<&'v Value> {
    path.0.iter().try_fold(value, |value, step| match step {
        // A component that is written as a string is its text.
        Step::Key(key) if key == "text" && value.is_string() => Some(value),
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(index),
    })
}
