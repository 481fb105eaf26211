//! `kill -9` of apply at any moment, then apply again: each template is there once, as the files say.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use chatform::apply::PastRun;

use crate::support::{Sandbox, Server, journals, rounds};

const TEMPLATES: usize = 6;

fn project() -> Sandbox {
    let sandbox = Sandbox::new()
        .variable("ALIBABA_CLOUD_ACCESS_KEY_ID", "test-ak-id")
        .variable("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "test-ak-secret");
    for number in 0..TEMPLATES {
        let text = format!(
            "name: order_{number}\ncategory: UTILITY\nexamples: {{ who: Ana }}\nlanguages:\n  en: {{ body: \"Hello $(who), order {number} is ready.\" }}\n"
        );
        sandbox.write(&format!("templates/order_{number}.yaml"), text);
    }
    sandbox
}

/// How many templates the emulator has stored.
fn stored(sandbox: &Sandbox) -> usize {
    fn count(folder: &std::path::Path) -> usize {
        let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
        let names = entries.flatten().map(|entry| entry.path());
        names.map(|path| if path.is_dir() { count(&path) } else { usize::from(is_template(&path)) }).sum()
    }
    fn is_template(path: &std::path::Path) -> bool {
        std::fs::read_to_string(path).is_ok_and(|text| text.contains("\"template_code\""))
    }
    count(&sandbox.path().join("served"))
}

/// Kills apply as soon as so many templates are stored, and a little later each round.
fn kill_at(mut apply: Child, sandbox: &Sandbox, templates: usize, later: Duration) {
    while stored(sandbox) < templates && apply.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    std::thread::sleep(later);
    let _ = apply.kill();
    apply.wait().unwrap();
}

#[test]
fn after_a_kill_the_next_apply_ends_with_each_template_once() {
    let mut halfway = 0;
    let rounds = rounds(5, 60);
    for round in 0..rounds {
        let sandbox = project();
        let server = Server::start(&sandbox, &[]);
        sandbox.write(
            "chatform.yaml",
            format!("environments:\n  test: {{ endpoint: \"{}\", wait_for_review: 5s }}\n", server.endpoint()),
        );
        let mut first: Command = sandbox.command(&["apply", "--yes"]);
        let apply = first.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let later = Duration::from_micros(700 * (round as u64 % 10));
        kill_at(apply, &sandbox, round % (TEMPLATES + 1), later);
        let left = stored(&sandbox);
        halfway += usize::from(left > 0 && left < TEMPLATES);

        sandbox.run(&["apply", "--yes"]).exits_with(0);
        assert_eq!(stored(&sandbox), TEMPLATES, "round {round}, killed with {left} stored");
        let plan = sandbox.run(&["plan", "--detailed-exitcode"]).exits_with(0).stdout;
        assert!(plan.starts_with(&format!("No changes: {TEMPLATES} unchanged")), "{plan}");
        for journal in journals(sandbox.path()) {
            let run = PastRun::read(&journal).unwrap();
            assert_eq!(run.faults, Vec::<String>::new(), "round {round}");
        }
    }
    println!("{rounds} kills, {halfway} of them half-way");
    assert!(halfway > 0, "no kill hit a run that was half-way");
}
