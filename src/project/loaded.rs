//! One file, read as far as it goes: text, tree, value, and everything that is wrong with its form.

use std::ops::Range;

use serde::de::DeserializeOwned;

use super::{Directive, comment};
use crate::finding::{At, Finding, Path};
use crate::schema::{self, Schema};
use crate::source::SourceFile;
use crate::yaml::{self, Tree};

/// A document of some type. A file that does not decode is explained and healed, and then decodes.
#[derive(Clone, Debug)]
pub struct Loaded<T> {
    /// The text.
    pub source: SourceFile,
    /// Where the file is, from the project's root, with `/`: the same wherever the program is started.
    pub path: String,
    /// The tree that the value came from; `None` where the text is no YAML at all.
    pub tree: Option<Box<Tree>>,
    /// The value; `None` where nothing could be saved.
    pub value: Option<Box<T>>,
    /// What is wrong with its form.
    pub findings: Vec<Finding>,
    /// Paths whose value is not the author's: nothing may be said at, under or above them.
    pub holes: Vec<Path>,
    /// What its comments say to the linter, in file order.
    pub directives: Vec<Directive>,
}

impl<T: DeserializeOwned> Loaded<T> {
    /// Reads a document that should follow a schema. Its path is its name, unless [`Loaded::at`] says otherwise.
    pub fn of(name: &str, bytes: &[u8], schema: &Schema) -> Self {
        let (path, (source, document)) = (name.to_owned(), yaml::load(name, bytes));
        let mut findings = document.findings;
        let directives = comment::directives(&source, &document.comments, document.tree.as_ref());
        let Some(tree) = document.tree else {
            return Self { source, path, tree: None, value: None, findings, holes: Vec::new(), directives };
        };
        let interpreted = schema::interpret(tree, schema);
        findings.extend(interpreted.findings);
        let (tree, value, holes) = (Box::new(interpreted.tree), interpreted.value.map(Box::new), interpreted.holes);
        Self { source, path, tree: Some(tree), value, findings, holes, directives }
    }
}

impl<T> Loaded<T> {
    /// The same file, once it is known where in the project it is.
    #[must_use]
    pub(super) fn at(self, path: String) -> Self {
        Self { path, ..self }
    }

    /// The same file at that place of the project.
    #[must_use]
    pub fn placed(self, path: &str) -> Self {
        self.at(path.to_owned())
    }

    /// Whether the value is all of what the author wrote. Otherwise faults may be there that nobody could look for.
    pub fn is_as_written(&self) -> bool {
        self.value.is_some() && self.holes.is_empty()
    }

    /// Lets go of everything but name and path.
    pub fn forget(&mut self) {
        *self = Self {
            source: SourceFile::new(std::mem::take(&mut self.source.name), ""),
            path: std::mem::take(&mut self.path),
            tree: None,
            value: None,
            findings: Vec::new(),
            holes: Vec::new(),
            directives: Vec::new(),
        };
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
