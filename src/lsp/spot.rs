//! What is under the cursor.

use std::ops::Range;

use crate::finding::{Path, Step};
use crate::model::{Variable, variables};
use crate::source::SourceFile;
use crate::yaml::{Node, Tree};

/// The components of a template: what may hold texts for people.
pub(super) const COMPONENTS: &[&str] = &["header", "body", "footer", "buttons", "carousel", "limited_time_offer"];

/// A key or a value of a document.
#[derive(Clone)]
pub(super) struct Spot<'t> {
    /// Where it is; of a key, where it leads.
    pub(super) path: Path,
    /// It is a key.
    pub(super) is_key: bool,
    /// The key or the value.
    pub(super) node: Node<'t>,
}

/// The innermost key or value at a byte; the end of one counts too.
pub(super) fn at(tree: &Tree, offset: usize) -> Option<Spot<'_>> {
    within(tree.root(), &Path::root(), &|span| span.contains(&offset))
        .or_else(|| within(tree.root(), &Path::root(), &|span| span.contains(&offset) || span.end == offset))
}

fn within<'t>(node: Node<'t>, path: &Path, touches: &dyn Fn(&Range<usize>) -> bool) -> Option<Spot<'t>> {
    for entry in node.entries() {
        let path = path.join(entry.key);
        if touches(&entry.key_node.span()) {
            return Some(Spot { path, is_key: true, node: entry.key_node });
        }
        if touches(&entry.value.span()) {
            let inner = within(entry.value, &path, touches);
            return Some(inner.unwrap_or(Spot { path, is_key: false, node: entry.value }));
        }
    }
    for (index, item) in node.items().enumerate() {
        if touches(&item.span()) {
            let path = path.join(index);
            let inner = within(item, &path, touches);
            return Some(inner.unwrap_or(Spot { path, is_key: false, node: item }));
        }
    }
    None
}

impl<'t> Spot<'t> {
    /// The language it belongs to, and the rest of its path.
    pub(super) fn language(&self) -> Option<(&str, Path)> {
        match self.path.0.as_slice() {
            [Step::Key(first), Step::Key(language), rest @ ..] if first == "languages" => {
                Some((language, Path(rest.to_vec())))
            }
            _ => None,
        }
    }

    /// The path without its language: where the same would be in the shared part.
    pub(super) fn shared_path(&self) -> Path {
        self.language().map_or_else(|| self.path.clone(), |(_, rest)| rest)
    }

    /// The name of the component that it is in.
    pub(super) fn component(&self) -> Option<&'static str> {
        let path = self.shared_path();
        let Some(Step::Key(first)) = path.0.first() else { return None };
        COMPONENTS.iter().copied().find(|component| component == first)
    }

    /// The variable of a text at a byte, with its bytes in that text.
    pub(super) fn variable(&self, tree: &Tree, source: &SourceFile, offset: usize) -> Option<Variable<'t>> {
        self.component()?;
        let text = self.node.as_text().filter(|_| !self.is_key)?;
        let is_here = |variable: &Variable<'_>| {
            let at = crate::finding::At::Text(self.path.clone(), variable.range.clone());
            let bytes = tree.locate(source, &at);
            bytes.contains(&offset) || bytes.end == offset
        };
        variables(text).into_iter().find(is_here)
    }

    /// The variable whose example it is.
    pub(super) fn example(&self) -> Option<&str> {
        match self.shared_path().0.as_slice() {
            [Step::Key(first), Step::Key(_)] if first == "examples" => match self.path.0.last() {
                Some(Step::Key(name)) => Some(name),
                _ => None,
            },
            _ => None,
        }
    }
}
