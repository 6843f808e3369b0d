//! Fixes of findings as code actions. The client makes the change; nothing is written here.

use std::collections::HashMap;
use std::ops::Range;

use lsp_types::{
    CodeAction, CodeActionKind, CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges,
    OneOf, OptionalVersionedTextDocumentIdentifier, ResourceOp, TextDocumentEdit, TextEdit, Uri,
    WorkspaceEdit,
};

use super::hover;
use super::positions::Positions;
use super::publish;
use super::workspace::{Asked, Workspace};
use crate::diagnostic::{Diagnostic, Fix};

/// The kind of the action that makes all fixes of a file.
pub(super) const FIX_ALL: &str = "source.fixAll.coursedir";

/// What a client can do with changes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct EditAbility {
    /// It takes changes with the versions of their texts.
    pub has_versions: bool,
    /// It makes files.
    pub makes_files: bool,
}

/// The edits of one file.
#[derive(Debug)]
pub(super) struct FileEdits {
    pub uri: Uri,
    /// Of an open text.
    pub version: Option<i32>,
    /// Whether the file is made first.
    pub is_new: bool,
    pub edits: Vec<TextEdit>,
}

/// The actions for a part of an open text. `kinds` are those that the client wants, if it says so.
pub(super) fn at(
    workspace: &Workspace,
    asked: &Asked<'_>,
    span: &Range<usize>,
    kinds: Option<&[CodeActionKind]>,
    ability: EditAbility,
) -> Vec<CodeAction> {
    let text = Positions::new(&asked.document.text, workspace.encoding);
    let findings = asked.course.findings().iter();
    let of_file =
        findings.filter(|finding| finding.place.as_ref().is_some_and(|place| place.path == asked.path));
    let fixable: Vec<&Diagnostic> = of_file.filter(|finding| finding.fix.is_some()).collect();
    let is_here = |finding: &Diagnostic| {
        let found = hover::span(asked, finding).unwrap_or(0..0);
        found.start <= span.end && span.start <= found.end
    };
    let mut actions = Vec::new();
    if is_wanted(kinds, CodeActionKind::QUICKFIX.as_str()) {
        for finding in fixable.iter().filter(|finding| is_here(finding)) {
            let Some(fix) = &finding.fix else { continue };
            let Some(edit) = edits_of(workspace, asked, fix, ability) else { continue };
            actions.push(CodeAction {
                title: capitalized(&fix.what),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![publish::diagnostic(finding, Some(&text), workspace.encoding)]),
                edit: Some(workspace_edit(vec![edit], ability)),
                is_preferred: Some(true),
                ..CodeAction::default()
            });
        }
    }
    if is_wanted(kinds, FIX_ALL) {
        actions.extend(fix_all(asked, &fixable, &text, ability));
    }
    actions
}

/// Whether a client that wants these kinds wants this one: `source` is all kinds that begin with it.
fn is_wanted(kinds: Option<&[CodeActionKind]>, kind: &str) -> bool {
    let begins = |wanted: &CodeActionKind| {
        let rest = kind.strip_prefix(wanted.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || wanted.as_str().is_empty())
    };
    kinds.is_none_or(|kinds| kinds.is_empty() || kinds.iter().any(begins))
}

/// All fixes in the text itself, as `check --fix` makes them: of two that overlap the first.
fn fix_all(
    asked: &Asked<'_>,
    fixable: &[&Diagnostic],
    text: &Positions<'_>,
    ability: EditAbility,
) -> Option<CodeAction> {
    let fixes = fixable.iter().filter_map(|finding| finding.fix.as_ref());
    let mut fixes: Vec<&Fix> =
        fixes.filter(|fix| fix.file.is_none() && fits(&asked.document.text, fix)).collect();
    fixes.sort_by_key(|fix| (fix.span.start, fix.span.end));
    let mut end = 0;
    let is_free = |fix: &&Fix| {
        let is_free = fix.span.start >= end;
        end = end.max(fix.span.end);
        is_free
    };
    let free: Vec<&Fix> = fixes.into_iter().filter(is_free).collect();
    let edits: Vec<TextEdit> = free.iter().map(|fix| text_edit(fix, text)).collect();
    let title = match edits.len() {
        0 => return None,
        1 => "Fix 1 finding of coursedir".to_owned(),
        count => format!("Fix {count} findings of coursedir"),
    };
    let file = FileEdits {
        uri: asked.document.uri.clone(),
        version: Some(asked.document.version),
        is_new: false,
        edits,
    };
    Some(CodeAction {
        title,
        kind: Some(CodeActionKind::new(FIX_ALL)),
        edit: Some(workspace_edit(vec![file], ability)),
        ..CodeAction::default()
    })
}

/// Whether the text still has what a fix replaces.
fn fits(text: &str, fix: &Fix) -> bool {
    !fix.replaces.is_empty() && text.get(fix.span.clone()) == Some(fix.replaces.as_str())
}

fn text_edit(fix: &Fix, text: &Positions<'_>) -> TextEdit {
    TextEdit { range: text.range(&fix.span), new_text: fix.replacement.clone() }
}

/// The edits of one fix, which may be in another file, also in one that is not there yet.
fn edits_of(workspace: &Workspace, asked: &Asked<'_>, fix: &Fix, ability: EditAbility) -> Option<FileEdits> {
    let vfs = workspace.vfs();
    let path = fix.file.as_ref().unwrap_or(&asked.path);
    let disk = asked.course.root(&vfs)?.disk(path);
    let uri = workspace.uri(&disk)?;
    let version = workspace.document_at(&disk).map(|document| document.version);
    let edit = |text: &str| text_edit(fix, &Positions::new(text, workspace.encoding));
    match asked.course.text(&vfs, path) {
        Some(text) if fits(&text, fix) || text.is_empty() && fix.replaces.is_empty() => {
            Some(FileEdits { uri, version, is_new: false, edits: vec![edit(&text)] })
        }
        None if fix.replaces.is_empty() && ability.makes_files && vfs.kind(&disk).is_none() => {
            Some(FileEdits { uri, version: None, is_new: true, edits: vec![edit("")] })
        }
        _ => None,
    }
}

/// Changes of files in the form that the client takes.
pub(super) fn workspace_edit(files: Vec<FileEdits>, ability: EditAbility) -> WorkspaceEdit {
    if !ability.has_versions {
        #[expect(clippy::mutable_key_type, reason = "the protocol's type; no key changes")]
        let changes: HashMap<Uri, Vec<TextEdit>> =
            files.into_iter().map(|file| (file.uri, file.edits)).collect();
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let mut operations = Vec::new();
    for FileEdits { uri, version, is_new, edits } in files {
        if is_new {
            let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) };
            operations.push(DocumentChangeOperation::Op(ResourceOp::Create(CreateFile {
                uri: uri.clone(),
                options: Some(options),
                annotation_id: None,
            })));
        }
        operations.push(DocumentChangeOperation::Edit(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        }));
    }
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(operations)),
        ..WorkspaceEdit::default()
    }
}

fn capitalized(what: &str) -> String {
    let mut letters = what.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
