//! Lists as spreadsheets write them.

use chatform::send::people::{People, PeopleError};

use crate::support::Sandbox;

fn read(bytes: &[u8]) -> Result<(Vec<String>, Vec<Vec<String>>), PeopleError> {
    let sandbox = Sandbox::new().file("people.csv", bytes);
    let people = People::open(&sandbox.path().join("people.csv"), "people.csv")?;
    let mut rows = people.rows()?;
    let mut found = Vec::new();
    while let Some(row) = rows.read()? {
        found.push(row.cells.iter().map(str::to_owned).collect());
    }
    Ok((people.header.clone(), found))
}

#[test]
fn every_delimiter_mark_and_line_break_of_a_spreadsheet_reads_alike() {
    let expected = (vec!["to".to_owned(), "customer".to_owned()], vec![vec!["1".to_owned(), "Ana, Bo".to_owned()]]);
    for text in [
        "to,customer\n1,\"Ana, Bo\"\n",
        "to;customer\r\n1;Ana, Bo\r\n",
        "\u{feff}to;customer\r\n1;\"Ana, Bo\"\r\n;;\r\n\r\n",
        "to\tcustomer\n1\tAna, Bo",
        "sep=;\r\nto;customer\r\n1;Ana, Bo\r\n",
        "\u{feff}sep=|\nto|customer\n 1 | Ana, Bo \n",
    ] {
        assert_eq!(read(text.as_bytes()).unwrap(), expected, "{text:?}");
    }
}

#[test]
fn a_quoted_cell_keeps_its_quotes_delimiters_and_line_breaks() {
    let (_, rows) = read(b"to,note\n1,\"a \"\"b\"\", c\nd\"\n2,e\n").unwrap();
    assert_eq!(rows, [["1", "a \"b\", c\nd"], ["2", "e"]]);
}

#[test]
fn another_encoding_is_told_from_a_list() {
    let utf16: Vec<u8> = "\u{feff}to;a\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(matches!(read(&utf16), Err(PeopleError::NotUtf8 { .. })));
    assert!(matches!(read(b"to;a\r\n1;J\xe4nner\r\n"), Err(PeopleError::NotUtf8 { .. })));
    assert!(matches!(read(b""), Err(PeopleError::Empty(_))));
}

#[test]
fn rows_are_counted_as_a_spreadsheet_does() {
    let sandbox = Sandbox::new().file("people.csv", "to\n1\n,\n2\n");
    let people = People::open(&sandbox.path().join("people.csv"), "people.csv").unwrap();
    let mut rows = people.rows().unwrap();
    let numbers: Vec<u32> = std::iter::from_fn(|| rows.read().unwrap()).map(|row| row.number).collect();
    assert_eq!(numbers, [2, 4]);
}
