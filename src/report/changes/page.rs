//! Changes as Markdown, for the comment on a pull request: before and after side by side.
//!
//! Texts stand in tables of HTML without a blank line, each character that could end one written as an entity: no
//! text of a file or of the service can be markup, end its cell, or mention anybody.

use std::fmt::Write;

use super::{Change, FieldChange, Mark};
use crate::report::markdown::plain;
use crate::report::visible::visible;

/// What a page of changes says.
#[derive(Clone, Debug, Default)]
pub struct ChangePage<'a> {
    /// Its heading.
    pub title: String,
    /// Sentences under it, as Markdown of ours.
    pub lead: Vec<String>,
    /// What somebody should know before anything else.
    pub warnings: &'a [String],
    /// The changes, the most important first.
    pub changes: Vec<Change>,
    /// What comes before a place to make it an address, such as `https://host/project/blob/main/`.
    pub base: String,
    /// The command that shows everything.
    pub more: String,
}

/// Room for the line that says what was left out.
const LAST_LINE: usize = 200;

/// The page in at most `limit` bytes, whole changes only; `None` where not even its head fits.
pub fn changes_markdown(page: &ChangePage<'_>, limit: usize) -> Option<String> {
    let mut text = head(page);
    if text.len() + LAST_LINE > limit {
        return None;
    }
    for (index, one) in page.changes.iter().enumerate() {
        let block = change(one, &page.base);
        let is_last = index + 1 == page.changes.len();
        if text.len() + block.len() + if is_last { 0 } else { LAST_LINE } > limit {
            let left = page.changes.len() - index;
            let _ = write!(text, "\n{left} more; {} shows all of them.\n", code(&page.more));
            break;
        }
        text.push_str(&block);
    }
    Some(text)
}

fn head(page: &ChangePage<'_>) -> String {
    let mut text = format!("### {}\n", plain(&page.title));
    for line in &page.lead {
        let _ = write!(text, "\n{line}\n");
    }
    for warning in page.warnings {
        let _ = write!(text, "\n> **Warning:** {}\n", plain(warning));
    }
    text
}

fn change(change: &Change, base: &str) -> String {
    let sign = match change.mark {
        Mark::Added => "➕",
        Mark::Changed => "✏️",
        Mark::Removed => "🗑️",
        Mark::Refused => "⛔",
        Mark::Unchanged => "➖",
    };
    let mut text = format!("\n{sign} **{}** {}", plain(&change.verb), code(&change.title));
    if let Some(place) = &change.place {
        let _ = write!(text, " · {}", link(place, base));
    }
    text.push('\n');
    for remark in &change.remarks {
        let _ = writeln!(text, "- {}", plain(remark));
    }
    if let Some(help) = &change.help {
        let _ = writeln!(text, "- **help:** {}", plain(help));
    }
    if !change.fields.is_empty() {
        text.push('\n');
        text.push_str(&table(&change.fields));
    }
    text
}

/// `templates/hello.yaml:5` as a link to that line.
fn link(place: &str, base: &str) -> String {
    let Some((file, line)) = place.rsplit_once(':') else { return plain(place) };
    let path: String = file.bytes().map(escaped_in_address).collect();
    format!("[{}]({base}{path}#L{line})", plain(place))
}

fn escaped_in_address(byte: u8) -> String {
    match byte {
        b'/' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    }
}

/// A code span that its text cannot end: fenced by more backticks than the text has in a row.
fn code(text: &str) -> String {
    let text = visible(text).replace('\n', " ");
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn table(fields: &[FieldChange]) -> String {
    let is_new = fields.iter().all(|field| field.before.is_none());
    let mut text = String::from("<table><tr><th>field</th>");
    text.push_str(if is_new { "<th>after</th></tr>\n" } else { "<th>before</th><th>after</th></tr>\n" });
    for field in fields {
        let _ = write!(text, "<tr><td>{}</td>", entities(&field.path));
        if !is_new {
            text.push_str(&cell(field.before.as_deref()));
        }
        text.push_str(&cell(field.after.as_deref()));
        text.push_str("</tr>\n");
    }
    text.push_str("</table>\n");
    text
}

fn cell(text: Option<&str>) -> String {
    match text {
        None => "<td></td>".to_owned(),
        Some(text) => format!("<td><pre>{}</pre></td>", entities(text)),
    }
}

/// Text in which every mark is only itself, line breaks kept: a blank line would end the table.
fn entities(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| line_entities(&visible(line))).collect();
    lines.join("&#10;")
}

fn line_entities(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    for character in line.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // A forge looks for mentions and references in the text that it renders.
            '@' | '#' | '!' | '~' => {
                let _ = write!(escaped, "&#{};&#8203;", u32::from(character));
            }
            character => escaped.push(character),
        }
    }
    escaped
}
