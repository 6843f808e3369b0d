//! The files of a course over HTTP: whole or in ranges, and never as something that acts.

use std::fs::File;
use std::io::Seek as _;
use std::path::Path;

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::model::Packing;
use crate::serve::file::{self, is_asked_as_active};
use crate::sync::pack;

use super::site::LocalFile;

/// A page or drawing of a course must not act as one of the preview's own pages.
const NO_SCRIPTS: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

/// Answers with a file that the course refers to.
pub(super) async fn serve(file: LocalFile, request: Request) -> Response {
    if is_asked_as_active(request.headers()) {
        return (StatusCode::FORBIDDEN, "course files are not executed\n").into_response();
    }
    if file.packing.is_packed() {
        return packed(file, request).await;
    }
    let mime = mime_of(&file.path);
    let opened = tokio::task::spawn_blocking(move || open(&file.disk)).await;
    match opened {
        Ok(Ok(opened)) => send(opened, &mime, request).await,
        Ok(Err(_)) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Opens a file that the scan allowed. One that has since been replaced by a link leads somewhere that nobody looked at.
pub(super) fn open(disk: &Path) -> Result<File, crate::fs::Error> {
    crate::fs::open_real(disk)
}

/// The type by the name; text for what programmers write and the table of types takes for videos.
fn mime_of(name: &str) -> mime_guess::Mime {
    let is_typescript = [".ts", ".tsx", ".mts"].iter().any(|ending| name.to_lowercase().ends_with(ending));
    if is_typescript {
        return mime_guess::mime::TEXT_PLAIN_UTF_8;
    }
    mime_guess::from_path(name).first_or_octet_stream()
}

async fn send(opened: File, mime: &mime_guess::Mime, request: Request) -> Response {
    match file::send(opened, mime, request).await {
        Ok(response) => guarded(response, mime),
        Err(error) => {
            tracing::warn!(%error, "could not read a file of the course");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn guarded(mut response: Response, mime: &mime_guess::Mime) -> Response {
    let is_active = ["html", "xml", "svg", "javascript"].iter().any(|kind| mime.essence_str().contains(kind));
    let policy = if is_active { NO_SCRIPTS } else { "default-src 'self' 'unsafe-inline' data: blob:" };
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}

/// Packs a file or folder as the import would, and sends the archive.
async fn packed(file: LocalFile, request: Request) -> Response {
    let made = tokio::task::spawn_blocking(move || archive(&file)).await;
    match made {
        Ok(Ok(archive)) => send(archive, &mime_of("x.zip"), request).await,
        Ok(Err(error)) => {
            tracing::warn!(%error, "could not pack a file of the course");
            StatusCode::NOT_FOUND.into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The archive that the import would send, from its beginning.
pub(super) fn archive(file: &LocalFile) -> Result<File, crate::fs::Error> {
    let made = tempfile::tempfile();
    let mut archive = made.map_err(crate::fs::context("pack", &file.disk))?;
    let name = file.course_path.name();
    match file.packing {
        Packing::ZippedFolder => pack::pack_folder(&file.disk, name, &archive)?,
        Packing::Zip | Packing::AsIs | Packing::OfText | Packing::Converted(_) => {
            pack::pack_file(&file.disk, name, &archive)?;
        }
    }
    archive.rewind().map_err(crate::fs::context("pack", &file.disk))?;
    Ok(archive)
}
