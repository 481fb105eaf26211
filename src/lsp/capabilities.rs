//! What the server can do, as it tells the editor.

use gen_lsp_types::{
    ChangeNotifications, ServerCapabilities, TextDocumentSyncKind, TextDocumentSyncOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};
use serde_json::{Value, json};

use super::settings::Settings;

/// The answer to `initialize`.
pub(super) fn of_server(settings: &Settings) -> Value {
    json!({
        "capabilities": capabilities(settings),
        "serverInfo": { "name": "chatform", "version": env!("CARGO_PKG_VERSION") },
    })
}

/// The files that the editor is asked to watch.
pub(super) fn watched() -> Value {
    let watchers = json!([{ "globPattern": "**/*.{yaml,yml}" }, { "globPattern": "**/.gitignore" }]);
    json!({ "registrations": [{
        "id": "chatform-files",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": { "watchers": watchers },
    }] })
}

fn capabilities(settings: &Settings) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(settings.encoding.kind()),
        text_document_sync: Some(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::Incremental),
                ..TextDocumentSyncOptions::default()
            }
            .into(),
        ),
        workspace: Some(WorkspaceOptions {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(ChangeNotifications::Bool(true)),
            }),
            ..WorkspaceOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}
