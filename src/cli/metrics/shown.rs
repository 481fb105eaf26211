//! Numbers as a table, JSON, CSV, or a page.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::cli::Output;
use crate::metrics::{Measured, Period, Totals};
use crate::remote::Counted;
use crate::report::{self, Cell, Column, Page, Table, Thing, visible};

/// What was counted, ready to be shown.
pub(super) struct Shown<'a> {
    pub(super) measured: &'a [Measured],
    pub(super) period: &'a Period,
    pub(super) comparison: Option<&'a Table>,
}

#[derive(Serialize)]
struct Json<'a> {
    version: u32,
    from: String,
    to: String,
    zone: &'a str,
    granularity: &'a str,
    measured: Vec<JsonMeasured<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<&'a Table>,
}

#[derive(Serialize)]
struct JsonMeasured<'a> {
    place: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    template_code: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'a str,
    totals: JsonCounts,
    rows: Vec<JsonRow>,
}

#[derive(Serialize)]
struct JsonRow {
    start: String,
    end: String,
    #[serde(flatten)]
    counts: JsonCounts,
}

#[derive(Serialize)]
struct JsonCounts {
    sent: u64,
    delivered: u64,
    read: Option<u64>,
    buttons: Vec<JsonButton>,
    delivery_rate: Option<f64>,
    read_rate: Option<f64>,
    click_rate: Option<f64>,
}

#[derive(Serialize)]
struct JsonButton {
    kind: String,
    button: String,
    clicks: u64,
}

