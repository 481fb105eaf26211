//! Making edits: as many groups as go together, each only if the text then means what it should.

use std::ops::Range;

use super::Refusal;
use super::draft::{Desk, Manner};
use super::meaning::Meaning;
use super::resolved::Resolved;
use super::site::Sites;
use crate::finding::Edit;
use crate::source::SourceFile;
use crate::yaml::{Document, KeyOrder, parse};

/// Text that takes the place of other text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// Bytes of the text before.
    pub range: Range<usize>,
    /// What comes there.
    pub text: String,
}

/// A text after edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// The text; that from before, where nothing was changed.
    pub text: String,
    /// What was replaced, sorted and apart: the text before with these is the text.
    pub replacements: Vec<Replacement>,
    /// The groups that ask for nothing but what is there already, by their number.
    pub unchanged: Vec<usize>,
    /// The groups that were not made, by their number, and why.
    pub refused: Vec<(usize, Refusal)>,
}

impl Edited {
    /// Whether every group was made.
    pub fn is_complete(&self) -> bool {
        self.refused.is_empty()
    }
}

/// Makes groups of edits, each as a whole or not at all. All paths are those of the text as it is written now; `order`
/// says where a new key stands among those that are there.
///
/// Groups that change the same bytes cannot be made at once: the first one is, the others are refused as
/// [`Refusal::Overlaps`] and can be asked for again. Bytes that edits name themselves ([`At::Bytes`]) must have no
/// meaning in the tree, like comments.
///
/// [`At::Bytes`]: crate::finding::At::Bytes
pub fn edit(source: &SourceFile, groups: &[&[Edit]], order: KeyOrder<'_>) -> Edited {
    let before = parse(source);
    let desk = before.tree.as_ref().map(|tree| Desk { source, tree, sites: Sites::of(source, tree), order });
    let session = Session { source, before: &before, desk, groups, order };
    session.run()
}

/// One text and what is asked of it.
struct Session<'s> {
    source: &'s SourceFile,
    before: &'s Document,
    /// None where the text is no YAML.
    desk: Option<Desk<'s>>,
    groups: &'s [&'s [Edit]],
    order: KeyOrder<'s>,
}

/// Groups that go together.
struct Chosen {
    /// Their numbers.
    groups: Vec<usize>,
    replacements: Vec<Replacement>,
    text: String,
}

