//! Template payloads from public code go through import without a panic.

use chatform::import;
use serde_json::Value;

use crate::support;

/// A row of the corpus.
struct Row {
    id: String,
    template: String,
}

#[test]
fn every_row_is_imported_without_a_panic() {
    let Some(rows) = rows() else { return };
    let mut complete = 0;
    for row in &rows {
        let imported = import::read(&row.template);
        let said = !imported.templates.is_empty() || imported.is_incomplete();
        assert!(said, "{}: nothing imported and nothing said", row.id);
        complete += usize::from(!imported.is_incomplete());
    }
    println!("{} rows, {complete} imported whole", rows.len());
}

fn rows() -> Option<Vec<Row>> {
    let path = support::shared()?.join("corpus/templates.jsonl");
    let text = std::fs::read_to_string(path).unwrap();
    Some(text.lines().map(|line| row(&serde_json::from_str(line).unwrap())).collect())
}

fn row(value: &Value) -> Row {
    Row { id: value["id"].as_str().unwrap().to_owned(), template: value["template"].to_string() }
}
