//! The status in each of its formats.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::findings::findings;
use super::{Found, StatusFormat};
use crate::callbacks::{Audit, Latest};
use crate::cli::planning::Planning;
use crate::cli::{Exit, formats};
use crate::context::Context;
use crate::plan::Desired;
use crate::remote::AuditStatus;
use crate::report::{
    self, Cell, Column, Findings, Ink, Look, Summary, Table, github, junit, markdown_table, pretty, sarif, visible,
};
use crate::status::{RevisionIndex, Revisions, Standing, base, own_names};

/// The version of the JSON form.
const VERSION: u32 = 1;

/// What is shown.
pub(super) struct Shown<'a> {
    pub(super) planning: &'a Planning,
    pub(super) desired: &'a [Desired],
    pub(super) standings: &'a [Standing],
    pub(super) found: &'a Found,
    /// What the service reported on its own, where somebody listened.
    pub(super) reported: &'a Latest,
    pub(super) exit: Exit,
    pub(super) context: &'a Context,
}

impl Shown<'_> {
    pub(super) fn as_format(&self, format: StatusFormat, look: Look) -> String {
        let diagnostics = findings(self.planning, self.standings);
        let files: BTreeSet<&str> =
            self.standings.iter().map(|standing| standing.desired.source.file.as_str()).collect();
        let files: Vec<&str> = files.into_iter().collect();
        let findings = Findings {
            command: "status",
            diagnostics: &diagnostics,
            summary: Summary::of(diagnostics.iter().map(|one| one.level), files.len(), self.standings.len()),
            rules: &[],
            files: &files,
            base: &formats::base(&self.context.environment),
            time: self.context.clock.now(),
        };
        match format {
            StatusFormat::Table => self.text(look) + &pretty(&diagnostics, look),
            StatusFormat::Json => self.json(),
            StatusFormat::Markdown => self.markdown(&findings),
            StatusFormat::Github => github(&findings),
            StatusFormat::Junit => junit(&findings),
            StatusFormat::Sarif => sarif(&findings),
        }
    }

    fn text(&self, look: Look) -> String {
        let keys = self.standings.iter().map(|standing| standing.desired.variant.key().chars().count());
        let width = keys.max().unwrap_or(0);
        let mut text = String::new();
        for standing in self.standings {
            let key = standing.desired.variant.key();
            let (ink, words) = match &standing.row {
                None => (Ink::Bad, "not there".to_owned()),
                Some(row) => (ink(&row.status), row.status.in_words().to_owned()),
            };
            let code = standing.row.as_ref().map_or("", |row| row.template_code.as_str());
            let quality = self.quality(standing).map(|quality| format!(", quality {quality}")).unwrap_or_default();
            let reported = self.reported(standing).map(|audit| format!(", {}", in_words(audit))).unwrap_or_default();
            let (key, state) = (visible(&key), look.paint(ink, &visible(&format!("{words}{quality}{reported}"))));
            text.push_str(format!("  {key:width$}  {:20}  {state}", visible(code)).trim_end());
            text.push('\n');
        }
        for remark in self.remarks() {
            text.push_str(&format!("  {}\n", visible(&remark)));
        }
        text + &format!("\n{}\n", self.summary())
    }

    /// The quality, where it was asked for.
    fn quality<'s>(&self, standing: &'s Standing) -> Option<&'s str> {
        standing.quality().filter(|_| self.found.quality)
    }

    /// What was reported of it last, where the list says something else: the list knows no pause.
    fn reported(&self, standing: &Standing) -> Option<&Audit> {
        let row = standing.row.as_ref()?;
        let audit = self.reported.audit(&row.template_code, &row.language)?;
        (AuditStatus::parse(&audit.status) != row.status).then_some(audit)
    }

    /// "2 of 3 approved in environment `prod` (…)".
    fn summary(&self) -> String {
        let approved = self.standings.iter().filter(|standing| standing.is_approved()).count();
        format!("{approved} of {} approved in {}", self.standings.len(), self.found.described)
    }

    /// Which revision to send meanwhile, and which ones nobody needs any more.
    fn remarks(&self) -> Vec<String> {
        let (index, own) = (RevisionIndex::of(&self.found.content.rows), own_names(self.desired));
        let mut remarks = Vec::new();
        let mut told = BTreeSet::new();
        for standing in self.standings.iter().filter(|standing| standing.desired.revision.is_some()) {
            let variant = &standing.desired.variant;
            let revisions = index.revisions(base(&standing.desired), &own);
            if let Some(revision) = revisions.to_send(&variant.language).filter(|_| !standing.is_approved()) {
                let (row, key) = (revision.row, variant.key());
                remarks.push(format!("until {key} is approved, send {} ({})", row.name, row.template_code));
            }
            if !told.insert(base(&standing.desired)) {
                continue;
            }
            for (name, languages) in old(&revisions) {
                let languages = languages.join(", ");
                remarks.push(format!("{name} is superseded; to retire it, write under `retired:` in chatform.yaml"));
                remarks.push(format!(
                    "  - {{ name: {name}, languages: [{languages}], action: delete, reason: replaced by {} }}",
                    variant.name
                ));
            }
        }
        remarks
    }

    fn json(&self) -> String {
        let (index, own) = (RevisionIndex::of(&self.found.content.rows), own_names(self.desired));
        let variants: Vec<Value> = self
            .standings
            .iter()
            .map(|standing| {
                let revisions = index.revisions(base(&standing.desired), &own);
                let mut value = variant(standing, self.quality(standing), &revisions);
                if let Some(audit) = self.reported(standing) {
                    let at = audit.at.to_string();
                    value["reported"] = json!({ "status": audit.status, "reason": audit.reason, "at": at });
                }
                value
            })
            .collect();
        let count = |is: fn(&Standing) -> bool| self.standings.iter().filter(|standing| is(standing)).count();
        let value = json!({
            "version": VERSION,
            "environment": self.planning.name,
            "approved": count(Standing::is_approved),
            "pending": count(Standing::is_pending),
            "trouble": count(Standing::is_trouble),
            "exit": self.exit.code(),
            "variants": variants,
        });
        format!("{value:#}\n")
    }

    fn markdown(&self, findings: &Findings<'_>) -> String {
        let row = |standing: &Standing| {
            let row = standing.row.as_ref();
            let mut cells = vec![
                standing.desired.variant.key(),
                row.map_or("not there", |row| row.status.in_words()).to_owned(),
                row.map_or(String::new(), |row| row.template_code.clone()),
                self.quality(standing).unwrap_or_default().to_owned(),
            ];
            cells.drain(..).map(Cell::Text).collect()
        };
        let columns = ["Template", "Review", "TemplateCode", "Quality"].map(Column::new).to_vec();
        let table = Table { columns, rows: self.standings.iter().map(row).collect() };
        let mut text = format!("**{}**\n\n{}", visible(&self.summary()), markdown_table(&table));
        if !findings.diagnostics.is_empty() {
            text.push('\n');
            text.push_str(&report::markdown(findings));
        }
        text
    }
}

