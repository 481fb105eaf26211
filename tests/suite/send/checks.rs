//! What a template message is checked against.

use chatform::model::{Variant, masked_number, phone_digits};
use chatform::send::{Demands, Letter, Products, Section, check, render};
use indexmap::IndexMap;
use jiff::Timestamp;
use serde_json::{Value, json};

fn variant(changes: Value) -> Variant {
    let mut value = json!({
        "name": "sale", "language": "en", "channel": "WHATSAPP", "category": "MARKETING",
        "body": "Hello $(customer), our sale has begun and ends on Sunday.",
    });
    for (field, change) in changes.as_object().unwrap() {
        value[field] = change.clone();
    }
    serde_json::from_value(value).unwrap()
}

fn values(pairs: &[(&str, &str)]) -> IndexMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn said_of(variant: &Variant, letter: &Letter) -> Vec<&'static str> {
    let now: Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
    check(letter, &Demands::of(variant), now).iter().map(|fault| fault.rule).collect()
}

fn said(variant: &Variant, pairs: &[(&str, &str)]) -> Vec<&'static str> {
    said_of(variant, &Letter { values: values(pairs), ..Letter::default() })
}

#[test]
fn each_fault_of_a_value_is_named() {
    let plain = variant(json!({}));
    for (value, rule) in [
        ("Ana", None),
        ("Ana Ñ 李", None),
        ("", Some("send/value-empty")),
        (" \u{3000}", Some("send/value-empty")),
        ("Ana\nBo", Some("send/value-several-lines")),
        ("Ana\tBo", Some("send/value-several-lines")),
        ("An\u{7}a", Some("send/value-forbidden-character")),
        ("50%", Some("send/value-forbidden-character")),
        ("{{1}}", Some("send/value-placeholder")),
        ("$(name)", Some("send/value-placeholder")),
    ] {
        assert_eq!(said(&plain, &[("customer", value)]), rule.into_iter().collect::<Vec<_>>(), "{value:?}");
    }
    assert_eq!(said(&plain, &[]), ["send/value-missing"]);
    assert_eq!(said(&plain, &[("customer", "Ana"), ("other", "x")]), ["send/value-unknown"]);
}

#[test]
fn a_text_is_measured_once_it_is_filled_in() {
    let longest = 1024 - "Hello , our sale has begun and ends on Sunday.".len();
    let plain = variant(json!({}));
    assert_eq!(said(&plain, &[("customer", &"é".repeat(longest))]), [""; 0]);
    assert_eq!(said(&plain, &[("customer", &"é".repeat(longest + 1))]), ["send/value-too-long"]);
    let viber = variant(json!({ "channel": "VIBER" }));
    assert_eq!(said(&viber, &[("customer", &"a".repeat(longest - 23))]), ["send/value-too-long"]);
}

#[test]
fn addresses_and_coupons_are_checked_where_they_are_filled_in() {
    let shop = variant(json!({
        "body": "Our sale has begun and ends on Sunday.",
        "header": { "format": "IMAGE", "url": "$(picture)" },
        "buttons": [
            { "type": "URL", "text": "Shop", "url": "https://shop.example.com/$(path)" },
            { "type": "COPY_CODE", "coupon_code": "$(coupon)" },
        ],
    }));
    let with = |picture: &str, path: &str, coupon: &str| {
        said(&shop, &[("picture", picture), ("path", path), ("coupon", coupon)])
    };
    let picture = "https://cdn.example.com/a.png";
    assert_eq!(with(picture, "sale?x=%20", "SALE20"), [""; 0]);
    assert_eq!(with("a.png", "sale", "SALE20"), ["send/value-no-address"]);
    assert_eq!(with(picture, "https://shop.example.com/sale", "SALE20"), ["send/value-whole-address"]);
    assert_eq!(with(picture, "the sale", "SALE20"), ["send/value-no-address"]);
    assert_eq!(with(picture, "sale", "SALE-20"), ["send/value-forbidden-character"]);
    assert_eq!(with(picture, "sale", &"A".repeat(21)), ["send/value-too-long"]);
}

