//! Numbers over time as one HTML page that needs nothing else: no file, no network.

use serde::Serialize;

use super::table::{Cell, Column, Table};
use crate::report::visible;

const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");
/// uPlot 1.6.32, MIT: the licence lies beside it.
const CHART: &str = include_str!("page/uPlot.iife.min.js");
const CHART_STYLE: &str = include_str!("page/uPlot.min.css");

/// What a page shows.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Page {
    /// The heading.
    pub title: String,
    /// The line below it: which time, which zone.
    pub subtitle: String,
    /// The time zone, as `Intl` of a browser names it; an unknown one is taken for UTC.
    pub zone: String,
    /// Remarks, a paragraph each.
    pub notes: Vec<String>,
    /// The names of what is drawn over time, in the order of [`Thing::values`].
    pub measures: Vec<String>,
    /// The columns of the table.
    pub columns: Vec<Column>,
    /// What the numbers are of.
    pub things: Vec<Thing>,
    /// A table of its own, below: a comparison.
    pub comparison: Option<Table>,
}

/// One thing with its numbers.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Thing {
    /// How it is called.
    pub name: String,
    /// Its row of the table.
    pub cells: Vec<Cell>,
    /// Points in time, in seconds since 1970, ascending.
    pub times: Vec<i64>,
    /// For each measure, a value for each point in time; none where it is not counted.
    pub values: Vec<Vec<Option<u64>>>,
    /// What one measure is made of: clicks by button, a value for each point in time.
    pub parts: Vec<(String, Vec<u64>)>,
}

/// The page.
pub fn page(page: &Page) -> String {
    let title = escaped(&page.title);
    let notes: String = page.notes.iter().map(|note| format!("<p class=\"note\">{}</p>\n", escaped(note))).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'unsafe-inline'; \
         style-src 'unsafe-inline'; img-src data:\">\n\
         <title>{title}</title>\n<style>\n{CHART_STYLE}\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n<p class=\"subtitle\">{subtitle}</p>\n{notes}\
         <p><label>Show <select id=\"thing\"></select></label></p>\n\
         <h2>Over time</h2>\n<div class=\"chart\" id=\"measures\"></div>\n\
         <h2 id=\"parts-title\">Clicks by button</h2>\n<div class=\"chart\" id=\"parts\"></div>\n\
         <h2>In all</h2>\n<div class=\"wide\"><table id=\"table\"></table></div>\n\
         <div id=\"comparison\"></div>\n</main>\n\
         <script type=\"application/json\" id=\"data\">{data}</script>\n\
         <script>{CHART}</script>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n",
        subtitle = escaped(&page.subtitle),
        data = embedded(page),
    )
}

/// JSON that cannot end the element it stands in.
fn embedded(page: &Page) -> String {
    serde_json::to_string(page).expect("texts and numbers are JSON").replace('<', "\\u003c")
}

fn escaped(text: &str) -> String {
    visible(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
