//! The texts that the editor holds.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use gen_lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::encoding::{Encoding, Places};
use crate::source::SourceFile;

/// An open document.
pub(super) struct Document {
    /// Its address as the editor writes it.
    pub(super) uri: Uri,
    /// Counts its changes.
    pub(super) version: i32,
    /// Its text.
    pub(super) source: SourceFile,
}

/// All of them, by the paths they stand for.
#[derive(Default)]
pub(super) struct Documents(HashMap<PathBuf, Document>);

impl Documents {
    pub(super) fn open(&mut self, path: PathBuf, uri: Uri, version: i32, text: String) {
        self.0.insert(path, Document { uri, version, source: SourceFile::new("", text) });
    }

    pub(super) fn close(&mut self, path: &Path) {
        self.0.remove(path);
    }

    pub(super) fn get(&self, path: &Path) -> Option<&Document> {
        self.0.get(path)
    }

    /// Every document with its path.
    pub(super) fn all(&self) -> impl Iterator<Item = (&PathBuf, &Document)> {
        self.0.iter()
    }

    /// Makes changes one after the other, and gives the text that results.
    pub(super) fn change(
        &mut self,
        path: &Path,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> Option<&str> {
        let document = self.0.get_mut(path)?;
        document.version = version;
        for change in changes {
            let text = match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => whole.text,
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let range = Places::of(&document.source, encoding, true).bytes(&part.range);
                    let mut text = std::mem::take(&mut document.source.text);
                    text.replace_range(range, &part.text);
                    text
                }
            };
            document.source = SourceFile::new("", text);
        }
        Some(&document.source.text)
    }
}
