//! The outline of a file: its keys, and what tells one item of a list from another.

use gen_lsp_types::{BaseSymbolInformation, DocumentSymbol, Location, SymbolInformation, SymbolKind};

use super::look::Look;
use crate::finding::{Path, Step};
use crate::report::visible;
use crate::yaml::{Node, Value};

/// Scalars that are long or have lines are not shown whole.
const LONGEST: usize = 60;
/// Keys that tell what an item is, the first that is there.
const NAMING: &[&str] = &["name", "type", "text", "format", "header"];

/// All keys and items, each with what is in it.
pub(super) fn outline(look: &Look<'_>) -> Vec<DocumentSymbol> {
    look.tree().map_or_else(Vec::new, |tree| children(look, tree.root(), &Path::root()))
}

/// The same for editors that know no symbols in symbols.
pub(super) fn flat(look: &Look<'_>, symbols: Vec<DocumentSymbol>) -> Vec<SymbolInformation> {
    let mut found = Vec::new();
    for symbol in symbols {
        let base = BaseSymbolInformation::new(symbol.name, symbol.kind, None, None);
        let location = Location { uri: look.uri.clone(), range: symbol.range };
        found.push(SymbolInformation::new(None, location, base));
        found.extend(flat(look, symbol.children.unwrap_or_default()));
    }
    found
}

fn children(look: &Look<'_>, node: Node<'_>, path: &Path) -> Vec<DocumentSymbol> {
    let entries = node.entries().map(|entry| {
        let (key, value) = (entry.key_node.span(), entry.value.span());
        let range = key.start..value.end.max(key.end);
        symbol(look, entry.key, entry.value, &path.join(entry.key), (range, key))
    });
    let items = node.items().enumerate().map(|(index, item)| {
        let span = item.span();
        symbol(look, &format!("{}", index + 1), item, &path.join(index), (span.clone(), span))
    });
    entries.chain(items).collect()
}

fn symbol(
    look: &Look<'_>,
    name: &str,
    value: Node<'_>,
    path: &Path,
    (range, selection): (std::ops::Range<usize>, std::ops::Range<usize>),
) -> DocumentSymbol {
    let inner = children(look, value, path);
    // An empty key is a name that no editor takes.
    let name = if name.is_empty() { "\"\"".to_owned() } else { visible(name).into_owned() };
    let (range, selection) = (look.places.range(&range), look.places.range(&selection));
    let inner = (!inner.is_empty()).then_some(inner);
    DocumentSymbol::new(name, detail(value), kind(value, path), None, None, range, selection, inner)
}

fn kind(value: Node<'_>, path: &Path) -> SymbolKind {
    match (path.0.as_slice(), value.value()) {
        ([Step::Key(languages), Step::Key(_)], _) if languages == "languages" => SymbolKind::Module,
        ([.., Step::Key(examples), Step::Key(_)], Value::Scalar(_)) if examples == "examples" => SymbolKind::Variable,
        (_, Value::Mapping(_)) => SymbolKind::Object,
        (_, Value::Sequence(_)) => SymbolKind::Array,
        (_, Value::Scalar(_)) => SymbolKind::String,
    }
}

fn detail(value: Node<'_>) -> Option<String> {
    let named = || NAMING.iter().find_map(|key| value.get(key)?.scalar());
    let text = value.scalar().or_else(named)?.text;
    let line = text.lines().next().unwrap_or_default();
    let short: String = line.chars().take(LONGEST).collect();
    let cut = if short.len() < text.len() { "…" } else { "" };
    Some(format!("{}{cut}", visible(&short)))
}
