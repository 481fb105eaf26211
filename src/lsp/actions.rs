//! What an editor offers to do about a finding: mend it, mend everything of its kind that is safe, or let it be.

use std::collections::HashMap;
use std::ops::Range;

use gen_lsp_types::{CodeAction, CodeActionKind, CodeActionParams, Diagnostic, TextEdit, WorkspaceEdit};

use super::look::Look;
use super::rewritten;
use crate::finding::{At, Step};
use crate::lint::{self, FileRead, Fixes, Found};
use crate::model::{Message, ProjectFile, Template};
use crate::project::{Directive, Loaded};
use crate::rules::suppression::is_never_suppressed;
use crate::schema;

/// The kind of the action that makes all fixes.
pub(super) const FIX_ALL: &str = "source.fixAll.chatform";

/// The actions for the findings that touch a range.
pub(super) fn actions(
    look: &Look<'_>,
    params: &CodeActionParams,
    diagnostic: &dyn Fn(&Found<'_>) -> Diagnostic,
) -> Vec<CodeAction> {
    let wants = |kind: &str| wants(params, kind);
    let asked = look.places.bytes(&params.range);
    let findings = look.live.findings(&look.path);
    let touched = findings.iter().filter(|found| touches(&super::diagnostics::shown(found), &asked));
    let mut actions = Vec::new();
    for found in touched.filter(|_| wants("quickfix")) {
        let diagnostic = diagnostic(found);
        actions.extend(mend(look, found, &diagnostic));
        actions.extend(ignore(look, found, &diagnostic));
    }
    let is_safe = |found: &Found<'_>| found.located.finding.fix.as_ref().is_some_and(|fix| fix.safe);
    if wants(FIX_ALL) && findings.iter().any(is_safe) {
        actions.extend(mend_all(look));
    }
    actions
}

/// Every fix that is certainly right, at once.
fn mend_all(look: &Look<'_>) -> Option<CodeAction> {
    let text = look.live.mended(&look.path, Fixes::Safe)?;
    Some(CodeAction {
        title: "mend everything that is certain".to_owned(),
        kind: Some(CodeActionKind::Custom(FIX_ALL.into())),
        edit: Some(workspace_edit(look, rewritten::edits(look, &text))),
        ..CodeAction::default()
    })
}

/// Whether an action of a kind is asked for: all are, unless the editor names some.
fn wants(params: &CodeActionParams, kind: &str) -> bool {
    params.context.only.as_ref().is_none_or(|only| {
        only.iter().any(|wanted| {
            let wanted = serde_json::to_value(wanted).ok();
            let wanted = wanted.as_ref().and_then(|wanted| wanted.as_str()).unwrap_or_default();
            wanted.is_empty() || kind == wanted || kind.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('.'))
        })
    })
}

fn touches(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// The fix of a finding.
fn mend(look: &Look<'_>, found: &Found<'_>, diagnostic: &Diagnostic) -> Option<CodeAction> {
    let fix = found.located.finding.fix.as_ref()?;
    let replacements = lint::replacements(look.source(), fix);
    if replacements.is_empty() {
        return None;
    }
    let edits = replacements.iter().map(|one| look.edit(&one.range, &one.text)).collect();
    let doubt = if fix.safe { "" } else { " (check what it means)" };
    let title = format!("{}{doubt}", fix.title);
    Some(CodeAction { is_preferred: Some(fix.safe), ..quick_fix(look, title, edits, diagnostic) })
}

/// A comment above the finding that asks for silence. The reason is for the author to write: until then the comment
/// silences nothing.
fn ignore(look: &Look<'_>, found: &Found<'_>, diagnostic: &Diagnostic) -> Option<CodeAction> {
    let rule = found.located.finding.rule;
    if is_never_suppressed(rule) {
        return None;
    }
    let (source, begin) = (look.source(), beginning(look, found));
    let line = source.line_range(source.position(begin).line);
    let text = &source.text[line.clone()];
    let indent: String =
        text.trim_start_matches('\u{feff}').chars().take_while(|character| *character == ' ').collect();
    let ending = if source.text.contains("\r\n") { "\r\n" } else { "\n" };
    let comment = format!("{indent}# chatform: ignore[{}] {ending}", rule.id);
    let at = line.start + if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let new = format!("{}{comment}{}", &source.text[..at], &source.text[at..]);
    if !covers(look, &new, found.located.range.start + comment.len(), rule.id) {
        return None;
    }
    let title = format!("ignore {} here: write the reason behind the comment", rule.id);
    let edit = look.edit(&(at..at), &comment);
    Some(quick_fix(look, title, vec![edit], diagnostic))
}

/// Where the key or item begins that a finding is about: its place may be a later line of a text.
fn beginning(look: &Look<'_>, found: &Found<'_>) -> usize {
    let start = found.located.range.start;
    let path = found.located.finding.primary.at.path().filter(|path| matches!(path.0.last(), Some(Step::Key(_))));
    let key = path.zip(look.tree()).map(|(path, tree)| tree.locate(look.source(), &At::Key(path.clone())).start);
    key.map_or(start, |key| key.min(start))
}

/// Whether a comment of a text is about a byte of it.
fn covers(look: &Look<'_>, text: &str, offset: usize, rule: &str) -> bool {
    let covers = |directive: &Directive| match directive {
        Directive::Suppression(suppression) => {
            let covers = suppression.covers.as_ref();
            covers.is_some_and(|covers| covers.start <= offset && offset <= covers.end)
                && suppression.rules.iter().any(|named| named.id == rule)
        }
        Directive::Malformed { .. } => false,
    };
    directives(look, text).iter().any(covers)
}

/// What the comments of a text say, were it this file's.
fn directives(look: &Look<'_>, text: &str) -> Vec<Directive> {
    match look.file {
        FileRead::Template(_) => Loaded::<Template>::of("", text.as_bytes(), schema::template_schema()).directives,
        FileRead::Message(_) => Loaded::<Message>::of("", text.as_bytes(), schema::message_schema()).directives,
        FileRead::Project(_) => Loaded::<ProjectFile>::of("", text.as_bytes(), schema::project_schema()).directives,
    }
}

fn quick_fix(look: &Look<'_>, title: String, edits: Vec<TextEdit>, diagnostic: &Diagnostic) -> CodeAction {
    CodeAction {
        title,
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostic.clone()]),
        edit: Some(workspace_edit(look, edits)),
        ..CodeAction::default()
    }
}

/// A change of one file.
pub(super) fn workspace_edit(look: &Look<'_>, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit { changes: Some(HashMap::from([(look.uri.clone(), edits)])), ..WorkspaceEdit::default() }
}
