//! The tables of `docs/emulator.md` are the emulator's own list of what it does. `CHATFORM_UPDATE=1` writes them.

use std::path::Path;

use chatform::emulator::{BEHAVIOURS, Behaviour, Mark};

#[test]
fn the_page_shows_every_behaviour_as_the_source_lists_it() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/emulator.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let mut made = page.clone();
    for (name, behaviours) in BEHAVIOURS {
        let begin = format!("<!-- behaviours: {name} -->\n");
        assert_eq!(made.matches(&begin).count(), 1, "docs/emulator.md has one place for {name}");
        let start = made.find(&begin).unwrap() + begin.len();
        let end = start + made[start..].find("<!-- end -->").unwrap();
        made.replace_range(start..end, &table(behaviours));
    }
    if std::env::var_os("CHATFORM_UPDATE").is_some() {
        std::fs::write(path, made).unwrap();
        return;
    }
    assert!(made == page, "docs/emulator.md is not what src/emulator/behaviours says; CHATFORM_UPDATE=1 writes it");
    assert_eq!(page.matches("<!-- behaviours: ").count(), BEHAVIOURS.len());
}

#[test]
fn what_is_documented_or_recorded_has_a_source_and_what_is_assumed_alone_needs_none() {
    let keys: Vec<String> = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/emulator.md"))
        .unwrap()
        .split("Source keys:")
        .nth(1)
        .unwrap()
        .split("\n\n")
        .next()
        .unwrap()
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .map(str::to_owned)
        .collect();
    let all = BEHAVIOURS.iter().flat_map(|(_, behaviours)| *behaviours);
    for behaviour in all {
        let known = behaviour.marks.iter().any(|(mark, _)| *mark != Mark::Assumed);
        assert!(!known || !behaviour.source.is_empty(), "no source: {}", behaviour.what);
        for key in behaviour.source.split(", ").filter(|key| !key.is_empty()) {
            assert!(keys.iter().any(|known| known == key), "the page does not explain {key}: {}", behaviour.what);
        }
    }
    let count = |wanted: Mark| {
        let all = BEHAVIOURS.iter().flat_map(|(_, behaviours)| *behaviours);
        all.filter(|behaviour| behaviour.marks.iter().any(|(mark, _)| *mark == wanted)).count()
    };
    println!(
        "behaviours: {} documented, {} recorded, {} assumed, in whole or in part",
        count(Mark::Documented),
        count(Mark::Recorded),
        count(Mark::Assumed)
    );
}

fn table(behaviours: &[Behaviour]) -> String {
    let mut table = "\n| behaviour | mark | source |\n| --- | --- | --- |\n".to_owned();
    for behaviour in behaviours {
        let mark = |(mark, part): &(Mark, &str)| match *part {
            "" => mark.word().to_owned(),
            part => format!("{} ({part})", mark.word()),
        };
        let marks: Vec<String> = behaviour.marks.iter().map(mark).collect();
        table.push_str(&format!("| {} | {} | {} |\n", behaviour.what, marks.join(", "), behaviour.source));
    }
    table + "\n"
}
