//! What survives: a stop, a kill, and another process that wants the same folder.

use std::path::Path;
use std::time::Duration;

use chatform::emulator::{Emulator, EmulatorConfig, ReviewPolicy, Verdict};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::caller::{DELETE, LIST, Stage, context, relaxed};

fn on(folder: &Path) -> EmulatorConfig {
    EmulatorConfig { state: Some(folder.to_path_buf()), ..relaxed() }
}

async fn rows(stage: &Stage, space: &str) -> Value {
    stage.send(stage.call(LIST).query("CustSpaceId", space)).await.ok()["ListTemplate"].clone()
}

#[tokio::test]
async fn a_restart_reads_everything_back() {
    let folder = tempfile::tempdir().unwrap();
    let stage = Stage::new(on(folder.path())).await;
    stage.create("order", "en").await.ok();
    stage.create("order", "pt_BR").await.ok();
    stage.send(stage.creation("Ünterwegs / 1", "de").form("CustSpaceId", "cams-8c8*** ~x")).await.ok();
    let long = "a".repeat(512);
    stage.create(&long, "en").await.ok();
    stage.emulator.control().reject("order", "en", "No.").unwrap();
    let before = (rows(&stage, "").await, rows(&stage, "cams-8c8*** ~x").await);
    let templates = stage.emulator.control().templates().unwrap();
    stage.emulator.stop().await.unwrap();

    let stage = Stage::new(on(folder.path())).await;
    assert_eq!((rows(&stage, "").await, rows(&stage, "cams-8c8*** ~x").await), before);
    assert_eq!(stage.emulator.control().templates().unwrap(), templates);
    let code = stage.create("order", "fr").await.ok()["Data"]["TemplateCode"].clone();
    assert_eq!(code, templates[2].template_code);
}

#[tokio::test]
async fn a_killed_emulator_leaves_its_answers_behind_and_no_stale_lock() {
    let folder = tempfile::tempdir().unwrap();
    for round in 0..5 {
        let stage = Stage::new(on(folder.path())).await;
        assert_eq!(stage.emulator.control().templates().unwrap().len(), round);
        stage.create(&format!("order_{round}"), "en").await.ok();
        drop(stage);
    }
}

#[tokio::test]
async fn the_folder_is_plain_json_that_a_person_can_read() {
    let folder = tempfile::tempdir().unwrap();
    let stage = Stage::new(on(folder.path())).await;
    stage.create("order_shipped", "pt_BR").await.ok();
    stage.send(stage.creation("order", "en").form("CustSpaceId", "cams-1")).await.ok();
    let text = std::fs::read_to_string(folder.path().join("spaces/default~/order_shipped.pt_BR.json")).unwrap();
    assert!(text.starts_with("{\n  \"space\": \"\",\n  \"name\": \"order_shipped\",\n"), "{text}");
    assert!(folder.path().join("spaces/cams-1/order.en.json").exists());
    let header: Value = serde_json::from_slice(&std::fs::read(folder.path().join("emulator.json")).unwrap()).unwrap();
    assert_eq!(header, serde_json::json!({ "format": "chatform-emulator", "version": 1 }));
    stage.send(stage.call(DELETE).query("TemplateName", "order_shipped")).await.ok();
    assert!(!folder.path().join("spaces/default~/order_shipped.pt_BR.json").exists());
}

#[tokio::test]
async fn names_that_differ_only_for_people_get_files_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let stage = Stage::new(on(folder.path())).await;
    for name in ["order", "Order", "ORDER", "or/der", "or.der", "..", "ørder"] {
        stage.create(name, "en").await.ok();
    }
    let files: Vec<String> = std::fs::read_dir(folder.path().join("spaces/default~"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap().to_lowercase())
        .collect();
    let unique: std::collections::BTreeSet<_> = files.iter().collect();
    assert_eq!((files.len(), unique.len()), (7, 7), "{files:?}");
}

#[tokio::test]
async fn a_second_emulator_on_the_same_folder_is_refused_with_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let stage = Stage::new(on(folder.path())).await;
    let error = Emulator::start(on(folder.path()), &stage.context).await.err().unwrap();
    assert_eq!(error.kind(), std::io::ErrorKind::ResourceBusy);
    assert_eq!(
        error.to_string(),
        format!(
            "the emulator state in {} is in use by process {}: stop that emulator, or choose another folder",
            folder.path().display(),
            std::process::id()
        )
    );
    stage.create("order", "en").await.ok();
}

