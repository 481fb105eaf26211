//! An editor, as far as a language server can tell: a process at the other end of two pipes.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use super::Sandbox;

/// The limit only ends a test that would hang.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server with the documents that are open in it.
pub struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    root: String,
    next_id: i64,
    is_utf8: bool,
    /// What `initialize` was answered with.
    pub capabilities: Value,
    texts: BTreeMap<String, (i64, String)>,
    /// The last diagnostics of each file, by its address.
    published: BTreeMap<String, Value>,
    /// What the server said besides: requests, logs, messages.
    pub said: Vec<Value>,
}

impl Editor {
    /// Starts a server whose only folder is the sandbox.
    pub fn in_folder(sandbox: &Sandbox) -> Self {
        let uri = folder(sandbox);
        Self::with(sandbox, json!({ "workspaceFolders": [{ "uri": uri, "name": "here" }] }))
    }

    /// Starts a server and says these things when it begins.
    pub fn with(sandbox: &Sandbox, params: Value) -> Self {
        let mut editor = Self::silent(sandbox);
        editor.is_utf8 = params["capabilities"]["general"]["positionEncodings"]
            .as_array()
            .is_some_and(|encodings| encodings.iter().any(|encoding| encoding == "utf-8"));
        let mut params = params;
        params.as_object_mut().unwrap().entry("capabilities").or_insert(json!({}));
        params["processId"] = Value::Null;
        editor.capabilities = editor.ask("initialize", params);
        editor.tell("initialized", json!({}));
        editor
    }

