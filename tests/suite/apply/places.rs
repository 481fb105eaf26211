//! Apply where the place is bad: a full disk, a folder that cannot be written, a link, a clock that was set, a plan of
//! another project. Each is said, nothing is sent that cannot be noted, and nothing is lost.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use chatform::apply::PastRun;
use serde_json::json;

use crate::support::{Ran, Sandbox, Server, journals};

/// So many templates at an emulator of its own.
fn project(templates: usize) -> (Sandbox, Server) {
    let server = Server::start(&Sandbox::new(), &[]);
    let sandbox = Sandbox::project_at(server.endpoint());
    for number in 1..templates {
        let text =
            Sandbox::HELLO.replace("hello", &format!("order_{number}")).replace("table", &format!("order {number}"));
        sandbox.write(&format!("templates/order_{number}.yaml"), text);
    }
    (sandbox, server)
}

/// Applies where no file can become longer than so many bytes: writing more fails, as on a full disk.
fn on_a_disk_of(bytes: u64, sandbox: &Sandbox, arguments: &str) -> Ran {
    let program = env!("CARGO_BIN_EXE_chatform");
    // A signal that is ignored stays ignored in the program: the write then fails instead.
    let script = format!("trap '' XFSZ; exec prlimit --fsize={bytes} {program} {arguments}");
    sandbox.scrubbed("bash").args(["-c", &script]).output().unwrap().into()
}

#[test]
fn a_disk_that_fills_up_ends_the_run_and_loses_nothing() {
    let (sandbox, server) = project(8);
    // How long a whole journal is, where nothing stands in the way: of another project of the same shape.
    let (other, _other_server) = project(8);
    other.run(&["apply", "--yes", "--jobs", "1"]).exits_with(0);
    let whole = std::fs::read(journals(other.path()).pop().unwrap()).unwrap();
    let ends: Vec<u64> = (0..whole.len()).filter(|at| whole[*at] == b'\n').map(|at| at as u64 + 1).collect();

    // No room for the beginning: nothing is sent.
    let ran = on_a_disk_of(ends[1] - 50, &sandbox, "apply --yes --jobs 1").exits_with(5);
    assert!(ran.stderr.contains("journal cannot be written") && ran.stderr.contains("help: "), "{}", ran.stderr);
    assert_eq!(server.control("templates", None), json!([]));

    // Room for a few items.
    let ran = on_a_disk_of(ends[5] + 50, &sandbox, "apply --yes --jobs 1").exits_with(4);
    assert!(ran.stderr.contains("journal cannot be written"), "{}", ran.stderr);
    let created = server.control("templates", None).as_array().unwrap().len();
    assert!(ran.stdout.contains(&format!("Applied: {created} done")) && created < 8, "{created}: {}", ran.stdout);
    for journal in journals(sandbox.path()) {
        let run = PastRun::read(&journal).unwrap();
        assert_eq!((run.faults, run.torn), (Vec::new(), None), "half a line is taken back");
    }
    sandbox.run(&["journal", "--verify"]).exits_with(0);

    // There is room again.
    sandbox.run(&["retry", "--yes"]).exits_with(0);
    assert!(sandbox.run(&["plan"]).exits_with(0).stdout.starts_with("No changes: 8 unchanged"));
}

#[test]
fn a_folder_that_cannot_be_written_sends_nothing() {
    let (sandbox, server) = project(1);
    std::fs::create_dir(sandbox.path().join(".chatform")).unwrap();
    let permit =
        |mode| std::fs::set_permissions(sandbox.path().join(".chatform"), PermissionsExt::from_mode(mode)).unwrap();
    permit(0o555);
    // Permissions mean nothing to root: the run has to be somebody else.
    let is_root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let mut apply = sandbox.command(&["apply", "--yes"]);
    if is_root {
        std::fs::set_permissions(sandbox.path(), PermissionsExt::from_mode(0o755)).unwrap();
        apply.uid(65534);
    }
    match apply.output() {
        Ok(output) => {
            let ran = Ran::from(output).exits_with(5);
            assert!(ran.stderr.contains("make `.chatform` writable"), "{}", ran.stderr);
            assert_eq!(server.control("templates", None), json!([]));
        }
        // The program may stand where nobody else may look.
        Err(error) => println!("skipped: {error}"),
    }
    permit(0o755);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
}

#[test]
fn a_file_where_the_journals_belong_is_said() {
    let (sandbox, server) = project(1);
    sandbox.write(".chatform/runs", "a file");
    let ran = sandbox.run(&["apply", "--yes"]).exits_with(5);
    assert!(ran.stderr.contains(".chatform/runs") && ran.stderr.contains("help: "), "{}", ran.stderr);
    assert_eq!(server.control("templates", None), json!([]));
}

