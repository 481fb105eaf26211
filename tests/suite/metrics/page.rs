//! The page with charts, opened in a browser.

use std::process::Command;

use serde_json::Value;

use super::Shop;
use crate::support::node_tools;

/// Opens a page in a headless Chromium and tells what is on it; `page.mjs` has the questions.
fn opened(file: &std::path::Path, folder: &std::path::Path) -> Option<Value> {
    let tools = node_tools(&["puppeteer-core@24"])?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/metrics/page.mjs");
    let ran = Command::new("node").arg(script).arg(tools).arg(file).arg(folder).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    Some(serde_json::from_slice(&ran.stdout).unwrap())
}

#[test]
fn a_browser_draws_what_was_counted_and_asks_for_nothing_else() {
    let shop = Shop::open();
    shop.sends("offer", 60);
    shop.sends("offer_v2", 30);
    shop.days_pass(2);
    let named = ["metrics", "template", "offer", "offer_v2", "--from", "2026-11-01"];
    let json = shop.run(&[&named[..], &["--format", "json"]].concat()).stdout;
    let ran = shop.run(&[&named[..], &["--compare", "--html", "report.html"]].concat());
    assert!(ran.code == 0 && ran.stderr.contains("wrote report.html"), "{}", ran.stderr);
    let Some(seen) = opened(&shop.sandbox.path().join("report.html"), shop.sandbox.path()) else { return };
    assert_eq!(seen["requests"], serde_json::json!([]), "no outside requests");
    assert_eq!(seen["errors"], serde_json::json!([]));

    let report: Value = serde_json::from_str(&json).unwrap();
    let sum = |field: &str| -> u64 {
        let measured = report["measured"].as_array().unwrap();
        measured.iter().map(|one| one["totals"][field].as_u64().unwrap()).sum()
    };
    let drawn =
        |line: usize| -> u64 { seen["drawn"][line][1].as_array().unwrap().iter().filter_map(Value::as_u64).sum() };
    for (line, field) in ["sent", "delivered", "read"].into_iter().enumerate() {
        assert_eq!((seen["drawn"][line][0].as_str(), drawn(line)), (Some(field), sum(field)));
    }
    assert!(seen["ink"].as_u64().unwrap() > 500, "something is drawn: {}", seen["ink"]);
    assert_eq!(seen["buttons"].as_array().unwrap().len(), 2);
    let one: u64 = seen["one"][0][1].as_array().unwrap().iter().filter_map(Value::as_u64).sum();
    assert_eq!(Some(one), report["measured"][0]["totals"]["sent"].as_u64(), "one template alone");
    assert_eq!(seen["names"], serde_json::json!(["offer/en", "offer_v2/en"]));
    assert_eq!(seen["sorted"], serde_json::json!(["offer_v2/en", "offer/en"]), "ascending by what was sent");
    assert!(seen["comparison"].as_str().unwrap().contains("Fisher's exact test"));
    assert_ne!(seen["light"], seen["dark"], "a dark page for those who like it dark");
    for picture in ["light.png", "dark.png"] {
        let bytes = std::fs::metadata(shop.sandbox.path().join(picture)).unwrap().len();
        assert!(bytes > 10_000, "{picture} has {bytes} bytes");
    }
}

#[test]
fn hostile_names_stay_text() {
    let shop = Shop::open();
    let hostile = super::OFFER.replace("Tell me more", "\"</script><b>\"");
    shop.sandbox.write("templates/offer_v3.yaml", format!("name: offer_v3\n{hostile}"));
    assert_eq!(shop.run(&["apply", "--yes"]).code, 0);
    shop.sends("offer_v3", 60);
    shop.days_pass(2);
    assert_eq!(shop.run(&["metrics", "template", "offer_v3", "--from", "2026-11-01", "--html", "report.html"]).code, 0);
    let page = shop.sandbox.read("report.html");
    assert_eq!(page.matches("</script>").count(), 3, "the page's own");
    let Some(seen) = opened(&shop.sandbox.path().join("report.html"), shop.sandbox.path()) else { return };
    assert_eq!(seen["errors"], serde_json::json!([]));
    let buttons: Vec<&str> = seen["buttons"].as_array().unwrap().iter().filter_map(|one| one[0].as_str()).collect();
    assert!(buttons.contains(&"</script><b>"), "{buttons:?}");
}
