//! Which request is answered by what, and what a notification changes.

use gen_lsp_types::{
    CodeActionParams, CompletionParams, DefinitionParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DocumentFormattingParams,
    DocumentSymbolParams, FileChangeType, FoldingRangeParams, HoverParams, Position, PrepareRenameParams,
    ReferenceParams, RenameParams, TextDocumentPositionParams, Uri,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::address::path_of;
use super::diagnostics::Showing;
use super::failure::{Answer, Failure};
use super::state::State;
use super::{actions, completion, folding, hover, navigation, rename, rewritten, symbols};

/// Answers a request.
pub(super) fn answer(state: &mut State, method: &str, params: Value) -> Answer<Value> {
    match method {
        "textDocument/hover" => {
            let (uri, position) = place(read::<HoverParams>(params)?.text_document_position_params);
            json(state.look(&uri).and_then(|look| hover::hover(&look, position)))
        }
        "textDocument/completion" => {
            let (uri, position) = place(read::<CompletionParams>(params)?.text_document_position_params);
            json(state.look(&uri).map_or_else(Vec::new, |look| completion::completions(&look, position)))
        }
        "textDocument/definition" => {
            let (uri, position) = place(read::<DefinitionParams>(params)?.text_document_position_params);
            json(state.look(&uri).map_or_else(Vec::new, |look| navigation::definition(&look, position)))
        }
        "textDocument/references" => {
            let params: ReferenceParams = read(params)?;
            let with_declaration = params.context.include_declaration;
            let (uri, position) = place(params.text_document_position_params);
            let look = state.look(&uri);
            json(look.map_or_else(Vec::new, |look| navigation::references(&look, position, with_declaration)))
        }
        "textDocument/prepareRename" => {
            let (uri, position) = place(read::<PrepareRenameParams>(params)?.text_document_position_params);
            json(state.look(&uri).and_then(|look| rename::prepare(&look, position)))
        }
        "textDocument/rename" => renamed(state, read(params)?),
        "textDocument/codeAction" => acted(state, &read(params)?),
        "textDocument/documentSymbol" => outlined(state, &read(params)?),
        "textDocument/foldingRange" => {
            let params: FoldingRangeParams = read(params)?;
            json(state.look(&params.text_document.uri).map_or_else(Vec::new, |look| folding::ranges(&look)))
        }
        "textDocument/formatting" => {
            let params: DocumentFormattingParams = read(params)?;
            json(state.look(&params.text_document.uri).map_or(Ok(Vec::new()), |look| rewritten::formatted(&look))?)
        }
        // So that a test sees what a bug does.
        #[cfg(debug_assertions)]
        "chatform/panic" => panic!("somebody asked for it"),
        _ => Err(Failure::Unknown(method.to_owned())),
    }
}

fn json(answer: impl Serialize) -> Answer<Value> {
    Ok(serde_json::to_value(answer)?)
}

fn place(params: TextDocumentPositionParams) -> (Uri, Position) {
    (params.text_document.uri, params.position)
}

fn renamed(state: &mut State, params: RenameParams) -> Answer<Value> {
    let (uri, position) = place(params.text_document_position_params);
    let Some(look) = state.look(&uri) else { return Ok(Value::Null) };
    let edits = rename::rename(&look, position, &params.new_name)?;
    json(actions::workspace_edit(&look, edits))
}

fn acted(state: &mut State, params: &CodeActionParams) -> Answer<Value> {
    let rules_url = state.settings.rules_url.clone();
    let Some(look) = state.look(&params.text_document.uri) else { return json(Value::Array(Vec::new())) };
    let showing = Showing { places: look.places, uri: &look.uri, rules_url: rules_url.as_deref() };
    json(actions::actions(&look, params, &|found| showing.diagnostic(found, None)))
}

fn outlined(state: &mut State, params: &DocumentSymbolParams) -> Answer<Value> {
    let nests = state.settings.nests_symbols;
    let Some(look) = state.look(&params.text_document.uri) else { return json(Value::Array(Vec::new())) };
    let symbols = symbols::outline(&look);
    if nests { json(symbols) } else { json(symbols::flat(&look, symbols)) }
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
