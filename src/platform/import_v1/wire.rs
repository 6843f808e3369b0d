//! The import body as the platform takes it, field by field.
//!
//! Source: `courses.openapi.json` of the platform's official API description, `Version:
//! 2021-07-28`, schema `PublicExporterPayload`. Nothing is sent that it does not name. The
//! platform's words (product, post, …) live only here.

use std::borrow::Cow;
use std::fmt;

use serde::{Serialize, Serializer};

/// The whole request: one location, one product.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ImportBody<'a> {
    /// The location (sub-account) that receives the course.
    pub location_id: &'a str,
    /// The user who owns the import.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<&'a str>,
    /// The courses. `coursedir` sends one a request.
    pub products: Vec<Product<'a>>,
}

/// A course.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Product<'a> {
    pub title: &'a str,
    /// Plain text.
    pub description: &'a str,
    /// Its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_url: Option<Cow<'a, str>>,
    /// At least one.
    pub categories: Vec<Category<'a>>,
    /// Who teaches it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instructor_details: Option<InstructorDetails<'a>>,
}

/// A category of the first level.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Category<'a> {
    pub title: &'a str,
    /// `published` or `draft`.
    pub visibility: Visibility,
    /// Its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<Cow<'a, str>>,
    /// Its lessons.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<Post<'a>>,
    /// The second level.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sub_categories: Vec<SubCategory<'a>>,
}

/// A category of the second level.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubCategory<'a> {
    pub title: &'a str,
    /// `published` or `draft`.
    pub visibility: Visibility,
    /// Its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<Cow<'a, str>>,
    /// Its lessons.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<Post<'a>>,
}

/// A lesson.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are the platform's")]
#[serde(rename_all = "camelCase")]
pub struct Post<'a> {
    pub title: &'a str,
    /// `published` or `draft`.
    pub visibility: Visibility,
    /// Its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<Cow<'a, str>>,
    /// `video`, `assignment` or `quiz`; the platform has no kind for text.
    pub content_type: ContentType,
    pub description: Html<'a>,
    /// A video in the platform's own media store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bucket_video_url: Option<Cow<'a, str>>,
    /// Downloads.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub post_materials: Vec<PostMaterial<'a>>,
}

/// A text in pieces, which are joined when it is written: most of a course is text, and few pieces of it
/// are not the course's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html<'a>(pub(crate) Vec<Cow<'a, str>>);

impl<'a> Html<'a> {
    /// Adds a piece at the end.
    pub fn push(&mut self, piece: Cow<'a, str>) {
        if !piece.is_empty() {
            self.0.push(piece);
        }
    }
}

impl fmt::Display for Html<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| f.write_str(piece))
    }
}

impl Serialize for Html<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A download.
#[derive(Debug, Serialize)]
pub struct PostMaterial<'a> {
    /// What it is called.
    pub title: &'a str,
    /// One of [`crate::model::MATERIAL_TYPES`].
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Where it is.
    pub url: Cow<'a, str>,
}

/// Who teaches a course.
#[derive(Debug, Serialize)]
pub struct InstructorDetails<'a> {
    pub name: &'a str,
    /// Plain text.
    pub description: &'a str,
}

/// Schema `visibility`.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Everyone enrolled sees it.
    Published,
    /// Only the author sees it.
    Draft,
}

/// Schema `contentType`.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ContentType {
    /// A video, a text, or both.
    Video,
    Assignment,
    Quiz,
}
