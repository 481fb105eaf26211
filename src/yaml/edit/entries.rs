//! Entries and items that go, come, or change places, as replacements in the source.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::Value;

use super::Replacement;
use super::resolved::{Added, Resolved};
use super::site::{Site, Sites};
use crate::yaml::KeyOrder;
use crate::yaml::emit::scalar::inline;
use crate::yaml::emit::{emit_behind, emit_flow};
use crate::yaml::tree::{Node, NodeId};

/// A collection whose children change.
pub(super) struct Collection<'c> {
    pub(super) node: Node<'c>,
    pub(super) site: Site,
    pub(super) sites: &'c Sites<'c>,
    pub(super) order: KeyOrder<'c>,
}

/// A child of a collection in the source.
#[derive(Clone, Copy)]
struct Child {
    start: usize,
    end: usize,
}

impl<'c> Collection<'c> {
    /// What it takes to let some children go and others come; `None` where that cannot be done safely.
    pub(super) fn changed(&self, edits: &Resolved) -> Option<Vec<Replacement>> {
        let (node, none) = (self.node, BTreeSet::new());
        let (removed, added) = (edits.removed.get(&node.id).unwrap_or(&none), edits.added(node.id));
        let children = self.children()?;
        if children.len() == removed.len() {
            return self.rebuilt(added);
        }
        if self.sites.is_flow(node) {
            return self.in_brackets(&children, removed, added);
        }
        // What stands in brackets without some of its own is written in a way of its own.
        (!self.site.in_flow).then(|| self.in_lines(&children, removed, added))?
    }

    /// Where its children are; `None` where something unknown stands among them.
    fn children(&self) -> Option<Vec<Child>> {
        let values = self.node.entries().map(|entry| entry.value).chain(self.node.items());
        let of = |value: Node<'_>| {
            let site = self.sites.get(value.id)?;
            Some(Child { start: site.start, end: self.sites.end(value) })
        };
        values.map(of).collect()
    }

    /// None of the old children stays: the whole collection is written anew.
    fn rebuilt(&self, added: &[Added]) -> Option<Vec<Replacement>> {
        let (node, sites) = (self.node, self.sites);
        let is_root = self.node.id == node.tree.root;
        let value = match node.is_mapping() {
            true => Value::Object(added.iter().filter_map(|new| Some((new.key.clone()?, new.value.clone()))).collect()),
            false => Value::Array(added.iter().map(|new| new.value.clone()).collect()),
        };
        if is_root && !sites.is_flow(node) {
            return self.rebuilt_root(added);
        }
        replaced(node, self.site, &value, sites, self.order)
    }

    /// The lines of all entries go, the new ones come where the first one was, or at the end.
    fn rebuilt_root(&self, added: &[Added]) -> Option<Vec<Replacement>> {
        let children = self.children()?;
        let mut replacements = Vec::new();
        for child in &children {
            let end = self.sites.after_line(child.end)?;
            replacements.push(Replacement { range: self.sites.line_start(child.start)..end, text: String::new() });
        }
        let at = children.first().map_or(self.sites.text.len(), |first| self.sites.line_start(first.start));
        let mut lines: String = added.iter().map(|new| self.line_of(new, 0)).collect();
        if at > 0 && !self.sites.text[..at].ends_with(['\n', '\r', '\u{feff}']) {
            lines.insert_str(0, self.sites.line_break);
        }
        replacements.insert(0, Replacement { range: at..at, text: lines });
        Some(replacements)
    }

    fn in_lines(&self, children: &[Child], removed: &BTreeSet<usize>, added: &[Added]) -> Option<Vec<Replacement>> {
        let sites = self.sites;
        let first = children.first()?.start;
        let indent = sites.column(first);
        // Its first child stands behind a dash: the next one takes that place.
        let begins_line = sites.begins_line(first);
        let mut replacements = Vec::new();
        let mut is_first = true;
        for (index, child) in children.iter().enumerate() {
            for new in added.iter().filter(|new| new.position == index) {
                replacements.push(self.line_before(new, child, indent, index == 0, children)?);
            }
            if !removed.contains(&index) {
                is_first = false;
                continue;
            }
            let after = sites.after_line(child.end)?;
            let range = match is_first && !begins_line {
                true => {
                    child.start..after + sites.text[after..].len() - sites.text[after..].trim_start_matches(' ').len()
                }
                false if sites.begins_line(child.start) => sites.line_start(child.start)..after,
                false => return None,
            };
            replacements.push(Replacement { range, text: String::new() });
        }
        let last = children.last()?;
        for new in added.iter().filter(|new| new.position >= children.len()) {
            replacements.push(self.line_after(new, last, indent)?);
        }
        Some(replacements)
    }

    /// A new child in a line of its own before another one.
    fn line_before(
        &self,
        new: &Added,
        next: &Child,
        indent: usize,
        is_first: bool,
        children: &[Child],
    ) -> Option<Replacement> {
        if is_first {
            let text = format!("{}{}", self.line_of(new, indent).trim_start_matches(' '), " ".repeat(indent));
            return Some(Replacement { range: next.start..next.start, text });
        }
        // Right below what comes before: comments between belong to what follows.
        let before = children.iter().take_while(|child| child.start < next.start).last()?;
        self.line_after(new, before, indent)
    }

    fn line_after(&self, new: &Added, before: &Child, indent: usize) -> Option<Replacement> {
        let at = self.sites.after_line(before.end)?;
        let mut text = self.line_of(new, indent);
        if !self.sites.text[..at].ends_with(['\n', '\r']) {
            text.truncate(text.trim_end_matches(['\n', '\r']).len());
            text.insert_str(0, self.sites.line_break);
        }
        Some(Replacement { range: at..at, text })
    }

    /// The lines of a new child, with their line break.
    fn line_of(&self, new: &Added, indent: usize) -> String {
        let begun = match &new.key {
            Some(key) => format!("{}{}:", " ".repeat(indent), inline(key, false)),
            None => format!("{}-", " ".repeat(indent)),
        };
        let behind = emit_behind(&begun, &new.value, indent, self.order);
        self.sites.with_line_breaks(&format!("{begun}{behind}"))
    }

    fn in_brackets(&self, children: &[Child], removed: &BTreeSet<usize>, added: &[Added]) -> Option<Vec<Replacement>> {
        let kept: Vec<usize> = (0..children.len()).filter(|index| !removed.contains(index)).collect();
        let (first_kept, last_kept) = (*kept.first()?, *kept.last()?);
        let mut replacements = Vec::new();
        for index in 0..children.len() {
            if !removed.contains(&index) {
                continue;
            }
            // With the comma behind it; at the end with the one before it.
            let range = match index > last_kept {
                true => children[index - 1].end..children[index].end,
                false => children[index].start..children[index + 1].start,
            };
            let gap = match index > last_kept {
                true => range.start..children[index].start,
                false => children[index].end..range.end,
            };
            self.is_plain_gap(gap)?;
            replacements.push(Replacement { range, text: String::new() });
        }
        for new in added {
            let text = match &new.key {
                Some(key) => format!("{}: {}", inline(key, true), emit_flow(&new.value, self.order)),
                None => emit_flow(&new.value, self.order),
            };
            let before = kept.iter().rev().find(|index| **index < new.position);
            let (at, text) = match before {
                Some(before) => (children[*before].end, format!(", {text}")),
                None => (children[first_kept].start, format!("{text}, ")),
            };
            replacements.push(Replacement { range: at..at, text });
        }
        Some(replacements)
    }

    /// Between two children only a comma may stand.
    fn is_plain_gap(&self, gap: Range<usize>) -> Option<()> {
        let text = self.sites.text.get(gap)?.trim();
        (text == ",").then_some(())
    }

    /// The items in another order, each with the comments above it.
    pub(super) fn reordered(&self, order: &[usize]) -> Option<Vec<Replacement>> {
        let (sites, children) = (self.sites, self.children()?);
        let ranges: Vec<Range<usize>> = match sites.is_flow(self.node) {
            true => children.iter().map(|child| child.start..child.end).collect(),
            false => self.chunks(&children)?,
        };
        let text_of = |range: &Range<usize>| {
            let mut text = sites.text[range.clone()].to_owned();
            if !sites.is_flow(self.node) && !text.ends_with(['\n', '\r']) {
                text.push_str(sites.line_break);
            }
            text
        };
        let moved = ranges
            .iter()
            .zip(order)
            .map(|(range, from)| Replacement { range: range.clone(), text: text_of(&ranges[*from]) });
        Some(moved.collect())
    }

    /// The lines of each item, with those above it that belong to none.
    fn chunks(&self, children: &[Child]) -> Option<Vec<Range<usize>>> {
        let sites = self.sites;
        let first = children.first()?.start;
        let intro = sites.next_line(self.site.intro);
        let mut start = if self.site.intro > 0 { intro } else { sites.line_start(first) };
        let mut chunks = Vec::new();
        for child in children {
            if !sites.begins_line(child.start) || start > child.start {
                return None;
            }
            let end = sites.after_line(child.end)?;
            chunks.push(start..end);
            start = end;
        }
        Some(chunks)
    }
}

