//! What the editor says of itself when it begins.

use std::path::PathBuf;

use gen_lsp_types::Uri;
use serde_json::Value;

use super::address::path_of;
use super::encoding::Encoding;

/// What is agreed on. Only what matters here is looked at: an editor may say things of itself that no version of the
/// protocol knows yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings {
    /// What a column counts.
    pub(super) encoding: Encoding,
    /// Where the pages of the rules are, without a slash at the end; they are built in as well.
    pub(super) rules_url: Option<String>,
    /// The folders that are open.
    pub(super) folders: Vec<PathBuf>,
    /// The editor watches files if it is asked to.
    pub(super) watches_files: bool,
    /// Symbols may lie in one another.
    pub(super) nests_symbols: bool,
}

impl Settings {
    /// Reads the parameters of `initialize`.
    pub(super) fn of(params: &Value) -> Self {
        let at = |pointer: &str| params.pointer(pointer);
        let is_true = |pointer: &str| at(pointer).and_then(Value::as_bool).unwrap_or(false);
        let encodings = at("/capabilities/general/positionEncodings").and_then(Value::as_array);
        let offers_utf8 = encodings.into_iter().flatten().any(|encoding| encoding == "utf-8");
        let rules_url = at("/initializationOptions/rulesUrl").and_then(Value::as_str);
        Self {
            encoding: if offers_utf8 { Encoding::Utf8 } else { Encoding::Utf16 },
            rules_url: rules_url.map(|url| url.trim_end_matches('/').to_owned()),
            folders: folders(params),
            watches_files: is_true("/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration"),
            nests_symbols: is_true("/capabilities/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
        }
    }
}

/// The open folders: several, or the one of older editors.
fn folders(params: &Value) -> Vec<PathBuf> {
    let path = |uri: &Value| uri.as_str().map(|uri| path_of(&Uri::from(uri)));
    match params["workspaceFolders"].as_array() {
        Some(folders) => folders.iter().filter_map(|folder| path(&folder["uri"])).collect(),
        None => {
            path(&params["rootUri"]).or_else(|| params["rootPath"].as_str().map(PathBuf::from)).into_iter().collect()
        }
    }
}
