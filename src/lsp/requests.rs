//! Which request is answered by what, and what a notification changes.

use gen_lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, FileChangeType,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::address::path_of;
use super::failure::{Answer, Failure};
use super::state::State;

/// Answers a request.
pub(super) fn answer(state: &mut State, method: &str, params: Value) -> Answer<Value> {
    match method {
        #[cfg(debug_assertions)]
        "chatform/panic" => panic!("somebody asked for it"),
        _ => {
            let _ = (state, params);
            Err(Failure::Unknown(method.to_owned()))
        }
    }
}

/// Takes note of something.
pub(super) fn note(state: &mut State, method: &str, params: Value) -> Answer<()> {
    match method {
        "textDocument/didOpen" => opened(state, read(params)?),
        "textDocument/didChange" => changed(state, read(params)?),
        "textDocument/didClose" => closed(state, &read(params)?),
        "workspace/didChangeWatchedFiles" => files_changed(state, &read(params)?),
        "workspace/didChangeWorkspaceFolders" => folders_changed(state, read(params)?),
        // Everything else is for other servers.
        _ => {}
    }
    Ok(())
}

fn read<P: DeserializeOwned>(params: Value) -> Answer<P> {
    Ok(serde_json::from_value(params)?)
}

fn opened(state: &mut State, params: DidOpenTextDocumentParams) {
    let document = params.text_document;
    let path = path_of(&document.uri);
    state.workspace.came_or_went(&path);
    state.documents.open(path, document.uri, document.version, document.text);
}

fn changed(state: &mut State, params: DidChangeTextDocumentParams) {
    let path = path_of(&params.text_document.text_document_identifier.uri);
    let (version, encoding) = (params.text_document.version, state.settings.encoding);
    if state.documents.change(&path, version, params.content_changes, encoding).is_some() {
        state.workspace.changed(&path);
    }
}

fn closed(state: &mut State, params: &DidCloseTextDocumentParams) {
    let path = path_of(&params.text_document.uri);
    state.documents.close(&path);
    state.workspace.came_or_went(&path);
}

fn files_changed(state: &mut State, params: &DidChangeWatchedFilesParams) {
    for change in &params.changes {
        let path = path_of(&change.uri);
        match change.kind {
            // What the editor holds counts, whatever happens to the file.
            _ if state.documents.get(&path).is_some() => {}
            FileChangeType::Changed => state.workspace.changed(&path),
            _ => state.workspace.came_or_went(&path),
        }
    }
}

fn folders_changed(state: &mut State, params: DidChangeWorkspaceFoldersParams) {
    let event = params.event;
    let closed: Vec<_> = event.removed.iter().map(|folder| path_of(&folder.uri)).collect();
    state.workspace.change_folders(event.added.iter().map(|folder| path_of(&folder.uri)), &closed);
}
