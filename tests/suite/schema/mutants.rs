//! Decoder, walk and an independent validator agree about every broken document, and what is healed decodes.

use chatform::context::{Random, SeededRandom};
use chatform::model::{ProjectFile, Template};
use chatform::schema::{explain, project_schema, template_schema};
use chatform::yaml::{Tree, decode, load};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::support::{rounds, tell_runs};

const TEMPLATE: &str = r#"
name: spring_sale
category: MARKETING
channel: WHATSAPP
ttl_seconds: 43200
revision: 2
allow_send: true
category_change_paused: false
product_set_id: "77"
examples: { customer: Ana, code: SPRING25 }
header: { format: IMAGE, url: "https://cdn.example.com/spring.png" }
limited_time_offer: { text: Only today, has_expiration: true }
footer: Reply STOP to opt out
languages:
  en:
    category: UTILITY
    body: Hi $(customer), save 25%
    buttons:
      - { type: COPY_CODE, coupon_code: $(code) }
      - { type: URL, text: Shop, url: "https://shop.example.com/$(code)", url_type: dynamic }
      - { type: PHONE_NUMBER, text: Call, phone_number: "+8613800001111" }
      - { type: QUICK_REPLY, text: Stop, is_opt_out: true }
      - { type: FLOW, text: Book, flow_id: "123", flow_action: NAVIGATE, navigate_screen: HOME }
      - { type: ONE_TAP, autofill_text: Fill, supported_apps: [{ package_name: com.a.b, signature_hash: abcdefghijk }] }
  ar:
    header: { format: VIDEO, url: u, duration: 30, thumb_url: t }
    body: { text: مرحبا, add_secret_recommendation: true }
    footer: { code_expiration_minutes: 5 }
    limited_time_offer: null
    carousel:
      - { header: { format: IMAGE, url: a }, body: A, buttons: [{ type: QUICK_REPLY, text: A }] }
      - { header: { format: IMAGE, url: b }, body: B, buttons: [{ type: QUICK_REPLY, text: B }] }
  zh_CN: { footer: null, ttl_seconds: 60, revision: 3 }
"#;

pub(crate) const PROJECT: &str = r#"
templates: ["templates/**/*.yaml"]
environments:
  local: { emulator: { state: .chatform/emulator, review: instant }, wait_for_review: 60s }
  prod:
    account: "1234567890123456"
    spaces: [cams-a, cams-b]
    region: ap-southeast-1
    values: { shop: "https://shop.example.com" }
    edit_approved: refuse
    protect: ["otp_*/*"]
    gates: { deletes: 0, updates: "30%" }
    from: "8613800001111"
retired:
  - { name: spring_promo, languages: [en, es], action: delete, reason: campaign over, environments: [prod] }
