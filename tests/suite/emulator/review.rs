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
        [("after=30s", 30_000), ("after=1500ms", 1500), ("after=2m", 120_000), ("after=1h", 3_600_000)]
    {
        assert_eq!(text.parse(), Ok(ReviewPolicy::After(Duration::from_millis(milliseconds))));
    }
    for text in ["", "soon", "after=", "after=s", "after=30", "after=-1s", "after=1d", "after=99999999999999999999s"] {
        let error = ReviewPolicy::parse(text).unwrap_err().to_string();
        assert!(error.ends_with("is no review policy: write instant, manual or after=30s (with s, m or h)"), "{error}");
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
