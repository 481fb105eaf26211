//! Text to tree: the only file that names the parser crate.
//!
//! `granit-parser` was chosen over `saphyr-parser` because it gives exact byte ranges and comments, at 45 against
//! 72 MB/s; a template file is read in well under a millisecond either way.

use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span};

use super::build::Builder;
use super::controls::Controls;
use super::document::{Comment, Document};
use super::faults::{ALIAS, DIRECTIVE, SECOND_DOCUMENT, SYNTAX_ERROR, TAB, TOO_DEEP, TOO_LARGE};
use super::marks::Marks;
use super::misread::misread;
use super::pieces::block_header;
use super::resolve::Kind;
use super::tree::{Bytes, Style};
use super::{one_pass, unquoted};
use crate::finding::{At, Edit, Finding, Fix};
use crate::source::SourceFile;

/// Longest file that is read.
pub(super) const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Most values of a file, keys included.
const MAX_VALUES: usize = 50_000;
/// Deepest nesting.
const MAX_DEPTH: usize = 64;

/// Reads a document. Everything that YAML allows and a template must not have is a finding, and the tree is without it.
pub fn parse(source: &SourceFile) -> Document {
    read(source, one_pass::read)
}

/// The same without the shortcut for plain files: what that is measured against.
pub fn parse_in_full(source: &SourceFile) -> Document {
    read(source, |_| None)
}

fn read(source: &SourceFile, shortcut: impl Fn(&str) -> Option<(Builder, Vec<Comment>)>) -> Document {
    if source.text.len() > MAX_BYTES {
        let message = format!("file is {} MiB, the limit is {} MiB", source.text.len() >> 20, MAX_BYTES >> 20);
        let finding = Finding::new(&TOO_LARGE, At::Bytes(0..0), message).help("one file holds one template");
        return Document { findings: vec![finding], ..Document::default() };
    }
    let controls = Controls::of(&source.text);
    if controls.too_many() {
        return Document { findings: controls.findings().collect(), ..Document::default() };
    }
    if let Some((builder, comments)) = shortcut(&source.text).filter(|_| controls.masked.is_none()) {
        return Reading::new(&source.text, builder, comments).finish(true, &controls);
    }
    let text = controls.masked.as_deref().unwrap_or(&source.text);
    let mut reading = Reading::new(text, Builder::new(text.len()), Vec::new());
    let complete = reading.run();
    reading.finish(complete, &controls)
}

/// One pass over the events of a file.
struct Reading<'s> {
    text: &'s str,
    builder: Builder,
    comments: Vec<Comment>,
    documents: usize,
    /// Where the last token ended: a block scalar's header lies behind it.
    token_end: usize,
    marks: Marks,
    findings: Vec<Finding>,
}

impl<'s> Reading<'s> {
    fn new(text: &'s str, builder: Builder, comments: Vec<Comment>) -> Self {
        Self { text, builder, comments, documents: 0, token_end: 0, marks: Marks::default(), findings: Vec::new() }
    }

    /// Whether the whole first document was read.
    fn run(&mut self) -> bool {
        let options = granit_parser::options! {
            emit_unresolved_aliases: true,
            emit_anchor_events: true,
            block_nesting_limit: MAX_DEPTH,
            flow_nesting_limit: MAX_DEPTH,
            // A long comment at the top of a file is no attack.
            max_buffered_comment_events: MAX_VALUES,
        };
        for event in Parser::new_from_str_with_options(self.text, options) {
            match event {
                Ok((Event::DocumentStart(..), span)) if self.documents > 0 => {
                    let at = At::Bytes(range(&span));
                    self.findings.push(
                        Finding::new(&SECOND_DOCUMENT, at, "a second document starts here")
                            .help("write each template to a file of its own"),
                    );
                    return true;
                }
                Ok((event, span)) => self.event(&event, &span),
                Err(error) => {
                    self.stopped_by(&error);
                    return false;
                }
            }
            if let Some(finding) = self.over_limit() {
                self.findings.push(finding);
                return false;
            }
        }
        true
    }

    fn over_limit(&self) -> Option<Finding> {
        let values = self.builder.value_count().max(self.comments.len());
        if self.builder.depth() <= MAX_DEPTH && values <= MAX_VALUES {
            return None;
        }
        let at = At::Bytes(self.token_end..self.token_end);
        if self.builder.depth() > MAX_DEPTH {
            return Some(too_deep(at));
        }
        let message = format!("file holds more than {MAX_VALUES} values or comments");
        Some(Finding::new(&TOO_LARGE, at, message).help("one file holds one template"))
    }

