//! One file, read as far as it goes: text, tree, value, and everything that is wrong with its form.

use std::ops::Range;

use serde::de::DeserializeOwned;
use serde_json::Value;

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
}

impl<T: DeserializeOwned> Loaded<T> {
    /// Reads a document that should follow a schema.
    pub fn of(name: &str, bytes: &[u8], schema: &Value) -> Self {
        let (source, document) = yaml::load(name, bytes);
        let mut findings = document.findings;
        let Some(tree) = document.tree else {
            return Self { source, tree: None, value: None, findings, holes: Vec::new() };
        };
        let interpreted = schema::interpret(tree, schema);
        findings.extend(interpreted.findings);
        Self { source, tree: Some(interpreted.tree), value: interpreted.value, findings, holes: interpreted.holes }
    }
}

impl<T> Loaded<T> {
    /// The bytes of a place.
    pub fn locate(&self, at: &At) -> Range<usize> {
        match (&self.tree, at) {
            (Some(tree), at) => tree.locate(&self.source, at),
            (None, At::Bytes(range)) => range.clone(),
            (None, _) => 0..0,
        }
    }
}