lint: { rules: { body/too-many-emoji: off }, overrides: [{ files: ["old/**"], rules: { body/*: info } }] }
"#;

/// Words that may stand anywhere, right or wrong.
const WORDS: &[&str] = &[
    "UTILITY",
    "utility",
    "URL",
    "url",
    "IMAGE",
    "VIBER",
    "static",
    "refuse",
    "off",
    "delete",
    "",
    "x",
    "300",
    "true",
    "null",
    "phoneNumber",
    "NAVIGATE",
    "Hi 你好",
];

/// Keys that may stand anywhere, right or wrong.
const KEYS: &[&str] = &[
    "text",
    "txt",
    "type",
    "body",
    "bdy",
    "languages",
    "language",
    "phoneNumber",
    "phone_number",
    "examples",
    "footer",
    "components",
    "format",
    "name",
    "ttlSeconds",
    "buttons",
    "x",
    "",
    "reason",
    "gates",
    "add_security_recommendation",
];

struct Mutator {
    random: SeededRandom,
}

impl Mutator {
    fn below(&self, limit: usize) -> usize {
        self.random.below(limit as u64) as usize
    }

    fn one_of<T: Copy>(&self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// No whole floats: to JSON Schema 300.0 is an integer, here it is none.
    fn anything(&self) -> Value {
        match self.below(11) {
            0 => json!(null),
            1 => json!(true),
            2 => json!(self.one_of(&[0, 1, -1, 60, 4_294_967_296_i64, i64::MIN])),
            3 => json!(1.5),
            4 => json!([]),
            5 => json!({}),
            6 => json!([self.one_of(WORDS)]),
            7 => json!({ self.one_of(KEYS): self.one_of(WORDS) }),
            8 => json!([{ self.one_of(KEYS): null }]),
            _ => json!(self.one_of(WORDS)),
        }
    }

    /// Breaks (or only changes) one value somewhere inside.
    fn mutate(&self, value: &mut Value) {
        let mut places = Vec::new();
        collect(value, String::new(), &mut places);
        let place = &places[self.below(places.len())];
        let target = value.pointer_mut(place).unwrap();
        match (self.below(6), target) {
            (0, Value::Object(fields)) if !fields.is_empty() => {
                let key = fields.keys().nth(self.below(fields.len())).unwrap().clone();
                fields.remove(&key);
            }
            (1, Value::Object(fields)) if !fields.is_empty() => {
                let key = fields.keys().nth(self.below(fields.len())).unwrap().clone();
                let moved = fields.remove(&key).unwrap();
                fields.insert(self.misspelt(&key), moved);
            }
            (2, Value::Object(fields)) => {
                fields.insert(self.one_of(KEYS).to_owned(), self.anything());
            }
            (3, Value::Array(items)) => items.insert(self.below(items.len() + 1), self.anything()),
            (4, Value::String(word)) => *word = self.misspelt(word),
            (5, target) => *target = json!([target.take()]),
            (_, target) => *target = self.anything(),
        }
    }

    fn misspelt(&self, word: &str) -> String {
        let characters: Vec<char> = word.chars().collect();
        let at = self.below(characters.len().max(1));
        match self.below(5) {
            0 => word.to_lowercase(),
            1 => word.replace('_', "-"),
            2 => characters.iter().enumerate().filter(|(nth, _)| *nth != at).map(|(_, c)| *c).collect(),
            3 => format!("{word}{word}"),
            _ => format!("{word}x"),
        }
    }
}

fn collect(value: &Value, place: String, places: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, inner) in fields {
                collect(inner, format!("{place}/{}", key.replace('~', "~0").replace('/', "~1")), places);
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                collect(inner, format!("{place}/{index}"), places);
            }
        }
        _ => {}
    }
    places.push(place);
}

fn tree_of(empty: &Tree, value: &Value) -> Tree {
    let mut tree = empty.clone();
    tree.replace(empty.root().handle(), value);
    tree
}

/// How many mutants were valid, and how many faults the others had.
fn agree<T: DeserializeOwned>(document: &str, schema: &Value, seed: u64, mutants: usize) -> (usize, usize) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let original = load("a.yaml", document.as_bytes()).1.tree.unwrap().to_json();
    let empty = load("a.yaml", b"").1.tree.unwrap();
    let mutator = Mutator { random: SeededRandom::new(seed) };
    let (mut valid, mut faults) = (0, 0);
    for _ in 0..mutants {
        let mut mutant = original.clone();
        for _ in 0..1 + mutator.below(3) {
            mutator.mutate(&mut mutant);
        }
        let tree = tree_of(&empty, &mutant);
        let decoded = decode::<T>(&tree);
        let explained = explain(&tree, schema);
        let oracle = validator.is_valid(&mutant);
        assert_eq!(decoded.is_ok(), oracle, "decoder: {:?}\n{mutant:#}", decoded.err());
        assert_eq!(explained.findings.is_empty(), oracle, "walk: {:?}\n{mutant:#}", explained.findings);
        assert_eq!(explained.holes.is_empty(), oracle, "{mutant:#}");
        if let Err(error) = decode::<T>(&explained.healed) {
            panic!("healed: {error} at {}\n{mutant:#}\n{:#}", error.path, explained.healed.to_json());
        }
        valid += usize::from(oracle);
        faults += explained.findings.len();
    }
    (valid, faults)
}

#[test]
fn decoder_walk_and_validator_agree_on_every_mutant_and_what_is_healed_decodes() {
    let mutants = rounds(3_000, 500_000);
    let (valid_templates, template_faults) = agree::<Template>(TEMPLATE, template_schema(), 1, mutants);
    let (valid_projects, project_faults) = agree::<ProjectFile>(PROJECT, project_schema(), 2, mutants);
    tell_runs(
        "schema of templates",
        mutants,
        &format!("{valid_templates} valid, {template_faults} faults in the others"),
    );
    tell_runs("schema of projects", mutants, &format!("{valid_projects} valid, {project_faults} faults in the others"));
    assert!(valid_templates > 0 && valid_projects > 0, "some mutants are valid");
}

#[test]
fn a_whole_float_is_no_integer_here() {
    let (_, document) = load("a.yaml", b"name: a\ncategory: UTILITY\nlanguages: {}\nttl_seconds: 300.0\n");
    let tree = document.tree.unwrap();
    assert!(decode::<Template>(&tree).is_err());
    assert_eq!(explain(&tree, template_schema()).findings.len(), 1);
}
