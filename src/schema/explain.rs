//! The walk: tree and schema together, once. Names every fault of structure at its key or value, and heals it.

use serde_json::Value as Json;

use super::collection_faults::{list_inside, wrong_collection};
use super::faults::{MISSING_KEY, OUT_OF_RANGE, UNKNOWN_KEY, UNKNOWN_VALUE, UNQUOTED_TEXT};
use super::key_faults::{allowed_here, is_indented_by_key, wide_indentation};
use super::scalar_faults::{range, wrong_scalar};
use super::shape::Shape;
use super::suggest::{self, Suggestion};
use crate::finding::{At, Edit, Finding, Fix, Path};
use crate::yaml::{Entry, Kind, Node, Scalar, Tree};

/// What is wrong with the structure of a document, and the document without it.
#[derive(Clone, Debug)]
pub struct Explained {
    /// A finding per fault. Their paths are the author's; the healed tree knows their places.
    pub findings: Vec<Finding>,
    /// The tree with every fault mended or taken out; it decodes.
    pub healed: Tree,
    /// Paths of the healed tree whose value is not the author's, those of the tree itself among them.
    pub holes: Vec<Path>,
}

/// Explains why a tree is not what the schema says. Of a tree that is, nothing is said.
pub fn explain(tree: &Tree, schema: &Json) -> Explained {
    let mut walk = Walk { healed: tree.clone(), findings: Vec::new(), holes: tree.holes().to_vec() };
    walk.value(tree.root(), Shape(schema), &Place::root(), true);
    // What the YAML layer broke is reported there.
    walk.findings.retain(|finding| finding.primary.at.path().is_none_or(|path| !tree.holes().contains(path)));
    Explained { findings: walk.findings, healed: walk.healed, holes: walk.holes }
}

/// Where the walk is: as the author wrote it, and as the healed tree has it.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) written: Path,
    healed: Path,
}

impl Place {
    fn root() -> Self {
        Self { written: Path::root(), healed: Path::root() }
    }

    fn item(&self, index: usize) -> Self {
        Self { written: self.written.join(index), healed: self.healed.join(index) }
    }

    fn entry(&self, key: &str, name: &str) -> Self {
        Self { written: self.written.join(key), healed: self.healed.join(name) }
    }

    pub(super) fn at(&self) -> At {
        At::Value(self.written.clone())
    }

    /// How messages call it: by its key.
    pub(super) fn name(&self) -> String {
        match self.written.0.last() {
            Some(crate::finding::Step::Key(key)) => format!("`{key}`"),
            Some(crate::finding::Step::Index(index)) => format!("item {}", index + 1),
            None => "the document".to_owned(),
        }
    }
}

struct Walk {
    healed: Tree,
    findings: Vec<Finding>,
    holes: Vec<Path>,
}

impl Walk {
    fn hole(&mut self, place: &Place) {
        self.holes.push(place.healed.clone());
    }

    /// Checks a value. `false`: it cannot stay. One that must be there (`needed`) is replaced, and so stays.
    fn value(&mut self, node: Node<'_>, shape: Shape<'_>, place: &Place, needed: bool) -> bool {
        let fits = match node.scalar() {
            _ if shape.is_free() => true,
            None if node.is_mapping() && shape.allows("object") => {
                self.mapping(node, shape, place);
                true
            }
            None if node.is_sequence() && shape.allows("array") => {
                self.list(node, shape, place);
                true
            }
            None => {
                self.wrong_collection(node, shape, place);
                false
            }
            Some(scalar) => self.scalar(node, &scalar, shape, place),
        };
        if fits {
            return true;
        }
        self.hole(place);
        if needed {
            self.healed.replace(node.handle(), &shape.least());
        }
        needed
    }

    fn list(&mut self, node: Node<'_>, shape: Shape<'_>, place: &Place) {
        let Some(items) = shape.items() else { return };
        for (index, item) in node.items().enumerate() {
            // An item that cannot stay is replaced: its neighbours keep their numbers.
            self.value(item, items, &place.item(index), true);
        }
    }

    fn wrong_collection(&mut self, node: Node<'_>, shape: Shape<'_>, place: &Place) {
        self.findings.push(wrong_collection(node, shape, place));
        let items = shape.items().filter(|items| node.is_mapping() && items.allows("object"));
        if let Some(items) = items.filter(|_| list_inside(node).is_none()) {
            // What is in it was to be an item: its faults are told at once.
            self.mapping(node, items, place);
        }
    }

