//! Two templates side by side.

use crate::metrics::{Measured, Totals, compare};
use crate::report::{Cell, Column, Table};

/// The rates of two templates over all their languages, their difference, and whether it is more than chance.
pub(super) fn table_of(measured: &[Measured], one: &str, other: &str) -> Table {
    let (first, second) = (totals(measured, one), totals(measured, other));
    let parts = |totals: &Totals| {
        [
            ("delivered of sent", (totals.delivered, totals.sent)),
            ("read of delivered", (totals.read.unwrap_or_default(), totals.delivered)),
            ("clicks of delivered", (totals.clicks(), totals.delivered)),
        ]
    };
    let rows =
        parts(&first).into_iter().zip(parts(&second)).map(|((what, first), (_, second))| row(what, first, second));
    let titles = ["", one, other, "difference", "more than chance?"];
    Table { columns: titles.into_iter().map(Column::new).collect(), rows: rows.collect() }
}

fn totals(measured: &[Measured], asked: &str) -> Totals {
    let is_meant = |measured: &&Measured| measured.name == asked || measured.code == asked;
    measured.iter().filter(is_meant).flat_map(|measured| &measured.rows).fold(Totals::default(), Totals::with)
}

fn row(what: &str, first: (u64, u64), second: (u64, u64)) -> Vec<Cell> {
    let text = |text: String| Cell::Text(text);
    let (difference, verdict) = match compare(first, second) {
        None => ("–".to_owned(), "cannot be told".to_owned()),
        Some(verdict) => {
            let answer = if verdict.is_more_than_chance() { "yes" } else { "no" };
            let test = format!("{answer}: p = {}, {}", rounded(verdict.p_value), verdict.test.name());
            (format!("{:+.1} points", verdict.difference * 100.0), test)
        }
    };
    vec![text(what.to_owned()), text(share(first)), text(share(second)), text(difference), text(verdict)]
}

/// "83.3 % (10 of 12)".
fn share((part, whole): (u64, u64)) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    format!("{} ({part} of {whole})", Cell::Share(Some(part as f64 / whole as f64)).shown())
}

fn rounded(p_value: f64) -> String {
    if p_value < 0.0001 { "< 0.0001".to_owned() } else { format!("{p_value:.4}") }
}
