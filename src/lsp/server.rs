//! The server's loop: takes messages, answers requests, and sends findings when the author pauses.
//!
//! A change of a text only marks its course as stale. The courses are read when nothing came for [`PAUSE`], when changes
//! went on for [`LONGEST`], or when a request needs them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidChangeWorkspaceFolders, DidCloseTextDocument,
    DidOpenTextDocument, DidSaveTextDocument, Notification as _, PublishDiagnostics,
};
use lsp_types::request::{
    CodeActionRequest, Completion, DocumentSymbolRequest, GotoDefinition, HoverRequest, References,
    RegisterCapability, Request as _, WillRenameFiles, WorkspaceSymbolRequest,
};
use lsp_types::{
    CodeActionOrCommand, CompletionResponse, DidChangeWatchedFilesRegistrationOptions,
    DocumentSymbolResponse, FileSystemWatcher, GlobPattern, GotoDefinitionResponse, Position,
    PublishDiagnosticsParams, Registration, RegistrationParams, Uri, WorkspaceSymbolResponse,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::actions::{self, EditAbility};
use super::capabilities::Client;
use super::positions::Positions;
use super::publish;
use super::workspace::{Asked, Workspace};
use super::{address, completion, hover, navigate, rename, symbols};
use crate::diagnostic::Diagnostic;
use crate::fs::{Kind, Root};
use crate::model::CoursePath;
use crate::source::SETTINGS_FILES;

/// Courses are read when the author did nothing for so long.
const PAUSE: Duration = Duration::from_millis(120);

/// The longest that an author who does not pause waits for findings.
const LONGEST: Duration = Duration::from_secs(1);

/// The client is gone.
#[derive(Debug)]
pub(super) struct Gone;

/// One client's server.
pub(super) struct Server<'c> {
    connection: &'c Connection,
    workspace: Workspace,
    edits: EditAbility,
    /// What the client was told of each file.
    told: BTreeMap<PathBuf, Told>,
    /// Since when something is stale, and the last change.
    stale: Option<(Instant, Instant)>,
}

/// What the client is told of a file.
#[derive(Debug, Default, PartialEq)]
struct Told {
    /// The address and the version of an open text.
    open: Option<(Uri, i32)>,
    diagnostics: Vec<lsp_types::Diagnostic>,
}

/// A request that cannot be answered: its parameters are not what the protocol says.
type Malformed = serde_json::Error;

impl<'c> Server<'c> {
    /// A server with nothing read yet.
    pub fn new(connection: &'c Connection, workspace: Workspace, client: &Client) -> Self {
        let now = Instant::now();
        Self { connection, workspace, edits: client.edits, told: BTreeMap::new(), stale: Some((now, now)) }
    }

