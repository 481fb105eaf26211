//! What is shown of the numbers, and what is said where there are none.

use std::process::Command;

use serde_json::Value;

use super::Shop;
use crate::support::python_tools;

/// The sums of a JSON report, by name.
fn totals(json: &str) -> Vec<(String, u64, u64, u64)> {
    let report: Value = serde_json::from_str(json).unwrap();
    let measured = report["measured"].as_array().unwrap().iter().map(|one| {
        let count = |field: &str| one["totals"][field].as_u64().unwrap();
        (one["name"].as_str().unwrap().to_owned(), count("sent"), count("delivered"), count("read"))
    });
    measured.collect()
}

#[test]
fn every_message_is_counted_once_however_the_time_is_cut() {
    let shop = Shop::open();
    shop.sends("offer", 90);
    shop.days_pass(2);
    let all = totals(&shop.run(&["metrics", "template", "offer", "--from", "2026-11-01", "--format", "json"]).stdout);
    let (_, sent, delivered, read) = all[0].clone();
    assert!(sent <= 90 && delivered < sent && read < delivered, "some fail, some are not read: {all:?}");
    for more in [
        &["--granularity", "HALF_HOUR"][..],
        &["--zone", "+05:30"],
        &["--zone", "America/New_York", "--granularity", "half_hour"],
    ] {
        let arguments = [&["metrics", "template", "offer", "--from", "2026-10-01", "--format", "json"], more].concat();
        assert_eq!(totals(&shop.run(&arguments).stdout), all, "{more:?}");
    }
    let days: Vec<u64> = ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05"]
        .map(|day| {
            let ran = shop.run(&["metrics", "template", "offer", "--from", day, "--to", day, "--format", "json"]);
            totals(&ran.stdout).iter().map(|one| one.1).sum()
        })
        .to_vec();
    assert_eq!(days.iter().sum::<u64>(), sent);
    assert!(days.iter().zip([14, 24, 24, 24, 4]).all(|(counted, sent)| *counted <= sent), "one an hour: {days:?}");
}

#[test]
fn a_table_has_the_rates_and_states_the_zone() {
    let shop = Shop::open();
    shop.sends("offer", 30);
    shop.sends("offer_v2", 20);
    shop.days_pass(2);
    let ran = shop.run(&["metrics", "template", "offer*", "--from", "7d"]);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert!(lines[0].starts_with("2026-10-") && lines[0].ends_with("(UTC)"), "{}", lines[0]);
    assert!(lines[1].starts_with("name") && lines[1].ends_with("click rate"), "{}", lines[1]);
    assert!(lines[2].starts_with("offer/en") && lines[2].matches(" %").count() == 3, "{}", lines[2]);
    assert!(lines[3].starts_with("offer_v2/en"), "{}", lines[3]);
    assert_eq!(lines.len(), 4);
}

#[test]
fn two_revisions_stand_side_by_side() {
    let shop = Shop::open();
    shop.sends("offer", 60);
    shop.sends("offer_v2", 60);
    shop.days_pass(2);
    let ran = shop.run(&["metrics", "template", "offer", "offer_v2", "--compare"]);
    for said in ["difference", "more than chance?", "delivered of sent", "points", "no: p = ", "z-test"] {
        assert!(ran.stdout.contains(said), "{said}: {}", ran.stdout);
    }
    assert!(ran.stdout.contains("Fisher's exact test"), "{}", ran.stdout);
    let one = shop.run(&["metrics", "template", "offer", "--compare"]);
    assert_eq!(one.code, 64);
}

#[test]
fn numbers_of_phones_are_those_of_all_messages() {
    let shop = Shop::open();
    shop.sends("offer", 5);
    shop.sends("hello", 4);
    shop.days_pass(2);
    let json = shop.run(&["metrics", "phone", "+86 138-0000-1111", "--format", "json"]).stdout;
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["measured"][0]["name"], "8613800001111");
    assert_eq!(report["measured"][0]["totals"]["sent"], 9);
    assert_eq!(report["measured"][0]["totals"]["read"], Value::Null, "the service does not count it");
    assert_eq!(shop.run(&["metrics", "phone", "nobody"]).code, 64);
}

