//! Converts a course to an import body. Pure functions that cannot fail.
//!
//! Start at [`import_body`]. What can be sent ([`Sendable`]) is made only of a course whose files all
//! have addresses ([`Hosted`]); a dry run's body, where local files show as `upload://…`, is another
//! type ([`Preview`]), which nothing sends.

mod body;
pub(crate) mod html;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};

use super::ImportRequest;
use super::import_v1::wire::ImportBody;
use crate::model::{Address, Course, CoursePath, Video};

/// Stands where a location belongs that nobody named yet.
pub const NO_LOCATION: &str = "YOUR_LOCATION_ID";

/// A course with the addresses of all its files.
#[derive(Debug)]
pub struct Hosted<'a> {
    course: &'a Course,
    addresses: BTreeMap<CoursePath, String>,
}

/// An import body that can be sent.
#[derive(Debug)]
pub struct Sendable<'a>(ImportBody<'a>);

/// An import body for looking at: local files that are not uploaded yet show as `upload://…`.
#[derive(Debug)]
pub struct Preview<'a>(ImportBody<'a>);

impl<'a> Hosted<'a> {
    /// Takes a course and the addresses of its files; gives the files that have none, if any.
    pub fn new(course: &'a Course, addresses: BTreeMap<CoursePath, String>) -> Result<Self, Vec<CoursePath>> {
        let needed: BTreeSet<&CoursePath> = course.files.keys().chain(referred(course)).collect();
        let missing: Vec<CoursePath> =
            needed.into_iter().filter(|path| !addresses.contains_key(*path)).cloned().collect();
        if missing.is_empty() { Ok(Self { course, addresses }) } else { Err(missing) }
    }
}

/// Every local file that something in the course points at.
fn referred(course: &Course) -> impl Iterator<Item = &CoursePath> {
    let heads = course.categories.iter().flat_map(|category| {
        [&category.head].into_iter().chain(category.subcategories.iter().map(|subcategory| &subcategory.head))
    });
    let of_lessons = course.lessons().flat_map(|lesson| {
        let video = match &lesson.video {
            Some(Video::File(address)) => Some(address),
            Some(Video::Embed(_)) | None => None,
        };
        let materials = lesson.materials.iter().map(|material| &material.address);
        let shown = video.into_iter().chain(&lesson.thumbnail).chain(materials).filter_map(local);
        shown.chain(lesson.body.files())
    });
    let pictures = course.image.iter().chain(heads.filter_map(|head| head.thumbnail.as_ref()));
    pictures.filter_map(local).chain(of_lessons)
}

fn local(address: &Address) -> Option<&CoursePath> {
    match address {
        Address::Local(path) => Some(path),
        Address::Remote(_) => None,
    }
}

/// Builds the body to send.
pub fn import_body<'a>(hosted: &'a Hosted<'a>, location: &'a str, user: Option<&'a str>) -> Sendable<'a> {
    // `Hosted::new` has looked at every file that the course refers to.
    let address = |path: &'a CoursePath| Cow::Borrowed(hosted.addresses[path].as_str());
    Sendable(body::body(hosted.course, &address, location, user))
}

/// Builds a body for looking at. `known` are the addresses of files that are already uploaded.
pub fn preview<'a>(
    course: &'a Course,
    known: &'a BTreeMap<CoursePath, String>,
    location: Option<&'a str>,
    user: Option<&'a str>,
) -> Preview<'a> {
    let address = |path: &'a CoursePath| match known.get(path) {
        Some(address) => Cow::Borrowed(address.as_str()),
        None => Cow::Owned(html::placeholder(path)),
    };
    Preview(body::body(course, &address, location.unwrap_or(NO_LOCATION), user))
}

impl<'a> Preview<'a> {
    /// The body, for drawing pages from it.
    pub fn body(&self) -> &ImportBody<'a> {
        &self.0
    }
}

impl Sendable<'_> {
    /// The body as a request.
    pub fn request(&self) -> ImportRequest {
        ImportRequest::new(serde_json::to_vec(self).expect("strings and lists are JSON"))
    }
}

impl Serialize for Sendable<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Serialize for Preview<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[cfg(test)]
mod tests;