#[tokio::test]
async fn a_review_under_way_and_a_locked_name_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let review = ReviewPolicy::After(Duration::from_secs(60));
    let verdicts = vec![Verdict::fail("order", "No.").times(1)];
    let config = || EmulatorConfig { review: review.clone(), verdicts: verdicts.clone(), ..on(folder.path()) };
    let (world, clock) = context();
    let stage = Stage {
        emulator: Emulator::start(config(), &world).await.unwrap(),
        clock: clock.clone(),
        context: world.clone(),
    };
    stage.create("order", "en").await.ok();
    stage.create("gone", "en").await.ok();
    stage.advance(60);
    stage.send(stage.call(DELETE).query("TemplateName", "gone")).await.ok();
    assert_eq!(stage.status("order", "en").await, "fail");
    stage.send(stage.modification("order", "en", "Other.")).await.ok();
    drop(stage);

    let stage = Stage { emulator: Emulator::start(config(), &world).await.unwrap(), clock, context: world };
    assert_eq!(stage.create("gone", "en").await.code(), "InvalidParameter.CreateError");
    assert_eq!(stage.status("order", "en").await, "unaudit");
    stage.advance(60);
    assert_eq!(stage.status("order", "en").await, "pass");
}

#[tokio::test]
async fn drafts_of_an_interrupted_writer_are_swept_and_damage_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let stage = Stage::new(on(folder.path())).await;
    stage.create("order", "en").await.ok();
    drop(stage);
    let space = folder.path().join("spaces/default~");
    std::fs::write(space.join(".abc.tmp"), "half").unwrap();
    drop(Stage::new(on(folder.path())).await);
    assert!(!space.join(".abc.tmp").exists());

    std::fs::write(space.join("order.en.json"), "{\n\"space\":").unwrap();
    let (context, _) = context();
    let error = Emulator::start(on(folder.path()), &context).await.err().unwrap().to_string();
    assert!(error.contains("order.en.json is damaged at line 2: "), "{error}");
}

#[tokio::test]
async fn a_folder_of_a_later_release_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("emulator.json"), r#"{"format":"chatform-emulator","version":2}"#).unwrap();
    let (context, _) = context();
    let error = Emulator::start(on(folder.path()), &context).await.err().unwrap().to_string();
    assert!(error.ends_with("emulator.json has version 2, this release reads up to 1"), "{error}");
}

#[tokio::test]
async fn nothing_is_stored_when_the_disk_refuses() {
    let folder = tempfile::tempdir().unwrap();
    let stage = Stage::new(on(folder.path())).await;
    // A file where the folder of the space should be.
    std::fs::create_dir_all(folder.path().join("spaces")).unwrap();
    std::fs::write(folder.path().join("spaces/default~"), "in the way").unwrap();
    let answer = stage.create("order", "en").await;
    assert_eq!(answer.refusal(), (500, "InternalError"));
    assert!(stage.emulator.control().templates().unwrap().is_empty());
}

#[tokio::test]
async fn a_stop_does_not_wait_for_idle_connections() {
    let stage = Stage::new(relaxed()).await;
    let fresh = TcpStream::connect(stage.emulator.address()).await.unwrap();
    let mut used = TcpStream::connect(stage.emulator.address()).await.unwrap();
    let request = String::from_utf8(stage.call(LIST).signed().bytes()).unwrap().replace("connection: close\r\n", "");
    used.write_all(request.as_bytes()).await.unwrap();
    used.read_exact(&mut [0; 15]).await.unwrap();
    stage.emulator.stop().await.unwrap();
    drop((fresh, used));
}

#[tokio::test]
async fn a_killed_emulator_answers_nothing_and_stores_nothing_more() {
    let folder = tempfile::tempdir().unwrap();
    let Stage { emulator, clock, context } = Stage::new(on(folder.path())).await;
    let stage = Stage { emulator: Stage::new(relaxed()).await.emulator, clock, context };
    let request = stage.creation("order", "en").signed().bytes();
    let mut stream = TcpStream::connect(emulator.address()).await.unwrap();
    let (first, rest) = request.split_at(request.len() - 10);
    stream.write_all(first).await.unwrap();
    tokio::task::yield_now().await;
    let control = emulator.control();
    drop(emulator);
    stream.write_all(rest).await.unwrap();
    let mut answer = Vec::new();
    let ended = stream.read_to_end(&mut answer).await;
    assert!(ended.is_err() || answer.is_empty(), "{}", String::from_utf8_lossy(&answer));
    assert_eq!(control.counters().all_writes(), 0);
    let again = Stage::new(on(folder.path())).await;
    assert!(again.emulator.control().templates().unwrap().is_empty());
}

#[tokio::test]
async fn only_the_loopback_interface_is_served() {
    let (context, _) = context();
    let config = EmulatorConfig { listen: "0.0.0.0:0".parse().unwrap(), ..relaxed() };
    let error = Emulator::start(config, &context).await.err().unwrap();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
    let stage = Stage::new(relaxed()).await;
    assert_eq!(stage.emulator.endpoint(), format!("http://127.0.0.1:{}", stage.emulator.address().port()));
}
