//! The template model: overlay, origin, variables, build-time values, canonical form.

use chatform::finding::{At, Path};
use chatform::model::{
    ButtonType, Category, HeaderFormat, Template, UrlType, Variant, origin, substitute, tokens, variables,
};
use indexmap::IndexMap;
use serde_json::{Value, json};

fn template(value: Value) -> Template {
    serde_json::from_value(value).unwrap()
}

fn variant(value: Value, language: &str) -> Variant {
    template(value).variants().into_iter().find(|variant| variant.language == language).unwrap()
}

fn shop() -> Value {
    json!({
        "name": "order_shipped", "category": "UTILITY", "ttl_seconds": 600, "revision": 2,
        "examples": { "customer": "Ana", "order": "A-1" },
        "header": { "format": "IMAGE", "url": "https://a.example/box.png" },
        "body": "Hi $(customer), order $(order) is on its way.",
        "footer": "Thank you",
        "buttons": [
            { "type": "URL", "text": "Track", "url": "https://a.example/t/$(order)" },
            { "type": "QUICK_REPLY", "text": "Help" },
        ],
        "languages": {
            "en": {},
            "es": { "examples": { "customer": "Lupe" }, "header": "Pedido", "footer": null,
                    "buttons": [{ "text": "Rastrear" }, { "type": "PHONE_NUMBER", "text": "Llamar" }],
                    "ttl_seconds": 900, "revision": 3 },
            "de": { "buttons": [{ "type": "QUICK_REPLY", "text": "Hilfe" }] },
        }
    })
}

#[test]
fn a_language_that_says_nothing_inherits_everything() {
    let english = variant(shop(), "en");
    assert_eq!(english.name, "order_shipped_v2");
    assert_eq!(english.footer.unwrap().text.unwrap(), "Thank you");
    assert_eq!(english.buttons.unwrap().len(), 2);
    assert_eq!(english.ttl_seconds, Some(600));
}

#[test]
fn null_removes_a_shared_component() {
    assert_eq!(variant(shop(), "es").footer, None);
}

#[test]
fn a_text_over_a_media_header_replaces_it() {
    let header = variant(shop(), "es").header.unwrap();
    assert_eq!(header.effective_format(), Some(HeaderFormat::Text));
    assert_eq!((header.text.as_deref(), header.url), (Some("Pedido"), None));
}

#[test]
fn lists_of_equal_length_merge_and_a_stated_type_replaces() {
    let buttons = variant(shop(), "es").buttons.unwrap();
    assert_eq!(buttons[0].text.as_deref(), Some("Rastrear"));
    assert_eq!(buttons[0].url.as_deref(), Some("https://a.example/t/$(order)"));
    assert_eq!((buttons[1].kind, buttons[1].text.as_deref()), (Some(ButtonType::PhoneNumber), Some("Llamar")));
    assert_eq!(variant(shop(), "de").buttons.unwrap().len(), 1);
}

#[test]
fn examples_and_scalars_of_a_language_go_before_the_shared_ones() {
    let spanish = variant(shop(), "es");
    assert_eq!(spanish.examples["customer"], "Lupe");
    assert_eq!(spanish.examples["order"], "A-1");
    assert_eq!((spanish.ttl_seconds, spanish.name.as_str()), (Some(900), "order_shipped_v3"));
}

#[test]
fn authentication_implies_a_body() {
    let code = json!({ "name": "code", "category": "AUTHENTICATION", "languages": { "en": {} } });
    assert!(variant(code, "en").body.is_some());
}

/// Every leaf of every variant comes from the place that origin names.
#[test]
fn origin_names_the_place_that_each_value_comes_from() {
    let file = shop();
    let template = template(file.clone());
    let mut checked = 0;
    for variant in template.variants() {
        for (path, text) in variant.texts() {
            let At::Value(place) = origin(&template, &variant.language, At::Value(path.clone())) else {
                panic!("{path}")
            };
            let found = lookup(&file, &place).unwrap_or_else(|| panic!("{place} of {path} is not in the file"));
            assert_eq!(found.as_str(), Some(text), "{path} in {}", variant.language);
            checked += 1;
        }
    }
    assert!(checked > 12, "only {checked} texts were checked");
}

