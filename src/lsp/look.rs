//! A file that somebody asks about, with all that an answer may need.

use std::ops::Range;
use std::path::{Path, PathBuf};

use gen_lsp_types::{Location, Position, TextEdit, Uri};

use super::address::uri_of;
use super::documents::Documents;
use super::encoding::{Encoding, Places};
use crate::finding::At;
use crate::lint::{FileRead, Live};
use crate::project::TemplateFile;
use crate::source::SourceFile;
use crate::yaml::Tree;

/// A file of an open project.
pub(super) struct Look<'l> {
    /// Its project.
    pub(super) live: &'l Live,
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its address, as the editor writes it.
    pub(super) uri: Uri,
    /// What is in it.
    pub(super) file: FileRead<'l>,
    /// Positions in it.
    pub(super) places: Places<'l>,
    /// What else the editor holds.
    pub(super) documents: &'l Documents,
    /// How positions are counted.
    pub(super) encoding: Encoding,
}

impl<'l> Look<'l> {
    pub(super) fn source(&self) -> &'l SourceFile {
        self.file.source()
    }

    pub(super) fn tree(&self) -> Option<&'l Tree> {
        self.file.tree()
    }

    /// The template, if it is one.
    pub(super) fn template(&self) -> Option<&'l TemplateFile> {
        match self.file {
            FileRead::Template(file) => Some(file),
            FileRead::Message(_) | FileRead::Project(_) => None,
        }
    }

    /// The byte at a position.
    pub(super) fn offset(&self, position: Position) -> usize {
        self.places.offset(position)
    }

    /// A place in it.
    pub(super) fn location(&self, tree: &Tree, at: &At) -> Location {
        Location { uri: self.uri.clone(), range: self.places.range(&tree.locate(self.source(), at)) }
    }

    /// A place in another file.
    pub(super) fn elsewhere(&self, path: &Path, source: &SourceFile, range: &Range<usize>) -> Location {
        let document = self.documents.get(path);
        let places = Places::of(source, self.encoding, document.is_some());
        let uri = document.map_or_else(|| uri_of(path), |document| document.uri.clone());
        Location { uri, range: places.range(range) }
    }

    /// A change of some bytes.
    pub(super) fn edit(&self, range: &Range<usize>, text: &str) -> TextEdit {
        TextEdit { range: self.places.range(range), new_text: text.to_owned() }
    }
}