    /// Asks the client to report changes of files on the disk.
    pub fn watch_files(&self) -> Result<(), Gone> {
        let watcher = FileSystemWatcher { glob_pattern: GlobPattern::String("**/*".to_owned()), kind: None };
        let options = DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher] };
        let registration = Registration {
            id: "files".to_owned(),
            method: DidChangeWatchedFiles::METHOD.to_owned(),
            register_options: serde_json::to_value(options).ok(),
        };
        let params = RegistrationParams { registrations: vec![registration] };
        let id = RequestId::from("watch".to_owned());
        self.send(Request::new(id, RegisterCapability::METHOD.to_owned(), params).into())
    }

    /// Serves until the client asks to stop.
    pub fn run(&mut self) -> Result<(), Gone> {
        loop {
            let Some(message) = self.next()? else {
                self.publish()?;
                continue;
            };
            match message {
                Message::Request(request) => {
                    if self.connection.handle_shutdown(&request).map_err(|_| Gone)? {
                        return Ok(());
                    }
                    let answer = self.answer(request)?;
                    self.send(answer.into())?;
                }
                Message::Notification(notification) => self.take(notification),
                Message::Response(_) => {}
            }
        }
    }

    /// The next message; `None` when it is time to read what changed.
    fn next(&self) -> Result<Option<Message>, Gone> {
        let Some((first, last)) = self.stale else {
            return self.connection.receiver.recv().map(Some).map_err(|_| Gone);
        };
        let due = (last + PAUSE).min(first + LONGEST);
        let rest = due.saturating_duration_since(Instant::now());
        match self.connection.receiver.recv_timeout(rest) {
            Ok(message) => Ok(Some(message)),
            Err(error) if error.is_timeout() => Ok(None),
            Err(_) => Err(Gone),
        }
    }

    fn send(&self, message: Message) -> Result<(), Gone> {
        self.connection.sender.send(message).map_err(|_| Gone)
    }

    /// Takes note of what the client did. What is not as the protocol says is ignored, as nobody waits for an answer.
    fn take(&mut self, notification: Notification) {
        let _: Result<(), Malformed> = self.noted(notification);
        if self.workspace.is_stale() {
            let now = Instant::now();
            self.stale = Some((self.stale.map_or(now, |(first, _)| first), now));
        }
    }

    fn noted(&mut self, notification: Notification) -> Result<(), Malformed> {
        let Notification { method, params } = notification;
        match method.as_str() {
            DidOpenTextDocument::METHOD => {
                let document = read::<lsp_types::DidOpenTextDocumentParams>(params)?.text_document;
                self.workspace.open(document.uri, document.text, document.version);
            }
            DidChangeTextDocument::METHOD => {
                let changed: lsp_types::DidChangeTextDocumentParams = read(params)?;
                let document = changed.text_document;
                self.workspace.change(&document.uri, changed.content_changes, document.version);
            }
            DidCloseTextDocument::METHOD => {
                let closed: lsp_types::DidCloseTextDocumentParams = read(params)?;
                self.workspace.close(&closed.text_document.uri);
            }
            DidSaveTextDocument::METHOD => {
                let saved: lsp_types::DidSaveTextDocumentParams = read(params)?;
                if let Some(path) = address::path(&saved.text_document.uri) {
                    self.workspace.touch_disk(&path);
                }
            }
            DidChangeWatchedFiles::METHOD => {
                let changed: lsp_types::DidChangeWatchedFilesParams = read(params)?;
                for path in changed.changes.iter().filter_map(|change| address::path(&change.uri)) {
                    self.workspace.touch_disk(&path);
                }
            }
            DidChangeWorkspaceFolders::METHOD => {
                let event = read::<lsp_types::DidChangeWorkspaceFoldersParams>(params)?.event;
                let paths = |folders: &[lsp_types::WorkspaceFolder]| -> Vec<PathBuf> {
                    folders.iter().filter_map(|folder| address::path(&folder.uri)).collect()
                };
                self.workspace.change_roots(&paths(&event.added), &paths(&event.removed));
            }
            _ => {}
        }
        Ok(())
    }

    /// Answers a request.
    fn answer(&mut self, request: Request) -> Result<Response, Gone> {
        let Request { id, method, params } = request;
        // These are about what is being typed: what was read last is enough.
        let is_of_typing = [Completion::METHOD, DocumentSymbolRequest::METHOD].contains(&method.as_str());
        let needs_courses = !is_of_typing || self.workspace.may_have_other_courses();
        if needs_courses && self.stale.is_some() {
            self.publish()?;
        }
        Ok(match self.result(&method, params) {
            Some(Ok(result)) => Response::new_ok(id, result),
            Some(Err(error)) => Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string()),
            None => {
                let message = format!("method not supported: {method}");
                Response::new_err(id, ErrorCode::MethodNotFound as i32, message)
            }
        })
    }

    /// The result of a request; `None` for a method that is not offered.
    fn result(&self, method: &str, params: Value) -> Option<Result<Value, Malformed>> {
        Some(match method {
            HoverRequest::METHOD => self.hover(params),
            Completion::METHOD => self.completion(params),
            GotoDefinition::METHOD => self.definition(params),
            References::METHOD => self.references(params),
            DocumentSymbolRequest::METHOD => self.document_symbols(params),
            WorkspaceSymbolRequest::METHOD => self.workspace_symbols(params),
            CodeActionRequest::METHOD => self.code_actions(params),
            WillRenameFiles::METHOD => self.will_rename(params),
            _ => return None,
        })
    }

    /// What `with` makes of a place in an open text; `null` for a text that is in no course.
    fn at<T: serde::Serialize>(
        &self,
        uri: &Uri,
        position: Position,
        with: impl FnOnce(&Workspace, &Asked<'_>, usize) -> Option<T>,
    ) -> Result<Value, Malformed> {
        let found = self.workspace.asked(uri).and_then(|asked| {
            let offset = Positions::new(&asked.document.text, self.workspace.encoding).offset(position);
            with(&self.workspace, &asked, offset)
        });
        serde_json::to_value(found)
    }

    fn hover(&self, params: Value) -> Result<Value, Malformed> {
        let place = read::<lsp_types::HoverParams>(params)?.text_document_position_params;
        self.at(&place.text_document.uri, place.position, hover::at)
    }

    fn completion(&self, params: Value) -> Result<Value, Malformed> {
        let place = read::<lsp_types::CompletionParams>(params)?.text_document_position;
        self.at(&place.text_document.uri, place.position, |workspace, asked, offset| {
            Some(CompletionResponse::List(completion::at(workspace, asked, offset)))
        })
    }

    fn definition(&self, params: Value) -> Result<Value, Malformed> {
        let place = read::<lsp_types::GotoDefinitionParams>(params)?.text_document_position_params;
        self.at(&place.text_document.uri, place.position, |workspace, asked, offset| {
            navigate::definition(workspace, asked, offset).map(GotoDefinitionResponse::Scalar)
        })
    }

    fn references(&self, params: Value) -> Result<Value, Malformed> {
        let place = read::<lsp_types::ReferenceParams>(params)?.text_document_position;
        self.at(&place.text_document.uri, place.position, |workspace, asked, offset| {
            Some(navigate::references(workspace, asked, offset))
        })
    }

    fn document_symbols(&self, params: Value) -> Result<Value, Malformed> {
        let uri = read::<lsp_types::DocumentSymbolParams>(params)?.text_document.uri;
        self.at(&uri, Position::default(), |workspace, asked, _| {
            Some(DocumentSymbolResponse::Nested(symbols::of_document(workspace, asked)))
        })
    }

    fn workspace_symbols(&self, params: Value) -> Result<Value, Malformed> {
        let query = read::<lsp_types::WorkspaceSymbolParams>(params)?.query;
        serde_json::to_value(WorkspaceSymbolResponse::Flat(symbols::of_workspace(&self.workspace, &query)))
    }

    fn code_actions(&self, params: Value) -> Result<Value, Malformed> {
        let asked_for: lsp_types::CodeActionParams = read(params)?;
        let kinds = asked_for.context.only.as_deref();
        let range = asked_for.range;
        self.at(&asked_for.text_document.uri, range.start, |workspace, asked, _| {
            let span = Positions::new(&asked.document.text, workspace.encoding).span(range);
            let actions = actions::at(workspace, asked, &span, kinds, self.edits);
            Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect::<Vec<_>>())
        })
    }

    fn will_rename(&self, params: Value) -> Result<Value, Malformed> {
        let files = read::<lsp_types::RenameFilesParams>(params)?.files;
        let paths = |file: &lsp_types::FileRename| {
            Some((address::path_of(&file.old_uri)?, address::path_of(&file.new_uri)?))
        };
        let moved: Vec<(PathBuf, PathBuf)> = files.iter().filter_map(paths).collect();
        let edits = rename::edits(&self.workspace, &moved);
        serde_json::to_value((!edits.is_empty()).then(|| actions::workspace_edit(edits, self.edits)))
    }

    /// Reads what changed, and tells the client what is different now.
    fn publish(&mut self) -> Result<(), Gone> {
        self.stale = None;
        self.workspace.refresh();
        let now = self.findings();
        let mut before = std::mem::take(&mut self.told);
        for (path, told) in &now {
            let was = before.remove(path).unwrap_or_default();
            // A text that was closed may have had another name.
            if let Some((uri, _)) = was.open.as_ref().filter(|_| told.open.is_none()) {
                self.tell(uri.clone(), None, Vec::new())?;
            }
            if was != *told {
                self.tell_of(path, told)?;
            }
        }
        for (path, was) in before.into_iter().filter(|(_, was)| !was.diagnostics.is_empty()) {
            self.tell_of(&path, &Told { diagnostics: Vec::new(), ..was })?;
        }
        self.told = now;
        Ok(())
    }

    fn tell_of(&self, path: &Path, told: &Told) -> Result<(), Gone> {
        let (uri, version) = match &told.open {
            Some((uri, version)) => (Some(uri.clone()), Some(*version)),
            None => (self.workspace.uri(path), None),
        };
        uri.map_or(Ok(()), |uri| self.tell(uri, version, told.diagnostics.clone()))
    }

    fn tell(
        &self,
        uri: Uri,
        version: Option<i32>,
        diagnostics: Vec<lsp_types::Diagnostic>,
    ) -> Result<(), Gone> {
        let params = PublishDiagnosticsParams { uri, diagnostics, version };
        self.send(Notification::new(PublishDiagnostics::METHOD.to_owned(), params).into())
    }

    /// The findings of all courses by file. Open texts without findings are among them, so that the client hears of each
    /// version.
    fn findings(&self) -> BTreeMap<PathBuf, Told> {
        let workspace = &self.workspace;
        let vfs = workspace.vfs();
        let mut told = BTreeMap::new();
        for document in workspace.documents().filter(|it| workspace.course_of(&it.path).is_some()) {
            let open = Some((document.uri.clone(), document.version));
            told.insert(document.path.clone(), Told { open, diagnostics: Vec::new() });
        }
        for course in workspace.courses() {
            let Some(root) = course.root(&vfs) else { continue };
            let mut by_file: BTreeMap<CoursePath, Vec<&Diagnostic>> = BTreeMap::new();
            for finding in course.findings() {
                by_file.entry(shown_at(finding, &root)).or_default().push(finding);
            }
            for (path, findings) in by_file {
                let disk = root.disk(&path);
                let document = workspace.document_at(&disk);
                let text = document.map(|document| Positions::new(&document.text, workspace.encoding));
                let each = findings.into_iter().map(|finding| {
                    let is_own = finding.place.as_ref().is_some_and(|place| place.path == path);
                    publish::diagnostic(finding, text.as_ref().filter(|_| is_own), workspace.encoding)
                });
                told.entry(disk).or_insert_with(Told::default).diagnostics.extend(each);
            }
        }
        told
    }
}

/// The file at which a finding is shown. Clients show findings of files: those of a folder, or of the whole course, are
/// shown in the settings, if there are some.
fn shown_at(finding: &Diagnostic, root: &Root) -> CoursePath {
    let path = finding.place.as_ref().map(|place| place.path.clone()).unwrap_or_default();
    let is_in_file = finding.place.as_ref().is_some_and(|place| place.region.is_some());
    if is_in_file || root.vfs().kind(&root.disk(&path)) != Some(Kind::Folder) {
        return path;
    }
    let mut settings = SETTINGS_FILES.iter().map(|name| CoursePath::root().child(name));
    settings.find(|settings| root.vfs().kind(&root.disk(settings)).is_some()).unwrap_or(path)
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, Malformed> {
    serde_json::from_value(params)
}