/// The value at a path; a component written as a string is its own `text`.
fn lookup<'a>(value: &'a Value, path: &Path) -> Option<&'a Value> {
    path.0.iter().try_fold(value, |value, step| match step {
        chatform::finding::Step::Key(key) if key == "text" && value.is_string() => Some(value),
        chatform::finding::Step::Key(key) => value.get(key),
        chatform::finding::Step::Index(index) => value.get(index),
    })
}

#[test]
fn what_is_nowhere_is_placed_in_the_language() {
    let template = template(shop());
    let place = |path: &str| origin(&template, "es", At::Value(Path::parse(path))).path().unwrap().to_string();
    assert_eq!(place("limited_time_offer.text"), "languages.es.limited_time_offer.text");
    assert_eq!(place("footer.text"), "languages.es.footer.text");
    assert_eq!(place("buttons[1].phone_number"), "languages.es.buttons[1].phone_number");
    assert_eq!(place("category"), "category");
    let language = origin(&template, "es", At::Value(Path::parse("language")));
    assert_eq!(language, At::Key(Path::parse("languages.es")));
}

#[test]
fn variables_are_found_with_their_bytes() {
    let text = "Hola 👋 $(name), pedido $(order_id).";
    let found: Vec<_> = variables(text).into_iter().map(|variable| (variable.name, &text[variable.range])).collect();
    assert_eq!(found, [("name", "$(name)"), ("order_id", "$(order_id)")]);
}

#[test]
fn tokens_cover_the_text_without_gaps() {
    for text in ["", "$(", "$()", "a$(b)c", "$(a)$(b)", "$(open\nnext) $(c)", "é$(日本)é", ")$(x"] {
        let mut end = 0;
        for (range, _) in tokens(text) {
            assert_eq!(range.start, end, "{text:?}");
            assert!(range.end > range.start && text.get(range.clone()).is_some(), "{text:?}");
            end = range.end;
        }
        assert_eq!(end, text.len(), "{text:?}");
    }
}

#[test]
fn build_time_values_are_filled_in_and_places_lead_back() {
    let values = IndexMap::from([("shop".to_owned(), "https://shop.example".to_owned())]);
    let text = "see ${shop}/x and $${kept} and ${missing}!";
    let done = substitute(text, &values);
    assert_eq!(done.text, "see https://shop.example/x and ${kept} and ${missing}!");
    assert_eq!(done.undeclared.len(), 1);
    assert_eq!(&text[done.undeclared[0].1.clone()], "${missing}");
    let start = done.text.find("/x").unwrap();
    assert_eq!(&text[done.original_range(start..start + 2)], "/x");
    let inside = done.text.find("shop.example").unwrap();
    assert_eq!(&text[done.original_range(inside..inside + 4)], "${shop}");
    let end = done.text.find('!').unwrap();
    assert_eq!(&text[done.original_range(end..end + 1)], "!");
}

#[test]
fn names_are_not_substituted() {
    let mut value = shop();
    value["name"] = json!("${shop}");
    let values = IndexMap::from([("shop".to_owned(), "x".to_owned())]);
    let (filled, undeclared) = variant(value, "en").substituted(&values);
    assert_eq!(filled.name, "${shop}_v2");
    assert!(undeclared.is_empty());
}

#[test]
fn what_the_service_does_not_tell_apart_has_one_digest() {
    let one = json!({ "name": "a", "category": "MARKETING", "header": "Hi", "examples": { "unused": "x" },
        "allow_send": true, "category_change_paused": false,
        "buttons": [{ "type": "URL", "text": "Go", "url": "https://a.example" },
                    { "type": "QUICK_REPLY", "text": "Stop", "is_opt_out": false }],
        "body": "Text", "languages": { "en": {} } });
    let other = json!({ "name": "a", "category": "MARKETING", "header": { "format": "TEXT", "text": "Hi", "url": "" },
        "buttons": [{ "type": "URL", "text": "Go", "url": "https://a.example", "url_type": "static", "coupon_code": "" },
                    { "type": "QUICK_REPLY", "text": "Stop" }],
        "body": { "text": "Text", "add_secret_recommendation": false }, "carousel": [], "languages": { "en": {} } });
    assert_eq!(variant(one, "en").digest(), variant(other, "en").digest());
}

