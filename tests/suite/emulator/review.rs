//! Reviews on a clock that only moves when told to.

use std::time::Duration;

use chatform::emulator::{EmulatorConfig, ReviewPolicy, Verdict};

use super::caller::{DELETE, LIST, Stage, relaxed};

fn policy(review: ReviewPolicy) -> EmulatorConfig {
    EmulatorConfig { review, ..relaxed() }
}

async fn reason(stage: &Stage, name: &str, language: &str) -> String {
    stage.detail(name, language).await.ok()["Data"]["Reason"].as_str().unwrap().to_owned()
}

#[test]
fn policies_are_read_from_their_text() {
    assert_eq!(ReviewPolicy::parse("instant"), Ok(ReviewPolicy::Instant));
    assert_eq!(ReviewPolicy::parse("manual"), Ok(ReviewPolicy::Manual));
    for (text, milliseconds) in
        [("after=30s", 30_000), ("after=1500ms", 1500), ("after=2m", 120_000), ("after=1d", 86_400_000)]
    {
        assert_eq!(text.parse(), Ok(ReviewPolicy::After(Duration::from_millis(milliseconds))));
    }
    for text in [
        "",
        "soon",
        "after=",
        "after=s",
        "after=30",
        "after=-1s",
        "after=1w",
        "after=99999999999999999999s",
        "polls=0",
        "polls=x",
        "script=",
    ] {
        let error = ReviewPolicy::parse(text).unwrap_err().to_string();
        assert!(error.contains("is no review policy: write instant, manual, after=30s"), "{error}");
    }
}

#[tokio::test]
async fn an_instant_review_has_ended_when_the_template_is_next_read() {
    let stage = Stage::new(policy(ReviewPolicy::Instant)).await;
    stage.create("order", "en").await.ok();
    assert_eq!(stage.send(stage.call(LIST)).await.ok()["ListTemplate"][0]["AuditStatus"], "pass");
    assert_eq!(stage.status("order", "en").await, "pass");
}

#[tokio::test]
async fn a_review_after_a_while_goes_through_its_stages() {
    let stage = Stage::new(policy(ReviewPolicy::After(Duration::from_secs(30)))).await;
    stage.create("order", "en").await.ok();
    let mut seen = Vec::new();
    for _ in 0..31 {
        seen.push(stage.status("order", "en").await);
        stage.advance(1);
    }
    seen.push(stage.status("order", "en").await);
    let count = |status: &str| seen.iter().filter(|known| *known == status).count();
    assert_eq!((count("unaudit"), count("auditing"), count("pass")), (3, 27, 2), "{seen:?}");
    assert!(seen.is_sorted_by_key(|status| ["unaudit", "auditing", "pass"].iter().position(|known| known == status)));
}

#[tokio::test]
async fn the_list_shows_each_stage_with_its_own_time() {
    let stage = Stage::new(policy(ReviewPolicy::After(Duration::from_secs(30)))).await;
    stage.create("order", "en").await.ok();
    let mut times = Vec::new();
    for _ in 0..3 {
        let body = stage.send(stage.call(LIST)).await.ok();
        times.push(body["ListTemplate"][0]["LastUpdateTime"].as_i64().unwrap());
        stage.advance(15);
    }
    assert_eq!((times[1] - times[0], times[2] - times[0]), (3_000, 30_000));
}

#[tokio::test]
async fn a_manual_review_waits_for_a_decision() {
    let stage = Stage::new(policy(ReviewPolicy::Manual)).await;
    let control = stage.emulator.control();
    stage.create("order", "en").await.ok();
    stage.create("order", "es").await.ok();
    stage.advance(1_000_000);
    assert_eq!(stage.status("order", "en").await, "auditing");
    assert_eq!(stage.send(stage.modification("order", "en", "Text.")).await.code(), "InvalidParameter.CreateError");
    control.approve("order", "en").unwrap();
    control.reject("order", "es", "The body begins with a variable.").unwrap();
    assert_eq!(stage.status("order", "en").await, "pass");
    assert_eq!(stage.status("order", "es").await, "fail");
    assert_eq!(reason(&stage, "order", "es").await, "The body begins with a variable.");
    assert!(control.approve("order", "fr").unwrap_err().to_string().contains("order/fr"));
}

#[tokio::test]
async fn a_template_under_review_can_be_deleted() {
    let stage = Stage::new(policy(ReviewPolicy::Manual)).await;
    stage.create("order", "en").await.ok();
    stage.send(stage.call(DELETE).query("TemplateName", "order")).await.ok();
    stage.create("order", "en").await.ok();
}

