//! A file as a part of a multipart form.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use reqwest::Body;
use reqwest::multipart::{Form, Part};

use super::error::FileProblem;
use super::upload_body::{UploadBody, UploadProgress};

/// Where the content of an upload is.
#[derive(Debug, Clone)]
pub enum Source {
    /// On disk, the author's own or a temporary file; read while it is sent.
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
async fn open(path: &Path, length: u64) -> Result<fs_err::tokio::File, FileProblem> {
    let file = fs_err::tokio::File::open(path).await.map_err(FileProblem::Unreadable)?;
    let now = file.metadata().await.map_err(FileProblem::Unreadable)?;
    if now.is_file() && now.len() == length { Ok(file) } else { Err(FileProblem::Changed) }
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
