//! Placeholders of Meta, `{{1}}` and `{{name}}`, become variables of CAMS, `$(name)`; and dollar signs are kept
//! from becoming variables.

use super::faults::{ACCIDENTAL_VARIABLE, RENAMED_VARIABLE, UNCLEAR_PLACEHOLDER};
use super::reading::{Dialect, Reading};
use super::sample::Samples;
use crate::finding::{At, Finding, Path};

/// Where a text stands, as far as names go: `body`, or `button_2`, where a first placeholder needs no number.
#[derive(Clone, Debug)]
pub(super) struct Place {
    name: String,
    numbered: bool,
}

impl Place {
    /// A place whose placeholders are numbered from 1: `body_1`.
    pub(super) fn numbered(name: impl Into<String>) -> Self {
        Self { name: name.into(), numbered: true }
    }

    /// A place that should hold one placeholder: `button_2`; a second one is `button_2_2`.
    pub(super) fn single(name: impl Into<String>) -> Self {
        Self { name: name.into(), numbered: false }
    }

    fn variable(&self, number: &str) -> String {
        if !self.numbered && number == "1" { self.name.clone() } else { format!("{}_{number}", self.name) }
    }
}

/// A piece of a foreign text.
enum Piece<'a> {
    Literal(&'a str),
    /// What stands between `{{` and `}}`.
    Placeholder(&'a str),
}

/// A foreign text without variables, as a template file has to write it: `${` would be a build-time value.
pub(super) fn escaped(text: &str) -> String {
    text.replace("${", "$${")
}

impl Reading {
    /// A foreign text as a template file has to write it, with its variables.
    pub(super) fn converted(&mut self, place: &Place, path: &Path, raw: &str, samples: &mut Samples) -> String {
        if self.dialect == Dialect::Cams {
            return escaped(raw);
        }
        let mut text = String::new();
        let mut literal = String::new();
        let mut names: Vec<&str> = Vec::new();
        for piece in pieces(raw) {
            let inner = match piece {
                Piece::Literal(piece) => {
                    literal.push_str(piece);
                    continue;
                }
                Piece::Placeholder(inner) => inner,
            };
            let Some(variable) = self.variable(place, path, inner, &mut names, samples) else {
                literal.push_str(&format!("{{{{{inner}}}}}"));
                continue;
            };
            text.push_str(&self.literal(path, &std::mem::take(&mut literal)));
            text.push_str(&format!("$({variable})"));
        }
        text.push_str(&self.literal(path, &literal));
        text
    }

    /// A foreign text that cannot hold a placeholder.
    pub(super) fn literal(&mut self, path: &Path, raw: &str) -> String {
        if self.dialect == Dialect::Cams || !raw.contains("$(") {
            return escaped(raw);
        }
        let message = "text holds `$(`, which CAMS reads as the start of a variable, and there is no escape";
        self.report(
            Finding::new(&ACCIDENTAL_VARIABLE, At::Value(path.clone()), message)
                .label("written as `$ (`")
                .help("reword it so that no bracket follows the dollar sign"),
        );
        escaped(&raw.replace("$(", "$ ("))
    }

    fn variable<'a>(
        &mut self,
        place: &Place,
        path: &Path,
        inner: &'a str,
        names: &mut Vec<&'a str>,
        samples: &mut Samples,
    ) -> Option<String> {
        let inner = inner.trim();
        let claimed = if !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit()) {
            let number = if inner.bytes().all(|byte| byte == b'0') { "0" } else { inner.trim_start_matches('0') };
            let sample = number.parse().ok().and_then(|number| samples.numbered(number));
            self.variables.positional(&place.variable(number), &place.name, sample.map(|one| escaped(&one)))
        } else if is_name(inner) {
            if !names.contains(&inner) {
                names.push(inner);
            }
            let turn = names.iter().position(|name| *name == inner).map_or(0, |index| index + 1);
            let sample = samples.named(inner, turn);
            self.variables.named(inner, &place.name, sample.map(|one| escaped(&one)))
        } else {
            let message = format!("`{{{{{inner}}}}}` is neither a number nor a name of letters, digits and `_`");
            let finding = Finding::new(&UNCLEAR_PLACEHOLDER, At::Value(path.clone()), message);
            self.report(finding.label("kept as it is").help("write a variable in its place: `$(name)`"));
            return None;
        };
        if claimed.renamed {
            let message =
                format!("`{{{{{inner}}}}}` becomes `$({})`: its name is taken with another sample", claimed.name);
            let note = "CAMS has one flat map of variables for the whole template";
            self.report(Finding::new(&RENAMED_VARIABLE, At::Value(path.clone()), message).note(note));
        }
        Some(claimed.name)
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Cuts a text at its placeholders: `{{`, anything but braces and line breaks, `}}`.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("{{") {
        let inner = &rest[start + 2..];
        let end = inner.find(['{', '}', '\n', '\r']).unwrap_or(inner.len());
        if inner[end..].starts_with("}}") {
            pieces.push(Piece::Literal(&rest[..start]));
            pieces.push(Piece::Placeholder(&inner[..end]));
            rest = &inner[end + 2..];
        } else {
            pieces.push(Piece::Literal(&rest[..=start]));
            rest = &rest[start + 1..];
        }
    }
    pieces.push(Piece::Literal(rest));
    pieces
}
