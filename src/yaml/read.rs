//! Bytes to text.

use super::document::Document;
use super::faults::INVALID_UTF_8;
use super::parse::parse;
use crate::finding::{At, Finding};
use crate::source::SourceFile;

/// Takes the bytes of a file as text. Bytes that are no UTF-8 are a finding, and replaced by U+FFFD in the text.
pub fn read(name: &str, bytes: &[u8]) -> (SourceFile, Vec<Finding>) {
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return (SourceFile::new(name, text), Vec::new());
    }
    let start = simdutf8::compat::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let mut finding = Finding::new(&INVALID_UTF_8, At::Bytes(0..0), "file is not UTF-8").help("save the file as UTF-8");
    if let Some(text) = utf_16(bytes) {
        return (SourceFile::new(name, text), vec![finding.note("its byte order mark says UTF-16")]);
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    // Everything before the first invalid byte is unchanged, so its offset holds in the text too.
    finding.primary.at = At::Bytes(start..text.ceil_char_boundary(start + 1));
    let first = bytes.get(start).copied().unwrap_or_default();
    (SourceFile::new(name, text), vec![finding.label(format!("byte 0x{first:02X} starts no character"))])
}

/// [`read`] and [`parse`] in one.
pub fn load(name: &str, bytes: &[u8]) -> (SourceFile, Document) {
    let (source, mut findings) = read(name, bytes);
    let mut document = parse(&source);
    // Where nothing is left of the bytes, nobody can know what is missing.
    if !findings.is_empty() && source.text.trim_matches('\u{feff}').trim().is_empty() {
        document.tree = None;
    }
    findings.append(&mut document.findings);
    (source, Document { findings, ..document })
}

/// The text of a file that declares itself UTF-16.
fn utf_16(bytes: &[u8]) -> Option<String> {
    let of_pair: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| of_pair(*pair)).collect();
    Some(String::from_utf16_lossy(&units))
}
