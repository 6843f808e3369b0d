//! `POST /courses/courses-exporter/public/import`: 201 first, the course a moment later.
//!
//! As on the platform, every accepted request makes a new course, and an address that is not one of the
//! sandbox's own files is dropped without a word. The sandbox notes what it dropped, for its pages.

use std::{io, sync::Arc};

use axum::{
    Json,
    extract::{Request, State},
    http::StatusCode,
};
use serde_json::{Map, Value, json};

use super::{
    api_error::ApiError,
    id,
    oauth::Caller,
    platform::Platform,
    request_body,
    store::{self, Dropped, ImportedCourse},
    validate,
};

const NOTE: &str = "The courses are being copied in the background and appear when that is done.";

/// Handles the call.
pub(super) async fn import_courses(
    State(platform): State<Arc<Platform>>,
    request: Request,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    let caller = request.extensions().get::<Caller>().cloned();
    let mut body = request_body::json(request, platform.body_limit).await?;
    let faults = validate::import_body(&body);
    if !faults.is_empty() {
        return Err(ApiError::unprocessable(faults));
    }
    let location_id = body["locationId"].as_str().unwrap_or_default().to_owned();
    if let Some(caller) = caller {
        platform.libraries.name(&platform.store, &caller, &location_id)?;
    }
    let products = body["products"].as_array_mut().map(std::mem::take).unwrap_or_default();
    let courses: Vec<_> =
        products.into_iter().map(|product| accept(&platform, &location_id, product)).collect();
    let started: Vec<_> = courses
        .iter()
        .map(|course| {
            json!({
                "id": course.id,
                "title": course.product["title"],
                "url": format!("{}/courses/{}", platform.base_url, course.id),
            })
        })
        .collect();
    for course in courses {
        keep(&platform, course).await.map_err(|error| ApiError::broken(&error))?;
    }
    let answer =
        json!({ "message": "Migration for courses started", "note": NOTE, "processingCourses": started });
    Ok((StatusCode::CREATED, Json(answer)))
}

fn accept(platform: &Platform, location_id: &str, mut product: Value) -> ImportedCourse {
    let own = |address: &str| platform.store.own_path(address).is_some();
    let dropped = drop_foreign(&mut product, &own);
    ImportedCourse {
        id: id::uuid(),
        location_id: location_id.to_owned(),
        product,
        dropped,
        ready: false,
        accepted_at: store::now(),
        base_url: platform.base_url.clone(),
    }
}

/// Writes the course down before the answer goes out, then lets it appear after the delay.
async fn keep(platform: &Arc<Platform>, course: ImportedCourse) -> io::Result<()> {
    let (id, store) = (course.id.clone(), Arc::clone(platform));
    tokio::task::spawn_blocking(move || store.store.put_course(course))
        .await
        .map_err(io::Error::other)
        .flatten()?;
    finish_later(platform, id);
    Ok(())
}

/// Lets an accepted course appear after the delay; [`Platform::copying`] counts those that have not yet.
pub(super) fn finish_later(platform: &Arc<Platform>, id: String) {
    platform.copying.send_modify(|count| *count += 1);
    let platform = Arc::clone(platform);
    tokio::spawn(async move {
        // A course that the stop came before stays unfinished on disk, and the next start takes it up again.
        if platform.pause(platform.import_delay).await {
            let store = Arc::clone(&platform);
            let finished = tokio::task::spawn_blocking(move || match store.store.course(&id) {
                Some(course) => store.show(&course),
                None => Ok(()),
            })
            .await;
            if let Err(error) = finished.map_err(io::Error::other).flatten() {
                tracing::warn!(%error, "a course could not be finished");
            }
        }
        platform.copying.send_modify(|count| *count -= 1);
    });
}

/// Takes every address out of a course that is not the sandbox's own.
fn drop_foreign(product: &mut Value, own: &dyn Fn(&str) -> bool) -> Vec<Dropped> {
    let mut dropped = Vec::new();
    visit("", product, own, &mut dropped);
    dropped
}

fn visit(path: &str, value: &mut Value, own: &dyn Fn(&str) -> bool, dropped: &mut Vec<Dropped>) {
    match value {
        Value::Object(object) => {
            for field in ["imageUrl", "thumbnailUrl", "bucketVideoUrl"] {
                drop_field(path, object, field, own, dropped);
            }
            if let Some(Value::Array(materials)) = object.get_mut("postMaterials") {
                drop_materials(&join(path, "postMaterials"), materials, own, dropped);
            }
            for (name, value) in object.iter_mut() {
                visit(&join(path, name), value, own, dropped);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                visit(&join(path, &index.to_string()), item, own, dropped);
            }
        }
        _ => {}
    }
}

fn drop_field(
    path: &str,
    object: &mut Map<String, Value>,
    field: &str,
    own: &dyn Fn(&str) -> bool,
    dropped: &mut Vec<Dropped>,
) {
    if let Some(url) = object.get(field).and_then(Value::as_str).filter(|url| !own(url)) {
        dropped.push(Dropped { field: join(path, field), url: url.to_owned() });
        object.remove(field);
    }
}

/// A material is nothing without its address, so it goes as a whole.
fn drop_materials(
    path: &str,
    materials: &mut Vec<Value>,
    own: &dyn Fn(&str) -> bool,
    dropped: &mut Vec<Dropped>,
) {
    let mut index = 0;
    materials.retain(|material| {
        let url = material["url"].as_str().unwrap_or_default();
        let keep = own(url);
        if !keep {
            dropped.push(Dropped { field: format!("{path}.{index}.url"), url: url.to_owned() });
        }
        index += 1;
        keep
    });
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_addresses_are_dropped_and_noted_with_their_place() {
        let mut product = json!({
            "title": "T", "imageUrl": "ours:1",
            "categories": [{
                "thumbnailUrl": "theirs:1",
                "posts": [{
                    "description": "theirs:in text",
                    "bucketVideoUrl": "theirs:2",
                    "postMaterials": [{ "url": "ours:2" }, { "url": "theirs:3" }, { "url": "ours:3" }],
                }],
            }],
        });
        let dropped = drop_foreign(&mut product, &|url| url.starts_with("ours:"));
        let dropped: Vec<_> = dropped.iter().map(|gone| format!("{} {}", gone.field, gone.url)).collect();
        assert_eq!(
            dropped,
            [
                "categories.0.thumbnailUrl theirs:1",
                "categories.0.posts.0.bucketVideoUrl theirs:2",
                "categories.0.posts.0.postMaterials.1.url theirs:3",
            ]
        );
        assert_eq!(
            product,
            json!({
                "title": "T", "imageUrl": "ours:1",
                "categories": [{
                    "posts": [{
                        "description": "theirs:in text",
                        "postMaterials": [{ "url": "ours:2" }, { "url": "ours:3" }],
                    }],
                }],
            })
        );
    }
}
