//! Messages out of a stream of bytes. What is none is passed over, and reading goes on behind it: an editor that makes
//! one mistake must not lose its server.

use std::io::{self, BufRead, Read};

use lsp_server::{Message, RequestId};
use serde_json::Value;

const LENGTH: &str = "content-length:";
/// No header is longer.
const LONGEST_LINE: u64 = 64 * 1024;

/// What came.
pub(super) enum Frame {
    /// A message.
    Message(Message),
    /// Something that is none.
    Malformed {
        /// Which request it was to be, where that can be told.
        id: Option<RequestId>,
        /// What is wrong with it.
        why: String,
    },
}

/// Reads the next message; `None` at the end.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Frame>> {
    let (mut length, mut is_header) = (None, false);
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line).to_lowercase();
        match (line.trim().is_empty(), length) {
            (false, _) => {
                is_header = true;
                length = length_in(&line).or(length);
            }
            (true, Some(length)) => return body(input, length).map(Some),
            (true, None) if is_header => return Ok(Some(malformed("a header without Content-Length"))),
            // Line breaks after a message are none of it.
            (true, None) => {}
        }
    }
}

/// The length that a header gives, wherever in the line it begins: behind the rest of a message that was cut short.
fn length_in(line: &str) -> Option<u64> {
    let (_, number) = line.rsplit_once(LENGTH)?;
    number.trim().parse().ok()
}

fn body(input: &mut impl BufRead, length: u64) -> io::Result<Frame> {
    let mut bytes = Vec::new();
    input.by_ref().take(length).read_to_end(&mut bytes)?;
    Ok(match serde_json::from_slice(&bytes) {
        Ok(message) => Frame::Message(message),
        Err(_) => match serde_json::from_slice::<Value>(&bytes) {
            Ok(value) => Frame::Malformed { id: id_in(&value), why: "JSON that is no message".to_owned() },
            Err(error) => malformed(&format!("a message that is no JSON: {error}")),
        },
    })
}

fn id_in(value: &Value) -> Option<RequestId> {
    serde_json::from_value(value.get("id")?.clone()).ok()
}

fn malformed(why: &str) -> Frame {
    Frame::Malformed { id: None, why: why.to_owned() }
}
