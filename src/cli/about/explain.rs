//! `explain`: what a rule is about, why, and where that is known from.

use clap::Args;

use super::rules::{metas, table};
use crate::cli::{Exit, Failure, Output};
use crate::finding::RuleMeta;
use crate::report::{Ink, visible};
use crate::rules::docs;

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Explain {
    /// A rule such as footer/too-long, or a group such as footer
    rule: String,
}

impl Explain {
    /// Prints the documentation of a rule, or the rules of a group.
    pub(in crate::cli) fn run(&self, output: &Output) -> Result<Exit, Failure> {
        let mut metas = metas();
        if let Some(meta) = metas.iter().find(|meta| meta.id == self.rule) {
            output.result(&explanation(meta, output));
            return Ok(Exit::Ok);
        }
        metas.retain(|meta| meta.group() == self.rule.trim_end_matches('/'));
        if metas.is_empty() {
            return Err(self.unknown());
        }
        output.result(&table(&metas, output));
        Ok(Exit::Ok)
    }

    fn unknown(&self) -> Failure {
        let failure = Failure::new(Exit::NothingMatched, format!("no rule {}", visible(&self.rule)));
        let likely = likely(&self.rule);
        if likely.is_empty() {
            return failure.help("`chatform rules` lists all rules");
        }
        failure.help(format!("did you mean {}?", likely.join(" or ")))
    }
}

/// The documentation as it is written, with its headings told apart.
fn explanation(meta: &RuleMeta, output: &Output) -> String {
    let look = output.result_look();
    let head = look.paint(Ink::Strong, meta.id);
    let mut text = format!("{head} ({}): {}\n\n", meta.level, meta.summary);
    for line in docs::explanation(meta).lines() {
        match line.strip_prefix("## ") {
            Some(heading) => text.push_str(&look.paint(Ink::Strong, heading)),
            None => text.push_str(line),
        }
        text.push('\n');
    }
    text
}

/// Up to three rules that may have been meant.
fn likely(asked: &str) -> Vec<&'static str> {
    let score = |meta: &RuleMeta| {
        let whole = strsim::jaro_winkler(asked, meta.id);
        if meta.name() == asked { 1.0 } else { whole.max(strsim::jaro_winkler(asked, meta.name()) - 0.05) }
    };
    let mut scored: Vec<(f64, &str)> = metas().iter().map(|meta| (score(meta), meta.id)).collect();
    scored.retain(|(score, _)| *score > 0.85);
    scored.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(other.1)));
    scored.into_iter().take(3).map(|(_, id)| id).collect()
}
