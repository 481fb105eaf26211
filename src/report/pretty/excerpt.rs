//! The lines of a file around some places, safe to show and cut to a width, with the places mapped into them.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::report::{Look, Place, visible};
use crate::source::{Position, SourceFile};

/// A place that spans more lines is shown by its first line.
const MOST_LINES: usize = 3;
/// Lines shown before and after a place.
pub(super) const CONTEXT: usize = 1;
/// Columns that the frame around the lines takes.
const FRAME: usize = 12;
const LEAST_WIDTH: usize = 40;
/// Columns that stand before the lines, their numbers aside.
const MARGIN: usize = 4;
/// Columns of the line that leads from a place down to its label.
const LEADER: usize = 4;
/// Bytes of a line that are looked at on each side of a place.
const REACH: usize = 1024;
/// Wider terminals do not get wider excerpts: nobody reads lines that long.
const GREATEST_WIDTH: usize = 140;

/// Some lines of a file as one text, each ended by `\n`.
pub(super) struct Excerpt {
    pub text: String,
    pub lines: Vec<Line>,
    /// The places, in the order given, as bytes of [`Excerpt::text`], and where they start in the file.
    pub places: Vec<(Range<usize>, Position)>,
}

/// A line of an excerpt.
pub(super) struct Line {
    /// Its number in the file.
    pub number: usize,
    /// Its bytes in the excerpt, line break included.
    pub range: Range<usize>,
}

impl Excerpt {
    /// The lines of `source` around `places`.
    pub(super) fn of(source: &SourceFile, places: &[&Place], look: Look) -> Self {
        let spans: Vec<Range<usize>> = places.iter().map(|place| shortened(source, &place.range)).collect();
        let numbers: BTreeSet<usize> = spans.iter().flat_map(|span| lines_around(source, span)).collect();
        let width = look.width.saturating_sub(FRAME).clamp(LEAST_WIDTH, GREATEST_WIDTH);
        let digits = numbers.last().map_or(1, |number| number.ilog10() as usize + 1);
        let to_edge = look.width.saturating_sub(digits + MARGIN + look.ellipsis().width());
        let mut excerpt = Self { text: String::new(), lines: Vec::new(), places: Vec::new() };
        let mut ends = vec![(0, 0); spans.len()];
        for number in numbers {
            let bytes = source.line_range(number);
            let focus = focus(&spans, &bytes);
            let near = near(source, &bytes, &focus);
            let mut cells = cells(source, &near);
            let beyond = beyond_edge(&cells, labels_on(&bytes, &spans, places), to_edge);
            let (before, after) = cut(&mut cells, &focus, width, beyond);
            let (before, after) = (before || near.start > bytes.start, after || near.end < bytes.end);
            let start = excerpt.text.len();
            excerpt.text.push_str(if before { look.ellipsis() } else { "" });
            let starts = excerpt.append(&cells);
            for (span, end) in spans.iter().zip(&mut ends) {
                if holds(&bytes, span.start) {
                    end.0 = mapped(&starts, span.start, excerpt.text.len());
                }
                if holds(&bytes, span.end) {
                    end.1 = mapped(&starts, span.end, excerpt.text.len());
                }
            }
            excerpt.text.push_str(if after { look.ellipsis() } else { "" });
            excerpt.text.push('\n');
            excerpt.lines.push(Line { number, range: start..excerpt.text.len() });
        }
        let placed = ends.into_iter().zip(places);
        excerpt.places =
            placed.map(|((start, end), place)| (start..end.max(start), source.position(place.range.start))).collect();
        excerpt
    }

    /// Adds the cells; where each starts in the file and in the excerpt.
    fn append(&mut self, cells: &[Cell<'_>]) -> Vec<(usize, usize)> {
        let mut starts = Vec::with_capacity(cells.len());
        for cell in cells {
            starts.push((cell.offset, self.text.len()));
            self.text.push_str(&cell.text);
        }
        starts
    }
}

/// A character of a line, as it is shown.
struct Cell<'s> {
    offset: usize,
    text: Cow<'s, str>,
    width: usize,
}

fn cells<'s>(source: &'s SourceFile, bytes: &Range<usize>) -> Vec<Cell<'s>> {
    let line = &source.text[bytes.clone()];
    let shown = line.char_indices().filter(|(index, character)| (bytes.start + index, *character) != (0, '\u{feff}'));
    shown
        .map(|(index, character)| {
            let text = match character {
                '\t' => Cow::Borrowed("    "),
                character => visible(&line[index..index + character.len_utf8()]),
            };
            let width = text.chars().filter_map(UnicodeWidthChar::width).sum();
            Cell { offset: bytes.start + index, text, width }
        })
        .collect()
}

