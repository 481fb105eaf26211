//! What rules say of texts that are close to the line.

use std::collections::BTreeSet;

use chatform::finding::{At, Finding, Level};
use chatform::model::Variant;
use chatform::rules::{Facts, Standing, check_variant};
use serde_json::{Value, json};

/// A sound template with some fields replaced; `null` takes one out.
fn variant(changes: Value) -> Variant {
    let mut value = json!({
        "name": "order_shipped", "language": "en", "channel": "WHATSAPP", "category": "UTILITY",
        "body": "Your order has left our warehouse and is on its way to you.",
    });
    for (field, change) in changes.as_object().unwrap() {
        value[field] = change.clone();
    }
    value.as_object_mut().unwrap().retain(|_, field| !field.is_null());
    serde_json::from_value(value).unwrap()
}

fn findings(changes: Value) -> Vec<Finding> {
    check_variant(&variant(changes), &Facts::default())
}

/// The rules that speak up unasked, warnings and errors only.
fn said(changes: Value) -> Vec<&'static str> {
    let is_heard = |finding: &Finding| finding.level > Level::Info && !finding.rule.opt_in;
    let findings = findings(changes).into_iter().filter(is_heard);
    findings.map(|finding| finding.rule.id).collect()
}

/// What a body sets off whose variables all have examples.
fn body(text: &str) -> Vec<&'static str> {
    said(json!({ "body": text, "examples": { "a": "Ana", "b": "Bea" } }))
        .into_iter()
        .filter(|rule| *rule != "variable/too-many-for-text")
        .collect()
}

#[test]
fn punctuation_does_not_hide_a_variable_at_the_edge() {
    for edge in ["$(a)", "$(a).", "$(a)!", "$(a) …", "$(a)?!", "$(a)。", "$(a)\n", "$(a)\u{200b}", "$(a) ।"] {
        let said = body(&format!("Your order will be brought by {edge}"));
        assert!(said.contains(&"variable/at-body-edge"), "{edge}: {said:?}");
    }
    assert_eq!(body("$(a), your order is on its way to you."), ["variable/at-body-edge"]);
    assert_eq!(body(" \n$(a) will bring your order to you."), ["variable/at-body-edge"]);
}

#[test]
fn symbols_around_a_variable_at_the_edge_are_only_doubtful() {
    for edge in ["($(a)).", "*$(a)*", "\"$(a)\"", "$(a) 🎉"] {
        assert_eq!(body(&format!("Your order will be brought by {edge}")), ["variable/near-body-edge"], "{edge}");
    }
}

#[test]
fn words_behind_the_last_variable_are_enough() {
    assert_eq!(body("For questions about your order please contact $(a) for assistance."), [""; 0]);
    assert_eq!(body("Tomorrow your order will be brought by $(a) – 再见"), [""; 0]);
}

#[test]
fn both_edges_are_reported() {
    assert_eq!(body("$(a) will bring your order to $(b)"), ["variable/at-body-edge", "variable/at-body-edge"]);
}

#[test]
fn words_are_counted_in_every_script() {
    let few = |text: &str| {
        let said = said(json!({ "body": text, "examples": { "a": "Ana" } }));
        said.contains(&"variable/too-many-for-text")
    };
    assert!(few("Hello $(a), thanks!"));
    assert!(few("您好$(a)谢谢"));
    assert!(!few("您好$(a)，您的订单已发货"));
    assert!(!few("สวัสดีคุณ $(a) พัสดุของคุณ"));
    assert!(!few("고객님 $(a) 상품이 도착했습니다"));
    assert!(few("고객님 $(a) 도착"));
    assert!(!few("శుభవార్త! $(a) కోసం మీ KYC verify అయింది."));
}

#[test]
fn korean_words_count_for_what_is_written_to_them() {
    let text = "안녕하세요 $(a)님, 주문하신 $(b) 상품이 발송되었으며 $(c)에 도착할 예정입니다.";
    let examples = json!({ "a": "지민", "b": "가방", "c": "금요일" });
    assert_eq!(said(json!({ "language": "ko", "body": text, "examples": examples })), [""; 0]);
}

