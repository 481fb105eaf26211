//! Suppressions at work: findings that a comment covers are taken out, and comments that do nothing are reported.

use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::Date;

use super::Located;
use super::mended::removal::of_named_rule;
use crate::finding::{At, Finding, RuleMeta};
use crate::project::{Directive, Loaded, NamedRule, Project, Suppression};
use crate::rules::{self, Facts, suppression};

/// What is known when suppressions are weighed.
#[derive(Clone, Copy)]
pub(super) struct Weighing {
    /// Today, where it is known.
    pub today: Option<Date>,
    /// Whether everything was looked for: only then can a suppression be without use.
    pub is_thorough: bool,
    /// Whether faults between files were looked for.
    pub has_all_files: bool,
}

impl Weighing {
    /// With the values of all environments, or of one.
    pub(super) fn of(project: &Project, environment: Option<&str>, facts: &Facts) -> Self {
        Self {
            today: facts.today,
            is_thorough: environment.is_none() && !project.is_doubtful(),
            has_all_files: project.is_whole,
        }
    }

    /// Whether a rule would have been heard of, had it anything to report.
    fn would_find(self, rule: &RuleMeta) -> bool {
        self.is_thorough && (self.has_all_files || !rules::needs_all_files(rule))
    }
}

/// Takes out what the comments of a file cover, and adds what is to be said about them. `found` is sorted by place.
pub(super) fn suppress<'p, T>(file: &'p Loaded<T>, found: Vec<Located<'p>>, weighing: Weighing) -> Vec<Located<'p>> {
    if file.directives.is_empty() {
        return found;
    }
    let weighing = Weighing { is_thorough: weighing.is_thorough && file.is_as_written(), ..weighing };
    let mut silence = Silence::of(&found);
    let mut said = Vec::new();
    for directive in &file.directives {
        match directive {
            Directive::Malformed { span, fault } => {
                said.push(suppression::malformed(At::Bytes(span.clone()), fault));
            }
            Directive::Suppression(suppression) => {
                let before = said.len();
                silence.weigh(suppression, weighing, &mut said);
                for finding in &mut said[before..] {
                    let fix = of_named_rule(&file.source.text, suppression, finding);
                    finding.fix = fix.or(finding.fix.take());
                }
            }
        }
    }
    let silenced = silence.into_silenced(found.len());
    let kept = found.into_iter().zip(silenced).filter_map(|(located, is_silenced)| match is_silenced {
        true => located.finding.is_unapproved.then(|| still_heard(located)),
        false => Some(located),
    });
    let mut kept: Vec<Located<'p>> = kept.collect();
    kept.extend(said.into_iter().map(|finding| Located::new(&file.source, finding, |at| file.locate(at))));
    kept
}

/// A comment lets stay what the service once approved. What it has not approved it would refuse.
fn still_heard(mut located: Located<'_>) -> Located<'_> {
    let note = "the comment over it counts no longer: what is approved may stay so, what is new or changed may not";
    located.finding.notes.push(note.to_owned());
    located
}

/// The findings of one rule that comments may cover.
#[derive(Default)]
struct OfRule {
    /// Where each begins, ascending.
    starts: Vec<usize>,
    /// Which of all findings it is.
    indexes: Vec<usize>,
    /// For each, and for the end, how many more suppressions cover it than cover the one before.
    steps: Vec<i64>,
}

/// The findings of a file by rule, with what is covered so far.
struct Silence(HashMap<&'static str, OfRule>);

impl Silence {
    fn of(found: &[Located<'_>]) -> Self {
        let mut rules: HashMap<&'static str, OfRule> = HashMap::new();
        for (index, located) in found.iter().enumerate() {
            let of_rule = rules.entry(located.finding.rule.id).or_default();
            of_rule.starts.push(located.range.start);
            of_rule.indexes.push(index);
        }
        for of_rule in rules.values_mut() {
            of_rule.steps = vec![0; of_rule.starts.len() + 1];
        }
        Self(rules)
    }

    /// Lets one comment silence what it covers, and says what is wrong with it.
    fn weigh(&mut self, suppression: &Suppression, weighing: Weighing, said: &mut Vec<Finding>) {
        let has_reason = !suppression.reason.is_empty();
        let ended = suppression.until.filter(|until| weighing.today.is_some_and(|today| today > *until));
        let mut covers_any = false;
        for (position, named) in suppression.rules.iter().enumerate() {
            let at = At::Bytes(named.span.clone());
            let Some(rule) = rules::find(&named.id) else {
                said.push(suppression::rule_unknown(at, &named.id));
                continue;
            };
            if suppression::is_never_suppressed(rule) {
                said.push(suppression::not_allowed(at, rule));
                continue;
            }
            let is_repeated = suppression.rules[..position].iter().any(|earlier| earlier.id == named.id);
            let covered = self.covered(named, suppression).filter(|covered| !covered.is_empty() && !is_repeated);
            covers_any |= covered.is_some();
            match covered {
                Some(covered) if has_reason && ended.is_none() => self.silence(named, covered),
                None if weighing.would_find(rule) && has_reason => {
                    said.push(suppression::unused(at, rule.id, suppression.covers.is_some()));
                }
                _ => {}
            }
        }
        if !has_reason {
            said.push(suppression::reason_missing(At::Bytes(suppression.span.clone())));
        } else if let Some(until) = ended.filter(|_| covers_any) {
            said.push(suppression::expired(At::Bytes(suppression.span.clone()), until));
        }
    }

    /// Which findings of a rule begin in what a comment covers.
    fn covered(&self, named: &NamedRule, suppression: &Suppression) -> Option<Range<usize>> {
        let (starts, covers) = (&self.0.get(named.id.as_str())?.starts, suppression.covers.as_ref()?);
        let first = starts.partition_point(|start| *start < covers.start);
        let end = starts.partition_point(|start| *start <= covers.end);
        Some(first..end)
    }

    fn silence(&mut self, named: &NamedRule, covered: Range<usize>) {
        if let Some(of_rule) = self.0.get_mut(named.id.as_str()) {
            of_rule.steps[covered.start] += 1;
            of_rule.steps[covered.end] -= 1;
        }
    }

    /// For each finding whether a comment covers it.
    fn into_silenced(self, findings: usize) -> Vec<bool> {
        let mut silenced = vec![false; findings];
        for of_rule in self.0.into_values() {
            let mut covering = 0;
            for (index, step) in of_rule.indexes.into_iter().zip(of_rule.steps) {
                covering += step;
                silenced[index] = covering > 0;
            }
        }
        silenced
    }
}
