//! One file, read as far as it goes: text, tree, value, and everything that is wrong with its form.

use std::ops::Range;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Directive, comment};
use crate::finding::{At, Finding, Path};
use crate::schema;
use crate::source::SourceFile;
use crate::yaml::{self, Tree};

/// A document of some type. A file that does not decode is explained and healed, and then decodes.
#[derive(Clone, Debug)]
pub struct Loaded<T> {
    /// The text.
    pub source: SourceFile,
    /// The tree that the value came from; `None` where the text is no YAML at all.
    pub tree: Option<Tree>,
    /// The value; `None` where nothing could be saved.
    pub value: Option<T>,
    /// What is wrong with its form.
    pub findings: Vec<Finding>,
    /// Paths whose value is not the author's: nothing may be said at, under or above them.
    pub holes: Vec<Path>,
    /// What its comments say to the linter, in file order.
    pub directives: Vec<Directive>,
}

impl<T: DeserializeOwned> Loaded<T> {
    /// Reads a document that should follow a schema.
    pub fn of(name: &str, bytes: &[u8], schema: &Value) -> Self {
        let (source, document) = yaml::load(name, bytes);
        let mut findings = document.findings;
        let directives = comment::directives(&source, &document.comments, document.tree.as_ref());
        let Some(tree) = document.tree else {
            return Self { source, tree: None, value: None, findings, holes: Vec::new(), directives };
        };
        let interpreted = schema::interpret(tree, schema);
        findings.extend(interpreted.findings);
        let (tree, value, holes) = (Some(interpreted.tree), interpreted.value, interpreted.holes);
        Self { source, tree, value, findings, holes, directives }
    }
}

impl<T> Loaded<T> {
    /// Whether the value is all of what the author wrote. Otherwise faults may be there that nobody could look for.
    pub fn is_as_written(&self) -> bool {
        self.value.is_some() && self.holes.is_empty()
    }

    /// The bytes of a place.
    pub fn locate(&self, at: &At) -> Range<usize> {
        match (&self.tree, at) {
            (Some(tree), at) => tree.locate(&self.source, at),
            (None, At::Bytes(range)) => range.clone(),
            (None, _) => 0..0,
        }
    }
}
