//! An excerpt with its labels, drawn by `miette`: the only file that names it.
//!
//! Only the drawing is taken from there. `miette` counts columns in bytes and shows whatever a file holds, so it is
//! given an excerpt that is safe to show, and positions that are already counted.

use std::fmt;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan,
    SpanContents, ThemeCharacters, ThemeStyles,
};

use super::excerpt::{CONTEXT, Excerpt};
use crate::finding::Level;
use crate::report::{Diagnostic, Look, Place, visible};

/// The excerpt of a diagnostic, framed; its first line holds `file:line:column`.
pub(super) fn snippet(diagnostic: &Diagnostic<'_>, look: Look) -> String {
    let mut places: Vec<&Place> = std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary).collect();
    places.dedup_by(|second, first| second == first);
    let excerpt = Excerpt::of(diagnostic.source, &places, look);
    let drawing =
        Drawing { name: visible(&diagnostic.source.name).into_owned(), labels: labels(&excerpt, &places), excerpt };
    let handler = GraphicalReportHandler::new_themed(theme(&drawing, diagnostic.level, look))
        .with_context_lines(CONTEXT)
        .with_links(false)
        .with_wrap_lines(false)
        .with_width(look.width);
    let mut text = String::new();
    // Writing to a string cannot fail; were a label out of its excerpt, there would be no excerpt.
    let _ = handler.render_report(&mut text, &drawing);
    // The first line is where miette puts its message. Ours has been written already.
    text.split_once('\n').map(|(_, rest)| rest.to_owned()).unwrap_or_default()
}

fn labels(excerpt: &Excerpt, places: &[&Place]) -> Vec<LabeledSpan> {
    let placed = excerpt.places.iter().zip(places).enumerate();
    placed
        .map(|(index, ((range, _), place))| {
            let text = Some(visible(&place.text).into_owned()).filter(|text| !text.is_empty());
            let span = SourceSpan::from(range.clone());
            if index == 0 {
                LabeledSpan::new_primary_with_span(text, span)
            } else {
                LabeledSpan::new_with_span(text, span)
            }
        })
        .collect()
}

fn theme(drawing: &Drawing, level: Level, look: Look) -> GraphicalTheme {
    let mut characters = if look.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
    characters.error.clear();
    let mut styles = if look.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let primary = match level {
        Level::Error => styles.error,
        Level::Warning => styles.warning,
        Level::Info => styles.advice,
    };
    // Styles go to labels in the order of their places.
    let mut labels: Vec<&LabeledSpan> = drawing.labels.iter().collect();
    labels.sort_by_key(|label| label.offset());
    styles.highlights = labels.iter().map(|label| if label.primary() { primary } else { styles.help }).collect();
    GraphicalTheme { characters, styles }
}

/// What miette is given: an excerpt with labels and no message.
#[derive(Debug)]
struct Drawing {
    name: String,
    excerpt: Excerpt,
    labels: Vec<LabeledSpan>,
}

impl fmt::Debug for Excerpt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl fmt::Display for Drawing {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Drawing {}

impl miette::Diagnostic for Drawing {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

impl SourceCode for Drawing {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let lines = &self.excerpt.lines;
        let line_of = |offset: usize| lines.iter().position(|line| line.range.contains(&offset));
        let last_byte = span.offset() + span.len().saturating_sub(1);
        let (Some(mut first), Some(mut last)) = (line_of(span.offset()), line_of(last_byte)) else {
            return Err(MietteError::OutOfBounds);
        };
        let follows = |index: usize| lines.get(index).map(|line| line.number) == Some(lines[index - 1].number + 1);
        for _ in 0..before {
            first -= usize::from(first > 0 && follows(first));
        }
        for _ in 0..after {
            last += usize::from(follows(last + 1));
        }
        let bytes = lines[first].range.start..lines[last].range.end;
        let place = self.excerpt.places.iter().find(|(range, _)| range.start == span.offset());
        let (line, column) = match place {
            Some((_, position)) if before + after == 0 => (position.line, position.column),
            _ => (lines[first].number, 1),
        };
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            &self.excerpt.text.as_bytes()[bytes.clone()],
            bytes.into(),
            line - 1,
            column - 1,
            last - first + 1,
        )))
    }
}