    fn event(&mut self, event: &Event<'_>, span: &Span) {
        let bytes = range(span);
        if let Some(tag) = event.tag() {
            let at = span.tag_span().as_ref().map_or(bytes.clone(), range);
            self.marks.tag(tag.original().to_owned(), at, tag.core_suffix().is_some());
        }
        match event {
            Event::DocumentStart(explicit, _) => {
                self.document_start(&bytes);
                if !explicit {
                    // It spans what comes next.
                    return;
                }
            }
            Event::Comment(text, _) => {
                self.comments.push(Comment { span: bytes, text: text.clone().into_owned() });
                return;
            }
            Event::Anchor(id, name) => {
                self.marks.anchor(*id, name.clone().into_owned(), bytes);
                return;
            }
            Event::Scalar(_, ScalarStyle::Plain, _, None) if bytes.is_empty() => self.builder.empty(bytes.start as u32),
            Event::Scalar(text, style, _, _) => {
                self.scalar(text, *style, bytes.clone(), event.tag().and_then(|tag| tag.core_suffix()) == Some("str"))
            }
            Event::Alias(id) => {
                self.marks.used(*id);
                self.alias(&bytes);
            }
            Event::UnresolvedAlias(_) => self.alias(&bytes),
            Event::SequenceStart(..) => self.builder.start_sequence(small(&bytes)),
            Event::MappingStart(..) => self.builder.start_mapping(small(&bytes)),
            Event::SequenceEnd | Event::MappingEnd => {
                self.builder.end((!bytes.is_empty()).then_some(bytes.end as u32));
            }
            _ => {}
        }
        self.token_end = self.token_end.max(bytes.end);
    }

    fn document_start(&mut self, start: &Range<usize>) {
        self.documents += 1;
        let mut offset = 0;
        for line in self.text[..start.start].split_inclusive('\n') {
            if line.trim_start_matches('\u{feff}').starts_with('%') {
                let at = At::Bytes(offset..offset + line.trim_end().len());
                self.findings.push(
                    Finding::new(&DIRECTIVE, at, "directives are not allowed")
                        .help("take the line out: files are read as YAML 1.2")
                        .fix(Fix {
                            title: "take the line out".to_owned(),
                            safe: line.starts_with("%YAML 1.2"),
                            edits: vec![Edit::Replace(At::Bytes(offset..offset + line.len()), String::new())],
                        }),
                );
                // One is enough to know.
                return;
            }
            offset += line.len();
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, bytes: Range<usize>, as_text: bool) {
        let (style, kind) = match style {
            ScalarStyle::Plain if as_text => (Style::Plain, Kind::Text),
            ScalarStyle::Plain => (Style::Plain, Kind::of_plain(text)),
            ScalarStyle::SingleQuoted => (Style::SingleQuoted, Kind::Text),
            ScalarStyle::DoubleQuoted => (Style::DoubleQuoted, Kind::Text),
            ScalarStyle::Literal => (Style::Literal, Kind::Text),
            ScalarStyle::Folded => (Style::Folded, Kind::Text),
        };
        let (span, indent) = match style {
            Style::Literal | Style::Folded => self.block_scalar(&bytes),
            Style::Plain | Style::SingleQuoted | Style::DoubleQuoted => (bytes, 0),
        };
        self.builder.scalar(text, small(&span), style, kind, indent);
    }

    /// The span of a block scalar from its header to its last line, and its indentation.
    ///
    /// The parser's span starts at the first line of content, and ends where the next token may begin.
    fn block_scalar(&self, bytes: &Range<usize>) -> (Range<usize>, u32) {
        let header = block_header(self.text, self.token_end).unwrap_or(bytes.start).min(bytes.start);
        let content = self.text[header..bytes.end].trim_end_matches([' ', '\n', '\r']);
        let line = &self.text[..bytes.start];
        let indent = line.len() - line.rfind(['\n', '\r']).map_or(0, |end| end + 1);
        (header..(header + content.len()).max(header + 1), indent as u32)
    }

    fn alias(&mut self, bytes: &Range<usize>) {
        if !self.builder.in_merge_key() {
            let written = &self.text[bytes.clone()];
            // No anchor has such a name, but bold words look like it.
            let is_bold = written.ends_with('*');
            let help = if is_bold { "put the text in quotes" } else { "write the value out, or share it above" };
            let message = format!("alias `{written}` is not allowed");
            self.findings.push(Finding::new(&ALIAS, At::Bytes(bytes.clone()), message).help(help));
        }
        self.builder.dropped(small(bytes));
    }

    /// Reports what stopped the parser: in words about the line where that can be seen, and then nothing else of it.
    fn stopped_by(&mut self, error: &ScanError) {
        let finding = fault_of(error, self.text);
        let At::Bytes(place) = &finding.primary.at else { return };
        let explained = misread(self.text, place.start, &self.comments).filter(|_| finding.rule.id == SYNTAX_ERROR.id);
        let Some(explained) = explained else {
            self.findings.push(finding);
            return;
        };
        let is_elsewhere = |finding: &Finding| !matches!(&finding.primary.at, At::Bytes(place) if explained.bytes.contains(&place.start));
        self.findings.retain(is_elsewhere);
        self.builder.findings.retain(is_elsewhere);
        self.marks.forget(&explained.bytes);
        self.findings.push(explained.finding);
    }

    fn finish(mut self, complete: bool, controls: &Controls) -> Document {
        self.findings.extend(controls.findings());
        let (mut tree, built) = self.builder.finish();
        self.findings.extend(built);
        let whole = complete.then_some(&tree);
        self.findings.extend(self.marks.findings(self.text, whole));
        self.findings.extend(unquoted::cut_off(self.text, &self.comments, whole));
        unquoted::explain(self.text, &mut self.findings);
        self.findings.sort_by_key(|finding| match &finding.primary.at {
            At::Bytes(range) => range.start,
            At::Value(_) | At::Key(_) | At::Text(..) => 0,
        });
        let broken = controls.holes(&tree);
        tree.holes.extend(broken);
        Document { tree: complete.then_some(tree), findings: self.findings, comments: self.comments }
    }
}

/// The bytes of a span.
fn range(span: &Span) -> Range<usize> {
    // A parser over a `str` always knows them.
    let bytes = span.byte_range().unwrap_or_default();
    bytes.start..bytes.end.max(bytes.start)
}

fn small(bytes: &Range<usize>) -> Bytes {
    bytes.start as u32..bytes.end as u32
}

fn too_deep(at: At) -> Finding {
    Finding::new(&TOO_DEEP, at, format!("values are nested more than {MAX_DEPTH} deep"))
        .help("a template needs at most nine levels")
}

/// The finding for what stopped the parser.
fn fault_of(error: &ScanError, text: &str) -> Finding {
    let offset = text.floor_char_boundary(error.marker().byte_offset().unwrap_or(text.len()));
    let character = text[offset..].chars().next().map_or(0, char::len_utf8);
    let at = At::Bytes(offset..offset + character);
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => too_deep(at),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => tab(text, offset),
        kind => {
            let (message, help) = syntax_error(kind);
            Finding::new(&SYNTAX_ERROR, at, message)
                .label("here")
                .help(help)
                .note("nothing after this place is checked")
        }
    }
}

