//! Changes of documents, field by field, with the words that differ marked.

mod page;

use similar::{ChangeTag, TextDiff};

use super::{Ink, Look, visible};

pub use page::{ChangePage, changes_markdown};

/// What happens to one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// What stands first on its line.
    pub mark: Mark,
    /// The verb: "create".
    pub verb: String,
    /// What it happens to: "order_shipped/en".
    pub title: String,
    /// Where it is declared: "templates/order_shipped.yaml:14".
    pub place: Option<String>,
    /// Facts, a line each.
    pub remarks: Vec<String>,
    /// The way out, where something stands in the way.
    pub help: Option<String>,
    /// The fields.
    pub fields: Vec<FieldChange>,
}

/// The sign of a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// `+`: something is added.
    Added,
    /// `~`: something is changed.
    Changed,
    /// `-`: something is taken away.
    Removed,
    /// `!`: something stands in the way.
    Refused,
    /// ` `: nothing happens.
    #[default]
    Unchanged,
}

/// One field, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Its path.
    pub path: String,
    /// Its text before, if it was there.
    pub before: Option<String>,
    /// Its text after, if it will be there.
    pub after: Option<String>,
}

/// Renders changes as text. Without colour, the words that differ stand in `[-…-]` and `{+…+}`.
pub fn changes(list: &[Change], look: Look) -> String {
    let mut page = Page { text: String::new(), look };
    for change in list {
        page.change(change);
    }
    page.text
}

/// The change of a file as a unified diff, as `diff -u` and git write it: what `patch` needs to turn one text of a file into the other; empty where both are the same.
pub fn unified(name: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().context_radius(3).header(&format!("a/{name}"), &format!("b/{name}")).to_string()
}

struct Page {
    text: String,
    look: Look,
}

impl Page {
    fn change(&mut self, change: &Change) {
        let (sign, ink) = match change.mark {
            Mark::Added => ('+', Ink::Good),
            Mark::Changed => ('~', Ink::Warn),
            Mark::Removed => ('-', Ink::Bad),
            Mark::Refused => ('!', Ink::Bad),
            Mark::Unchanged => (' ', Ink::Faint),
        };
        let head = self.look.paint(ink, &format!("{sign} {}", change.verb));
        let title = self.look.paint(Ink::Strong, &visible(&change.title));
        let place = change.place.as_deref().map(|place| self.look.paint(Ink::Faint, &format!("  {}", visible(place))));
        self.line(2, &format!("{head} {title}{}", place.unwrap_or_default()));
        for remark in &change.remarks {
            self.line(6, &visible(remark));
        }
        if let Some(help) = &change.help {
            let word = self.look.paint(Ink::Hint, "help:");
            self.line(6, &format!("{word} {}", visible(help)));
        }
        let width = change.fields.iter().map(|field| field.path.chars().count()).max().unwrap_or(0).min(28);
        for field in &change.fields {
            self.field(field, width);
        }
        if !change.fields.is_empty() || !change.remarks.is_empty() {
            self.text.push('\n');
        }
    }

    fn field(&mut self, field: &FieldChange, width: usize) {
        let path = visible(&field.path);
        match (&field.before, &field.after) {
            (Some(before), Some(after)) => {
                self.line(6, &path);
                self.difference(before, after);
            }
            (before, after) => {
                let (sign, ink) = if after.is_some() { ("+", Ink::Good) } else { ("-", Ink::Bad) };
                let text = after.as_ref().or(before.as_ref()).map(String::as_str).unwrap_or_default();
                for (index, line) in text.split('\n').enumerate() {
                    let label = if index == 0 { path.as_ref() } else { "" };
                    let line = self.look.paint(ink, &format!("{sign} {}", visible(line)));
                    self.line(6, &format!("{label:width$} {line}"));
                }
            }
        }
    }

    fn difference(&mut self, before: &str, after: &str) {
        let diff = TextDiff::from_lines(before, after);
        for change in diff.iter_all_inline_changes() {
            let (sign, ink, open, close) = match change.tag() {
                ChangeTag::Delete => ("-", Ink::Bad, "[-", "-]"),
                ChangeTag::Insert => ("+", Ink::Good, "{+", "+}"),
                ChangeTag::Equal => (" ", Ink::Faint, "", ""),
            };
            let mut line = self.look.paint(ink, sign) + " ";
            for (differs, piece) in change.iter_strings_lossy() {
                let piece = visible(piece.trim_end_matches(['\n', '\r'])).into_owned();
                match (differs && !piece.is_empty(), self.look.color) {
                    (true, true) => line.push_str(&self.look.paint(ink, &piece)),
                    (true, false) => line.extend([open, &piece, close]),
                    (false, _) => line.push_str(&piece),
                }
            }
            self.line(8, &line);
        }
    }

    fn line(&mut self, indent: usize, text: &str) {
        let line = format!("{:indent$}{text}", "");
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}
