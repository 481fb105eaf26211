//! `--help` of every command: complete, and readable in 80 columns.

use crate::support::Sandbox;

/// The commands, as the help of the whole lists them.
fn commands() -> Vec<String> {
    let help = Sandbox::new().run(&["--help"]).exits_with(0).stdout;
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

#[test]
fn every_command_has_help_that_fits_80_columns() {
    assert!(commands().len() >= 6, "{:?}", commands());
    for command in commands() {
        for flag in ["-h", "--help"] {
            let help = Sandbox::new().run(&[&command, flag]).exits_with(0).stdout;
            assert!(help.contains("Usage: chatform "), "{help}");
            let wide: Vec<&str> = help.lines().filter(|line| line.chars().count() > 80).collect();
            assert_eq!(wide, Vec::<&str>::new(), "{command} {flag}");
        }
    }
}

#[test]
fn every_option_says_what_it_does() {
    for command in commands() {
        let help = Sandbox::new().run(&[&command, "-h"]).exits_with(0).stdout;
        let lines: Vec<&str> = help.lines().collect();
        for (at, option) in lines.iter().enumerate().filter(|(_, line)| line.trim_start().starts_with('-')) {
            // Beside the option, or where options are long below it.
            let beside = option.trim_start().split_once("  ").unwrap_or_default().1.trim();
            let below = lines.get(at + 1).map_or("", |line| line.trim());
            let words = if beside.is_empty() && !below.starts_with('-') { below } else { beside };
            assert!(!words.is_empty(), "{command}: {option}");
        }
    }
}
