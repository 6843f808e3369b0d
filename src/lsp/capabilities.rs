//! What the server can do, and what the client can do.

use std::path::PathBuf;

use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions, FileOperationFilter,
    FileOperationPattern, FileOperationRegistrationOptions, HoverProviderCapability, InitializeParams, OneOf,
    ResourceOperationKind, ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, WorkspaceFileOperationsServerCapabilities,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use super::actions::{EditAbility, FIX_ALL};
use super::address;
use super::positions::Encoding;

/// What a client said of itself.
#[derive(Debug)]
pub(super) struct Client {
    pub encoding: Encoding,
    pub edits: EditAbility,
    /// The folders that it has open.
    pub roots: Vec<PathBuf>,
    /// Whether it watches files for the server.
    pub watches_files: bool,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub fn of(params: &InitializeParams) -> Self {
        let capabilities = &params.capabilities;
        let general = capabilities.general.as_ref();
        let offered = general.and_then(|general| general.position_encodings.as_deref());
        let workspace = capabilities.workspace.as_ref();
        let edit = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let operations = edit.and_then(|edit| edit.resource_operations.as_deref()).unwrap_or_default();
        let watching = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        Self {
            encoding: Encoding::of_client(offered),
            edits: EditAbility {
                has_versions: edit.and_then(|edit| edit.document_changes).unwrap_or_default(),
                makes_files: operations.contains(&ResourceOperationKind::Create),
            },
            roots: roots(params),
            watches_files: watching.and_then(|watching| watching.dynamic_registration).unwrap_or_default(),
        }
    }
}

/// The open folders; older clients have one, and call it the root.
fn roots(params: &InitializeParams) -> Vec<PathBuf> {
    let folders = params.workspace_folders.as_deref().unwrap_or_default();
    let mut roots: Vec<PathBuf> = folders.iter().filter_map(|folder| address::path(&folder.uri)).collect();
    if roots.is_empty() {
        #[expect(deprecated, reason = "clients without folders send it")]
        roots.extend(params.root_uri.as_ref().and_then(address::path));
    }
    roots
}

/// What the server offers.
pub(super) fn of_server(encoding: Encoding) -> ServerCapabilities {
    let every_file = FileOperationFilter {
        scheme: Some("file".to_owned()),
        pattern: FileOperationPattern { glob: "**/*".to_owned(), matches: None, options: None },
    };
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::Supported(true)),
        ..TextDocumentSyncOptions::default()
    };
    let triggers = ["(", "[", "/", "#", ":", " ", "-", "\"", "<"].map(str::to_owned).to_vec();
    let workspace = WorkspaceServerCapabilities {
        workspace_folders: Some(WorkspaceFoldersServerCapabilities {
            supported: Some(true),
            change_notifications: Some(OneOf::Left(true)),
        }),
        file_operations: Some(WorkspaceFileOperationsServerCapabilities {
            will_rename: Some(FileOperationRegistrationOptions { filters: vec![every_file] }),
            ..WorkspaceFileOperationsServerCapabilities::default()
        }),
    };
    ServerCapabilities {
        position_encoding: Some(encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(triggers),
            ..CompletionOptions::default()
        }),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::new(FIX_ALL)]),
            ..CodeActionOptions::default()
        })),
        workspace: Some(workspace),
        ..ServerCapabilities::default()
    }
}
