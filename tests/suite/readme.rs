//! The README: its commands, examples and tables are what the program does.

use std::path::Path;

use chatform::cli::Exit;
use chatform::model::Template;
use chatform::project::Loaded;

use crate::support::Sandbox;
use crate::support::console::{blocks, exchanges, matches, output_of};

/// The commands that a document may show and a test may run. Others, such as `cargo test`, are only shown.
const RUN: &[&str] = &["chatform ", "cat ", "sed ", "grep ", "head ", "printf ", "ls ", "mkdir ", "rm "];

#[test]
fn its_commands_print_what_it_shows() {
    let mut wrong = Vec::new();
    for (name, text) in documents() {
        // One folder for the whole document: a reader goes on where a block ended.
        let sandbox = with_examples();
        for exchange in blocks(&text, "console").iter().flat_map(|block| exchanges(block)) {
            let command = exchange.command.replace("cargo run --release -- ", "chatform ");
            // A server runs until it is stopped: its own tests do that.
            if command.starts_with("chatform emulator") || !RUN.iter().any(|start| command.starts_with(start)) {
                continue;
            }
            let mut actual = output_of(&sandbox, &command);
            // A document may leave the exit code out.
            let says_exit = exchange.expected.last().is_some_and(|line| line.starts_with("[exit "));
            if !says_exit && actual.last().is_some_and(|line| line.starts_with("[exit ")) {
                actual.pop();
            }
            if !matches(&exchange.expected, &actual) {
                wrong.push(format!("{name}: $ {}\n{}", exchange.command, actual.join("\n")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn its_set_up_is_all_that_is_needed() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let sandbox = with_examples();
    let commands: Vec<String> = blocks(&readme, "sh").iter().flat_map(|block| runnable(block)).collect();
    assert!(commands.iter().any(|command| command == "chatform -C templates-examples apply --env local --yes"));
    for command in &commands {
        let output = output_of(&sandbox, command);
        assert!(output.last().is_none_or(|line| !line.starts_with("[exit ")), "{command}\n{}", output.join("\n"));
    }
    let again = output_of(&sandbox, "chatform -C templates-examples apply --env local --yes");
    assert!(again.join("\n").contains("No changes"), "{}", again.join("\n"));
}

/// The commands of a block that a test can run: `cargo run` is the binary that is there already.
fn runnable(block: &str) -> Vec<String> {
    let commands = block.lines().map(|line| line.replace("cargo run --release -- ", "chatform "));
    commands.filter(|command| command.starts_with("chatform ")).collect()
}

/// A folder laid out like the repository.
fn with_examples() -> Sandbox {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates-examples");
    Sandbox::new().copy_of_at(examples, "templates-examples")
}

#[test]
fn its_template_examples_are_without_an_error() {
    let schema = chatform::schema::template_schema();
    for (name, text) in documents() {
        for block in blocks(&text, "yaml").iter().filter(|block| block.contains("\nlanguages:")) {
            let loaded: Loaded<Template> = Loaded::of(&name, block.as_bytes(), schema);
            assert_eq!(loaded.findings, [], "{name}: {block}");
        }
    }
}

#[test]
fn its_table_of_exit_codes_is_the_enum() {
    let Some((_, readme)) = documents().into_iter().find(|(name, _)| name == "README.md") else { return };
    let rows = readme.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.split('|');
        let code: u8 = cells.next()?.trim().trim_end_matches('`').parse().ok()?;
        Some((code, cells.next()?.trim().to_owned()))
    });
    let rows: Vec<(u8, String)> = rows.collect();
    let expected: Vec<(u8, String)> = Exit::ALL.iter().map(|exit| (exit.code(), exit.meaning().to_owned())).collect();
    assert_eq!(rows, expected);
}

/// The README and the pages of `docs/` that show commands, by name.
fn documents() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut names = vec!["README.md".to_owned()];
    if let Ok(entries) = std::fs::read_dir(root.join("docs")) {
        let pages = entries.map(|entry| format!("docs/{}", entry.unwrap().file_name().to_str().unwrap()));
        names.extend(pages.filter(|name| name.ends_with(".md")));
    }
    names.sort();
    names.into_iter().filter_map(|name| Some((name.clone(), std::fs::read_to_string(root.join(name)).ok()?))).collect()
}
