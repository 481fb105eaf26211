//! Rows by the variant that they are of.

use std::collections::HashMap;

use super::Row;
use crate::model::Variant;

/// Finds the row of a variant. Messengers keep their names apart: a WhatsApp and a Viber template may share one.
pub struct RowIndex<'a>(HashMap<&'a str, Vec<&'a Row>>);

impl<'a> RowIndex<'a> {
    /// An index of these rows.
    pub fn of(rows: &'a [Row]) -> Self {
        let mut by_name: HashMap<&str, Vec<&Row>> = HashMap::new();
        for row in rows {
            by_name.entry(&row.name).or_default().push(row);
        }
        Self(by_name)
    }

    /// The row of a variant; one whose messenger is not known could be it.
    pub fn find(&self, variant: &Variant) -> Option<&'a Row> {
        let rows = self.0.get(&*variant.name)?;
        let of_messenger =
            |channel| rows.iter().find(|row| row.language == variant.language && row.channel == channel).copied();
        of_messenger(Some(variant.channel)).or_else(|| of_messenger(None))
    }

    /// The row of this code; where there is none, the row that has the name and language now.
    pub fn find_code(&self, name: &str, language: &str, code: &str) -> Option<&'a Row> {
        let mut rows = self.0.get(name)?.iter().filter(|row| row.language == language).copied();
        let first = rows.clone().next();
        rows.find(|row| row.template_code == code).or(first)
    }
}
