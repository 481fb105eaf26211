//! Edits of documents of nothing in particular, held against the same changes of plain values.

use chatform::finding::{At, Edit, Path, Step};
use chatform::source::SourceFile;
use chatform::yaml::{Edited, KeyOrder, Node, Value as Content, edit, load};
use serde_json::{Value, json};

use super::documents::documents;
use crate::fuzz::dice::Dice;
use crate::support::{rounds, tell_runs};

const ORDER: KeyOrder<'static> = KeyOrder(&["name", "category", "body", "footer", "buttons", "languages"]);

const TEXTS: &[&str] = &[
    "plain",
    "two words",
    "",
    "it's",
    "a: b",
    "# no comment",
    "你好 👋🏽",
    "مرحبا $(name)",
    "line one\nline two",
    "ends\n",
    "para\n\npara\n\n\n",
    " leading",
    "trailing ",
    "\ttab",
    "\"quoted\" 'both'",
    "1.50",
    "true",
    "- x",
    "[a]",
    "{b}",
    "a, b",
    "\u{200b}\u{85}",
    "x\r\ny",
    "back\\",
];

/// A place of a document.
struct Place {
    path: Path,
    span: std::ops::Range<usize>,
    key: Option<std::ops::Range<usize>>,
    value: Value,
}

fn places(node: Node<'_>, path: &Path, key: Option<std::ops::Range<usize>>, found: &mut Vec<Place>) {
    found.push(Place { path: path.clone(), span: node.span(), key, value: node.to_json() });
    match node.value() {
        Content::Mapping(entries) => {
            for entry in entries {
                places(entry.value, &path.join(entry.key), Some(entry.key_node.span()), found);
            }
        }
        Content::Sequence(items) => {
            for (index, item) in items.into_iter().enumerate() {
                places(item, &path.join(index), None, found);
            }
        }
        Content::Scalar(_) => {}
    }
}

/// An edit for a place, if it takes one of this kind.
fn edit_for(place: &Place, dice: &Dice) -> Option<Edit> {
    let path = || place.path.clone();
    let text = || (*dice.one_of(TEXTS)).to_owned();
    match (dice.below(8), &place.value) {
        (0, Value::String(_)) => Some(Edit::Replace(At::Value(path()), text())),
        (1, Value::String(old)) => {
            let mut range = dice.range(old.len());
            range.start = old.floor_char_boundary(range.start);
            range.end = old.ceil_char_boundary(range.end).max(range.start);
            Some(Edit::Replace(At::Text(path(), range), text()))
        }
        (2, _) if place.key.is_some() => Some(Edit::RenameKey(path(), "renamed_key".to_owned())),
        (3, _) if !place.path.0.is_empty() => Some(Edit::Remove(path())),
        (4, Value::Object(_)) => {
            let key = *dice.one_of(&["footer", "zzz", "neu", "category"]);
            place.value.get(key).is_none().then(|| Edit::Set(place.path.join(key), new_value(dice)))
        }
        (5, Value::Array(items)) => Some(Edit::Insert(place.path.join(dice.below(items.len() + 1)), new_value(dice))),
        (6, _) if !place.path.0.is_empty() => Some(Edit::Set(path(), new_value(dice))),
        (7, Value::Array(items)) if items.len() > 1 => {
            let mut order: Vec<usize> = (0..items.len()).collect();
            order.rotate_left(1 + dice.below(items.len() - 1));
            Some(Edit::Reorder(path(), order))
        }
        _ => None,
    }
}

fn new_value(dice: &Dice) -> Value {
    match dice.below(6) {
        0 => json!(42),
        1 => json!(null),
        2 => json!({ "type": "URL", "text": *dice.one_of(TEXTS) }),
        3 => json!([*dice.one_of(TEXTS), { "a": ["x"] }]),
        _ => json!(*dice.one_of(TEXTS)),
    }
}

fn path_of(edit: &Edit) -> &Path {
    match edit {
        Edit::Replace(at, _) => at.path().unwrap(),
        Edit::Set(path, _) | Edit::Insert(path, _) | Edit::RenameKey(path, _) | Edit::Remove(path) => path,
        Edit::Reorder(path, _) => path,
    }
}

