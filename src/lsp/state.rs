//! All that the server knows: what the editor said of itself, its documents, and the projects.

use std::path::Path;

use gen_lsp_types::{Diagnostic, Location, Uri};

use super::address::{path_of, uri_of};
use super::client::Client;
use super::diagnostics::{Published, Showing};
use super::documents::Documents;
use super::encoding::Places;
use super::look::Look;
use super::settings::Settings;
use super::workspace::Workspace;
use crate::lint::{Found, Live};
use crate::source::SourceFile;

/// All of it.
#[derive(Default)]
pub(super) struct State {
    /// What the editor said of itself.
    pub(super) settings: Settings,
    /// The texts it holds.
    pub(super) documents: Documents,
    /// The projects.
    pub(super) workspace: Workspace,
    published: Published,
}

impl State {
    /// Looks at everything that has changed, and tells the editor what is new.
    pub(super) fn settle(&mut self, client: &Client<'_>) {
        for path in self.workspace.settle(&self.documents) {
            let document = self.documents.get(&path);
            let uri = self.uri(&path);
            let diagnostics = self.diagnostics(&path);
            let version = document.map(|document| document.version);
            if let Some(news) = self.published.news(&path, uri, version, diagnostics) {
                client.notify("textDocument/publishDiagnostics", news);
            }
        }
        for trouble in self.workspace.troubles() {
            client.show(gen_lsp_types::MessageType::Error, &trouble);
        }
    }

    /// The address of a file, as the editor writes it.
    pub(super) fn uri(&self, path: &Path) -> Uri {
        self.documents.get(path).map_or_else(|| uri_of(path), |document| document.uri.clone())
    }

    /// Positions in a file.
    pub(super) fn places<'s>(&self, path: &Path, source: &'s SourceFile) -> Places<'s> {
        Places::of(source, self.settings.encoding, self.documents.get(path).is_some())
    }

    /// A file that somebody asks about; nothing, if it belongs to nobody here.
    pub(super) fn look(&mut self, uri: &Uri) -> Option<Look<'_>> {
        let path = path_of(uri);
        let live = self.workspace.live_mut(&path)?;
        live.recall(&path);
        let live: &Live = live;
        let (file, encoding, documents) = (live.file(&path)?, self.settings.encoding, &self.documents);
        let places = Places::of(file.source(), encoding, documents.get(&path).is_some());
        Some(Look { live, path, uri: uri.clone(), file, places, documents, encoding })
    }

    fn diagnostics(&self, path: &Path) -> Vec<Diagnostic> {
        let Some(live) = self.workspace.live(path) else { return Vec::new() };
        let uri = self.uri(path);
        live.findings(path).iter().map(|found| self.diagnostic(path, &uri, found, live)).collect()
    }

    /// A finding as the editor shows it.
    pub(super) fn diagnostic(&self, path: &Path, uri: &Uri, found: &Found<'_>, live: &Live) -> Diagnostic {
        let places = self.places(path, found.located.source);
        let showing = Showing { places, uri, rules_url: self.settings.rules_url.as_deref() };
        let elsewhere = found.elsewhere.as_ref().map(|(file, range)| {
            let path = live.selection().path_of(file);
            Location { uri: self.uri(&path), range: self.places(&path, &file.source).range(range) }
        });
        showing.diagnostic(found, elsewhere)
    }
}