#[test]
fn a_project_behind_a_link_is_the_same_project() {
    let (sandbox, _server) = project(2);
    symlink(sandbox.path(), sandbox.path().join("link")).unwrap();
    let ran = sandbox.run(&["-C", "link", "apply", "--yes"]).exits_with(0);
    assert!(ran.stdout.contains("Applied: 2 done"), "{}", ran.stdout);
    assert_eq!(journals(sandbox.path()).len(), 1);
    for folder in [".", "link", "link/link/templates"] {
        let ran = sandbox.run(&["-C", folder, "journal"]).exits_with(0);
        assert!(ran.stdout.contains("2 done"), "{folder}: {}", ran.stdout);
    }
    // The folder of the journals may be a link as well: to another disk, say.
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::rename(sandbox.path().join(".chatform"), elsewhere.path().join("kept")).unwrap();
    symlink(elsewhere.path().join("kept"), sandbox.path().join(".chatform")).unwrap();
    sandbox.write("templates/bye.yaml", Sandbox::HELLO.replace("hello", "bye").replace("table", "bill"));
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    assert_eq!(journals(sandbox.path()).len(), 2);
    assert!(std::fs::symlink_metadata(sandbox.path().join(".chatform")).unwrap().is_symlink());
}

/// The saved plan with another time of making, its digest made anew.
fn made_at(sandbox: &Sandbox, made: &str, expires: &str) {
    let mut plan = chatform::plan::read(sandbox.read("plan.json").as_bytes()).unwrap();
    (plan.created_at, plan.expires_at) = (made.to_owned(), expires.to_owned());
    sandbox.write("plan.json", chatform::plan::write(&plan));
}

#[test]
fn a_plan_from_the_future_or_long_ago_is_refused() {
    let (sandbox, server) = project(1);
    sandbox.run(&["plan", "-o", "plan.json"]).exits_with(0);
    for (made, expires, fact) in [
        ("2125-01-01T00:00:00Z", "2125-01-02T00:00:00Z", "the plan was made at 2125-01-01T00:00:00Z, and it is"),
        ("2001-01-01T00:00:00Z", "2001-01-02T00:00:00Z", "the plan expired at 2001-01-02T00:00:00Z"),
    ] {
        made_at(&sandbox, made, expires);
        let ran = sandbox.run(&["apply", "plan.json", "--yes"]).exits_with(5);
        assert!(ran.stderr.contains(fact), "{}", ran.stderr);
    }
    assert_eq!(server.control("templates", None), json!([]));
}

#[test]
fn a_journal_from_a_clock_that_was_set_back_is_whole_and_can_be_finished() {
    let (sandbox, server) = project(3);
    let fault = json!({ "fault": "reset_before", "action": "CreateChatappTemplate", "after": 1, "times": 1 });
    server.control("faults", Some(json!([fault])));
    sandbox.run(&["apply", "--yes", "--jobs", "1"]).exits_with(4);
    // The clock was fast then, and is right now: the newest run has an id from the future.
    let journal = journals(sandbox.path()).pop().unwrap();
    let ahead = Path::new(&journal).with_file_name("21250101T000000.000Z-abcdef.jsonl");
    std::fs::rename(&journal, &ahead).unwrap();
    sandbox.run(&["journal", "--verify"]).exits_with(0);
    let ran = sandbox.run(&["retry", "2125", "--yes"]).exits_with(0);
    assert!(ran.stdout.contains("Applied: 1 done"), "{}", ran.stdout);
    assert_eq!(journals(sandbox.path()).len(), 2);
}

#[test]
fn a_plan_of_another_project_is_refused_before_any_write() {
    let (sandbox, server) = project(1);
    sandbox.run(&["plan", "-o", "plan.json"]).exits_with(0);
    let (other, other_server) = project(1);
    other.write("plan.json", sandbox.read("plan.json"));
    let ran = other.run(&["apply", "plan.json", "--yes"]).exits_with(5);
    assert!(ran.stderr.contains("the plan was made for environment `test`"), "{}", ran.stderr);
    other.write("chatform.yaml", other.read("chatform.yaml").replace("test:", "prod:"));
    let ran = other.run(&["apply", "plan.json", "--yes"]).exits_with(64);
    assert!(ran.stderr.contains("no environment `test`"), "{}", ran.stderr);
    for server in [server, other_server] {
        assert_eq!(server.control("templates", None), json!([]));
    }
}