/// What the edit makes of a value: the oracle, which knows nothing of texts.
fn changed(value: &Value, path: &Path, edit: &Edit) -> Value {
    let at = path_of(edit);
    if path == at {
        return match edit {
            Edit::Replace(At::Text(_, range), text) => {
                let mut new = value.as_str().unwrap().to_owned();
                new.replace_range(range.clone(), text);
                json!(new)
            }
            Edit::Replace(_, text) => json!(text),
            Edit::Set(_, new) => new.clone(),
            Edit::Reorder(_, order) => order.iter().map(|index| value[*index].clone()).collect(),
            _ => value.clone(),
        };
    }
    if !path.contains(at) {
        return value.clone();
    }
    let is_here = |child: &Path| child == at;
    match value {
        Value::Object(fields) => {
            let mut new = serde_json::Map::new();
            for (key, field) in fields {
                let child = path.join(key.as_str());
                match edit {
                    Edit::Remove(_) if is_here(&child) => {}
                    Edit::RenameKey(_, name) if is_here(&child) => drop(new.insert(name.clone(), field.clone())),
                    _ => drop(new.insert(key.clone(), changed(field, &child, edit))),
                }
            }
            if let (Edit::Set(_, added), Some(Step::Key(key))) = (edit, at.0.last())
                && at.parent().as_ref() == Some(path)
            {
                new.insert(key.clone(), added.clone());
            }
            new.into()
        }
        Value::Array(items) => {
            let mut new = Vec::new();
            for index in 0..=items.len() {
                let child = path.join(index);
                if let Edit::Insert(_, added) = edit
                    && is_here(&child)
                {
                    new.push(added.clone());
                }
                match items.get(index) {
                    Some(_) if matches!(edit, Edit::Remove(_)) && is_here(&child) => {}
                    Some(item) if matches!(edit, Edit::Insert(..)) && is_here(&child) => new.push(item.clone()),
                    Some(item) => new.push(changed(item, &child, edit)),
                    None => {}
                }
            }
            new.into()
        }
        scalar => scalar.clone(),
    }
}

fn read(text: &str) -> Value {
    load("a.yaml", text.as_bytes()).1.tree.unwrap().to_json()
}

/// The sources of all scalars that no edit is about, sorted.
fn untouched(text: &str, edits: &[&Edit], is_after: bool) -> Vec<String> {
    let (_, document) = load("a.yaml", text.as_bytes());
    let mut all = Vec::new();
    places(document.tree.as_ref().unwrap().root(), &Path::root(), None, &mut all);
    let is_touched = |place: &&Place| edits.iter().any(|edit| path_of(edit).contains(&place.path));
    let leaves = all.iter().filter(|place| !place.value.is_object() && !place.value.is_array());
    let kept = leaves.filter(|place| is_after || !is_touched(place));
    let mut sources: Vec<String> = kept.map(|place| text[place.span.clone()].to_owned()).collect();
    sources.sort();
    sources
}

/// Holds that all of one sorted list is in the other.
fn is_within(few: &[String], many: &[String]) -> bool {
    let mut many = many.iter();
    few.iter().all(|one| many.any(|other| other == one))
}

fn check_bytes(text: &str, edited: &Edited, edit: &Edit, all: &[Place]) {
    let mut rebuilt = text.to_owned();
    for one in edited.replacements.iter().rev() {
        rebuilt.replace_range(one.range.clone(), &one.text);
    }
    assert_eq!(rebuilt, edited.text);
    assert_eq!(text.starts_with('\u{feff}'), edited.text.starts_with('\u{feff}'), "{text}\n{edit:?}");
    if text.contains("\r\n") && !text.replace("\r\n", "").contains('\n') {
        assert!(!edited.text.replace("\r\n", "").contains('\n'), "{text:?}\n{edit:?}\n{:?}", edited.text);
    }
    let Some(place) = all.iter().find(|place| place.path == *path_of(edit)) else { return };
    let bounds = match edit {
        Edit::RenameKey(..) => place.key.clone().unwrap(),
        Edit::Replace(..) => {
            let rest = &text[place.span.end..];
            let blank = rest.len() - rest.trim_start_matches([' ', '\n', '\r']).len();
            place.span.start..place.span.end + blank
        }
        _ => return,
    };
    let is_inside =
        edited.replacements.iter().all(|one| bounds.start <= one.range.start && one.range.end <= bounds.end);
    assert!(is_inside, "{text}\n{edit:?}\n{:?} outside of {bounds:?}", edited.replacements);
    if let Edit::Replace(..) = edit {
        let is_lasting = |comment: &chatform::yaml::Comment| !bounds.contains(&comment.span.start);
        let before = load("a.yaml", text.as_bytes()).1.comments;
        let after = load("a.yaml", edited.text.as_bytes()).1.comments;
        assert!(after.len() >= before.iter().filter(|comment| is_lasting(comment)).count(), "{text}\n{}", edited.text);
    }
}

