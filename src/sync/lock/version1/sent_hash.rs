//! The hashes that a lock of version 1 holds: of the JSON that was sent of each category and lesson.
//!
//! Their shape is fixed: a lock remembers them, and older programs compare them. A new field of the wire does not
//! belong to it. Files count by their content, as what stands in the place of their addresses.

use std::borrow::Cow;

use serde::Serialize;

use crate::platform::import_v1::wire::{
    Category, ContentType, Html, Post, PostMaterial, SubCategory, Visibility,
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SentLesson<'a> {
    title: &'a str,
    visibility: Visibility,
    #[serde(skip_serializing_if = "Option::is_none")]
    thumbnail_url: &'a Option<Cow<'a, str>>,
    content_type: ContentType,
    description: &'a Html<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bucket_video_url: &'a Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    post_materials: Vec<SentMaterial<'a>>,
}

#[derive(Serialize)]
struct SentMaterial<'a> {
    title: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    url: &'a str,
}

pub(super) fn of_category(sent: &Category<'_>) -> String {
    let Category { title, visibility, thumbnail_url, posts: _, sub_categories: _ } = sent;
    hash(&(title, visibility, thumbnail_url))
}

pub(super) fn of_subcategory(sent: &SubCategory<'_>) -> String {
    let SubCategory { title, visibility, thumbnail_url, posts: _ } = sent;
    hash(&(title, visibility, thumbnail_url))
}

pub(super) fn of_lesson(sent: &Post<'_>) -> String {
    let Post {
        title,
        visibility,
        thumbnail_url,
        content_type,
        description,
        bucket_video_url,
        post_materials,
    } = sent;
    let post_materials = post_materials.iter().map(|material| {
        let PostMaterial { title, kind, url } = material;
        SentMaterial { title, kind, url }
    });
    hash(&SentLesson {
        title,
        visibility: *visibility,
        thumbnail_url,
        content_type: *content_type,
        description,
        bucket_video_url,
        post_materials: post_materials.collect(),
    })
}

/// BLAKE3 of the JSON of a value, in hexadecimal.
pub(super) fn hash(value: &impl Serialize) -> String {
    let json = serde_json::to_vec(value).expect("strings and lists are JSON");
    blake3::hash(&json).to_hex().to_string()
}
