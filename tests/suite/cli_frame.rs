//! The frame of the command line: usage, help, exit codes.

use crate::support::Sandbox;

#[test]
fn wrong_usage_ends_with_64_and_says_so_on_stderr() {
    for arguments in [&["frobnicate"][..], &["exit-codes", "--no-such-option"], &[]] {
        let ran = Sandbox::new().run(arguments).exits_with(64);
        assert_eq!(ran.stdout, "");
        assert!(ran.stderr.contains("Usage"), "{}", ran.stderr);
    }
}

#[test]
fn help_and_version_are_results() {
    let ran = Sandbox::new().run(&["--help"]).exits_with(0);
    assert!(ran.stdout.contains("Commands:"), "{}", ran.stdout);
    assert_eq!(ran.stderr, "");
    let ran = Sandbox::new().run(&["--version"]).exits_with(0);
    assert_eq!(ran.stdout, format!("chatform {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_folder_that_does_not_exist_is_wrong_usage() {
    let ran = Sandbox::new().run(&["-C", "nowhere", "exit-codes"]).exits_with(64);
    assert_eq!(ran.stderr, "error: no folder nowhere\n  help: give -C a folder that exists\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let child = Sandbox::new().command(&["rules"]).stdout(full).spawn().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(69));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: standard output cannot be written"));
}

#[test]
fn colours_can_be_forced_and_forbidden() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", "[]");
    assert!(sandbox.run(&["--color", "always", "lint"]).stdout.contains("\x1b["));
    assert!(!sandbox.run(&["--color", "never", "lint"]).stdout.contains("\x1b["));
    assert!(!sandbox.run(&["lint"]).stdout.contains("\x1b["));
}

#[test]
fn every_exit_code_is_listed() {
    let ran = Sandbox::new().run(&["exit-codes"]).exits_with(0);
    let codes: Vec<&str> = ran.stdout.lines().map(|line| line[..3].trim()).collect();
    let expected = ["0", "1", "2", "3", "4", "5", "6", "64", "65", "69", "70", "75", "77", "78", "130"];
    assert_eq!(codes, expected);
}