#[test]
fn one_edit_changes_what_it_says_and_not_a_byte_more() {
    let count = rounds(1_000, 100_000);
    let (mut edits, mut refused) = (0, 0);
    for (seed, text) in documents(count).enumerate() {
        let dice = Dice::new(seed as u64);
        let (source, document) = load("a.yaml", text.as_bytes());
        let mut all = Vec::new();
        places(document.tree.unwrap().root(), &Path::root(), None, &mut all);
        for place in (0..4).map(|_| dice.one_of(&all)) {
            let Some(edit) = edit_for(place, &dice) else { continue };
            edits += 1;
            let edited = chatform::yaml::edit(&source, &[std::slice::from_ref(&edit)], ORDER);
            if !edited.is_complete() {
                assert_eq!(edited.text, text, "a refused edit changed something: {edit:?}");
                refused += 1;
                continue;
            }
            let intended = changed(&read(&text), &Path::root(), &edit);
            assert_eq!(read(&edited.text), intended, "{text}\n-----\n{edit:?}\n-----\n{}", edited.text);
            check_bytes(&text, &edited, &edit, &all);
            let kept = untouched(&text, &[&edit], false);
            let now = untouched(&edited.text, &[&edit], true);
            assert!(is_within(&kept, &now), "{text}\n-----\n{edit:?}\n-----\n{}", edited.text);
            is_made_once(&edited.text, &edit, path_of(&edit).0.last());
        }
    }
    assert!(refused * 50 <= edits, "{refused} of {edits} edits were refused");
    tell_runs("edited documents", count, &format!("{edits} edits, {refused} refused"));
}

/// Makes an edit again that was made: nothing changes.
fn is_made_once(text: &str, edit: &Edit, last: Option<&Step>) {
    let moves_others = matches!(edit, Edit::Insert(..) | Edit::Reorder(..) | Edit::Replace(At::Text(..), _))
        || (matches!(edit, Edit::Remove(_)) && matches!(last, Some(Step::Index(_))));
    if !moves_others {
        let again = chatform::yaml::edit(&SourceFile::new("a.yaml", text), &[std::slice::from_ref(edit)], ORDER);
        assert_eq!(again.text, text, "{edit:?} changes something again");
    }
}

#[test]
fn several_edits_at_once_mean_what_they_mean_one_after_the_other() {
    let count = rounds(1_000, 100_000);
    let (mut made, mut waiting) = (0, 0);
    for (seed, text) in documents(count).enumerate() {
        let dice = Dice::new(seed as u64 + 1_000_000);
        let (source, document) = load("a.yaml", text.as_bytes());
        let mut all = Vec::new();
        places(document.tree.unwrap().root(), &Path::root(), None, &mut all);
        let in_place = |edit: &Edit| matches!(edit, Edit::Replace(..));
        let edits: Vec<Edit> =
            (0..20).filter_map(|_| edit_for(dice.one_of(&all), &dice)).filter(in_place).take(4).collect();
        let mut edits = edits;
        edits.sort_by_key(|edit| path_of(edit).clone());
        edits.dedup_by_key(|edit| path_of(edit).clone());
        let groups: Vec<&[Edit]> = edits.iter().map(std::slice::from_ref).collect();
        let edited = edit(&source, &groups, ORDER);
        let is_refused = |number: usize| edited.refused.iter().any(|(refused, _)| *refused == number);
        let mut intended = read(&text);
        // Ranges of one text are counted in the text before any edit.
        let mut done: Vec<(usize, &Edit)> =
            edits.iter().enumerate().filter(|(number, _)| !is_refused(*number)).collect();
        done.sort_by_key(|(_, edit)| match edit {
            Edit::Replace(At::Text(_, range), _) => std::cmp::Reverse((range.start, range.end)),
            _ => std::cmp::Reverse((0, 0)),
        });
        for (_, edit) in &done {
            intended = changed(&intended, &Path::root(), edit);
        }
        assert_eq!(read(&edited.text), intended, "{text}\n-----\n{edits:?}\n-----\n{}", edited.text);
        made += done.len();
        waiting += edited.refused.len();
    }
    tell_runs("documents with several edits", count, &format!("{made} edits made, {waiting} refused"));
}