#[test]
fn an_offer_ends_in_the_future_and_in_milliseconds() {
    let offer = variant(json!({
        "body": "Our sale has begun.",
        "limited_time_offer": { "text": "Sale", "has_expiration": true },
    }));
    let with = |end: &str| said(&offer, &[("offerExpirationTimeMs", end)]);
    assert_eq!(with("1798761600000"), [""; 0]);
    assert_eq!(with("1763640000000"), ["send/offer-over"]);
    assert_eq!(with("1798761600"), ["send/offer-end-malformed"]);
    assert_eq!(with("Sunday"), ["send/offer-end-malformed"]);
    assert_eq!(said(&offer, &[]), ["send/value-missing"]);
}

#[test]
fn a_code_is_short_and_plain_whatever_its_variable_is_called() {
    let code = variant(json!({ "category": "AUTHENTICATION", "body": {} }));
    assert_eq!(said(&code, &[("code", "123456789012345")]), [""; 0]);
    assert_eq!(said(&code, &[("otp", "1234567890123456")]), ["send/value-too-long"]);
    assert_eq!(said(&code, &[("code", "https://a.example")]), ["send/value-too-long"]);
    assert_eq!(said(&code, &[("code", "12🎉")]), ["send/value-forbidden-character"]);
    assert_eq!(said(&code, &[]), ["send/value-missing"]);
}

#[test]
fn payloads_are_one_for_each_quick_reply() {
    let asks = variant(json!({
        "body": "Was it good?",
        "buttons": [{ "type": "QUICK_REPLY", "text": "Yes" }, { "type": "QUICK_REPLY", "text": "No" }],
    }));
    let with = |payload: &[&str]| {
        let payload = payload.iter().map(|text| (*text).to_owned()).collect();
        said_of(&asks, &Letter { payload, ..Letter::default() })
    };
    assert_eq!(with(&[]), [""; 0]);
    assert_eq!(with(&["y", "n"]), [""; 0]);
    assert_eq!(with(&["y"]), ["send/payload-count"]);
    assert_eq!(with(&["y", "n", "?"]), ["send/payload-count"]);
}

#[test]
fn ten_sections_and_thirty_products_are_the_most() {
    let shelves = variant(json!({ "body": "See our shelves.", "buttons": [{ "type": "MPM", "text": "View items" }] }));
    let with = |sections: usize, products: usize| {
        let section = |index: usize| Section {
            title: format!("Shelf {index}"),
            products: (0..products).map(|product| format!("{index}-{product}")).collect(),
        };
        let products = Products { thumbnail: None, sections: (0..sections).map(section).collect() };
        said_of(&shelves, &Letter { products, ..Letter::default() })
    };
    assert_eq!(with(10, 3), [""; 0]);
    assert_eq!(with(11, 1), ["send/products"]);
    assert_eq!(with(1, 31), ["send/products"]);
    assert_eq!(with(1, 0), ["send/products"]);
    assert_eq!(with(0, 0), ["send/products"]);
    assert_eq!(
        said_of(&variant(json!({ "body": "Hello." })), &Letter { flow_token: Some("t".into()), ..Letter::default() }),
        ["send/flow"]
    );
}

#[test]
fn the_phone_shows_the_filled_in_text() {
    let sale =
        variant(json!({ "footer": "Reply STOP to end", "buttons": [{ "type": "QUICK_REPLY", "text": "Stop" }] }));
    let letter = Letter { values: values(&[("customer", "Ana")]), payload: vec!["stop".into()], ..Letter::default() };
    let shown = "Hello Ana, our sale has begun and ends on Sunday.\nReply STOP to end\n[Stop] answers with stop";
    assert_eq!(render(&sale, &letter), shown);
}

#[test]
fn numbers_are_stripped_of_what_people_write_between_digits() {
    for (written, digits) in [
        ("+86 138-0000.1111", Ok("8613800001111")),
        ("0044 (20) 7946/0123", Ok("442079460123")),
        ("442079460123", Ok("442079460123")),
        ("0138 0000", Err(())),
        ("+0138 0000", Err(())),
        ("8.61E+12", Err(())),
        ("1234", Err(())),
        ("1234567890123456", Err(())),
        ("", Err(())),
    ] {
        assert_eq!(phone_digits(written).as_deref().map_err(|_| ()), digits, "{written}");
    }
    assert_eq!(masked_number("8613800001111"), "86*******1111");
    assert_eq!(masked_number("12345"), "***45");
}