/// One variant; `send` is what to send now: itself, or the newest revision that is approved.
fn variant(standing: &Standing, quality: Option<&str>, revisions: &Revisions<'_>) -> Value {
    let (variant, source) = (&standing.desired.variant, &standing.desired.source);
    let row = standing.row.as_ref();
    let older = revisions.to_send(&variant.language).map(|revision| revision.row);
    let send = row.filter(|row| row.status.is_sendable()).or(older);
    json!({
        "name": variant.name, "language": variant.language, "file": source.file, "line": source.line,
        "status": row.map(|row| row.status.to_string()),
        "template_code": row.map(|row| &row.template_code),
        "reason": row.map(|row| &row.reason).filter(|reason| !reason.is_empty()),
        "quality": quality,
        "send": send.map(|row| json!({ "name": row.name, "template_code": row.template_code })),
    })
}

/// "reported paused 2026-11-20 14:25Z: reason".
fn in_words(audit: &Audit) -> String {
    let because = audit.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    format!("reported {} {}{because}", audit.status, audit.at.strftime("%Y-%m-%d %H:%MZ"))
}

fn ink(status: &AuditStatus) -> Ink {
    match status {
        AuditStatus::Pass => Ink::Good,
        AuditStatus::Auditing | AuditStatus::Unaudit => Ink::Warn,
        _ => Ink::Bad,
    }
}

/// The superseded revisions of a name, each with its languages.
fn old<'a>(revisions: &Revisions<'a>) -> Vec<(&'a str, Vec<&'a str>)> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for language in revisions.languages.keys() {
        for revision in revisions.superseded(language) {
            let name = revision.row.name.as_str();
            match found.iter_mut().find(|(known, _)| *known == name) {
                Some((_, languages)) => languages.push(language),
                None => found.push((name, vec![language])),
            }
        }
    }
    found
}
