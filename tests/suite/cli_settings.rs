//! `lint --show-settings`.

use crate::support::{Sandbox, git, repository};

const GOOD: &str = "name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there, all is well with you.\n";

const PROJECT: &str = r#"
templates: ["shop/*.yaml", "bank/**/*.yaml"]
environments:
  local: { emulator: { review: instant } }
  prod:
    account: "1234567890123456"
    space: cams-hidden
    from: "8613800001111"
    values: { shop: "https://hidden.example.com", flow: "hidden-7" }
lint:
  rules: { footer/too-long: warning, body/too-many-emoji: "off" }
  overrides: [{ files: ["bank/**", "old/**"], rules: { "footer/*": info } }]
"#;

fn shown(sandbox: &Sandbox, more: &[&str]) -> String {
    sandbox.run(&[&["lint", "--show-settings"], more].concat()).exits_with(0).stdout
}

/// A project whose only template has a fault.
fn shop() -> Sandbox {
    Sandbox::new().file("chatform.yaml", PROJECT).file("shop/a.yaml", GOOD.replace("name: a", "name: A"))
}

#[test]
fn they_are_told_without_running() {
    assert_eq!(
        shown(&shop(), &["--max-warnings", "3", "--baseline", "known.json"]),
        "project file  chatform.yaml\n\
         templates     shop/*.yaml\n\
         \x20             bank/**/*.yaml\n\
         files         1 template\n\
         environments  local (emulator), no values\n\
         \x20             prod (service), values: shop, flow\n\
         levels        footer/too-long: warning\n\
         \x20             body/too-many-emoji: off\n\
         \x20             footer/*: info in bank/**, old/**\n\
         baseline      known.json (not there: --update-baseline writes it)\n\
         max warnings  3\n"
    );
}

#[test]
fn values_and_ids_are_not_told() {
    let text = shown(&shop(), &[]);
    assert!(!text.contains("hidden") && !text.contains("1234567890123456") && !text.contains("86138"), "{text}");
}

#[test]
fn what_is_not_set_is_said_to_be_so() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", GOOD);
    let text = shown(&sandbox, &[]);
    for line in
        ["templates     templates/**/*.yaml (default)", "environments  none", "levels        as the rules have them"]
    {
        assert!(text.lines().any(|other| other == line), "{text}");
    }
    let loose = shown(&Sandbox::new().file("a.yaml", GOOD), &["a.yaml"]);
    assert!(loose.starts_with("project file  none\ntemplates     as named\nfiles         1 template\n"), "{loose}");
}

#[test]
fn what_the_command_line_narrows_is_seen() {
    let sandbox = repository(shop());
    sandbox.write("shop/b.yaml", GOOD);
    let text = shown(&sandbox, &["--env", "local", "--changed-since", "main"]);
    let base = git(&sandbox, &["rev-parse", "HEAD"]);
    assert!(
        text.contains(&format!("files         2 templates, 1 of them shown: changed since main ({})\n", &base[..12])),
        "{text}"
    );
    assert!(text.contains("local (emulator)") && !text.contains("prod"), "{text}");
}
