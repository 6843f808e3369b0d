//! `POST /medias/upload-file`: stores an uploaded file.
//!
//! The form is read piece by piece, so a video of any size takes a buffer of memory and no more.

use std::{io, sync::Arc};

use axum::{
    Extension, Json,
    extract::{
        Multipart, State,
        multipart::{Field, MultipartError, MultipartRejection},
    },
};
use serde_json::{Value, json};
use tokio::io::{AsyncWriteExt, BufWriter};

use crate::fs::Unnamed;

use super::{
    api_error::ApiError,
    id,
    oauth::Caller,
    platform::Platform,
    request_body::DRAINED,
    store::{self, Content, Media},
    validate::is_address,
};

/// "Maximum allowed is 25 MB" for a file, 500 MB for a video. Whether the platform counts in 1000 or 1024 is not
/// said; the larger reading is taken.
const MAX_FILE: u64 = 25 * 1024 * 1024;
const MAX_VIDEO: u64 = 500 * 1024 * 1024;

/// The video types that are named for the platform, by the end of the file's name.
const VIDEO: &[&str] = &["mp4", "m4v", "mov", "qt", "avi", "webm", "wmv", "ogv", "mkv"];

/// The text fields hold names and an address.
const MAX_TEXT: usize = 8 * 1024;