/// The parser points at the value that the tab breaks; the tab is the next one.
fn tab(text: &str, offset: usize) -> Finding {
    let start = match text[offset..].find('\t') {
        Some(distance) => offset + distance,
        None => text[..offset].rfind('\t').unwrap_or(offset),
    };
    let end = (start + 1).min(text.len());
    Finding::new(&TAB, At::Bytes(start..end), "a tab stands where YAML counts spaces")
        .help("indent with spaces")
        .note("nothing after this place is checked")
}

/// What is wrong and what to do, for the mistakes that people make.
fn syntax_error(kind: &ErrorKind) -> (String, &'static str) {
    let quote = "put the text in double quotes";
    match kind {
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement | ErrorKind::MappingKeyNotAllowed => (
            "a `:` stands where no key can be".to_owned(),
            "put a text that holds `: ` in double quotes; check the indentation",
        ),
        ErrorKind::UnclosedQuotedScalar => ("a quoted text does not end".to_owned(), "close the quote"),
        ErrorKind::InvalidQuotedScalarIndent => {
            ("a quoted text goes on here".to_owned(), "close the quote on the line before, or indent this line")
        }
        ErrorKind::ExpectedFlowMappingSeparator => ("`,` or `}` is missing".to_owned(), "check the brackets here"),
        ErrorKind::ExpectedFlowSequenceSeparator => ("`,` or `]` is missing".to_owned(), "check the brackets here"),
        ErrorKind::InvalidTrailingSingleQuotedScalar => (
            "a text goes on after its closing quote".to_owned(),
            "write a `'` inside single quotes twice, or use double quotes",
        ),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            ("a text goes on after its closing quote".to_owned(), "write a `\"` inside double quotes as `\\\"`")
        }
        ErrorKind::UnknownQuotedScalarEscape => (
            "a double-quoted text holds an unknown escape".to_owned(),
            "write a backslash as `\\\\`, or use single quotes",
        ),
        ErrorKind::UnclosedFlowCollection { open } => (format!("`{open}` is not closed"), "close the bracket"),
        ErrorKind::UnexpectedCharacter { character } => (format!("a text cannot begin with `{character}`"), quote),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation | ErrorKind::SimpleKeyExpected => {
            ("this line does not fit the lines above".to_owned(), "align it with its neighbours; write `key: value`")
        }
        ErrorKind::ExpectedBlockSequenceEntry | ErrorKind::BlockSequenceEntryNotAllowed => {
            ("this line does not fit the list".to_owned(), "start each item with `- ` on a line of its own, aligned")
        }
        kind => (kind.to_string(), "check quotes, brackets and indentation here"),
    }
}
