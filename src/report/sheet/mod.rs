//! Numbers: as a table for a terminal, as CSV, and as a page with charts.

mod csv;
mod page;
mod table;

pub use csv::csv;
pub use page::{Page, Thing, page};
pub use table::{Cell, Column, Table, table};
