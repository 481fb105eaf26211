//! Addresses of documents and the paths they stand for.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

const SCHEME: &str = "file://";
/// What stays readable in the address of a file.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The path of a document. One that is no file has its whole address for a path, which leads nowhere on the disk.
pub(super) fn path_of(uri: &Uri) -> PathBuf {
    let Some(rest) = uri.0.strip_prefix(SCHEME) else { return PathBuf::from(&uri.0) };
    let path = rest.find('/').map_or("", |slash| &rest[slash..]);
    let path = percent_decode_str(path).decode_utf8_lossy();
    let bytes = path.as_bytes();
    let has_drive = bytes.len() > 2 && bytes[1].is_ascii_alphabetic() && bytes[2] == b':';
    PathBuf::from(if has_drive { &path[1..] } else { &path })
}

/// Whether a path is one on the disk.
pub(super) fn is_on_disk(path: &Path) -> bool {
    path.is_absolute()
}

/// The address of a file.
pub(super) fn uri_of(path: &Path) -> Uri {
    let text = path.to_string_lossy();
    if !is_on_disk(path) {
        return Uri(text.into_owned());
    }
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() };
    let root = if text.starts_with('/') { "" } else { "/" };
    Uri(format!("{SCHEME}{root}{}", utf8_percent_encode(&text, ENCODED)))
}
