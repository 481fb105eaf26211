//! What rules say of phone numbers, addresses and package names, and which way out they show.

use chatform::finding::Finding;
use chatform::model::Variant;
use chatform::rules::{Facts, check_variant};
use serde_json::{Value, json};

/// What a template with one more part sets off; sound but for that part.
fn found(part: &str, value: Value) -> Vec<Finding> {
    let mut template = json!({
        "name": "order_shipped", "language": "en", "channel": "WHATSAPP", "category": "UTILITY",
        "body": "Your order has left our warehouse and is on its way to you.",
        "examples": {},
    });
    template[part] = value;
    let variant: Variant = serde_json::from_value(template).unwrap();
    check_variant(&variant, &Facts::default())
}

/// What a number sets off: each rule, its way out, and whether it can be mended.
fn of_number(number: &str) -> Vec<(&'static str, String, bool)> {
    let button = json!([{ "type": "PHONE_NUMBER", "text": "Call us", "phone_number": number }]);
    let told = found("buttons", button).into_iter();
    told.map(|finding| (finding.rule.name(), finding.help.unwrap_or_default(), finding.fix.is_some())).collect()
}

fn of_address(url: &str) -> Vec<&'static str> {
    let button = json!([{ "type": "URL", "text": "Open it", "url": url }]);
    let told = found("buttons", button).into_iter().map(|finding| finding.rule.id);
    told.filter(|rule| *rule != "example/missing").collect()
}

fn of_picture(url: &str) -> Vec<(&'static str, String)> {
    let told = found("header", json!({ "format": "IMAGE", "url": url })).into_iter();
    told.map(|finding| (finding.rule.id, finding.message)).collect()
}

#[test]
fn a_number_with_two_zeros_gets_a_plus_for_them() {
    let [(rule, help, is_mended)] = of_number("0049170123456").try_into().unwrap();
    assert_eq!((rule, &*help, is_mended), ("phone-number-without-plus", "write `+` in place of `00`, in quotes", true));
}

#[test]
fn a_national_number_is_not_mended_because_nobody_knows_its_country() {
    for number in ["0170123456", "000170123456"] {
        let [(rule, help, is_mended)] = of_number(number).try_into().unwrap();
        assert_eq!((rule, is_mended), ("phone-number-without-plus", false), "{number}");
        assert_eq!(help, "write `+`, the country code, and the number without its first 0, in quotes");
    }
}

#[test]
fn no_country_code_begins_with_zero() {
    for number in ["+0170123456", "+0049170123456"] {
        let [(rule, _, is_mended)] = of_number(number).try_into().unwrap();
        assert_eq!((rule, is_mended), ("phone-number-malformed", false), "{number}");
    }
}

#[test]
fn italian_numbers_keep_their_zero() {
    assert_eq!(of_number("+390612345678"), []);
    assert_eq!(of_number("+4901701234567")[0].0, "phone-number-with-trunk-zero");
}

#[test]
fn a_scheme_before_a_variable_is_no_fixed_part() {
    for url in ["$(a)", "https://$(a)", "http://$(a)"] {
        assert!(of_address(url).contains(&"button/url-only-a-variable"), "{url}: {:?}", of_address(url));
    }
    assert_eq!(of_address("https://shop.example.com/$(a)"), [""; 0]);
}

#[test]
fn a_host_without_a_dot_is_of_some_private_network() {
    assert_eq!(of_address("https://intranet/orders"), ["button/url-private"]);
    let [(rule, message)] = of_picture("https://intranet/a.png").try_into().unwrap();
    assert_eq!(rule, "header/url-private");
    assert_eq!(message, "header `url` is on `intranet`, which the service cannot reach");
    assert_eq!(of_address("https://[2606:4700::1111]/a"), [""; 0]);
    assert_eq!(of_address("https://shop.example.com:8443/a"), [""; 0]);
}

#[test]
fn a_blank_in_an_address_is_called_one() {
    for url in ["https://a.example.com/a b.png", "https://a.example.com/a.png\u{2003}"] {
        let [(rule, message)] = of_picture(url).try_into().unwrap();
        assert_eq!((rule, &*message), ("header/url-malformed", "header `url` has a blank"), "{url}");
    }
    assert_eq!(of_picture("a.png")[0].1, "header `url` is not an absolute `https://` address");
}

#[test]
fn the_wrong_part_of_a_package_name_is_named() {
    let said = |name: &str| {
        let app = json!({ "package_name": name, "signature_hash": "K8a/AINcGX7" });
        let button = json!({ "type": "ONE_TAP", "text": "Copy", "autofill_text": "Fill", "supported_apps": [app] });
        let variant: Variant = serde_json::from_value(json!({
            "name": "login", "language": "en", "channel": "WHATSAPP", "category": "AUTHENTICATION",
            "body": {}, "buttons": [button],
        }))
        .unwrap();
        let found = check_variant(&variant, &Facts::default()).into_iter();
        found.filter(|one| one.rule.name() == "package-name-malformed").map(|one| one.message).collect::<Vec<_>>()
    };
    assert_eq!(said("com.example.app"), [""; 0]);
    assert_eq!(
        said("com.ex-ample.app"),
        ["`ex-ample` of the package name has `-`, it must be letters, digits and `_`"]
    );
    assert_eq!(said("com.1a"), ["`1a` of the package name begins with `1`, it must be a letter"]);
    assert_eq!(said("com..app"), ["package name has nothing before, between or behind its dots"]);
    assert_eq!(said("app"), ["package name has no dot, it must be two or more names with dots between"]);
}
