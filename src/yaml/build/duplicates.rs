//! Keys that stand twice in one mapping.

use std::collections::HashMap;

use super::{Builder, Child, bytes};
use crate::finding::Finding;
use crate::yaml::faults::DUPLICATE_KEY;
use crate::yaml::tree::NodeId;

/// Up to so many entries, comparing all pairs is quicker than hashing.
const FEW_ENTRIES: usize = 16;

impl Builder {
    /// Reports each key that stood before in the same mapping, and marks it as repeated.
    pub(super) fn report_duplicates(&mut self, base: usize) {
        for (position, first, second) in self.duplicates(base) {
            let name = self.scalar_text(second).to_owned();
            let at = bytes(&self.nodes[second as usize].span);
            self.findings.push(
                Finding::new(&DUPLICATE_KEY, at, format!("key `{name}` stands twice in this mapping"))
                    .label("again here")
                    .also_at(bytes(&self.nodes[first as usize].span), "first here")
                    .help("keep one of the two"),
            );
            self.pending_entries[position].0 = Child::Repeated;
            self.hole_in_mapping(&name);
        }
    }

    /// Position on the stack, first and later key of every key that stands twice.
    fn duplicates(&self, base: usize) -> Vec<(usize, NodeId, NodeId)> {
        let keys = self.pending_entries[base..].iter().enumerate().filter_map(|(offset, (key, _))| match key {
            Child::Node(id) if self.is_text(*id) => Some((base + offset, *id)),
            _ => None,
        });
        let mut twice = Vec::new();
        if self.pending_entries.len() - base < 2 {
            return twice;
        }
        if self.pending_entries.len() - base <= FEW_ENTRIES {
            let (mut texts, mut outlines) = ([""; FEW_ENTRIES], [(0, None, None); FEW_ENTRIES]);
            for (nth, (position, key)) in keys.clone().enumerate() {
                let text = self.scalar_text(key);
                let outline = (text.len(), text.bytes().next(), text.bytes().next_back());
                (texts[nth], outlines[nth]) = (text, outline);
                // Nearly all differ in length, or at one of their ends.
                let is_same = |first: &usize| outlines[*first] == outline && texts[*first] == text;
                if let Some(first) = (0..nth).find(is_same) {
                    twice.extend(keys.clone().nth(first).map(|(_, first)| (position, first, key)));
                }
            }
            return twice;
        }
        let mut first_of = HashMap::new();
        for (position, key) in keys {
            let first = *first_of.entry(self.scalar_text(key)).or_insert(key);
            if first != key {
                twice.push((position, first, key));
            }
        }
        twice
    }
}
