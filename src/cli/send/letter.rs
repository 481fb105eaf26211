//! What one recipient gets, from the arguments; and the arguments as a text, so that findings have a place.

use std::ops::Range;

use clap::Args;
use indexmap::IndexMap;

use super::shown::Numbers;
use crate::cli::{Exit, Failure};
use crate::finding::Level;
use crate::model::masked_number;
use crate::report::{Diagnostic, Place};
use crate::send::{Fault, Letter, Products, Section, Subject};
use crate::source::SourceFile;

/// Arguments that say what a template is filled in with.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct LetterArguments {
    /// The value of a variable; repeat it for each
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair)]
    pub(super) set: Vec<(String, String)>,
    /// What comes back when a quick reply is tapped; one for each, in their order
    #[arg(long, value_name = "TEXT")]
    pub(super) payload: Vec<String>,
    /// Flow: a text that comes back with the answers
    #[arg(long, value_name = "TEXT")]
    pub(super) flow_token: Option<String>,
    /// Flow: a value that it starts with; repeat it for each
    #[arg(long, value_name = "NAME=V", value_parser = pair)]
    pub(super) flow_data: Vec<(String, String)>,
    /// Products: the one whose picture stands above
    #[arg(long, value_name = "ID")]
    pub(super) thumbnail: Option<String>,
    /// Products: a section of them; repeat it for each
    #[arg(long, value_name = "T=ID,ID", value_parser = pair)]
    pub(super) section: Vec<(String, String)>,
}

impl LetterArguments {
    /// What is sent to a recipient.
    pub(super) fn letter(&self, to: &str) -> Result<Letter, Failure> {
        let section = |(title, ids): &(String, String)| Section {
            title: title.clone(),
            products: ids.split(',').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect(),
        };
        Ok(Letter {
            to: to.to_owned(),
            values: unique("--set", &self.set)?,
            payload: self.payload.clone(),
            flow_token: self.flow_token.clone(),
            flow_data: unique("--flow-data", &self.flow_data)?,
            products: Products {
                thumbnail: self.thumbnail.clone(),
                sections: self.section.iter().map(section).collect(),
            },
        })
    }
}

/// `NAME=VALUE`.
pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok((name.trim().to_owned(), value.to_owned())),
        _ => Err("write NAME=VALUE".to_owned()),
    }
}

fn unique(option: &str, pairs: &[(String, String)]) -> Result<IndexMap<String, String>, Failure> {
    let mut values = IndexMap::new();
    for (name, value) in pairs {
        if values.insert(name.clone(), value.clone()).is_some() {
            let message = format!("{option} gives `{name}` twice");
            return Err(Failure::new(Exit::Usage, message).help("keep one of them"));
        }
    }
    Ok(values)
}

/// The arguments of one message as a text, one a line.
pub(super) struct Written {
    source: SourceFile,
    places: Vec<(Subject, Range<usize>)>,
}

impl Written {
    /// The arguments that name a template and fill it in. Numbers and codes are masked.
    pub(super) fn of(name: &str, to: &str, letter: &Letter, hides_values: bool, numbers: Numbers) -> Self {
        let mut written = Writing::default();
        written.add(Subject::Whole, "", name);
        let to = if numbers == Numbers::Shown { to.to_owned() } else { masked_number(to) };
        written.add(Subject::Recipient, "--to ", &to);
        for (name, value) in &letter.values {
            let value = if hides_values { "*".repeat(value.chars().count()) } else { value.clone() };
            written.add(Subject::Value(name.clone()), "--set ", &format!("{name}={value}"));
        }
        for (index, payload) in letter.payload.iter().enumerate() {
            written.add(Subject::Payload(index), "--payload ", payload);
        }
        for section in &letter.products.sections {
            let text = format!("{}={}", section.title, section.products.join(","));
            written.add(Subject::Products, "--section ", &text);
        }
        if let Some(thumbnail) = &letter.products.thumbnail {
            written.add(Subject::Products, "--thumbnail ", thumbnail);
        }
        if let Some(token) = &letter.flow_token {
            written.add(Subject::Flow, "--flow-token ", token);
        }
        for (name, value) in &letter.flow_data {
            written.add(Subject::Flow, "--flow-data ", &format!("{name}={value}"));
        }
        Self { source: SourceFile::new("arguments", written.text), places: written.places }
    }

    /// A fault as a finding in the arguments.
    pub(super) fn diagnostic<'s>(&'s self, fault: &'s Fault) -> Diagnostic<'s> {
        let place = self.places.iter().find(|(subject, _)| *subject == fault.subject).or(self.places.first());
        let range = place.map_or(0..0, |(_, range)| range.clone());
        diagnostic(&self.source, fault, range)
    }
}

/// A fault as a finding at some bytes of a text.
pub(super) fn diagnostic<'s>(source: &'s SourceFile, fault: &'s Fault, range: Range<usize>) -> Diagnostic<'s> {
    Diagnostic {
        level: fault.level,
        rule: fault.rule,
        message: fault.message.clone(),
        source,
        primary: Place { range, text: fault.label.clone() },
        secondary: Vec::new(),
        notes: Vec::new(),
        help: Some(fault.help.clone()),
        fix: None,
        fix_is_safe: false,
        edits: Vec::new(),
        fingerprint: String::new(),
    }
}

/// Whether something keeps a message from being sent.
pub(super) fn is_fatal(faults: &[Fault]) -> bool {
    faults.iter().any(|fault| fault.level == Level::Error)
}

#[derive(Default)]
struct Writing {
    text: String,
    places: Vec<(Subject, Range<usize>)>,
}

impl Writing {
    fn add(&mut self, subject: Subject, option: &str, value: &str) {
        self.text.push_str(option);
        let start = self.text.len();
        // A value of several lines stays on its line, or the lines below would be about something else.
        self.text.push_str(&value.replace(['\n', '\r'], "\u{240a}"));
        self.places.push((subject, start..self.text.len()));
        self.text.push('\n');
    }
}