#[test]
fn deprecated_app_fields_are_folded_into_the_apps() {
    let one = json!({ "name": "a", "category": "AUTHENTICATION", "languages": { "en": {} },
        "buttons": [{ "type": "ONE_TAP", "package_name": "com.shop", "signature_hash": "K8a/AINcGX7" }] });
    let button = variant(one, "en").canonical().buttons.unwrap().remove(0);
    assert_eq!((button.package_name, button.signature_hash), (None, None));
    assert_eq!(button.supported_apps.unwrap()[0].package_name.as_deref(), Some("com.shop"));
}

#[test]
fn the_kind_of_url_is_stated_in_the_canonical_form() {
    let english = variant(shop(), "en");
    assert_eq!(english.category, Category::Utility);
    assert_eq!(english.canonical().buttons.unwrap()[0].url_type, Some(UrlType::Dynamic));
}

/// Every string of a JSON value with its path, those under the template's own name and languages' keys left out.
fn strings(value: &Value, path: &Path, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(path.to_string()),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| strings(item, &path.join(index), found));
        }
        Value::Object(fields) => fields.iter().for_each(|(key, field)| strings(field, &path.join(key.as_str()), found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn a_build_time_value_may_stand_in_every_string_but_names() {
    let text = "${gone}";
    let app = json!({ "package_name": text, "signature_hash": text });
    let button = json!({ "text": text, "phone_number": text, "url": text, "coupon_code": text, "flow_id": text,
        "navigate_screen": text, "autofill_text": text, "supported_apps": [app, app], "package_name": text,
        "signature_hash": text });
    let header =
        json!({ "text": text, "url": text, "caption": text, "file_name": text, "file_type": text, "thumb_url": text });
    let card = json!({ "header": header, "body": { "text": text }, "buttons": [button] });
    let parts = json!({ "name": "a", "language": "en", "product_set_id": text, "examples": { "customer": text },
        "header": header, "limited_time_offer": { "text": text }, "body": { "text": text },
        "footer": { "text": text }, "buttons": [button, button], "carousel": [card, card] });
    let mut whole = parts.clone();
    (whole["channel"], whole["category"]) = (json!("WHATSAPP"), json!("UTILITY"));
    let variant: Variant = serde_json::from_value(whole).unwrap();
    assert!(variant.holds_build_values());

    let mut expected = Vec::new();
    strings(&parts, &Path::root(), &mut expected);
    expected.retain(|path| path != "name" && path != "language");
    let (same, undeclared) = variant.substituted(&IndexMap::new());
    let mut found: Vec<String> = undeclared.iter().map(|undeclared| undeclared.path.to_string()).collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    assert_eq!(same, variant);
    for undeclared in &undeclared {
        assert_eq!(variant.string_at(&undeclared.path), Some(text));
    }

    let values = IndexMap::from([("gone".to_owned(), "here".to_owned())]);
    let (filled, undeclared) = variant.substituted(&values);
    assert!(undeclared.is_empty() && !filled.holds_build_values());
    assert!(!serde_json::to_string(&filled).unwrap().contains(text));

    let mut again = variant.clone();
    let texts = again.take_build_texts();
    let mut taken: Vec<String> = texts.paths().iter().map(Path::to_string).collect();
    taken.sort();
    assert_eq!(taken, expected);
    assert!(!again.fill(&texts, &IndexMap::new()) && again == variant);
    assert!(again.fill(&texts, &values) && again == filled);
    again.put_back(texts);
    assert_eq!(again, variant);
}