/// A whole value in the place of another one.
pub(super) fn replaced(
    old: Node<'_>,
    site: Site,
    value: &Value,
    sites: &Sites<'_>,
    order: KeyOrder<'_>,
) -> Option<Vec<Replacement>> {
    let span = old.span();
    let is_empty = match value {
        Value::Object(fields) => fields.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => true,
    };
    let is_block_text = matches!(value, Value::String(text) if crate::yaml::emit::scalar::is_multi_line(text));
    if site.in_flow || (is_empty && !is_block_text && begins_beside(old, site, sites)) {
        return Some(vec![Replacement {
            range: span.start..sites.end(old),
            text: emit_flow_or_plain(value, site, order),
        }]);
    }
    let begun = format!("{}{}", " ".repeat(site.indent), if is_item(site, sites) { "-" } else { ":" });
    let behind = sites.with_line_breaks(&emit_behind(&begun, value, site.indent, order));
    let after = sites.after_line(sites.end(old))?;
    let mut text = behind;
    if !sites.text[..after].ends_with(['\n', '\r']) {
        text.truncate(text.trim_end_matches(['\n', '\r']).len());
    }
    // A comment at the end of the line stays, where the line does.
    let end = sites.end(old);
    let comment = sites.text[end..after].trim();
    if !comment.is_empty() {
        let first = text.find(['\n', '\r']).unwrap_or(text.len());
        text.insert_str(first, &format!(" {comment}"));
    }
    Some(vec![Replacement { range: site.intro..after, text }])
}

fn is_item(site: Site, sites: &Sites<'_>) -> bool {
    sites.text[site.start..site.intro] == *"-"
}

/// Whether a value begins on the line of what leads to it.
fn begins_beside(node: Node<'_>, site: Site, sites: &Sites<'_>) -> bool {
    !sites.text[site.intro..node.span().start].contains(['\n', '\r'])
}

fn emit_flow_or_plain(value: &Value, site: Site, order: KeyOrder<'_>) -> String {
    match value {
        Value::String(text) => inline(text, site.in_flow),
        value => emit_flow(value, order),
    }
}

/// The collections whose children change.
pub(super) fn collections(edits: &Resolved) -> BTreeSet<NodeId> {
    edits.removed.keys().chain(edits.added.keys()).copied().collect()
}