impl Session<'_> {
    fn run(&self) -> Edited {
        let (mut drafts, mut unchanged, mut refused) = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..self.groups.len() {
            match self.draft(number, Manner::InPlace) {
                Ok(draft) if draft.is_empty() => unchanged.push(number),
                Ok(draft) => drafts.push((number, draft)),
                Err(refusal) => refused.push((number, refusal)),
            }
        }
        let (apart, overlapping) = apart(&drafts);
        refused.extend(overlapping.into_iter().map(|number| (number, Refusal::Overlaps)));
        let together = self.chosen(&apart);
        let chosen = match together.filter(|chosen| self.means_what_it_should(chosen)) {
            Some(chosen) => chosen,
            None => self.one_by_one(&apart, &mut refused),
        };
        refused.sort_by_key(|(number, _)| *number);
        Edited { text: chosen.text, replacements: chosen.replacements, unchanged, refused }
    }

    fn draft(&self, number: usize, manner: Manner) -> Result<Vec<Replacement>, Refusal> {
        let edits = self.groups[number];
        match &self.desk {
            Some(desk) => desk.draft(&Resolved::of(desk.tree, edits, self.order)?, manner),
            None => {
                let in_bytes = |edit: &Edit| match edit {
                    Edit::Replace(crate::finding::At::Bytes(range), text) => {
                        Some(Replacement { range: range.clone(), text: text.clone() })
                    }
                    _ => None,
                };
                edits.iter().map(in_bytes).collect::<Option<_>>().ok_or(Refusal::Unreadable)
            }
        }
    }

    /// Some groups with the text that they make; `None` where they get into each other's way.
    fn chosen(&self, drafts: &[&(usize, Vec<Replacement>)]) -> Option<Chosen> {
        let mut replacements: Vec<Replacement> = drafts.iter().flat_map(|(_, draft)| draft.iter().cloned()).collect();
        replacements.sort_by_key(|one| (one.range.start, one.range.end));
        let mut text = String::with_capacity(self.source.text.len());
        let mut at = 0;
        for one in &replacements {
            text.push_str(self.source.text.get(at..one.range.start)?);
            text.push_str(&one.text);
            at = one.range.end;
        }
        text.push_str(self.source.text.get(at..)?);
        let groups = drafts.iter().map(|(number, _)| *number).collect();
        Some(Chosen { groups, replacements: joined(replacements), text })
    }

    /// Takes one group after the other, as long as the text means what it should.
    fn one_by_one(&self, drafts: &[&(usize, Vec<Replacement>)], refused: &mut Vec<(usize, Refusal)>) -> Chosen {
        let mut taken: Vec<(usize, Vec<Replacement>)> = Vec::new();
        let mut best = Chosen { groups: Vec::new(), replacements: Vec::new(), text: self.source.text.clone() };
        for (number, _) in drafts {
            match self.best_draft(*number) {
                None => refused.push((*number, Refusal::OtherMeaning)),
                Some(draft) => {
                    taken.push((*number, draft));
                    let both: Vec<_> = taken.iter().collect();
                    let is_apart = apart(&taken).1.is_empty();
                    let next = self.chosen(&both).filter(|chosen| is_apart && self.means_what_it_should(chosen));
                    match next {
                        Some(next) => best = next,
                        None => {
                            taken.pop();
                            refused.push((*number, Refusal::Overlaps));
                        }
                    }
                }
            }
        }
        best
    }

    /// The first way of making a group that means what it should, were it the only one.
    fn best_draft(&self, number: usize) -> Option<Vec<Replacement>> {
        Manner::ALL.into_iter().find_map(|manner| {
            let draft = (number, self.draft(number, manner).ok()?);
            let chosen = self.chosen(&[&draft])?;
            self.means_what_it_should(&chosen).then_some(draft.1)
        })
    }

    /// Whether the text of some groups, read again, means what these groups intend, and no new fault of form is in it.
    fn means_what_it_should(&self, chosen: &Chosen) -> bool {
        if chosen.replacements.is_empty() {
            return true;
        }
        let after = parse(&SourceFile::new(self.source.name.as_str(), chosen.text.as_str()));
        if after.findings.len() > self.before.findings.len() {
            return false;
        }
        let Some(desk) = &self.desk else { return true };
        let edits = chosen.groups.iter().flat_map(|number| self.groups[*number]);
        let Ok(resolved) = Resolved::of(desk.tree, edits, self.order) else { return false };
        let intended = Meaning::intended(desk.tree, &resolved);
        intended.is_some() && intended == after.tree.as_ref().map(|tree| Meaning::of(tree.root()))
    }
}

/// Replacements that touch each other as one: whoever makes them need not mind their order.
fn joined(all: Vec<Replacement>) -> Vec<Replacement> {
    let mut joined: Vec<Replacement> = Vec::with_capacity(all.len());
    for one in all {
        match joined.last_mut().filter(|last| last.range.end == one.range.start) {
            Some(last) => {
                last.range.end = one.range.end;
                last.text.push_str(&one.text);
            }
            None => joined.push(one),
        }
    }
    joined
}

/// The groups that change other bytes than all before them, and those that do not.
fn apart(drafts: &[(usize, Vec<Replacement>)]) -> (Vec<&(usize, Vec<Replacement>)>, Vec<usize>) {
    let (mut kept, mut overlapping): (Vec<&(usize, Vec<Replacement>)>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut taken: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    for draft in drafts {
        let is_free = |one: &Replacement| {
            let before = taken.range(..=one.range.end).next_back();
            before.is_none_or(|(start, end)| {
                let both_insert = start == end && one.range.is_empty() && *start == one.range.start;
                (*end <= one.range.start || (*start == *end && *start >= one.range.end)) && !both_insert
            })
        };
        if draft.1.iter().all(is_free) {
            taken.extend(draft.1.iter().map(|one| (one.range.start, one.range.end)));
            kept.push(draft);
        } else {
            overlapping.push(draft.0);
        }
    }
    (kept, overlapping)
}
