//! Deletions: written down in the project file, one language at a time, behind a gate.

use crate::support::Sandbox;

const PROJECT: &str = "\
environments:
  local: { emulator: { state: .chatform/emulator }, wait_for_review: 10s }
";

const TEMPLATE: &str = "\
name: spring_promo
category: UTILITY
languages:
  en: { body: The tea garden is open again from this weekend. }
  de: { body: Der Teegarten ist ab diesem Wochenende wieder offen. }
";

const RETIRED: &str =
    "retired:\n  - { name: spring_promo, languages: [de], action: delete, reason: the season is over }\n";

/// Both languages are there; the file now declares English only.
fn season_over() -> Sandbox {
    let sandbox = Sandbox::new().file("chatform.yaml", PROJECT).file("templates/spring_promo.yaml", TEMPLATE);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    let german = TEMPLATE.lines().last().unwrap();
    sandbox.write("templates/spring_promo.yaml", TEMPLATE.replace(german, ""));
    sandbox
}

fn stored(sandbox: &Sandbox, language: &str) -> bool {
    sandbox.exists(&format!(".chatform/emulator/spaces/default~/spring_promo.{language}.json"))
}

#[test]
fn a_language_that_a_file_no_longer_declares_is_listed_and_stays() {
    let sandbox = season_over();
    let applied = sandbox.run(&["apply", "--yes"]).exits_with(0).stdout;
    assert!(applied.contains("unmanaged spring_promo/de"), "{applied}");
    assert!(stored(&sandbox, "de"));
}

#[test]
fn a_retired_language_is_deleted_once_the_gate_accepts_it_and_no_other() {
    let sandbox = season_over();
    sandbox.write("chatform.yaml", format!("{PROJECT}{RETIRED}"));
    let plan = sandbox.run(&["plan"]).exits_with(0).stdout;
    assert!(plan.contains("- delete spring_promo/de  chatform.yaml:4"), "{plan}");
    assert!(plan.contains("retired: the season is over") && plan.contains("about 30 days"), "{plan}");

    let refused = sandbox.run(&["apply", "--yes"]).exits_with(5);
    assert!(refused.stderr.contains("--accept-deletes 1"), "{}", refused.stderr);
    assert!(stored(&sandbox, "de"));

    let applied = sandbox.run(&["apply", "--yes", "--accept-deletes", "1"]).exits_with(0).stdout;
    assert!(applied.contains("Applied: 1 done"), "{applied}");
    assert!(stored(&sandbox, "en") && !stored(&sandbox, "de"));
    sandbox.run(&["plan", "--detailed-exitcode"]).exits_with(0);
}

#[test]
fn a_saved_deletion_is_stale_once_somebody_changed_what_it_would_delete() {
    let sandbox = season_over();
    sandbox.write("chatform.yaml", format!("{PROJECT}{RETIRED}"));
    sandbox.run(&["plan", "-o", "plan.json"]).exits_with(0);
    let file = ".chatform/emulator/spaces/default~/spring_promo.de.json";
    let changed = sandbox.read(file).replace("wieder offen", "wieder ganz offen");
    sandbox.write(file, changed);
    let applied = sandbox.run(&["apply", "plan.json", "--yes", "--accept-deletes", "1"]).exits_with(4);
    assert!(applied.stderr.contains("stale: spring_promo/de"), "{}", applied.stderr);
    assert!(stored(&sandbox, "de"));
}

#[test]
fn what_is_retired_and_declared_is_an_error_before_anything_is_read() {
    let sandbox = season_over();
    sandbox.write("chatform.yaml", format!("{PROJECT}{}", RETIRED.replace("[de]", "[en]")));
    let plan = sandbox.run(&["plan"]).exits_with(65);
    assert!(plan.stderr.contains("project/retired-and-declared"), "{}", plan.stderr);
}

#[test]
fn what_is_to_be_put_away_is_archived_once_and_passes_the_gate_of_deletions() {
    let in_space = PROJECT.replace("local: {", "local: { space: cams-1,");
    let sandbox = Sandbox::new().file("chatform.yaml", &in_space).file("templates/spring_promo.yaml", TEMPLATE);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    sandbox.write("templates/spring_promo.yaml", TEMPLATE.split("  de:").next().unwrap());
    sandbox.write("chatform.yaml", format!("{in_space}{}", RETIRED.replace("action: delete", "action: archive")));
    let refused = sandbox.run(&["apply", "--yes"]).exits_with(5);
    assert!(refused.stderr.contains("--accept-deletes 1"), "{}", refused.stderr);
    let applied = sandbox.run(&["apply", "--yes", "--accept-deletes", "1"]).exits_with(0).stdout;
    assert!(applied.contains("- archive spring_promo/de") && applied.contains("Applied: 1 done"), "{applied}");
    let again = sandbox.run(&["plan", "--refresh", "full"]).exits_with(0).stdout;
    assert!(again.contains("No changes: 2 unchanged"), "{again}");
}

#[test]
fn a_retirement_of_another_environment_is_not_carried_out() {
    let sandbox = season_over();
    let elsewhere = RETIRED.replace("reason:", "environments: [prod], reason:");
    let project = PROJECT.to_owned() + "  prod: { emulator: {} }\n" + &elsewhere;
    sandbox.write("chatform.yaml", project);
    let plan = sandbox.run(&["plan", "--env", "local"]).exits_with(0).stdout;
    assert!(plan.contains("unmanaged spring_promo/de"), "{plan}");
}