    fn scalar(&mut self, node: Node<'_>, scalar: &Scalar<'_>, shape: Shape<'_>, place: &Place) -> bool {
        let allowed = match scalar.kind {
            Kind::Text => shape.allows("string"),
            Kind::Null => shape.allows("null"),
            Kind::Bool => shape.allows("boolean"),
            Kind::Int => shape.allows("integer"),
            Kind::Float => false,
        };
        match scalar.kind {
            Kind::Text if allowed => self.word(node, scalar.text, shape, place),
            Kind::Int if allowed => self.integer(scalar, shape, place),
            _ if allowed => true,
            Kind::Bool | Kind::Int | Kind::Float if shape.allows("string") => self.unquoted(node, scalar, shape, place),
            _ => {
                self.findings.push(wrong_scalar(scalar, shape, place));
                false
            }
        }
    }

    /// A number or boolean where a text is meant: its raw text, quoted, unless only other words are allowed.
    fn unquoted(&mut self, node: Node<'_>, scalar: &Scalar<'_>, shape: Shape<'_>, place: &Place) -> bool {
        if shape.words().is_some() {
            return self.word(node, scalar.text, shape, place);
        }
        let (name, text) = (place.name(), scalar.text);
        let message = format!("{name} is {}, a text is meant", scalar.kind.article());
        let title = format!("write \"{text}\"");
        let fix = Fix { title, safe: true, edits: vec![Edit::Replace(place.at(), text.to_owned())] };
        self.findings.push(
            Finding::new(&UNQUOTED_TEXT, place.at(), message)
                .label("no quotes")
                .help(format!("put it in quotes: \"{text}\""))
                .fix(fix),
        );
        self.correct(node, text, place);
        true
    }

    /// Puts a text where a value is.
    fn correct(&mut self, node: Node<'_>, text: &str, place: &Place) {
        self.healed.replace(node.handle(), &Json::from(text));
        self.hole(place);
    }

    fn integer(&mut self, scalar: &Scalar<'_>, shape: Shape<'_>, place: &Place) -> bool {
        // What no integer type holds is for the decoder to refuse.
        let Some(number) = scalar.as_integer().filter(|number| i64::try_from(*number).is_ok()) else { return true };
        let (minimum, maximum) = (shape.minimum(), shape.maximum());
        let too_small = minimum.filter(|minimum| number < *minimum);
        let too_large = maximum.filter(|maximum| number > *maximum);
        let limit = match (too_small, too_large) {
            (Some(minimum), _) => format!("the minimum is {minimum}"),
            (_, Some(maximum)) => format!("the maximum is {maximum}"),
            (None, None) => return true,
        };
        let message = format!("{} is {number}, {limit}", place.name());
        self.findings.push(Finding::new(&OUT_OF_RANGE, place.at(), message).help(format!("write {}", range(shape))));
        false
    }

    fn word(&mut self, node: Node<'_>, text: &str, shape: Shape<'_>, place: &Place) -> bool {
        let Some(words) = shape.words() else { return true };
        if words.contains(&text) && node.as_text().is_some() {
            return true;
        }
        let suggestion = suggest::value(text, &words);
        let message = format!("{} is `{}`, which is none of its values", place.name(), short(text));
        let list = words.join(", ");
        let mut finding = Finding::new(&UNKNOWN_VALUE, place.at(), message).help(format!("write one of {list}"));
        if let Some(Suggestion { word: Some(word), hint, certain }) = suggestion {
            let fix = Fix {
                title: format!("write {word}"),
                safe: certain,
                edits: vec![Edit::Replace(place.at(), word.to_owned())],
            };
            finding = finding.label(format!("did you mean {word}?")).help(format!("write {word}")).fix(fix);
            finding.notes.push(format!("its values are {list}"));
            finding.notes.extend(hint.map(str::to_owned));
            self.correct(node, word, place);
        } else {
            finding.notes.extend(suggestion.and_then(|suggestion| suggestion.hint).map(str::to_owned));
        }
        self.findings.push(finding);
        matches!(suggestion, Some(Suggestion { word: Some(_), .. }))
    }