impl Shown<'_> {
    /// A line for each thing, the time above, the comparison below.
    pub(super) fn table(&self, output: &Output) -> String {
        let table = Table { columns: self.columns(), rows: self.measured.iter().map(|one| self.cells(one)).collect() };
        let mut text =
            format!("{}\n{}", visible(&self.period.described()), report::table(&table, output.result_look()));
        if let Some(comparison) = self.comparison {
            text.push('\n');
            text.push_str(&report::table(comparison, output.result_look()));
        }
        text
    }

    /// Everything, versioned.
    pub(super) fn json(&self) -> String {
        let measured = self.measured.iter().map(|one| JsonMeasured {
            place: &one.place,
            name: &one.name,
            template_code: &one.code,
            language: &one.language,
            totals: counts(&one.totals()),
            rows: one.rows.iter().map(json_row).collect(),
        });
        let json = Json {
            version: 1,
            from: self.period.from.to_string(),
            to: self.period.to.to_string(),
            zone: &self.period.zone.name,
            granularity: self.period.granularity.name(),
            measured: measured.collect(),
            comparison: self.comparison,
        };
        serde_json::to_string_pretty(&json).expect("numbers and texts are JSON")
    }

    /// A line for each thing and span of time; clicks in a column for each button.
    pub(super) fn csv(&self) -> String {
        let buttons: BTreeSet<(String, String)> =
            self.measured.iter().flat_map(|one| one.totals().buttons.into_keys()).collect();
        let titles = ["place", "name", "language", "template code", "start", "end", "sent", "delivered", "read"];
        let mut columns: Vec<Column> = titles.into_iter().map(Column::new).collect();
        columns.extend(
            buttons.iter().map(|(_, button)| Column { title: button.clone(), name: format!("clicks {button}") }),
        );
        let row = |one: &Measured, counted: &Counted| {
            let texts = [&one.place, &one.name, &one.language, &one.code].map(|text| Cell::Text(text.clone()));
            let totals = Totals::default().with(counted);
            let mut cells = Vec::from(texts);
            cells.extend([counted.start, counted.end].map(|at| Cell::Text(instant(at))));
            cells.extend([Some(counted.sent), Some(counted.delivered), counted.read].map(Cell::Count));
            cells.extend(buttons.iter().map(|button| Cell::Count(totals.buttons.get(button).copied())));
            cells
        };
        let rows = self.measured.iter().flat_map(|one| one.rows.iter().map(move |counted| row(one, counted)));
        report::csv(&Table { columns, rows: rows.collect() })
    }

    /// A page with charts.
    pub(super) fn page(&self) -> String {
        let things = self.measured.iter().map(|one| self.thing(one));
        let notes =
            if self.measured.is_empty() { vec!["Nothing was counted in this time.".to_owned()] } else { Vec::new() };
        report::page(&Page {
            title: "What became of the messages".to_owned(),
            subtitle: format!("{}, {}", self.period.described(), self.period.granularity.name()),
            zone: self.period.zone.name.clone(),
            notes,
            measures: ["sent", "delivered", "read", "clicks"].map(str::to_owned).to_vec(),
            columns: self.columns(),
            things: things.collect(),
            comparison: self.comparison.cloned(),
        })
    }

    /// Several places need a column of their own, one does not.
    fn has_places(&self) -> bool {
        self.measured.iter().any(|one| one.place != self.measured[0].place)
    }

    fn columns(&self) -> Vec<Column> {
        let place = self.has_places().then_some("place");
        let titles = ["name", "sent", "delivered", "delivery rate", "read", "read rate", "clicks", "click rate"];
        place.into_iter().chain(titles).map(Column::new).collect()
    }

    fn cells(&self, one: &Measured) -> Vec<Cell> {
        let (totals, place) = (one.totals(), self.has_places().then(|| Cell::Text(one.place.clone())));
        let (rates, clicks) = (totals.rates(), totals.read.map(|_| totals.clicks()));
        let cells = [
            Cell::Text(one.key()),
            Cell::Count(Some(totals.sent)),
            Cell::Count(Some(totals.delivered)),
            Cell::Share(rates.delivered),
            Cell::Count(totals.read),
            Cell::Share(rates.read),
            Cell::Count(clicks),
            Cell::Share(rates.clicked),
        ];
        place.into_iter().chain(cells).collect()
    }

    fn thing(&self, one: &Measured) -> Thing {
        let each = |number: &dyn Fn(&Counted) -> Option<u64>| one.rows.iter().map(number).collect::<Vec<_>>();
        let clicks = |counted: &Counted| counted.read.map(|_| counted.clicks.iter().map(|clicks| clicks.count).sum());
        let part = |(kind, button): &(String, String)| {
            let of_button = |counted: &Counted| {
                let of_it = counted.clicks.iter().filter(|clicks| clicks.kind == *kind && clicks.button == *button);
                of_it.map(|clicks| clicks.count).sum()
            };
            (button.clone(), one.rows.iter().map(of_button).collect())
        };
        Thing {
            name: if self.has_places() { format!("{} {}", one.place, one.key()) } else { one.key() },
            cells: self.cells(one),
            times: one.rows.iter().map(|counted| counted.start.div_euclid(1000)).collect(),
            values: vec![
                each(&|counted| Some(counted.sent)),
                each(&|counted| Some(counted.delivered)),
                each(&|counted| counted.read),
                each(&clicks),
            ],
            parts: one.totals().buttons.keys().map(part).collect(),
        }
    }
}

fn json_row(counted: &Counted) -> JsonRow {
    JsonRow {
        start: instant(counted.start),
        end: instant(counted.end),
        counts: counts(&Totals::default().with(counted)),
    }
}

fn counts(totals: &Totals) -> JsonCounts {
    let rates = totals.rates();
    let buttons = totals.buttons.iter();
    JsonCounts {
        sent: totals.sent,
        delivered: totals.delivered,
        read: totals.read,
        buttons: buttons
            .map(|((kind, button), clicks)| JsonButton { kind: kind.clone(), button: button.clone(), clicks: *clicks })
            .collect(),
        delivery_rate: rates.delivered,
        read_rate: rates.read,
        click_rate: rates.clicked,
    }
}

fn instant(milliseconds: i64) -> String {
    jiff::Timestamp::from_millisecond(milliseconds).map_or_else(|_| milliseconds.to_string(), |at| at.to_string())
}
