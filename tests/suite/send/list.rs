//! A template message to everybody in a list.

use serde_json::Value;

use super::stage::Stage;
use chatform::callbacks::{Event, Folder};

#[test]
fn results_say_how_far_a_message_got_where_somebody_listened() {
    let stage = Stage::new();
    stage.people(2);
    let report = |format| stage.send(&["--csv", "people.csv", "--yes", "--format", format]).exits_with(0).stdout;
    let ids: Vec<String> = {
        let json: Value = serde_json::from_str(&report("json")).unwrap();
        let rows = json["messages"].as_array().unwrap();
        rows.iter().map(|row| row["message_id"].as_str().unwrap().to_owned()).collect()
    };
    let now = "2026-11-20T12:00:00Z".parse().unwrap();
    let told = [("Read", &ids[0], ""), ("Failed", &ids[1], "131026: not on WhatsApp")].map(|(state, id, error)| {
        let report = serde_json::json!({ "MessageId": id, "Status": state, "ErrorDescription": error });
        Event::new(now, report)
    });
    let folder = stage.sandbox.path().join(".chatform/callbacks");
    Folder::open(&folder, now).unwrap().record(told.into(), now).unwrap();
    let csv = report("csv");
    assert!(csv.contains(&format!("{},read,\"\"", ids[0])), "{csv}");
    assert!(csv.contains(&format!("{},failed,\"131026: not on WhatsApp\"", ids[1])), "{csv}");
    assert!(report("table").contains(&format!("{}  read", ids[0])));
}

#[test]
fn everybody_in_a_list_gets_one_message_and_a_second_run_sends_nothing() {
    let stage = Stage::new();
    stage.people(60);
    for more in [&["--csv", "people.csv", "--yes"][..], &["--csv", "people.csv", "--yes", "--mass"]] {
        stage.send(more).exits_with(0);
        assert!(stage.taken().len() == 60 && stage.taken().values().all(|count| *count == 1));
    }
    stage.send(&["--csv", "people.csv", "--yes", "--again"]).exits_with(0);
    assert!(stage.taken().values().all(|count| *count == 2));
}

#[test]
fn a_mass_run_sends_a_thousand_with_each_request() {
    let stage = Stage::new();
    stage.people(1001);
    stage.send(&["--csv", "people.csv", "--yes", "--mass"]).exits_with(0);
    assert_eq!(stage.taken().len(), 1001);
    assert_eq!(stage.server.control("counters", None)["requests"]["SendChatappMassMessage"], 2);
}

#[test]
fn results_have_an_id_for_each_row() {
    let stage = Stage::new();
    stage.people(3);
    let json: Value =
        serde_json::from_str(&stage.send(&["--csv", "people.csv", "--yes", "--format", "json"]).stdout).unwrap();
    let rows = json["messages"].as_array().unwrap();
    assert!(rows.len() == 3 && rows.iter().all(|row| row["message_id"].as_str().is_some_and(|id| id.len() == 24)));
    assert_eq!(
        (&rows[0]["row"], &rows[0]["to"], &rows[0]["status"]),
        (&2.into(), &"86*******0000".into(), &"sent".into())
    );
    let csv = stage.send(&["--csv", "people.csv", "--yes", "--format", "csv"]).exits_with(0).stdout;
    let records: Vec<_> = csv::Reader::from_reader(csv.as_bytes()).into_records().map(Result::unwrap).collect();
    assert_eq!(records.len(), 3);
    assert_eq!(&records[1][3], rows[1]["message_id"].as_str().unwrap());
}

#[test]
fn nothing_is_sent_while_one_row_of_a_list_is_wrong() {
    let stage = Stage::new();
    stage.sandbox.write(
        "people.csv",
        "\u{feff}to;customer;order;note\r\n+86 138 0000 0001;Ana;A-1;\r\n\"8,61E+12\";\"Bo\r\nb\";A-2;x\r\n8613800000001;;A 3;\r\n",
    );
    let ran = stage.send(&["--csv", "people.csv", "--yes"]).exits_with(1);
    for (place, rule) in [
        ("people.csv:1:19", "send/column-unknown"),
        ("people.csv:3:2", "send/number-malformed"),
        ("people.csv:3:13", "send/value-several-lines"),
        ("people.csv:5:1", "send/recipient-repeated"),
        ("people.csv:5:15", "send/value-empty"),
        ("people.csv:5:16", "send/value-no-address"),
    ] {
        let found = ran.stdout.split("\n\n").find(|finding| finding.contains(rule));
        assert!(found.is_some_and(|finding| finding.contains(&format!("[{place}]"))), "{place} {rule}\n{}", ran.stdout);
    }
    assert!(!ran.stdout.contains("8613800000001"), "{}", ran.stdout);
    assert!(stage.taken().is_empty());
}

#[test]
fn rows_whose_answer_was_lost_are_sent_again_only_when_that_is_asked_for() {
    let stage = Stage::new();
    stage.people(10);
    let fault = serde_json::json!([{ "fault": "lose_reply", "action": "SendChatappMessage", "after": 3, "times": 2 }]);
    stage.server.control("faults", Some(fault));
    let ran = stage.send(&["--csv", "people.csv", "--yes"]).exits_with(4);
    assert!(ran.stdout.contains("Sent: 8 of 10, 2 unknown"), "{}", ran.stdout);
    stage.send(&["--csv", "people.csv", "--yes"]).exits_with(4);
    assert!(stage.taken().values().all(|count| *count == 1));
    stage.send(&["--csv", "people.csv", "--yes", "--resend-unknown"]).exits_with(0);
    assert_eq!(stage.taken().values().filter(|count| **count == 2).count(), 2);
}