#[test]
fn separators_and_tags_are_invisible_unless_they_make_a_flag() {
    let report = |text: &str| {
        let found = findings(json!({ "body": text })).into_iter();
        found.filter(|one| one.rule.name() == "invisible-character").collect::<Vec<Finding>>()
    };
    let line = "Your order has left our warehouse";
    for (hidden, help) in [
        ("\u{2028}", "write a line break or a blank"),
        ("\u{2029}", "write a line break or a blank"),
        ("\u{e0041}", "delete it"),
        ("🎉\u{e0067}\u{e007f}", "delete it"),
    ] {
        let found = report(&format!("{line}{hidden} and is on its way to you."));
        assert_eq!(found.len(), 1, "{hidden:?}");
        assert_eq!(found[0].help.as_deref(), Some(help), "{hidden:?}");
    }
    assert!(
        report(&format!("{line} for Scotland 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} today."))
            .is_empty()
    );
}

#[test]
fn an_invisible_character_of_an_example_is_reported_at_the_example() {
    let body = "Your order $(a) has left our warehouse and is on its way to you.";
    let found = findings(json!({ "body": body, "examples": { "a": "A-1042\u{200f}" } }));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].rule.id, "example/invisible-character");
    assert_eq!(found[0].message, "example of `a` has the invisible character U+200F");
}

#[test]
fn what_nobody_knows_the_outcome_of_has_a_way_out() {
    let flow = json!([
        { "type": "FLOW", "text": "Book", "flow_id": "1", "flow_action": "NAVIGATE", "navigate_screen": "A" },
        { "type": "QUICK_REPLY", "text": "Later" },
    ]);
    for (rule, changes) in [
        ("language/only-at-meta", json!({ "language": "ka", "body": "თქვენი შეკვეთა გამოგზავნილია და გზაშია." })),
        ("buttons/flow-not-alone", json!({ "buttons": flow.clone() })),
        ("buttons/quick-replies-mixed", json!({ "buttons": flow })),
    ] {
        let found = findings(changes);
        let one = found.iter().find(|finding| finding.rule.id == rule).unwrap_or_else(|| panic!("{rule}: {found:?}"));
        assert!(one.help.is_some(), "{rule}");
    }
}

#[test]
fn a_variable_counts_as_the_placeholder_that_meta_sees() {
    let name = "a_name_of_forty_characters_and_some_more";
    let footer = |text: &str| json!({ "header": text, "examples": { name: "x" } });
    let fits = format!("{}$({name})", "x".repeat(55));
    assert_eq!(said(footer(&fits)), ["text/maybe-too-long"]);
    assert_eq!(said(footer(&format!("x{fits}"))), ["header/too-long"]);
}

#[test]
fn what_is_too_much_of_a_text_is_the_place() {
    let found = findings(json!({ "footer": format!("{}éé", "日".repeat(60)) }));
    let At::Text(path, range) = &found[0].primary.at else { panic!("{found:?}") };
    assert_eq!((path.to_string().as_str(), range.clone()), ("footer.text", 180..184));
    assert_eq!(found[0].message, "footer is 62 characters, the limit is 60");
    assert_eq!(found[0].primary.text, "2 too many");
}

#[test]
fn utf_16_alone_is_only_doubtful() {
    assert_eq!(said(json!({ "body": "𝒳".repeat(600) })), ["text/maybe-too-long"]);
}

#[test]
fn only_what_breaks_a_grandfathered_rule_is_spared_when_it_is_approved_and_unchanged() {
    let bad = variant(json!({ "body": "$(a)", "footer": "x".repeat(61), "header": "*a*\n$(b)$(c)" }));
    let errors = |standing| -> BTreeSet<&'static str> {
        let facts = Facts { standing, ..Facts::default() };
        let errors = check_variant(&bad, &facts).into_iter().filter(|finding| finding.level == Level::Error);
        errors.map(|finding| finding.rule.id).collect()
    };
    let (changed, approved) = (errors(Standing::Changed), errors(Standing::ApprovedUnchanged));
    let spared: Vec<&&str> = changed.difference(&approved).collect();
    assert_eq!(spared, [&"header/formatting", &"header/line-break", &"variable/at-body-edge"]);
    assert!(approved.contains("footer/too-long") && approved.contains("example/missing"), "{approved:?}");
}

