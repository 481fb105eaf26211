//! Free-form messages from files.

use super::stage::Stage;

const MESSAGE: &str = "\
channel: viber
message_type: text_button
label: pormotion
ttl_seconds: 50
tag: spring
tracking_data: campaign 7
fallback: { id: S0184, content: See your mail, rule: sentFailed, duration_seconds: 120 }
content:
  text: Your parcel is waiting.
  caption: Track it
  action: https://shop.example.com/t/1042
";

#[test]
fn every_parameter_of_a_message_is_sent() {
    let stage = Stage::new();
    stage.sandbox.write("parcel.yaml", MESSAGE);
    let ran = stage
        .sandbox
        .run(&["send", "--message", "parcel.yaml", "--to", "+380 44 000 11 22", "--dry-run"])
        .exits_with(0);
    for line in [
        "ChannelType          viber",
        "Content              {\"action\":\"https://shop.example.com/t/1042\",\"caption\":\"Track it\",\"text\":\"Your parcel is waiting.\"}",
        "FallBackContent      See your mail",
        "FallBackDuration     120",
        "FallBackId           S0184",
        "FallBackRule         sentFailed",
        "Label                promotion",
        "MessageType          text_button",
        "Tag                  spring",
        "TrackingData         campaign 7",
        "Ttl                  50",
        "Type                 message",
    ] {
        assert!(ran.stdout.contains(&format!("  {line}\n")), "{line}\n{}", ran.stdout);
    }
    stage.sandbox.run(&["send", "--message", "parcel.yaml", "--to", "+380 44 000 11 22"]).exits_with(0);
    assert_eq!(stage.taken()["380440001122"], 1);
}

#[test]
fn a_message_with_a_fault_is_not_sent() {
    let stage = Stage::new();
    stage.sandbox.write("parcel.yaml", MESSAGE.replace("ttl_seconds: 50", "ttl_seconds: 29"));
    let ran = stage.sandbox.run(&["send", "--message", "parcel.yaml", "--to", "380440001122"]).exits_with(1);
    assert!(
        ran.stdout.contains("message/ttl-out-of-range") && ran.stdout.contains("parcel.yaml:4:14"),
        "{}",
        ran.stdout
    );
    assert!(stage.taken().is_empty());
}

#[test]
fn lint_knows_messages_by_the_globs_of_the_project_and_by_their_key() {
    let stage = Stage::new();
    stage.sandbox.write("messages/parcel.yaml", MESSAGE.replace("action:", "acton:"));
    let by_name = stage.sandbox.run(&["lint", "--format", "concise", "messages/parcel.yaml"]).exits_with(1);
    assert!(by_name.stdout.contains("unknown key `acton`"), "{}", by_name.stdout);
    stage.sandbox.run(&["lint"]).exits_with(0);
    let project = stage.sandbox.read("chatform.yaml");
    stage
        .sandbox
        .write("chatform.yaml", format!("messages: [\"messages/*.yaml\"]\ntemplates: [\"**/*.yaml\"]\n{project}"));
    let by_glob = stage.sandbox.run(&["lint", "--format", "concise"]).exits_with(1);
    assert_eq!(by_glob.stdout, by_name.stdout);
}

#[test]
fn parts_that_the_messenger_defines_are_passed_on_as_they_are() {
    let stage = Stage::new();
    let text = "channel: telegram\nmessage_type: interactive\ncontent:\n  type: sendPhoto\n  raw:\n    sendPhoto: { photo: \"https://cdn.example.com/a.png\", caption: \"21\", spoiler: true, size: 2 }\n";
    stage.sandbox.write("photo.yaml", text);
    let ran = stage.sandbox.run(&["send", "--message", "photo.yaml", "--to", "77001", "--dry-run"]).exits_with(0);
    let content = r#"{"sendPhoto":{"caption":"21","photo":"https://cdn.example.com/a.png","size":2,"spoiler":true},"type":"sendPhoto"}"#;
    assert!(ran.stdout.contains(content), "{}", ran.stdout);
}
