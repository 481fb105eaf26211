//! What came of sending, for people and for programs.

use serde_json::json;

use super::ResultFormat;
use crate::report::visible;

/// One message.
pub(super) fn one(format: ResultFormat, to: &str, message_id: &str) -> String {
    match format {
        ResultFormat::Table => format!("sent to {to}: {}", visible(message_id)),
        ResultFormat::Json => format!("{:#}", json!({ "to": to, "status": "sent", "message_id": message_id })),
        ResultFormat::Csv => format!("to,status,message_id\n{to},sent,{}", visible(message_id)),
    }
}
