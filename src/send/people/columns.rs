//! What the columns of a list are.

use indexmap::IndexMap;

use super::{People, Row};
use crate::finding::Level;
use crate::model::phone_digits;
use crate::send::demands::Demands;
use crate::send::fault::{Fault, Subject};
use crate::send::letter::Letter;

/// The column of recipients.
const TO: &str = "to";
/// The columns of payloads: `payload_1`, `payload_2`, in the order of the quick replies.
const PAYLOAD: &str = "payload_";
/// The column of a flow's token.
const FLOW_TOKEN: &str = "flow_token";

/// What a column is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// The recipient.
    To,
    /// The value of a variable.
    Value(String),
    /// The payload of a quick reply, counted from 0.
    Payload(usize),
    /// What comes back with the answers of a flow.
    FlowToken,
    /// Nothing of the template: it is not sent.
    Unknown(String),
}

/// The columns of a list, and what all of its messages have in common.
#[derive(Clone, Debug)]
pub struct Columns {
    columns: Vec<Column>,
    common: Letter,
    is_phone: bool,
}

impl Columns {
    /// The columns of a list for a template; `common` is filled into every message. Faults name a column by its index.
    pub fn of(
        people: &People,
        demands: &Demands,
        common: &Letter,
        is_phone: bool,
    ) -> (Self, Vec<(Option<usize>, Fault)>) {
        let columns: Vec<Column> = people.header.iter().map(|name| column(name, demands)).collect();
        let mut faults = Vec::new();
        let mut report = |at: Option<usize>, rule, message: String, help: String| {
            faults.push((at, Fault::error(rule, Subject::Whole, message, help)));
        };
        if !columns.contains(&Column::To) {
            let help = "call the column with the recipients' numbers `to`".to_owned();
            report(None, "send/column-missing", "there is no column `to`".to_owned(), help);
        }
        let gives = |name: &str| columns.contains(&Column::Value(name.to_owned())) || common.values.contains_key(name);
        // The one value of an AUTHENTICATION template has a name that is not documented: any column may hold it.
        let missing = demands.missing(gives);
        if !missing.is_empty() {
            let used: Vec<String> = missing.iter().map(|name| demands.place_of(name)).collect();
            let help = format!("add them as columns, or give `--set {}=…` for all rows", missing[0]);
            report(None, "send/column-missing", format!("no column for {}", used.join(", ")), help);
        }
        for (index, column) in columns.iter().enumerate() {
            let name = &people.header[index];
            if columns[..index].contains(column) && !matches!(column, Column::Unknown(_)) {
                let message = format!("column `{name}` is there twice");
                report(Some(index), "send/column-repeated", message, "keep one of them".to_owned());
            }
            if matches!(column, Column::Value(name) if common.values.contains_key(name)) {
                let message = format!("`{name}` has a column, and a value for all rows");
                report(Some(index), "send/column-repeated", message, "leave --set or the column out".to_owned());
            }
        }
        for (index, column) in columns.iter().enumerate() {
            let Column::Unknown(name) = column else { continue };
            faults.push((Some(index), unknown(name, demands)));
        }
        (Self { columns, common: common.clone(), is_phone }, faults)
    }

    /// The message of a row, and what is wrong with its number.
    pub fn letter(&self, row: &Row) -> (Letter, Option<Fault>) {
        let mut letter = self.common.clone();
        let mut payload: IndexMap<usize, String> = IndexMap::new();
        for (column, cell) in self.columns.iter().zip(row.cells.iter()) {
            match column {
                Column::To => letter.to = cell.to_owned(),
                Column::Value(name) => drop(letter.values.insert(name.clone(), cell.to_owned())),
                Column::Payload(index) if !cell.is_empty() => drop(payload.insert(*index, cell.to_owned())),
                Column::FlowToken if !cell.is_empty() => letter.flow_token = Some(cell.to_owned()),
                Column::Payload(_) | Column::FlowToken | Column::Unknown(_) => {}
            }
        }
        if !payload.is_empty() {
            payload.sort_unstable_keys();
            letter.payload = payload.into_values().collect();
        }
        let fault = if self.is_phone { number(&mut letter.to) } else { None };
        (letter, fault)
    }

    /// The column that a fault of a row is about.
    pub fn index_of(&self, subject: &Subject) -> Option<usize> {
        let wanted = match subject {
            Subject::Recipient => Column::To,
            Subject::Value(name) => Column::Value(name.clone()),
            Subject::Payload(index) => Column::Payload(*index),
            Subject::Flow => Column::FlowToken,
            Subject::Whole | Subject::Products => return None,
        };
        self.columns.iter().position(|column| *column == wanted)
    }
}

fn column(name: &str, demands: &Demands) -> Column {
    let payload =
        name.strip_prefix(PAYLOAD).and_then(|number| number.parse::<usize>().ok()).filter(|number| *number > 0);
    match payload {
        _ if name.eq_ignore_ascii_case(TO) => Column::To,
        _ if demands.takes(name) && !name.is_empty() => Column::Value(name.to_owned()),
        Some(number) => Column::Payload(number - 1),
        None if name == FLOW_TOKEN => Column::FlowToken,
        None => Column::Unknown(name.to_owned()),
    }
}

fn unknown(name: &str, demands: &Demands) -> Fault {
    let near = demands.nearest(name);
    let message = format!("column `{name}` is no variable of {}, it is not sent", demands.key);
    let help = match near {
        Some(near) => format!("call it `{near}`, if that is meant"),
        None => "take it out, if it should not be there".to_owned(),
    };
    let fault = Fault { level: Level::Warning, ..Fault::error("send/column-unknown", Subject::Whole, message, help) };
    match near {
        Some(near) => fault.label(format!("did you mean `{near}`?")),
        None => fault,
    }
}

/// Turns a number into what the service takes, or says what is wrong with it.
fn number(to: &mut String) -> Option<Fault> {
    match phone_digits(to) {
        Ok(digits) => {
            *to = digits;
            None
        }
        Err(reason) => {
            let is_rounded =
                to.contains(['E', 'e']) && to.contains('+') && to.starts_with(|first: char| first.is_ascii_digit());
            let help = match is_rounded {
                true => "a spreadsheet has rounded it: format the column as text, and write the number again",
                false => "write country code and number, such as +8613800001111",
            };
            let message = format!("the recipient is no phone number: {reason}");
            Some(Fault::error("send/number-malformed", Subject::Recipient, message, help))
        }
    }
}