/// A range with at most [`MOST_LINES`] lines; a line break at its end does not count as another line.
fn shortened(source: &SourceFile, range: &Range<usize>) -> Range<usize> {
    let start = source.text.floor_char_boundary(range.start.min(source.text.len()));
    let end = source.text.floor_char_boundary(range.end.clamp(start, source.text.len()));
    let text = source.text[start..end].trim_end_matches(['\n', '\r']);
    let end = start + text.len();
    let first = source.position(start).line;
    if source.position(end).line - first < MOST_LINES {
        return start..end;
    }
    start..source.line_range(first).end.max(start)
}

fn lines_around(source: &SourceFile, span: &Range<usize>) -> std::ops::RangeInclusive<usize> {
    let first = source.position(span.start).line.saturating_sub(CONTEXT).max(1);
    let mut last = (source.position(span.end).line + CONTEXT).min(source.line_count());
    if last > 1 && last == source.line_count() && source.line_range(last).is_empty() {
        // The empty line after the last line break is none that anybody sees.
        last = (last - 1).max(source.position(span.end).line);
    }
    first..=last
}

/// Whether an offset lies on a line; the end of the line, before its break, counts.
fn holds(line: &Range<usize>, offset: usize) -> bool {
    line.start <= offset && offset <= line.end
}

/// What of a line has to stay visible: the part of it that the places touch.
fn focus(spans: &[Range<usize>], line: &Range<usize>) -> Range<usize> {
    let touching = spans.iter().filter(|span| span.start <= line.end && line.start <= span.end);
    let parts = touching.map(|span| span.start.max(line.start)..span.end.min(line.end));
    parts.reduce(|all, part| all.start.min(part.start)..all.end.max(part.end)).unwrap_or(line.start..line.start)
}

/// The part of a line from which an excerpt is cut: a line may be as long as the file.
fn near(source: &SourceFile, line: &Range<usize>, focus: &Range<usize>) -> Range<usize> {
    let start = source.text.floor_char_boundary(focus.start.saturating_sub(REACH)).max(line.start);
    let end = source.text.ceil_char_boundary(focus.start + REACH).min(line.end);
    start..end.max(start)
}

/// The places that lie on a line, each with the columns of its label.
fn labels_on<'s>(
    line: &Range<usize>,
    spans: &'s [Range<usize>],
    places: &'s [&Place],
) -> impl Iterator<Item = (&'s Range<usize>, usize)> {
    let line = line.clone();
    let on_line = spans.iter().zip(places).filter(move |(span, _)| holds(&line, span.start) && holds(&line, span.end));
    on_line.map(|(span, place)| (span, visible(&place.text).width())).filter(|(_, width)| *width > 0)
}

/// By how many columns the labels of a line, each under the middle of its place, would reach beyond the edge.
fn beyond_edge<'s>(
    cells: &[Cell<'_>],
    labels: impl Iterator<Item = (&'s Range<usize>, usize)>,
    to_edge: usize,
) -> usize {
    let end = |(span, width): (&Range<usize>, usize)| {
        let (start, end) = (columns(cells, span.start), columns(cells, span.end));
        usize::midpoint(start, end.max(start + 1)) + LEADER + width
    };
    labels.map(end).max().unwrap_or(0).saturating_sub(to_edge)
}

/// The columns that a line takes before an offset.
fn columns(cells: &[Cell<'_>], until: usize) -> usize {
    cells.iter().take_while(|cell| cell.offset < until).map(|cell| cell.width).sum()
}

/// Cuts a line to a width around the focus, and at least so much of its beginning that the labels have room; whether
/// something was cut before and after.
fn cut(cells: &mut Vec<Cell<'_>>, focus: &Range<usize>, width: usize, beyond: usize) -> (bool, bool) {
    let total: usize = cells.iter().map(|cell| cell.width).sum();
    if total <= width && beyond == 0 {
        return (false, false);
    }
    let (start, end) = (columns(cells, focus.start), columns(cells, focus.end));
    // Keep a third of the width before the focus; more of it where the focus reaches the end of the line.
    let from = if end <= width { 0 } else { start.saturating_sub(width / 3).min(total - width) };
    let from = from.max(beyond.min(start));
    let (mut column, length) = (0, cells.len());
    let mut kept = 0..0;
    for (index, cell) in cells.iter().enumerate() {
        if column < from {
            kept = index + 1..index + 1;
        } else if column + cell.width <= from + width {
            kept.end = index + 1;
        }
        column += cell.width;
    }
    cells.truncate(kept.end);
    cells.drain(..kept.start);
    (kept.start > 0, kept.end < length)
}

/// Where an offset of the file is in the excerpt; what was cut away is at the cut.
fn mapped(starts: &[(usize, usize)], offset: usize, end: usize) -> usize {
    let index = starts.partition_point(|(in_file, _)| *in_file < offset);
    starts.get(index).map_or(end, |(_, in_excerpt)| *in_excerpt)
}