#[test]
fn percentages_prices_and_encoded_addresses_are_no_variables() {
    for text in ["Save 20% now, or 5%s.", "It costs $25 or US$30.", "See https://a.example/%D0%B4 for the 100%."] {
        assert_eq!(said(json!({ "body": format!("{text} We are glad to help you.") })), [""; 0], "{text}");
    }
    assert_eq!(said(json!({ "body": "Hello %1$s and welcome." })), ["variable/percent-placeholder"]);
}

#[test]
fn a_language_is_told_what_was_probably_meant() {
    let help = |code: &str| {
        let found = findings(json!({ "language": code }));
        (found[0].rule.name(), found[0].help.clone().unwrap_or_default())
    };
    assert_eq!(help("pt-BR"), ("misspelt", "write `pt_BR`".to_owned()));
    assert_eq!(help("ES_mx"), ("misspelt", "write `es_MX`".to_owned()));
    assert_eq!(help("fr_RE"), ("unknown", "did you mean `fr`?".to_owned()));
    assert_eq!(help("no"), ("unknown", "did you mean `nb`?".to_owned()));
    assert_eq!(help("iw"), ("unknown", "did you mean `he`?".to_owned()));
    assert_eq!(help("german"), ("unknown", "did you mean `de`?".to_owned()));
    assert_eq!(help("pt"), ("unknown", "did you mean `pt_BR`?".to_owned()));
    assert_eq!(help("en_AU"), ("only-at-meta", "`en` (English) is on both".to_owned()));
}

#[test]
fn buttons_of_a_video_on_viber_need_no_address() {
    let video = json!({
        "format": "VIDEO", "url": "https://a.example/v.mp4", "duration": 3, "thumb_url": "https://a.example/v.jpg",
    });
    let changes = json!({
        "channel": "VIBER", "category": "MARKETING", "header": video, "buttons": [{ "type": "URL", "text": "Watch" }],
    });
    assert_eq!(said(changes), [""; 0]);
}

#[test]
fn emoji_are_counted_as_they_are_seen() {
    let reported = |emoji: &str, count: usize| {
        let said = said(
            json!({ "category": "MARKETING", "body": format!("Welcome to our market: {}.", emoji.repeat(count)) }),
        );
        said.contains(&"body/too-many-emoji")
    };
    for emoji in ["🎉", "👍🏽", "👩‍👩‍👧‍👦", "🇩🇪", "1️⃣", "❤️", "©️", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"]
    {
        assert!(!reported(emoji, 10), "10 × {emoji}");
        assert!(reported(emoji, 11), "11 × {emoji}");
    }
    for other in ["©", "☎︎", "1", "→"] {
        assert!(!reported(other, 11), "{other}");
    }
}

#[test]
fn a_blank_in_an_address_is_named_by_its_code() {
    let url = |url: &str| {
        let button = json!({ "type": "URL", "text": "Track", "url": url });
        let found = findings(json!({ "buttons": [button] }));
        let own = found.iter().find(|finding| finding.rule.id == "button/url-unencoded");
        own.map(|finding| finding.message.clone()).unwrap_or_default()
    };
    assert_eq!(url("https://a.example/a\u{200b}b"), "button url has U+200B, which should be encoded");
    assert_eq!(url("https://a.example/é"), "button url has `é`, which should be encoded");
}

#[test]
fn a_number_below_the_limit_is_not_called_too_much() {
    let ttl = findings(json!({ "ttl_seconds": -1 }));
    assert_eq!(ttl[0].help.as_deref(), Some("write 30 or more"));
    assert_eq!(ttl[0].notes, ["at Meta -1 stands for 30 days, which the service does not take"]);
    let video = |duration: i64| {
        let video = json!({
            "format": "VIDEO", "url": "https://a.example/v.mp4", "duration": duration, "thumb_url": "https://a.example/v.jpg",
        });
        let found = findings(json!({ "channel": "VIBER", "category": "MARKETING", "header": video }));
        let own = found.into_iter().find(|finding| finding.rule.id == "viber/duration-out-of-range");
        own.and_then(|finding| finding.help).unwrap_or_default()
    };
    assert_eq!(video(-1), "write how long the video is");
    assert_eq!(video(601), "cut the video");
}