    /// Starts a server and says nothing.
    pub fn silent(sandbox: &Sandbox) -> Self {
        let mut child = sandbox.command(&["lsp"]).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let (input, output) = (child.stdin.take(), child.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let (texts, published) = (BTreeMap::new(), BTreeMap::new());
        let root = folder(sandbox);
        let (capabilities, said) = (Value::Null, Vec::new());
        Self { child, input, messages, root, next_id: 0, is_utf8: false, capabilities, texts, published, said }
    }

    /// The address of a file of the sandbox.
    pub fn uri(&self, name: &str) -> String {
        format!("{}/{name}", self.root)
    }

    /// Writes bytes as they are.
    pub fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).and_then(|()| input.flush()).unwrap();
    }

    /// A notification.
    pub fn tell(&mut self, method: &str, params: Value) {
        self.write(&framed(&json!({ "jsonrpc": "2.0", "method": method, "params": params })));
    }

    /// A request whose answer is awaited later.
    pub fn begin(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        let id = self.next_id;
        self.write(&framed(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })));
        id
    }

    /// The answer to a request: its result, or its error.
    #[track_caller]
    pub fn answer(&mut self, id: i64) -> Result<Value, Value> {
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("the server answers");
            match message["method"].as_str() {
                None if message["id"] == id => {
                    return match message.get("error") {
                        Some(error) => Err(error.clone()),
                        None => Ok(message["result"].clone()),
                    };
                }
                Some("textDocument/publishDiagnostics") => {
                    let params = &message["params"];
                    self.published.insert(params["uri"].as_str().unwrap().to_owned(), params.clone());
                }
                _ => self.said.push(message),
            }
        }
    }

    /// A request and its result.
    #[track_caller]
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.try_ask(method, params).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// A request and its result, or its error.
    #[track_caller]
    pub fn try_ask(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.begin(method, params);
        self.answer(id)
    }

    /// Opens a document with a text.
    pub fn open(&mut self, name: &str, text: &str) {
        self.texts.insert(name.to_owned(), (1, text.to_owned()));
        let document = json!({ "uri": self.uri(name), "languageId": "yaml", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Replaces the first occurrence of a part of a document, as somebody would who types.
    #[track_caller]
    pub fn replace(&mut self, name: &str, part: &str, by: &str) {
        let range = self.range(name, part);
        let uri = self.uri(name);
        let (version, text) = self.texts.get_mut(name).unwrap();
        *version += 1;
        *text = text.replacen(part, by, 1);
        let document = json!({ "uri": uri, "version": version });
        let changes = json!([{ "range": range, "text": by }]);
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Closes a document.
    pub fn close(&mut self, name: &str) {
        self.texts.remove(name);
        let uri = self.uri(name);
        self.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// The text of a document, as the editor has it.
    pub fn text(&self, name: &str) -> &str {
        &self.texts[name].1
    }

    /// Files were created (1), changed (2) or deleted (3).
    pub fn files_changed(&mut self, files: &[(&str, u32)]) {
        let changes: Vec<Value> =
            files.iter().map(|(name, kind)| json!({ "uri": self.uri(name), "type": kind })).collect();
        self.tell("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    }

    /// Where the first occurrence of a part of a document begins and ends.
    #[track_caller]
    pub fn range(&self, name: &str, part: &str) -> Value {
        let text = self.text(name);
        let start = text.find(part).unwrap_or_else(|| panic!("no {part:?} in {text:?}"));
        json!({ "start": self.position(text, start), "end": self.position(text, start + part.len()) })
    }

    fn position(&self, text: &str, offset: usize) -> Value {
        let line = text[..offset].matches('\n').count();
        let before = &text[text[..offset].rfind('\n').map_or(0, |at| at + 1)..offset];
        let units = if self.is_utf8 { before.len() } else { before.encode_utf16().count() };
        json!({ "line": line, "character": units })
    }

    /// The parameters of a request about a place: `|` in the part says where in it.
    #[track_caller]
    pub fn at(&self, name: &str, part: &str) -> Value {
        let (before, after) = part.split_once('|').unwrap_or(("", part));
        let text = self.text(name);
        let start = text.find(&format!("{before}{after}")).unwrap_or_else(|| panic!("no {part:?} in {text:?}"));
        json!({ "textDocument": { "uri": self.uri(name) }, "position": self.position(text, start + before.len()) })
    }

    /// Waits until everything that was said has been acted on.
    pub fn settle(&mut self) {
        let _ = self.try_ask("chatform/settle", Value::Null);
    }

    /// The diagnostics of a file, once everything that was said has been acted on.
    pub fn diagnostics(&mut self, name: &str) -> Vec<Value> {
        self.settle();
        let uri = self.uri(name);
        let published = self.published.get(&uri).map(|published| published["diagnostics"].clone());
        published.map_or_else(Vec::new, |diagnostics| diagnostics.as_array().unwrap().clone())
    }

    /// The version of the text that the last diagnostics of a file are about.
    pub fn diagnosed_version(&self, name: &str) -> Value {
        self.published[&self.uri(name)]["version"].clone()
    }

    /// The rules that a file breaks.
    pub fn rules(&mut self, name: &str) -> Vec<String> {
        let diagnostics = self.diagnostics(name);
        diagnostics.iter().map(|diagnostic| diagnostic["code"].as_str().unwrap().to_owned()).collect()
    }

    /// What the text of a range is, by the editor's way of counting.
    pub fn text_in(&self, name: &str, range: &Value) -> String {
        let text = self.text(name);
        let (start, end) = (self.offset(text, &range["start"]), self.offset(text, &range["end"]));
        text[start..end].to_owned()
    }

    fn offset(&self, text: &str, position: &Value) -> usize {
        let (line, mut units) = (position["line"].as_u64().unwrap(), position["character"].as_u64().unwrap() as usize);
        let start = text.split_inclusive('\n').take(line as usize).map(str::len).sum::<usize>();
        for (offset, character) in text[start..].char_indices() {
            if units == 0 {
                return start + offset;
            }
            units -= if self.is_utf8 { character.len_utf8() } else { character.len_utf16() };
        }
        text.len()
    }

    /// A document after some edits.
    #[track_caller]
    pub fn edited(&self, name: &str, edits: &Value) -> String {
        let text = self.text(name);
        let mut edits: Vec<_> = edits.as_array().expect("a list of edits").iter().collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(self.offset(text, &edit["range"]["start"])));
        edits.into_iter().fold(text.to_owned(), |text, edit| {
            let (start, end) = (self.offset(&text, &edit["range"]["start"]), self.offset(&text, &edit["range"]["end"]));
            format!("{}{}{}", &text[..start], edit["newText"].as_str().unwrap(), &text[end..])
        })
    }

    /// Ends the server as an editor does, and gives its exit code.
    pub fn end(mut self) -> Option<i32> {
        self.ask("shutdown", Value::Null);
        self.leave()
    }

    /// Says `exit` and waits for the exit code.
    pub fn leave(mut self) -> Option<i32> {
        self.tell("exit", Value::Null);
        self.wait()
    }

    /// Closes the pipe without a word.
    pub fn hang_up(mut self) -> Option<i32> {
        self.input = None;
        self.wait()
    }

    fn wait(&mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A message as it goes over the pipe.
pub fn framed(message: &Value) -> Vec<u8> {
    let text = message.to_string();
    format!("Content-Length: {}\r\n\r\n{text}", text.len()).into_bytes()
}

fn folder(sandbox: &Sandbox) -> String {
    format!("file://{}", sandbox.path().display())
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim() {
            "" => break,
            line => length = line.strip_prefix("Content-Length: ").and_then(|length| length.parse().ok()).or(length),
        }
    }
    let mut bytes = vec![0; length?];
    output.read_exact(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}
