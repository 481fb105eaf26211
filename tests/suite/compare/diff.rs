//! Two environments, two commits, or one of each, side by side.

use serde_json::Value;

use crate::support::{Sandbox, git, repository};

const PROJECT: &str = "\
environments:
  test: { emulator: { state: .chatform/test }, values: { shop: test.example } }
  prod: { emulator: { state: .chatform/prod }, values: { shop: shop.example } }
";

const TEMPLATE: &str = "\
name: hello
category: UTILITY
languages:
  en:
    body: Your table is ready at ${shop} now.
";

fn project() -> Sandbox {
    repository(Sandbox::new().file("chatform.yaml", PROJECT).file("templates/hello.yaml", TEMPLATE))
}

fn plain() -> Sandbox {
    repository(Sandbox::new().file("chatform.yaml", PROJECT).file("templates/hello.yaml", Sandbox::HELLO))
}

#[test]
fn two_environments_differ_in_what_they_hold() {
    let sandbox = plain();
    sandbox.run(&["apply", "--env", "test", "--yes"]).exits_with(0);
    sandbox.write("templates/hello.yaml", Sandbox::HELLO.replace("table", "room"));
    sandbox.write("templates/bye.yaml", Sandbox::HELLO.replace("hello", "bye").replace("table", "parcel"));
    sandbox.run(&["apply", "--env", "prod", "--yes"]).exits_with(0);
    let ran = sandbox.run(&["diff", "test", "prod", "--detailed-exitcode"]).exits_with(2).stdout;
    assert!(ran.contains("+ only on the right bye/en") && ran.contains("~ differs hello/en"), "{ran}");
    assert!(ran.contains("1 different, 1 only on the right between `test` and `prod`"), "{ran}");
    let same = sandbox.run(&["diff", "prod", "prod", "--detailed-exitcode"]).exits_with(0).stdout;
    assert_eq!(same, "2 the same between `prod` and `prod`\n");
}

#[test]
fn two_commits_differ_in_what_the_files_said() {
    let sandbox = project();
    sandbox.write("templates/hello.yaml", TEMPLATE.replace("table", "room"));
    git(&sandbox, &["commit", "--quiet", "--all", "--message=rooms"]);
    let ran = sandbox.run(&["diff", "HEAD~1", "HEAD", "--env", "prod"]).exits_with(0).stdout;
    assert!(ran.contains("[-table-]") && ran.contains("{+room+}") && ran.contains("shop.example"), "{ran}");
    sandbox.write("templates/hello.yaml", TEMPLATE.replace("table", "boat"));
    let ran = sandbox.run(&["diff", "HEAD", "."]).exits_with(0).stdout;
    assert!(ran.contains("[-room-]") && ran.contains("{+boat+}"), "{ran}");
}

#[test]
fn a_commit_and_an_environment_are_compared_with_its_values() {
    let sandbox = project();
    sandbox.run(&["apply", "--env", "prod", "--yes"]).exits_with(0);
    let ran = sandbox.run(&["diff", "HEAD", "prod"]).exits_with(0).stdout;
    assert_eq!(ran, "1 the same between `HEAD` and `prod`\n");
}

#[test]
fn json_holds_both_sides() {
    let sandbox = project();
    sandbox.write("templates/hello.yaml", TEMPLATE.replace("table", "room"));
    let json = sandbox.run(&["diff", "HEAD", ".", "--format", "json"]).exits_with(0).stdout;
    let json: Value = serde_json::from_str(&json).unwrap();
    let item = &json["items"][0];
    assert_eq!((&item["key"], &item["fields"][0]["path"]), (&"hello/en".into(), &"body.text".into()));
    assert_ne!(item["left"]["body"], item["right"]["body"]);
}

#[test]
fn what_is_neither_an_environment_nor_a_commit_is_named() {
    let ran = project().run(&["diff", "HEAD", "nowhere"]).exits_with(64);
    assert!(ran.stderr.contains("git knows no commit `nowhere`"), "{}", ran.stderr);
    let ran = project().run(&["diff", "--", "HEAD", "--output=x"]).exits_with(64);
    assert!(ran.stderr.contains("begins with `-`"), "{}", ran.stderr);
}

#[test]
fn a_commit_with_a_broken_file_is_no_empty_side() {
    let sandbox = project();
    sandbox.write("templates/hello.yaml", "name: [\n");
    git(&sandbox, &["commit", "--quiet", "--all", "--message=broken"]);
    let ran = sandbox.run(&["diff", "HEAD~1", "HEAD"]).exits_with(1);
    assert!(ran.stderr.contains("cannot be read whole"), "{}", ran.stderr);
}
