//! `completions` and `man`: made from the command line itself, and taken by the programs they are for.

use std::process::Command;

use crate::support::Sandbox;

#[test]
fn bash_completes_commands_and_options() {
    let sandbox = Sandbox::new();
    sandbox.write("chatform.bash", sandbox.run(&["completions", "bash"]).exits_with(0).stdout);
    let offered = |words: &str, last: usize| {
        let script = format!(
            "source ./chatform.bash; COMP_WORDS=({words}); COMP_CWORD={last}; _chatform chatform \"${{COMP_WORDS[{last}]}}\" \
             \"${{COMP_WORDS[{last} - 1]}}\"; echo \"${{COMPREPLY[@]}}\""
        );
        let ran = Command::new("bash").args(["-c", &script]).current_dir(sandbox.path()).output().unwrap();
        String::from_utf8(ran.stdout).unwrap().trim().to_owned()
    };
    assert_eq!(offered("chatform exp", 1), "explain");
    assert_eq!(offered("chatform lint --max-w", 2), "--max-warnings");
}

#[test]
fn every_shell_has_a_script() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = Sandbox::new().run(&["completions", shell]).exits_with(0);
        assert!(ran.stdout.contains("lint") && ran.stdout.contains("metrics"), "{shell}");
    }
    Sandbox::new().run(&["completions", "cmd"]).exits_with(64);
}

#[test]
fn every_command_has_a_man_page() {
    let sandbox = Sandbox::new();
    assert!(sandbox.run(&["man"]).exits_with(0).stdout.contains(".TH chatform 1"));
    sandbox.run(&["man", "-o", "pages"]).exits_with(0);
    for page in ["chatform.1", "chatform-lint.1", "chatform-metrics-template.1"] {
        assert!(sandbox.read(&format!("pages/{page}")).contains(".SH SYNOPSIS"), "{page}");
    }
}
