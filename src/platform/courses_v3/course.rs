//! Courses ("products" on the wire).

use std::collections::{BTreeSet, HashSet};
use std::ops::Deref;

use serde::Serialize;
use serde_json::{Value, json};

use super::api::{CoursesApi, Sends, each_once, list};
use super::error::{CallError, ReplyError, ReplyFault};
use super::fields::COURSE;
use super::id::Id;
use super::object::{NewValue, Object, PutBody, UnknownValue};
use super::words::{Change, Removal};
use crate::platform::http::Call;

const LIST: Call = Call { method: "GET", path: "/courses/products" };
const CREATE: Call = Call { method: "POST", path: "/courses/products" };
const GET: Call = Call { method: "GET", path: "/courses/products/{productId}" };
const UPDATE: Call = Call { method: "PUT", path: "/courses/products/{productId}" };
const DELETE: Call = Call { method: "DELETE", path: "/courses/products/{productId}" };

/// The most courses of a page that the platform gives.
const PAGE: &str = "50";

/// The most pages that are read: more is a list without end.
const MOST_PAGES: usize = 1000;

/// A course: title, description, picture. It has no visibility of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Course(Object);

impl Deref for Course {
    type Target = Object;

    fn deref(&self) -> &Object {
        &self.0
    }
}

impl Course {
    /// Takes the JSON of one, as a reply or a kept copy has it.
    pub fn from_json(value: Value) -> Result<Self, ReplyFault> {
        Object::read(&COURSE, value).map(Self)
    }

    /// The update that makes these changes. `leave_out` are unknown values whose fields may be left out; another one
    /// stops the update, and is given.
    pub fn put(
        &self,
        changes: &CourseChanges<'_>,
        leave_out: &BTreeSet<UnknownValue>,
    ) -> Result<PutBody, Vec<UnknownValue>> {
        self.0.put(changes.values(), leave_out)
    }
}

/// A course to be made.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewCourse<'a> {
    /// Required.
    pub title: &'a str,
    /// Shown in the library.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
    /// The address of its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poster_image: Option<&'a str>,
}

/// What an update changes in a course; what is `None` stays as it was read.
#[derive(Debug, Default)]
pub struct CourseChanges<'a> {
    /// Its title.
    pub title: Option<&'a str>,
    /// Its description.
    pub description: Option<&'a str>,
    /// The address of its picture.
    pub poster_image: Option<Change<'a>>,
}

impl CourseChanges<'_> {
    fn values(&self) -> Vec<NewValue> {
        let Self { title, description, poster_image } = self;
        let values = [
            title.map(|title| ("title", json!(title))),
            description.map(|description| ("description", json!(description))),
            poster_image.map(|picture| ("posterImage", picture.json())),
        ];
        values.into_iter().flatten().collect()
    }
}

/// All courses of the location, page by page; with `search`, those whose titles contain it in any case.
///
/// Two courses may have one title: a search finds candidates, no identity.
pub async fn list_courses(api: &CoursesApi, search: Option<&str>) -> Result<Vec<Course>, CallError> {
    let fault = |fault| CallError::Reply(ReplyError { call: LIST, fault });
    let mut objects = Vec::new();
    let mut cursors = HashSet::new();
    let mut cursor: Option<String> = None;
    loop {
        let mut query = vec![("limit", PAGE)];
        query.extend(search.map(|search| ("search", search)));
        query.extend(cursor.as_deref().map(|cursor| ("cursor", cursor)));
        let page = api.json(LIST, &[], &query, Sends::Nothing).await?;
        let next = page.get("nextCursor").and_then(Value::as_str).map(str::to_owned);
        objects.extend(list(page, "products", &COURSE).map_err(fault)?);
        let Some(next) = next.filter(|next| !next.is_empty()) else { break };
        if cursors.len() == MOST_PAGES || !cursors.insert(next.clone()) {
            return Err(fault(ReplyFault::EndlessPages));
        }
        cursor = Some(next);
    }
    each_once(&COURSE, &objects).map_err(fault)?;
    Ok(objects.into_iter().map(Course).collect())
}

/// Makes a course.
pub async fn create_course(api: &CoursesApi, new: &NewCourse<'_>) -> Result<Course, CallError> {
    api.create(CREATE, &[], new, &COURSE).await.map(Course)
}

/// Reads a course; `None` if the platform says that it is not there.
pub async fn get_course(api: &CoursesApi, course: &Id) -> Result<Option<Course>, CallError> {
    Ok(api.get(GET, &[("productId", course)], &COURSE).await?.map(Course))
}

/// Writes a course, see [`Course::put`].
pub async fn update_course(api: &CoursesApi, course: &Id, body: &PutBody) -> Result<(), CallError> {
    api.update(UPDATE, &[("productId", course)], body).await
}

/// Removes a course with all that it holds. Offers and certificates stay.
pub async fn delete_course(api: &CoursesApi, course: &Id) -> Result<Removal, CallError> {
    api.delete(DELETE, &[("productId", course)]).await
}