#[tokio::test]
async fn a_scripted_rejection_has_its_reason_and_a_resubmission_passes() {
    let verdicts = vec![Verdict::fail("order/es", "The sample is missing.").times(1), Verdict::fail("promo_*", "No.")];
    let stage = Stage::new(EmulatorConfig { verdicts, ..relaxed() }).await;
    for (name, language) in [("order", "en"), ("order", "es"), ("promo_a", "en"), ("promo_b", "fr")] {
        stage.create(name, language).await.ok();
    }
    assert_eq!(stage.status("order", "en").await, "pass");
    assert_eq!(
        (stage.status("order", "es").await.as_str(), reason(&stage, "order", "es").await.as_str()),
        ("fail", "The sample is missing.")
    );
    assert_eq!(reason(&stage, "promo_b", "fr").await, "No.");
    for (name, language, status) in [("order", "es", "pass"), ("promo_a", "en", "fail")] {
        stage.send(stage.modification(name, language, "Other text.")).await.ok();
        assert_eq!(stage.status(name, language).await, status);
    }
}

#[tokio::test]
async fn a_verdict_that_is_used_up_leaves_the_place_to_the_next() {
    let stage = Stage::new(relaxed()).await;
    let control = stage.emulator.control();
    control.script(Verdict::fail("order/*", "Second.").times(1)).unwrap();
    control.script(Verdict::fail("*/*", "First.").times(1)).unwrap();
    stage.create("order", "en").await.ok();
    assert_eq!(reason(&stage, "order", "en").await, "First.");
    stage.send(stage.modification("order", "en", "Other text.")).await.ok();
    assert_eq!(reason(&stage, "order", "en").await, "Second.");
    stage.send(stage.modification("order", "en", "Other text.")).await.ok();
    assert_eq!(stage.status("order", "en").await, "pass");
    // Each template is met once.
    stage.create("other", "en").await.ok();
    assert_eq!(reason(&stage, "other", "en").await, "First.");
}

