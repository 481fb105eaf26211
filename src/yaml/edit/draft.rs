//! Edits as replacements in the source, before anybody has looked whether they mean what they should.

use super::entries::{Collection, collections, replaced};
use super::resolved::Resolved;
use super::site::{Site, Sites};
use super::{Refusal, Replacement, texts};
use crate::finding::Path;
use crate::source::SourceFile;
use crate::yaml::KeyOrder;
use crate::yaml::tree::{Node, NodeId, Tree};

/// How a text is changed: the first way that means what it should is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Only the characters that differ.
    InPlace,
    /// The whole scalar, in its style.
    Whole,
    /// The whole scalar in double quotes, which hold everything.
    Quoted,
}

impl Manner {
    pub(super) const ALL: [Self; 3] = [Self::InPlace, Self::Whole, Self::Quoted];
}

/// A document that is being edited.
pub(super) struct Desk<'d> {
    pub(super) source: &'d SourceFile,
    pub(super) tree: &'d Tree,
    pub(super) sites: Sites<'d>,
    pub(super) order: KeyOrder<'d>,
}

impl Desk<'_> {
    /// What is to be replaced, sorted and apart.
    pub(super) fn draft(&self, edits: &Resolved, manner: Manner) -> Result<Vec<Replacement>, Refusal> {
        let mut all: Vec<Replacement> =
            edits.bytes.iter().map(|(range, text)| Replacement { range: range.clone(), text: text.clone() }).collect();
        for (id, value) in &edits.values {
            let node = self.node(*id);
            let site = self.sites.get(*id).ok_or_else(|| self.unsupported(*id))?;
            match value.as_str().filter(|_| node.scalar().is_some()) {
                Some(text) => all.extend(texts::whole(node, site, text, &self.sites, manner == Manner::Quoted)),
                None => {
                    let new = replaced(node, site, value, &self.sites, self.order);
                    all.extend(new.ok_or_else(|| self.unsupported(*id))?);
                }
            }
        }
        for (id, ranges) in &edits.texts {
            all.extend(self.text(*id, ranges, manner)?);
        }
        for (id, name) in &edits.keys {
            let key = self.node(*id);
            all.extend(texts::whole(key, self.key_site(key), name, &self.sites, manner == Manner::Quoted));
        }
        for id in collections(edits) {
            all.extend(self.collection(id)?.changed(edits).ok_or_else(|| self.unsupported(id))?);
        }
        for (id, order) in &edits.orders {
            all.extend(self.collection(*id)?.reordered(order).ok_or_else(|| self.unsupported(*id))?);
        }
        all.retain(|one| self.source.text.get(one.range.clone()) != Some(one.text.as_str()));
        // Stable: what comes new at one place keeps its order.
        all.sort_by_key(|one| (one.range.start, one.range.end));
        if all.windows(2).any(|pair| pair[0].range.end > pair[1].range.start) {
            return Err(Refusal::Overlaps);
        }
        Ok(all)
    }

    fn text(
        &self,
        id: NodeId,
        ranges: &[(std::ops::Range<usize>, String)],
        manner: Manner,
    ) -> Result<Vec<Replacement>, Refusal> {
        let node = self.node(id);
        let site = self.sites.get(id).ok_or_else(|| self.unsupported(id))?;
        if manner == Manner::InPlace
            && let Some(replacements) = texts::ranges(self.source, node, ranges, &self.sites)
        {
            return Ok(replacements);
        }
        let text = texts::with_changes(node, ranges);
        Ok(texts::whole(node, site, &text, &self.sites, manner == Manner::Quoted))
    }

    fn collection(&self, id: NodeId) -> Result<Collection<'_>, Refusal> {
        let site = self.sites.get(id).ok_or_else(|| self.unsupported(id))?;
        Ok(Collection { node: self.node(id), site, sites: &self.sites, order: self.order })
    }

    fn node(&self, id: NodeId) -> Node<'_> {
        Node { tree: self.tree, id }
    }

    /// A key has no site of its own: in brackets it is written as everything there is.
    fn key_site(&self, key: Node<'_>) -> Site {
        let start = key.span().start;
        Site { start, intro: start, indent: self.sites.column(start), in_flow: true }
    }

    fn unsupported(&self, id: NodeId) -> Refusal {
        Refusal::Unsupported(self.tree.path_of(id).unwrap_or_else(Path::root))
    }
}
