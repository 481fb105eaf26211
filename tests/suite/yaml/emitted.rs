//! Writing YAML: readable, and the same value when read again.

use chatform::context::{Random, SeededRandom};
use chatform::yaml::{KeyOrder, emit, load};
use serde_json::{Value, json};

use crate::support::{rounds, tell_runs};

pub(crate) fn read(text: &str) -> Value {
    let (_, document) = load("a.yaml", text.as_bytes());
    let faults: Vec<_> = document.findings.iter().map(|finding| (&finding.message, &finding.primary.at)).collect();
    assert!(faults.is_empty(), "{text}\n{faults:?}");
    document.tree.unwrap().to_json()
}

#[test]
fn a_template_is_written_as_a_person_would() {
    let template = json!({
        "languages": {
            "es_MX": {
                "examples": { "customer": "Lupe" },
                "header": { "url": "https://cdn.example.com/caja.png", "format": "IMAGE" },
                "body": "Hola $(customer), tu pedido: en camino.\n\n  Gracias,\nla tienda",
                "footer": null,
            },
            "no": { "body": "Hei" },
        },
        "examples": { "customer": "Ana", "order_id": "1042", "yes": "on", "when": "2026-11-20", "zip": "00501" },
        "ttl_seconds": 43200,
        "name": "order_shipped",
        "category": "UTILITY",
        "buttons": [
            { "url": "https://shop.example.com/t/$(order_id)", "text": "Track: it", "type": "URL" },
            { "text": "Ask, then call", "type": "PHONE_NUMBER", "phone_number": "+8613800001111" },
        ],
        "carousel": [{ "header": { "format": "IMAGE" }, "body": "A \"card\"" }, { "body": "it's \"B\"" }],
        "tags": [],
    });
    let order = KeyOrder(&[
        "name",
        "category",
        "type",
        "format",
        "ttl_seconds",
        "examples",
        "header",
        "body",
        "text",
        "url",
        "buttons",
        "carousel",
        "footer",
        "languages",
    ]);
    let written = emit(&template, order);
    assert_eq!(
        written,
        r#"name: order_shipped
category: UTILITY
ttl_seconds: 43200
examples:
  customer: Ana
  order_id: "1042"
  when: "2026-11-20"
  "yes": "on"
  zip: "00501"
buttons:
  - { type: URL, text: "Track: it", url: https://shop.example.com/t/$(order_id) }
  - { type: PHONE_NUMBER, text: "Ask, then call", phone_number: "+8613800001111" }
carousel:
  - header: { format: IMAGE }
    body: A "card"
  - { body: it's "B" }
languages:
  es_MX:
    examples: { customer: Lupe }
    header: { format: IMAGE, url: https://cdn.example.com/caja.png }
    body: |-
      Hola $(customer), tu pedido: en camino.

        Gracias,
      la tienda
    footer: null
  "no": { body: Hei }
tags: []
"#
    );
    assert_eq!(read(&written), template);
}

#[test]
fn quotes_stand_only_where_they_are_needed() {
    let plain = [
        "Hi $(name)",
        "it's",
        "a \"b\"",
        "50% off",
        "-x",
        "a#b",
        "a:b",
        "https://a.example/x?y=1",
        "你好 👋🏽",
        "مرحبا",
        "1.2.3",
        "+",
        "C:\\x",
        "a, b",
        "[a] b".trim_start_matches('['),
    ];
    for text in plain {
        assert_eq!(emit(&json!({ "k": text }), KeyOrder::default()), format!("k: {text}\n"));
    }
    let quoted = [
        "", " x", "x ", "@home", "`x`", "#1", "&a", "*a", "!x", "%x", "- a", "-", "? a", "a: b", "a:", "a #b", "1.50",
        "+86138", "true", "Null", "~", "0x1f", "no", "<<", "---", "... x", "=", "12:30", "[a]", "{a}",
    ];
    for text in quoted {
        assert_eq!(emit(&json!({ "k": text }), KeyOrder::default()), format!("k: \"{text}\"\n"));
    }
    assert_eq!(emit(&json!({ "k": "\"a\": b" }), KeyOrder::default()), "k: '\"a\": b'\n");
    assert_eq!(
        emit(&json!({ "k": "\u{0}\u{7}\u{85}\u{2028}\t\r\u{feff}" }), KeyOrder::default()),
        "k: \"\\x00\\x07\\x85\\u2028\\t\\r\\ufeff\"\n"
    );
}

#[test]
fn long_lines_are_not_folded() {
    let text = "word ".repeat(400).trim().to_owned();
    assert_eq!(emit(&json!({ "k": text }), KeyOrder::default()), format!("k: {text}\n"));
}

/// Values of nothing in particular.
pub(crate) struct Generator {
    random: SeededRandom,
}

impl Generator {
    pub(crate) fn new(seed: u64) -> Self {
        Self { random: SeededRandom::new(seed) }
    }

    fn below(&self, limit: u64) -> u64 {
        self.random.below(limit)
    }

    fn text(&self) -> String {
        const PARTS: &[&str] = &[
            "a",
            "Hi",
            " ",
            "\n",
            "\n\n",
            "\t",
            "\r",
            "\r\n",
            ": ",
            " #",
            "#",
            "-",
            "- ",
            "---",
            "...",
            "?",
            "'",
            "\"",
            "\\",
            "@",
            "`",
            "%",
            "&",
            "*",
            "!",
            "|",
            ">",
            "[",
            "]",
            "{",
            "}",
            ",",
            "<<",
            "=",
            "~",
            "null",
            "true",
            "no",
            "1",
            "1.5",
            "+86",
            "0x1",
            "$(x)",
            "${y}",
            "你好",
            "👩‍👩‍👧",
            "مرحبا",
            "\u{200f}",
            "\u{202e}",
            "\u{a0}",
            "\u{85}",
            "\u{2028}",
            "\u{feff}",
            "\0",
            "\u{7}",
            "\u{9b}",
            "\u{fffe}",
            "\u{fffd}",
            "é",
            ".inf",
            "2026-11-20",
            "12:30",
            "  ",
            ":",
            "\u{10ffff}",
            "\u{e000}",
        ];
        (0..self.below(6)).map(|_| PARTS[self.below(PARTS.len() as u64) as usize]).collect()
    }

    pub(crate) fn value(&self, depth: u32) -> Value {
        let kind = match depth {
            0 => 6 + self.below(5),
            1..=4 => self.below(11),
            _ => self.below(7),
        };
        match kind {
            0 => json!(null),
            1 => json!(self.below(2) == 0),
            2 => json!(self.below(1_000_000) as i64 - 500_000),
            3 => json!([0.5, -1e-7, 1e300, 300.0, f64::MIN_POSITIVE, u64::MAX as f64][self.below(6) as usize]),
            4..=6 => json!(self.text()),
            7 | 8 => (0..self.below(6)).map(|_| self.value(depth + 1)).collect(),
            _ => (0..self.below(7))
                .map(|_| (self.text(), self.value(depth + 1)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        }
    }
}

#[test]
fn what_is_written_is_read_again_exactly() {
    let generator = Generator::new(20_261_120);
    let values = rounds(8_000, 500_000);
    let mut bytes = 0;
    for _ in 0..values {
        let value = generator.value(0);
        let written = emit(&value, KeyOrder(&["Hi", "a"]));
        bytes += written.len();
        // An empty document is an empty mapping, so a lone `null` is the one value that must say so itself.
        assert_eq!(read(&written), value, "{written}");
    }
    let long_key = json!({ "k".repeat(5_000): [{ "x".repeat(3_000): 1 }] });
    assert_eq!(read(&emit(&long_key, KeyOrder::default())), long_key);
    tell_runs("written values", values, &format!("{bytes} bytes of YAML"));
}