#[test]
fn an_answer_without_numbers_is_explained() {
    let shop = Shop::open();
    shop.sends("offer", 3);
    let ran = shop.run(&["metrics", "template", "offer"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    assert!(ran.stderr.contains("nothing was counted") && ran.stderr.contains("metrics enable"), "{}", ran.stderr);
    let json = shop.run(&["metrics", "template", "offer", "--format", "json"]);
    assert_eq!(totals(&json.stdout), []);
}

#[test]
fn what_is_not_counted_or_not_there_is_refused_with_the_reason() {
    let shop = Shop::open();
    let utility = shop.run(&["metrics", "template", "hello"]);
    assert_eq!(utility.code, 64);
    assert!(utility.stderr.contains("hello/en is UTILITY, only MARKETING templates are counted"), "{}", utility.stderr);
    let missing = shop.run(&["metrics", "template", "nothing"]);
    assert_eq!(missing.code, 3, "{}", missing.stderr);
    let language = shop.run(&["metrics", "template", "offer", "--lang", "fr"]);
    assert!(language.code == 3 && language.stderr.contains("it is there in en"), "{}", language.stderr);
    let mixed = shop.run(&["metrics", "template", "*"]);
    assert!(mixed.code == 0 && mixed.stderr.contains("left out: hello/en is UTILITY"), "{}", mixed.stderr);
}

#[test]
fn csv_has_a_line_for_each_span_and_a_column_for_each_button() {
    let shop = Shop::open();
    shop.sends("offer", 60);
    shop.days_pass(2);
    let csv = shop.run(&["metrics", "template", "offer", "--from", "2026-11-01", "--format", "csv"]).stdout;
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[0].starts_with("place,name,language,template_code,start,end,sent,delivered,read"), "{}", lines[0]);
    assert!(lines[0].contains("clicks Tell me more") && lines[0].contains("clicks Not now"), "{}", lines[0]);
    assert_eq!(lines.len(), 1 + 3, "three days have messages: {csv}");
    assert!(
        lines[1].starts_with("test,offer,en,") && lines[1].contains(",2026-11-01T00:00:00Z,2026-11-02T00:00:00Z,"),
        "{}",
        lines[1]
    );
}

#[test]
fn prometheus_reads_the_open_metrics() {
    let Some(programs) = python_tools() else { return };
    let shop = Shop::open();
    shop.sends("offer", 40);
    shop.days_pass(2);
    let text = shop.run(&["metrics", "template", "offer", "--from", "2026-11-01", "--format", "openmetrics"]).stdout;
    shop.sandbox.write("metrics.txt", &text);
    let script = "import sys\nfrom prometheus_client.openmetrics.parser import text_string_to_metric_families as read\n\
                  for family in read(open(sys.argv[1]).read()):\n for one in family.samples: print(one.name, one.labels.get('template'), one.value)\n";
    let read = Command::new(programs.join("python"))
        .args(["-c", script])
        .arg(shop.sandbox.path().join("metrics.txt"))
        .output()
        .unwrap();
    let said = String::from_utf8(read.stdout).unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    assert!(said.starts_with("chatform_messages_sent offer "), "{said}");
    assert!(said.contains("chatform_period_start_seconds None 1793491200"), "{said}");
}

#[test]
fn several_spaces_are_asked_at_once_and_told_apart() {
    let shop = Shop::open();
    let spaces =
        shop.sandbox.read("chatform.yaml").replace("review: instant }", "review: instant }, spaces: [one, two]");
    shop.sandbox.write("chatform.yaml", spaces);
    assert_eq!(shop.run(&["apply", "--yes"]).code, 0);
    let enabled = shop.run(&["metrics", "enable"]);
    assert!(enabled.code == 0 && enabled.stdout.contains("the spaces of environment `test`"), "{enabled:?}");
    shop.sends_in(Some("one"), "offer", 10);
    shop.sends_in(Some("two"), "offer", 12);
    shop.days_pass(2);
    let csv = shop.run(&["metrics", "template", "offer", "--from", "2026-11-01", "--format", "csv"]).stdout;
    assert!(csv.contains("test/one,offer") && csv.contains("test/two,offer"), "{csv}");
    let table = shop.run(&["metrics", "template", "offer"]).stdout;
    assert!(table.contains("place") && table.contains("test/two"), "{table}");
    let one = shop.run(&["metrics", "template", "offer", "--space", "one", "--format", "csv"]).stdout;
    assert!(one.contains("test,offer") && !one.contains("test/two"), "{one}");
}
