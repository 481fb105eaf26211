//! The layers of the crate, read from the table in `src/lib.rs`: imports go strictly downward.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::sources;

/// What the emulator may use: it is an independent witness of the API.
const ISLAND: (&str, &[&str]) = ("emulator", &["context", "store", "signature", "http"]);

/// Who may name which crate.
const CRATES: &[(&str, &[&str])] = &[
    ("miette", &["src/report/"]),
    ("granit_parser", &["src/yaml/parse.rs"]),
    ("axum", &["src/emulator/", "src/listen/"]),
    ("clap", &["src/cli/"]),
    ("reqwest", &["src/http/"]),
    ("gen_lsp_types", &["src/lsp/"]),
    ("lsp_server", &["src/lsp/"]),
    ("reqsign_core", &["src/api/"]),
    ("reqsign_aliyun_oss", &["src/api/"]),
    ("ini", &["src/api/credentials/"]),
];

/// Only the output of the command line writes to the streams of the process.
const STREAMS: &[&str] = &["println!", "eprintln!", "print!(", "eprint!(", "stdout()", "stderr()", "dbg!("];

#[test]
fn imports_go_strictly_downward() {
    let layers = layers();
    let mut offenders = Vec::new();
    for file in sources() {
        let module = file.module();
        let Some(level) = layers.get(module) else { continue };
        for used in used_modules(&file.code) {
            let allowed = match layers.get(used.as_str()) {
                _ if used == module => true,
                _ if used == ISLAND.0 => module == "cli",
                Some(below) => below < level,
                None => false,
            };
            if !allowed {
                offenders.push(format!("{} uses crate::{used}", file.name));
            }
        }
    }
    assert_eq!(offenders, Vec::<String>::new());
}

#[test]
fn the_emulator_is_an_island() {
    let used: BTreeSet<String> = sources()
        .into_iter()
        .filter(|file| file.module() == ISLAND.0)
        .flat_map(|file| used_modules(&file.code))
        .filter(|used| used != ISLAND.0 && !ISLAND.1.contains(&used.as_str()))
        .collect();
    assert_eq!(used, BTreeSet::new());
}

#[test]
fn every_module_has_a_layer() {
    let layers = layers();
    let missing: BTreeSet<String> = sources()
        .iter()
        .map(|file| file.module().to_owned())
        .filter(|module| !["lib", "main", ISLAND.0].contains(&module.as_str()) && !layers.contains_key(module))
        .collect();
    assert_eq!(missing, BTreeSet::new());
}

#[test]
fn a_foreign_crate_stays_in_its_room() {
    let mut offenders = Vec::new();
    for file in sources() {
        for (name, homes) in CRATES {
            let uses = file.code.contains(&format!("{name}::")) || file.code.contains(&format!("use {name}"));
            if uses && !homes.iter().any(|home| file.name.starts_with(home)) {
                offenders.push(format!("{} uses {name}", file.name));
            }
        }
    }
    assert_eq!(offenders, Vec::<String>::new());
}

#[test]
fn only_the_output_writes_to_the_streams() {
    let mut offenders = Vec::new();
    for file in sources().into_iter().filter(|file| file.name != "src/cli/frame/output.rs") {
        // Asking whether a stream is a terminal is no writing.
        let code = file.code.replace("stdout().is_terminal()", "").replace("stderr().is_terminal()", "");
        offenders
            .extend(STREAMS.iter().filter(|call| code.contains(**call)).map(|call| format!("{} {call}", file.name)));
    }
    assert_eq!(offenders, Vec::<String>::new());
}

/// Module → layer, from the table in the documentation of the crate.
fn layers() -> BTreeMap<String, u32> {
    let table = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lib.rs")).unwrap();
    let mut layers = BTreeMap::new();
    for line in table.lines().filter_map(|line| line.strip_prefix("//! L")) {
        let mut words = line.split_whitespace();
        let level: u32 = words.next().unwrap().parse().unwrap();
        layers.extend(words.map(|module| (module.to_owned(), level)));
    }
    assert!(layers.len() > 15, "the table of layers is in src/lib.rs");
    layers
}

/// First segments of all `crate::…` paths, also inside `use crate::{a, b::c}`.
fn used_modules(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        // `$crate::` in a macro is the same crate; `my_crate::` is not.
        if code[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => used.extend(group_heads(group)),
            None => used.extend(head(rest)),
        }
    }
    used
}

/// The first segments of a `{…}` group; nested groups belong to their head.
fn group_heads(group: &str) -> Vec<String> {
    let (mut heads, mut depth, mut item) = (Vec::new(), 0, String::new());
    for character in group.chars() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.extend(head(&std::mem::take(&mut item))),
            _ if depth == 0 => item.push(character),
            _ => {}
        }
    }
    heads.extend(head(&item));
    heads
}

fn head(path: &str) -> Option<String> {
    let name: String = path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    // Macros are exported at the crate's root: `crate::declare_rule!`.
    let is_macro = path.trim_start()[name.len()..].starts_with('!') || name == "declare_rule";
    (!name.is_empty() && !is_macro).then_some(name)
}

#[test]
fn paths_of_the_crate_are_recognised() {
    let used = |code: &str| used_modules(code).into_iter().collect::<Vec<_>>();
    assert_eq!(used("use crate::finding::{At, Path};"), ["finding"]);
    assert_eq!(used("use crate::{model::{A, B}, yaml, declare_rule};"), ["model", "yaml"]);
    assert_eq!(used("let x = $crate::finding::Finding; other_crate::api::X; crate::declare_rule! {}"), ["finding"]);
}
