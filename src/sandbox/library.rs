//! The rest of the media library: folders, the list, deleting, and the files themselves.

use std::{collections::BTreeMap, io, sync::Arc};

use axum::{
    Extension, Json,
    extract::{Path, Query, Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use mime_guess::Mime;
use serde_json::{Value, json};

use crate::serve::file;

use super::{
    api_error::ApiError,
    id,
    oauth::Caller,
    platform::Platform,
    request_body,
    store::{self, Content, Media},
    validate,
};

type Parameters = Query<BTreeMap<String, String>>;

/// A folder's body is four short strings.
const MAX_FOLDER: u64 = 64 * 1024;

/// What the list shows when it is not asked for a number.
const LISTED: usize = 20;

/// A page or drawing that somebody uploaded must not act as one of the sandbox's own pages.
const NO_SCRIPTS: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox";

/// `POST /medias/folder`.
pub(super) async fn create_folder(
    State(platform): State<Arc<Platform>>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Result<Json<Value>, ApiError> {
    let body = request_body::json(request, MAX_FOLDER).await?;
    let faults = validate::folder(&body);
    if !faults.is_empty() {
        return Err(ApiError::unprocessable(faults));
    }
    let text = |field: &str| body[field].as_str().map(str::to_owned);
    let location = text("altId").unwrap_or_default();
    platform.libraries.name(&platform.store, &caller, &location)?;
    let parent_id = text("parentId");
    let is_folder = |id: &str| platform.store.folder(id).is_some_and(|it| it.location == location);
    if parent_id.as_deref().is_some_and(|parent| !is_folder(parent)) {
        return Err(ApiError::unprocessable(vec!["parentId must be the id of a folder".to_owned()]));
    }
    let folder = Media {
        id: id::media(),
        location,
        address: None,
        name: text("name").unwrap_or_default(),
        parent_id,
        content: Content::Folder,
        created_at: store::now(),
    };
    // No id: the description has none, and a client must not count on one.
    let mut answer = json!({
        "altId": body["altId"], "altType": "location", "name": folder.name, "type": "folder", "deleted": false,
    });
    // The description has no null.
    if let Some(parent) = &folder.parent_id {
        answer["parentId"] = json!(parent);
    }
    platform.store.add_media(folder).map_err(|error| ApiError::broken(&error))?;
    Ok(Json(answer))
}

/// `GET /medias/files`.
pub(super) async fn list(
    State(platform): State<Arc<Platform>>,
    Query(parameters): Parameters,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Value>, ApiError> {
    require(&parameters, &["sortBy", "sortOrder", "type", "altType", "altId"])?;
    let get = |name: &str| parameters.get(name).map_or("", String::as_str);
    platform.libraries.name(&platform.store, &caller, get("altId"))?;
    let number = |name: &str, otherwise: usize| get(name).parse().unwrap_or(otherwise);

    let mut found = platform.store.media();
    found.retain(|media| {
        let parent = get("parentId");
        media.location == get("altId")
            && kind(media) == get("type")
            && media.name.to_lowercase().contains(&get("query").to_lowercase())
            && (parent.is_empty() || media.parent_id.as_deref() == Some(parent))
    });
    match get("sortBy") {
        "name" => found.sort_by(|a, b| a.name.cmp(&b.name)),
        _ => found.sort_by_key(|media| media.created_at),
    }
    if get("sortOrder") == "desc" {
        found.reverse();
    }
    let (skipped, shown) = match get("fetchAll") {
        "true" => (0, usize::MAX),
        _ => (number("offset", 0), number("limit", LISTED)),
    };
    let files: Vec<_> = found
        .iter()
        .skip(skipped)
        .take(shown)
        .map(|media| describe(&platform, media, get("altId")))
        .collect();
    Ok(Json(json!({ "files": files })))
}

fn describe(platform: &Platform, media: &Media, alt_id: &str) -> Value {
    let path = media.path();
    json!({
        "_id": media.id, "altId": alt_id, "altType": "location", "name": media.name,
        "parentId": media.parent_id, "type": kind(media),
        "url": path.as_ref().map(|path| format!("{}{path}", platform.base_url)), "path": path,
    })
}

fn kind(media: &Media) -> &'static str {
    if media.content == Content::Folder { "folder" } else { "file" }
}

/// `DELETE /medias/{id}`.
pub(super) async fn delete(
    State(platform): State<Arc<Platform>>,
    Path(id): Path<String>,
    Query(parameters): Parameters,
    Extension(caller): Extension<Caller>,
) -> Result<StatusCode, ApiError> {
    require(&parameters, &["altType", "altId"])?;
    let location = parameters.get("altId").map_or("", String::as_str);
    platform.libraries.name(&platform.store, &caller, location)?;
    let is_there = platform.store.media().iter().any(|media| media.id == id && media.location == location);
    match if is_there { platform.store.remove_media(&id) } else { Ok(false) } {
        Ok(true) => Ok(StatusCode::OK),
        Ok(false) => Err(ApiError::new(StatusCode::NOT_FOUND, "there is no file or folder of this id")),
        Err(error) => Err(ApiError::broken(&error)),
    }
}

fn require(parameters: &BTreeMap<String, String>, names: &[&str]) -> Result<(), ApiError> {
    let mut faults: Vec<_> = names
        .iter()
        .filter(|name| parameters.get(**name).is_none_or(String::is_empty))
        .map(|name| format!("{name} should not be empty"))
        .collect();
    if parameters.get("altType").is_some_and(|kind| kind != "location") {
        faults.push("altType must be one of the following values: location".to_owned());
    }
    if faults.is_empty() { Ok(()) } else { Err(ApiError::unprocessable(faults)) }
}

/// `GET` and `HEAD` of `/media/<location>/<id>.<ext>`: the file, or the range of it that was asked for.
pub(super) async fn serve(
    State(platform): State<Arc<Platform>>,
    Path((location, name)): Path<(String, String)>,
    request: Request,
) -> Response {
    let media = platform.store.media_at(&location, &name);
    let Some(media) = media else { return StatusCode::NOT_FOUND.into_response() };
    let content_type = match &media.content {
        Content::Hosted { url } => return Redirect::temporary(url).into_response(),
        Content::File { content_type, .. } => content_type.clone(),
        Content::Folder => return StatusCode::NOT_FOUND.into_response(),
    };
    let opened = tokio::task::spawn_blocking(move || platform.store.content(&media)).await;
    let content = match opened.map_err(io::Error::from).flatten() {
        Ok(Some(content)) => content,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return failed(&error),
    };
    let mime = served_type(&content_type, &name);
    match file::send(content, &mime, request).await {
        Ok(response) => guarded(response, &mime),
        Err(error) => failed(&error),
    }
}

/// What the upload declared, as a bucket does; what the name suggests when it declared nothing useful.
fn served_type(declared: &str, name: &str) -> Mime {
    declared.parse().unwrap_or_else(|_| mime_guess::from_path(name).first_or_octet_stream())
}

fn guarded(mut response: Response, mime: &Mime) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let active = ["html", "xml", "svg"].iter().any(|kind| mime.essence_str().contains(kind));
    if active {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(NO_SCRIPTS));
    }
    response
}

fn failed(error: &io::Error) -> Response {
    tracing::warn!(%error, "could not read an uploaded file");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
