//! Keeping everything in one piece, bringing it back, and forgetting it.

use std::time::Duration;

use chatform::emulator::{EmulatorConfig, Snapshot};

use super::caller::{DELETE, LIST, Stage, relaxed};

#[tokio::test]
async fn a_snapshot_brings_everything_back_also_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let stage = Stage::new(EmulatorConfig { state: Some(folder.path().to_path_buf()), ..relaxed() }).await;
    for name in ["order", "gone"] {
        stage.create(name, "en").await.ok();
    }
    stage.send(stage.call(DELETE).query("TemplateName", "gone")).await.ok();
    stage.send(stage.call("EnableWhatsappROIMetric")).await.ok();
    let call = stage.call("SendChatappMessage").query("ChannelType", "whatsapp").query("Type", "template");
    let call = call.query("TemplateName", "order").query("Language", "en").query("From", "1").query("To", "2");
    stage.send(call).await.ok();
    let control = stage.emulator.control();
    control.advance(Duration::from_secs(3600)).await.unwrap();
    let saved = serde_json::to_string(&control.snapshot().unwrap()).unwrap();
    let later = control.time().0;

    control.reset().unwrap();
    assert_eq!(control.templates().unwrap(), []);
    assert_eq!((control.messages().len(), control.requests().len()), (0, 0));
    assert!(control.time().0 < later);
    stage.create("gone", "en").await.ok();
    stage.create("order", "en").await.ok();

    let memory_only = Stage::new(relaxed()).await;
    for stage in [&stage, &memory_only] {
        let snapshot: Snapshot = serde_json::from_str(&saved).unwrap();
        let control = stage.emulator.control();
        control.load(snapshot).unwrap();
        let names: Vec<String> = control.templates().unwrap().into_iter().map(|template| template.name).collect();
        assert_eq!(names, ["order"]);
        assert_eq!(stage.create("gone", "en").await.code(), "InvalidParameter.CreateError", "its name is locked");
        assert_eq!(control.time().0, later);
        let numbers = stage.send(stage.call("QueryChatappPhoneNumbers")).await.ok();
        assert_eq!(numbers["PhoneNumbers"][0]["PhoneNumber"], "1");
        assert_eq!(serde_json::to_value(control.snapshot().unwrap()).unwrap()["messages"]["sent"], 1);
    }
    drop(stage);
    let again = Stage::new(EmulatorConfig { state: Some(folder.path().to_path_buf()), ..relaxed() }).await;
    assert_eq!(again.send(again.call(LIST)).await.ok()["Total"], 1, "a load is on the disk too");
}

#[tokio::test]
async fn a_snapshot_of_something_else_is_refused() {
    let stage = Stage::new(relaxed()).await;
    let control = stage.emulator.control();
    let mut other = serde_json::to_value(control.snapshot().unwrap()).unwrap();
    other["format"] = "something-else".into();
    let error = control.load(serde_json::from_value(other).unwrap()).err().unwrap().to_string();
    assert!(error.contains("something-else"), "{error}");
}

#[tokio::test]
async fn a_thousand_spaces_start_and_stay_apart() {
    let (spaces, each) = (crate::support::rounds(100, 1000), 20);
    let folder = tempfile::tempdir().unwrap();
    let stage = Stage::new(relaxed()).await;
    stage.create("order", "en").await.ok();
    let template = stage.emulator.control().template("order", "en").unwrap();
    for space in 0..spaces {
        let path = folder.path().join(format!("spaces/cams-{space}"));
        std::fs::create_dir_all(&path).unwrap();
        for number in 0..each {
            let mut template = template.clone();
            template.space = format!("cams-{space}");
            template.name = format!("order_{number}");
            template.template_code = format!("{}", 1_000_000 + space * 1000 + number);
            template.sequence = (space * each + number + 1) as u64;
            let file = path.join(format!("order_{number}.en.json"));
            std::fs::write(file, serde_json::to_string(&template).unwrap()).unwrap();
        }
    }
    let stage = Stage::new(EmulatorConfig { state: Some(folder.path().to_path_buf()), ..relaxed() }).await;
    for space in [0, spaces / 2, spaces - 1] {
        let body = stage.send(stage.call(LIST).query("CustSpaceId", format!("cams-{space}"))).await.ok();
        assert_eq!((body["Total"].as_u64(), &body["ListTemplate"][0]["TemplateName"]), (Some(20), &"order_19".into()));
    }
    assert_eq!(stage.send(stage.call(LIST)).await.ok()["Total"], 0);
    println!("{spaces} spaces with {each} templates each");
}