    fn mapping(&mut self, node: Node<'_>, shape: Shape<'_>, place: &Place) {
        // Keys that are there, or that an unknown key stands for.
        let mut present: Vec<&str> = node.entries().map(|entry| entry.key).collect();
        let required: Vec<&str> = shape.required().collect();
        for entry in node.entries() {
            match shape.property(entry.key) {
                _ if is_indented_by_key(entry.key) => {
                    self.findings.push(wide_indentation(&entry, place));
                    self.hole(&place.entry(entry.key, entry.key));
                    self.hole(&place.entry(entry.key, entry.key.trim_start()));
                    self.healed.take_out(entry.handle);
                    present.push(entry.key.trim_start());
                }
                Some(inner) => {
                    let needed = required.contains(&entry.key);
                    if !self.value(entry.value, inner, &place.entry(entry.key, entry.key), needed) {
                        self.healed.take_out(entry.handle);
                    }
                }
                None => self.unknown_key(&entry, shape, place, &mut present),
            }
        }
        for key in required {
            let Some(inner) = shape.property(key) else { continue };
            if !self.stands_in(node, key) {
                if !present.contains(&key) && !self.healed.may_have_lost(&place.written.join(key)) {
                    self.missing_key(key, place);
                }
                self.healed.insert(node.handle(), key, &inner.least());
                self.hole(&place.entry(key, key));
            }
        }
    }

    /// Whether the healed mapping has the key.
    fn stands_in(&self, node: Node<'_>, key: &str) -> bool {
        self.healed.node(node.handle()).get(key).is_some()
    }

    fn missing_key(&mut self, key: &str, place: &Place) {
        let missing = place.written.join(key);
        let around = if place.written.0.is_empty() { "the file".to_owned() } else { place.name() };
        self.findings.push(
            Finding::new(&MISSING_KEY, At::Value(missing), format!("{around} has no `{key}`"))
                .help(format!("add `{key}`")),
        );
    }

    fn unknown_key<'s>(&mut self, entry: &Entry<'_>, shape: Shape<'s>, place: &Place, present: &mut Vec<&'s str>)
    where
        Self: Sized,
    {
        let allowed: Vec<&'s str> = shape.keys().collect();
        let suggestion = suggest::key(entry.key, &allowed);
        let here = place.entry(entry.key, entry.key);
        let message = format!("unknown key `{}`", short(entry.key));
        let mut finding = Finding::new(&UNKNOWN_KEY, At::Key(here.written.clone()), message);
        let word = suggestion.and_then(|suggestion| suggestion.word);
        finding.notes.extend(suggestion.and_then(|suggestion| suggestion.hint).map(str::to_owned));
        let Some((word, inner)) = word.and_then(|word| Some((word, shape.property(word)?))) else {
            self.findings.push(finding.help(allowed_here(&allowed)));
            self.hole(&here);
            self.healed.take_out(entry.handle);
            return;
        };
        if present.contains(&word) {
            self.findings.push(finding.label(format!("`{word}` is there already")).help("take it out"));
            self.hole(&here);
            self.healed.take_out(entry.handle);
            return;
        }
        present.push(word);
        let renamed = place.entry(entry.key, word);
        self.hole(&renamed);
        let certain = suggestion.is_some_and(|suggestion| suggestion.certain);
        finding = finding.label(format!("did you mean `{word}`?"));
        if fits_roughly(entry.value, inner) {
            let edits = vec![Edit::RenameKey(here.written, word.to_owned())];
            let fix = Fix { title: format!("rename it to `{word}`"), safe: certain, edits };
            self.findings.push(finding.help(format!("rename it to `{word}`")).fix(fix));
            self.healed.rename_key(entry.handle, word);
            if !self.value(entry.value, inner, &renamed, false) {
                self.healed.take_out(entry.handle);
            }
        } else {
            self.findings.push(finding.help(format!("write `{word}`, which is {}", inner.meant())));
            self.healed.take_out(entry.handle);
        }
    }
}

/// Whether a value is of a kind that the shape takes, so that only its key is wrong.
fn fits_roughly(node: Node<'_>, shape: Shape<'_>) -> bool {
    match node.scalar() {
        _ if shape.is_free() => true,
        None if node.is_mapping() => shape.allows("object"),
        None => shape.allows("array"),
        Some(scalar) => match scalar.kind {
            Kind::Text => shape.allows("string"),
            Kind::Null => shape.allows("null"),
            Kind::Bool => shape.allows("boolean") || shape.allows("string"),
            Kind::Int | Kind::Float => shape.allows("integer") || shape.allows("string"),
        },
    }
}

/// Enough of a long text to know it again.
fn short(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
