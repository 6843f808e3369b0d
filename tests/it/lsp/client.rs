//! An editor for tests: starts `coursedir lsp` and speaks the protocol with it.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, ExitStatus, Stdio};

use serde_json::{Value, json};

use crate::testkit::coursedir;

/// The server, and what it said so far.
pub struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    next_id: i64,
    /// The findings of each file, by its address.
    pub findings: BTreeMap<String, Vec<Value>>,
    /// The version of the text that the findings are about.
    pub versions: BTreeMap<String, i64>,
    /// What the server offers.
    pub offers: Value,
}

/// The address of a file.
pub fn uri(path: &Path) -> String {
    url::Url::from_file_path(path).unwrap().into()
}

impl Editor {
    /// Starts the server in a folder, as an editor with this folder open.
    pub fn open(folder: &Path) -> Self {
        Self::with(folder, &[], &json!({}))
    }

    /// The same with further arguments and with what the editor can do.
    pub fn with(folder: &Path, arguments: &[&str], capabilities: &Value) -> Self {
        let mut command = coursedir(&[&["lsp"], arguments].concat());
        command.current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut child = command.spawn().unwrap();
        let (input, output) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let mut editor = Self {
            child,
            input,
            output,
            next_id: 0,
            findings: BTreeMap::new(),
            versions: BTreeMap::new(),
            offers: Value::Null,
        };
        let folders = json!([{ "uri": uri(folder), "name": "course" }]);
        let answer = editor.ask(
            "initialize",
            &json!({ "processId": null, "rootUri": null, "workspaceFolders": folders, "capabilities": capabilities }),
        );
        editor.offers = answer["capabilities"].clone();
        editor.tell("initialized", &json!({}));
        editor
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        let input = self.input.as_mut().unwrap();
        write!(input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        input.flush().unwrap();
    }

    /// Sends a notification.
    pub fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and gives the result, or the error.
    pub fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.next_id += 1;
        let id = self.next_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.message();
            if message["id"] == json!(id) && message.get("method").is_none() {
                return message.get("result").or(message.get("error")).cloned().unwrap();
            }
            self.take(&message);
        }
    }

    fn message(&mut self) -> Value {
        let mut length = None;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "the server ended");
            match line.trim_end() {
                "" => break,
                line => {
                    let (name, value) = line.split_once(": ").unwrap_or_else(|| panic!("no header: {line}"));
                    if name == "Content-Length" {
                        length = Some(value.parse::<usize>().unwrap());
                    }
                }
            }
        }
        let mut body = vec![0; length.unwrap()];
        self.output.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    fn take(&mut self, message: &Value) {
        if message["method"] == json!("textDocument/publishDiagnostics") {
            let params = &message["params"];
            let uri = params["uri"].as_str().unwrap().to_owned();
            if let Some(version) = params["version"].as_i64() {
                self.versions.insert(uri.clone(), version);
            }
            self.findings.insert(uri, params["diagnostics"].as_array().unwrap().clone());
        } else if let (Some(id), Some(_)) = (message.get("id"), message.get("method")) {
            let answer = json!({ "jsonrpc": "2.0", "id": id, "result": null });
            self.send(&answer);
        }
    }

    /// Opens a text.
    pub fn open_text(&mut self, path: &Path, text: &str) {
        let document = json!({ "uri": uri(path), "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    /// Makes changes of an open text.
    pub fn change(&mut self, path: &Path, version: i64, changes: &Value) {
        let document = json!({ "uri": uri(path), "version": version });
        self.tell("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Waits until the findings are those of a version of a text.
    pub fn wait_for_version(&mut self, path: &Path, version: i64) {
        let uri = uri(path);
        while self.versions.get(&uri) != Some(&version) {
            let message = self.message();
            self.take(&message);
        }
    }

    /// Asks about a place in a text.
    pub fn ask_at(&mut self, method: &str, path: &Path, line: u32, character: u32) -> Value {
        let mut place = json!({
            "textDocument": { "uri": uri(path) },
            "position": { "line": line, "character": character },
        });
        if method == "textDocument/references" {
            place["context"] = json!({ "includeDeclaration": true });
        }
        self.ask(method, &place)
    }

    /// The findings of a file now. A request that needs them makes the server look.
    pub fn findings_of(&mut self, path: &Path) -> Vec<Value> {
        self.settle();
        self.findings.get(&uri(path)).cloned().unwrap_or_default()
    }

    /// Waits until the server has read everything.
    pub fn settle(&mut self) {
        self.ask("workspace/symbol", &json!({ "query": "" }));
    }

    /// Ends the session as the protocol says.
    pub fn close(mut self) -> ExitStatus {
        assert_eq!(self.ask("shutdown", &Value::Null), Value::Null);
        self.tell("exit", &Value::Null);
        self.input = None;
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "", "nothing comes after the end");
        self.child.wait().unwrap()
    }

    /// Goes away without a word.
    pub fn vanish(mut self) -> ExitStatus {
        self.input = None;
        self.child.wait().unwrap()
    }
}
