//! A file as a part of a multipart form.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use reqwest::Body;
use reqwest::multipart::{Form, Part};

use crate::fs::{self, Unusable};

use super::error::FileProblem;
use super::upload_body::{UploadBody, UploadProgress};

/// Where the content of an upload is.
#[derive(Debug, Clone)]
pub enum Source {
    /// On disk, the author's own or a temporary file, by a path without links; read while it is sent.
    File(PathBuf),
    /// In memory, such as a small packed archive.
    Bytes(Bytes),
}

/// A file to send.
#[derive(Clone, Copy)]
pub(crate) struct FilePart<'a> {
    /// Its name; control characters are left out.
    pub(crate) name: &'a str,
    /// Its MIME type.
    pub(crate) content_type: &'a str,
    /// Its length, as planned.
    pub(crate) bytes: u64,
    /// Where its content is.
    pub(crate) source: &'a Source,
}

impl FilePart<'_> {
    /// Opens the file, and makes the form of it.
    pub(super) async fn form(self) -> Result<(Form, Arc<UploadProgress>), FileProblem> {
        let (body, progress) = match self.source {
            Source::Bytes(bytes) => UploadBody::wrapped(Cursor::new(bytes.clone()), self.bytes),
            Source::File(path) => UploadBody::wrapped(open(path, self.bytes).await?, self.bytes),
        };
        Ok((form(self, body), progress))
    }
}

/// Opens a file that has to be as long as it was when the upload was planned.
async fn open(path: &Path, length: u64) -> Result<tokio::fs::File, FileProblem> {
    let path = path.to_owned();
    let opened = tokio::task::spawn_blocking(move || fs::open_real(&path)).await;
    let opened = opened.map_err(|error| FileProblem::Unreadable(error.into()))?;
    // What became a link or a pipe is not the file that was planned.
    let file = opened.map_err(|error| match Unusable::of(&error.source) {
        Some(_) => FileProblem::Changed,
        None => FileProblem::Unreadable(error.source),
    })?;
    let now = file.metadata().map_err(FileProblem::Unreadable)?;
    if now.len() == length { Ok(tokio::fs::File::from_std(file)) } else { Err(FileProblem::Changed) }
}

/// `file`, then `name`: the order that the platform's own staff use.
fn form(file: FilePart<'_>, body: Body) -> Form {
    let name = printable(file.name);
    let part = || Part::bytes(Vec::new());
    let content_type = if part().mime_str(file.content_type).is_ok() {
        file.content_type
    } else {
        "application/octet-stream"
    };
    let part = Part::stream_with_length(body, file.bytes)
        .file_name(name.clone())
        .mime_str(content_type)
        .expect("tried one line above");
    Form::new().part("file", part).text("name", name)
}

/// A line break in a name would end its header.
fn printable(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    if name.trim().is_empty() { "file".to_owned() } else { name }
}