/// Handles the call.
pub(super) async fn upload_file(
    State(platform): State<Arc<Platform>>,
    Extension(caller): Extension<Caller>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Json<Value>, ApiError> {
    let mut form = form.map_err(|_| ApiError::bad_request("Content-Type must be multipart/form-data"))?;
    let form = match Form::read(&platform, &mut form).await {
        Ok(form) => form,
        Err(error) => {
            drain(&mut form).await;
            return Err(error);
        }
    };
    let (media, content) = form.into_media(&platform, &caller)?;
    let answer = json!({
        "fileId": media.id,
        "url": format!("{}{}", platform.base_url, media.path().unwrap_or_default()),
    });
    let kept = tokio::task::spawn_blocking(move || {
        match content {
            Some(content) => platform.store.add_file(media.clone(), content),
            None => platform.store.add_media(media.clone()),
        }?;
        platform.libraries.uploaded(&caller, &media);
        Ok(())
    });
    match kept.await.map_err(io::Error::other).flatten() {
        Ok(()) => Ok(Json(answer)),
        Err(error) => Err(ApiError::broken(&error)),
    }
}

/// The fields of the form, each there at most once.
#[derive(Default)]
struct Form {
    file: Option<Received>,
    hosted: Option<String>,
    file_url: Option<String>,
    name: Option<String>,
    parent_id: Option<String>,
}

/// A file that has arrived whole.
struct Received {
    name: String,
    content_type: String,
    size: u64,
    content: Unnamed,
}

impl Form {
    async fn read(platform: &Platform, fields: &mut Multipart) -> Result<Self, ApiError> {
        let mut form = Self::default();
        while let Some(field) = fields.next_field().await.map_err(|error| unreadable(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            let twice = match name.as_str() {
                "file" => form.file.replace(receive(platform, field).await?).is_some(),
                "hosted" => form.hosted.replace(text(field).await?).is_some(),
                "fileUrl" => form.file_url.replace(text(field).await?).is_some(),
                "name" => form.name.replace(text(field).await?).is_some(),
                "parentId" => form.parent_id.replace(text(field).await?).is_some(),
                _ => return Err(wrong(&format!("property {name} should not exist"))),
            };
            if twice {
                return Err(wrong(&format!("{name} must be given once")));
            }
        }
        Ok(form)
    }

    fn into_media(self, platform: &Platform, caller: &Caller) -> Result<(Media, Option<Unnamed>), ApiError> {
        let Self { file, hosted, file_url, name, parent_id } = self;
        let missing = |id: &str| wrong(&format!("parentId must be the id of a folder, and `{id}` is not"));
        let folder = |id: &str| platform.store.folder(id).ok_or_else(|| missing(id));
        let folder = parent_id.as_deref().map(folder).transpose()?;
        let location = platform.libraries.of(caller, folder.as_ref())?;
        if name.as_deref().is_some_and(|name| name.trim().is_empty()) {
            return Err(wrong("name should not be empty"));
        }
        let (name, content, file) = match (hosted.as_deref(), file, file_url) {
            (None | Some("false"), Some(file), None) => {
                let end = extension(&file.name);
                let name = name.unwrap_or(file.name);
                let extension =
                    [extension(&name), end].into_iter().find(|end| !end.is_empty()).unwrap_or_default();
                let content = Content::File { extension, content_type: file.content_type, size: file.size };
                (name, content, Some(file.content))
            }
            (Some("true"), None, Some(url)) if is_address(&url) => {
                let name = name.unwrap_or_else(|| url.rsplit('/').next().unwrap_or_default().to_owned());
                (name, Content::Hosted { url }, None)
            }
            (Some("true"), None, _) => return Err(wrong("fileUrl must be an http or https address")),
            (Some("true" | "false") | None, Some(_), _) => {
                return Err(wrong("file and fileUrl exclude each other"));
            }
            (None | Some("false"), None, _) => return Err(wrong("file should not be empty")),
            (Some(_), ..) => return Err(wrong("hosted must be a boolean value")),
        };
        Ok((
            Media {
                id: id::media(),
                location,
                address: None,
                name,
                parent_id,
                content,
                created_at: store::now(),
            },
            file,
        ))
    }
}

/// Writes a file to disk as it arrives.
async fn receive(platform: &Platform, mut field: Field<'_>) -> Result<Received, ApiError> {
    let name = field.file_name().unwrap_or_default().to_owned();
    if name.trim().is_empty() {
        return Err(wrong("file must have a file name"));
    }
    let content_type = field.content_type().unwrap_or_default().to_owned();
    let (limit, limit_name) = limit(&name);
    let mut content = platform.store.incoming().map_err(|error| ApiError::broken(&error))?;
    let file =
        content.file_mut().and_then(|file| file.try_clone()).map_err(|error| ApiError::broken(&error))?;
    let mut file = BufWriter::new(tokio::fs::File::from_std(file));
    let mut size = 0;
    while let Some(bytes) = field.chunk().await.map_err(|error| unreadable(&error))? {
        size += bytes.len() as u64;
        if size > limit {
            return Err(ApiError::too_large(format!("File too large: `{name}` is over {limit_name}")));
        }
        file.write_all(&bytes).await.map_err(|error| ApiError::broken(&error))?;
    }
    file.flush().await.map_err(|error| ApiError::broken(&error))?;
    Ok(Received { name, content_type, size, content })
}

fn limit(name: &str) -> (u64, &'static str) {
    if VIDEO.contains(&extension(name).as_str()) { (MAX_VIDEO, "500 MB") } else { (MAX_FILE, "25 MB") }
}

async fn text(mut field: Field<'_>) -> Result<String, ApiError> {
    let mut text = Vec::new();
    while let Some(bytes) = field.chunk().await.map_err(|error| unreadable(&error))? {
        text.extend_from_slice(&bytes);
        if text.len() > MAX_TEXT {
            return Err(ApiError::too_large("a text field is over 8 KB"));
        }
    }
    String::from_utf8(text).map_err(|_| ApiError::bad_request("a text field is not UTF-8"))
}

/// Reads what is left of a form, so that the client has sent everything and hears the answer.
async fn drain(form: &mut Multipart) {
    let mut read = 0;
    while let Ok(Some(mut field)) = form.next_field().await {
        while let Ok(Some(bytes)) = field.chunk().await {
            read += bytes.len() as u64;
            if read > DRAINED {
                return;
            }
        }
    }
}

/// Returns the end of a name as an address can carry it.
fn extension(name: &str) -> String {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    let plain = end.len() <= 10 && end.chars().all(|c| c.is_ascii_alphanumeric());
    if plain { end.to_ascii_lowercase() } else { String::new() }
}

fn wrong(message: &str) -> ApiError {
    ApiError::unprocessable(vec![message.to_owned()])
}

fn unreadable(error: &MultipartError) -> ApiError {
    ApiError::bad_request(format!("the form cannot be read: {}", error.body_text()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_name_is_lower_case_and_plain() {
        for (name, expected) in [
            ("a.MP4", "mp4"),
            ("a.tar.gz", "gz"),
            ("none", ""),
            ("a.", ""),
            ("a.b/../c", ""),
            ("a.waytoolongtobetrue", ""),
        ] {
            assert_eq!(extension(name), expected, "{name}");
        }
    }

    #[test]
    fn only_a_video_may_be_large() {
        assert_eq!(limit("a.MOV").0, MAX_VIDEO);
        assert_eq!(limit("a.mp4.pdf").0, MAX_FILE);
    }
}