#[tokio::test]
async fn a_file_in_the_state_folder_scripts_verdicts_while_the_emulator_runs() {
    let folder = tempfile::tempdir().unwrap();
    let stage = Stage::new(EmulatorConfig { state: Some(folder.path().into()), ..relaxed() }).await;
    stage.create("before", "en").await.ok();
    let file = folder.path().join("verdicts.json");
    std::fs::write(&file, r#"[{"template": "order", "verdict": "fail", "reason": "No sample.", "times": 1}]"#).unwrap();
    stage.create("order", "en").await.ok();
    assert_eq!(stage.status("before", "en").await, "pass");
    assert_eq!(reason(&stage, "order", "en").await, "No sample.");
    stage.send(stage.modification("order", "en", "Other text.")).await.ok();
    assert_eq!(stage.status("order", "en").await, "pass");
    std::fs::remove_file(file).unwrap();
    stage.create("order", "es").await.ok();
    assert_eq!(stage.status("order", "es").await, "pass");
}

#[tokio::test]
async fn a_verdict_file_that_cannot_be_read_is_an_error_and_nothing_is_stored() {
    let folder = tempfile::tempdir().unwrap();
    let stage = Stage::new(EmulatorConfig { state: Some(folder.path().into()), ..relaxed() }).await;
    for text in ["[", "{}", r#"[{"template": "a[", "verdict": "fail"}]"#, r#"[{"template": "a", "verdict": "reject"}]"#]
    {
        std::fs::write(folder.path().join("verdicts.json"), text).unwrap();
        let answer = stage.create("order", "en").await;
        assert_eq!(answer.refusal(), (500, "InternalError"), "{text}");
        assert!(answer.message().contains("verdicts.json cannot be used: "), "{}", answer.message());
    }
    assert!(stage.emulator.control().templates().unwrap().is_empty());
}

#[tokio::test]
async fn a_glob_that_cannot_be_read_is_refused_when_it_is_given() {
    let (context, _) = super::caller::context();
    let config = EmulatorConfig { verdicts: vec![Verdict::pass("a[")], ..relaxed() };
    assert!(chatform::emulator::Emulator::start(config, &context).await.is_err());
    let stage = Stage::new(relaxed()).await;
    assert!(stage.emulator.control().script(Verdict::pass("a[")).is_err());
}

#[tokio::test]
async fn a_review_can_end_with_the_so_manieth_reading() {
    let stage = Stage::new(policy(ReviewPolicy::Polls(3))).await;
    stage.create("order", "en").await.ok();
    stage.create("promo", "en").await.ok();
    assert_eq!(stage.status("order", "en").await, "auditing");
    let page = stage.send(stage.call(LIST)).await.ok();
    let rows: Vec<&str> =
        page["ListTemplate"].as_array().unwrap().iter().map(|row| row["AuditStatus"].as_str().unwrap()).collect();
    assert_eq!(rows, ["auditing", "auditing"], "a page counts for every row");
    assert_eq!(stage.status("order", "en").await, "pass", "the third reading shows it");
    assert_eq!(stage.status("promo", "en").await, "auditing");
    assert_eq!(stage.status("promo", "en").await, "pass");
}

#[tokio::test]
async fn a_script_gives_each_template_its_verdict_delay_and_category() {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("script.json");
    let verdicts = serde_json::json!([
        { "template": "slow/*", "verdict": "pass", "after": "1h" },
        { "template": "bad", "verdict": "fail", "reason": "No sample.", "after": "10m" },
        { "template": "promo_*", "verdict": "pass", "category": "MARKETING" },
    ]);
    std::fs::write(&script, verdicts.to_string()).unwrap();
    let stage = Stage::new(policy(ReviewPolicy::Script(script.clone()))).await;
    for name in ["slow", "bad", "promo_1", "other"] {
        stage.create(name, "en").await.ok();
    }
    assert_eq!(stage.status("other", "en").await, "pass");
    let promo = stage.detail("promo_1", "en").await.ok();
    assert_eq!((&promo["Data"]["Category"], &promo["Data"]["AuditStatus"]), (&"MARKETING".into(), &"pass".into()));
    stage.advance(600);
    assert_eq!(reason(&stage, "bad", "en").await, "No sample.");
    assert_eq!(stage.status("slow", "en").await, "auditing");
    stage.advance(3000);
    assert_eq!(stage.status("slow", "en").await, "pass");
    std::fs::write(&script, r#"[{ "template": "a", "verdict": "pass", "category": "SPAM" }]"#).unwrap();
    assert_eq!(stage.create("later", "en").await.refusal(), (500, "InternalError"), "a script that cannot be used");
}

#[tokio::test]
async fn a_template_of_bad_quality_is_paused_twice_and_then_disabled() {
    let stage = Stage::new(policy(ReviewPolicy::Instant)).await;
    stage.create("promo", "en").await.ok();
    let control = stage.emulator.control();
    for hours in [3, 6] {
        assert_eq!(control.pause("promo").unwrap(), ["promo/en"]);
        assert_eq!(stage.status("promo", "en").await, "paused");
        stage.advance(hours * 3600 - 1);
        assert_eq!(stage.status("promo", "en").await, "paused");
        stage.advance(1);
        assert_eq!(stage.status("promo", "en").await, "pass");
    }
    control.pause("promo").unwrap();
    stage.advance(90 * 24 * 3600);
    assert_eq!(stage.status("promo", "en").await, "disabled");
    assert_eq!(stage.send(stage.call(DELETE).query("TemplateName", "promo")).await.code(), "ERR-COMMON-001");
    assert_eq!(
        stage.send(stage.modification("promo", "en", "Another text.")).await.code(),
        "InvalidParameter.CreateError"
    );
}

#[tokio::test]
async fn the_platform_files_templates_under_another_category_and_forgets_their_ttl() {
    let stage = Stage::new(policy(ReviewPolicy::Instant)).await;
    stage.send(stage.creation("order", "en").form("MessageSendTtlSeconds", "600")).await.ok();
    assert_eq!(stage.emulator.control().recategorise("order/*", "MARKETING").unwrap(), ["order/en"]);
    let data = stage.detail("order", "en").await.ok()["Data"].clone();
    assert_eq!((data["Category"].as_str(), data.get("MessageSendTtlSeconds")), (Some("MARKETING"), None));
    assert!(stage.emulator.control().recategorise("order", "SPAM").is_err());
    assert_eq!(stage.emulator.control().set_quality("nobody", "RED").unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn what_nobody_sends_for_a_year_is_archived_and_goes_four_weeks_later() {
    let stage = Stage::new(policy(ReviewPolicy::Instant)).await;
    stage.create("old", "en").await.ok();
    let day = Duration::from_secs(24 * 3600);
    let control = stage.emulator.control();
    control.advance(364 * day).await.unwrap();
    stage.create("new", "en").await.ok();
    assert_eq!(stage.status("old", "en").await, "pass");
    control.advance(day + Duration::from_secs(1)).await.unwrap();
    assert_eq!((stage.status("old", "en").await, stage.status("new", "en").await), ("archived".into(), "pass".into()));
    control.advance(28 * day).await.unwrap();
    assert_eq!(stage.detail("old", "en").await.code(), "DetailError.TemplateNotExist");
}

#[tokio::test]
async fn an_advanced_clock_is_kept_and_clients_of_either_time_are_let_in() {
    let folder = tempfile::tempdir().unwrap();
    let config = || EmulatorConfig { state: Some(folder.path().to_path_buf()), ..relaxed() };
    let stage = Stage::new(config()).await;
    let start = stage.emulator.control().time().0;
    stage.emulator.control().advance(Duration::from_secs(24 * 3600)).await.unwrap();
    // A client on this machine signs with the machine's time, one that follows the service with the service's.
    stage.send(stage.call(LIST)).await.ok();
    let now = stage.emulator.control().time().0;
    assert_eq!(now.duration_since(start).as_hours(), 24);
    stage.call(LIST).at(now).signed().send(&stage.emulator).await.ok();
    let between = start + jiff::SignedDuration::from_hours(12);
    let answer = stage.call(LIST).at(between).signed().send(&stage.emulator).await;
    assert_eq!(answer.code(), "InvalidTimeStamp.Expired");
    drop(stage);
    let again = Stage::new(config()).await;
    assert_eq!(again.emulator.control().time().0, now);
    drop(again);
    let set = EmulatorConfig { clock: Some("2027-01-01T00:00:00Z".parse().unwrap()), clock_still: true, ..config() };
    let still = Stage::new(set).await;
    still.advance(60);
    assert_eq!(still.emulator.control().time(), ("2027-01-01T00:00:00Z".parse().unwrap(), true));
}
