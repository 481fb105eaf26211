//! What stands around a node in the source: what leads to it, how deep its line begins, where its lines end.

use crate::source::SourceFile;
use crate::yaml::tree::{Node, NodeId, Style, Tree};

/// What is known of the source around a node.
#[derive(Clone, Copy, Debug)]
pub(in crate::yaml) struct Site {
    /// Where the entry or item begins: its key, or its dash; inside of brackets the item itself.
    pub(in crate::yaml) start: usize,
    /// Where its value may begin: behind the colon or dash.
    pub(in crate::yaml) intro: usize,
    /// Bytes between the start of the line and `start`.
    pub(in crate::yaml) indent: usize,
    /// It stands inside of brackets.
    pub(in crate::yaml) in_flow: bool,
}

/// The sites of all nodes of a tree; none for one whose surroundings are nothing that edits know.
pub(in crate::yaml) struct Sites<'s> {
    pub(in crate::yaml) text: &'s str,
    sites: Vec<Option<Site>>,
    /// The line break that the file uses.
    pub(in crate::yaml) line_break: &'static str,
}

impl<'s> Sites<'s> {
    pub(in crate::yaml) fn of(source: &'s SourceFile, tree: &Tree) -> Self {
        let text = source.text.as_str();
        let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut sites = Self { text, sites: vec![None; tree.nodes.len()], line_break };
        let root = Site { start: 0, intro: 0, indent: 0, in_flow: false };
        sites.sites[tree.root as usize] = Some(root);
        sites.visit(tree.root(), root);
        sites
    }

    pub(in crate::yaml) fn get(&self, node: NodeId) -> Option<Site> {
        self.sites[node as usize]
    }

    /// Whether a collection stands in brackets of its own.
    pub(in crate::yaml) fn is_flow(&self, node: Node<'_>) -> bool {
        let start = node.span().start;
        let first = node.entries().next().map(|entry| entry.key_node).or_else(|| node.items().next());
        // A list that is no deeper than its key is placed at its first item, which may begin with a bracket.
        let is_opened = first.is_none_or(|first| first.span().start > start);
        node.scalar().is_none() && is_opened && self.text[start..].starts_with(['{', '['])
    }

    fn visit(&mut self, node: Node<'_>, site: Site) {
        let in_flow = site.in_flow || self.is_flow(node);
        for entry in node.entries() {
            let (start, end) = (entry.key_node.span().start, entry.key_node.span().end);
            let Some(colon) = self.colon(end) else { continue };
            let inner = Site { start, intro: colon + 1, indent: self.column(start), in_flow };
            // A value without brackets in one with brackets belongs to no pair of them.
            if in_flow && !self.is_flow(node) {
                continue;
            }
            self.enter(entry.value, inner);
        }
        let mut before = site.intro;
        for item in node.items() {
            let span = item.span();
            let site = match in_flow {
                true => Some(Site { start: span.start, intro: span.start, indent: self.column(span.start), in_flow }),
                false => self.dash(before, span.start).map(|dash| Site {
                    start: dash,
                    intro: dash + 1,
                    indent: self.column(dash),
                    in_flow,
                }),
            };
            before = self.end(item);
            if let Some(site) = site {
                self.enter(item, site);
            }
        }
    }

    fn enter(&mut self, node: Node<'_>, site: Site) {
        self.sites[node.id as usize] = Some(site);
        self.visit(node, site);
    }

    fn colon(&self, key_end: usize) -> Option<usize> {
        let rest = self.text[key_end..].trim_start_matches([' ', '\t']);
        rest.starts_with(':').then_some(self.text.len() - rest.len())
    }

    /// The dash that leads to an item: only blanks and comments may stand before it, and after it.
    fn dash(&self, from: usize, item: usize) -> Option<usize> {
        let between = self.text.get(from..item)?;
        let mut dash = None;
        let mut at = 0;
        while let Some(byte) = between.as_bytes().get(at) {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => at += 1,
                b'#' => at += between[at..].find(['\n', '\r']).unwrap_or(between.len() - at),
                b'-' if dash.is_none() => {
                    dash = Some(from + at);
                    at += 1;
                }
                0xef if between[at..].starts_with('\u{feff}') => at += 3,
                _ => return None,
            }
        }
        dash
    }

    /// Where the line of an offset begins; a byte order mark is no part of it.
    pub(in crate::yaml) fn line_start(&self, offset: usize) -> usize {
        let start = self.text[..offset].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        if start == 0 && self.text.starts_with('\u{feff}') { 3.min(offset) } else { start }
    }

    pub(in crate::yaml) fn column(&self, offset: usize) -> usize {
        offset - self.line_start(offset)
    }

    /// Whether nothing but spaces stands before an offset on its line.
    pub(in crate::yaml) fn begins_line(&self, offset: usize) -> bool {
        self.text[self.line_start(offset)..offset].bytes().all(|byte| byte == b' ')
    }

    /// Where a value ends: blank lines at the end of a block scalar that keeps them are its own.
    pub(in crate::yaml) fn end(&self, node: Node<'_>) -> usize {
        let span = node.span();
        let last = node.entries().last().map(|entry| entry.value).or_else(|| node.items().last());
        if let Some(last) = last.filter(|_| !self.is_flow(node)) {
            return self.end(last).max(span.end);
        }
        match node.scalar().map(|scalar| scalar.style) {
            Some(Style::Literal | Style::Folded) if self.indicators(node).contains('+') => {
                self.past_blank_lines(span.end)
            }
            _ => span.end,
        }
    }

    /// What stands between the `|` or `>` of a block scalar and the end of its indicators.
    pub(in crate::yaml) fn indicators(&self, node: Node<'_>) -> &'s str {
        let rest = &self.text[node.span().start + 1..];
        let is_indicator = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+');
        &rest[..rest.bytes().take_while(|byte| is_indicator(byte)).count()]
    }

    /// The end of the last of the blank lines that follow, without its line break.
    pub(in crate::yaml) fn past_blank_lines(&self, from: usize) -> usize {
        let rest = &self.text[from..];
        let run = &rest[..rest.len() - rest.trim_start_matches([' ', '\n', '\r']).len()];
        run.rfind('\n').map_or(from, |last| from + run[..last].trim_end_matches('\r').len())
    }

    /// The offset behind the line in which something ends, if nothing but a comment follows it there.
    pub(in crate::yaml) fn after_line(&self, end: usize) -> Option<usize> {
        let rest = &self.text[end..];
        let content = rest.trim_start_matches([' ', '\t']);
        let is_free = content.is_empty()
            || content.starts_with(['\n', '\r'])
            || (content.starts_with('#') && (content.len() < rest.len() || self.begins_line(end)));
        is_free.then(|| self.next_line(end))
    }

    /// The start of the line after the one that an offset lies in.
    pub(in crate::yaml) fn next_line(&self, offset: usize) -> usize {
        let rest = &self.text[offset..];
        match rest.find(['\n', '\r']) {
            Some(length) if rest[length..].starts_with("\r\n") => offset + length + 2,
            Some(length) => offset + length + 1,
            None => self.text.len(),
        }
    }

    /// Text with the file's line breaks.
    pub(in crate::yaml) fn with_line_breaks(&self, text: &str) -> String {
        if self.line_break == "\n" { text.to_owned() } else { text.replace('\n', self.line_break) }
    }
}
