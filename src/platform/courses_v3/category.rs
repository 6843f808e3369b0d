//! Categories and sub-categories: one flat list, in which members name their parents.

use std::collections::BTreeSet;
use std::ops::Deref;

use serde::Serialize;
use serde_json::{Value, json};

use super::api::{CoursesApi, Sends, whole_list};
use super::error::{CallError, ReplyFault};
use super::fields::CATEGORY;
use super::id::Id;
use super::object::{NewValue, Object, PutBody, UnknownValue};
use super::words::{Change, Removal, Visibility};
use crate::platform::http::Call;

const LIST: Call = Call { method: "GET", path: "/courses/products/{productId}/categories" };
const CREATE: Call = Call { method: "POST", path: "/courses/products/{productId}/categories" };
const GET: Call = Call { method: "GET", path: "/courses/products/{productId}/categories/{categoryId}" };
const UPDATE: Call = Call { method: "PUT", path: "/courses/products/{productId}/categories/{categoryId}" };
const DELETE: Call = Call { method: "DELETE", path: "/courses/products/{productId}/categories/{categoryId}" };

/// A category, or a sub-category where it has a parent.
#[derive(Debug, Clone, PartialEq)]
pub struct Category(Object);

impl Deref for Category {
    type Target = Object;

    fn deref(&self) -> &Object {
        &self.0
    }
}

impl Category {
    /// Takes the JSON of one, as a reply or a kept copy has it.
    pub fn from_json(value: Value) -> Result<Self, ReplyFault> {
        Object::read(&CATEGORY, value).map(Self)
    }

    /// The id of its parent as text; `None` at the top level.
    pub fn parent(&self) -> Option<&str> {
        self.0.text("parentCategory").filter(|parent| !parent.is_empty())
    }

    /// Its visibility as it came: `published`, `draft`, `locked`, `drip`, or a word of a later day.
    pub fn visibility(&self) -> &str {
        self.0.text("visibility").unwrap_or_default()
    }

    /// Its position among its siblings; equal or absent ones keep the order of the list.
    pub fn position(&self) -> f64 {
        position(&self.0)
    }

    /// The update that makes these changes. `leave_out` are unknown values whose fields may be left out; another one
    /// stops the update, and is given.
    pub fn put(
        &self,
        changes: &CategoryChanges<'_>,
        leave_out: &BTreeSet<UnknownValue>,
    ) -> Result<PutBody, Vec<UnknownValue>> {
        self.0.put(changes.values(), leave_out)
    }
}

/// A category to be made.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewCategory<'a> {
    /// Required.
    pub title: &'a str,
    /// The category that it is a sub-category of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_category: Option<&'a Id>,
    /// Always sent: the platform's default is unknown.
    pub visibility: Visibility,
    /// The address of its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poster_image: Option<&'a str>,
    /// Its position among its siblings. Whole sibling lists are put in order afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sequence_no: Option<u32>,
}

/// What an update changes in a category; what is `None` stays as it was read.
#[derive(Debug, Default)]
pub struct CategoryChanges<'a> {
    /// Its title.
    pub title: Option<&'a str>,
    /// Its parent: another category, or none for the top level.
    pub parent: Option<Option<&'a Id>>,
    /// Whether learners see it.
    pub visibility: Option<Visibility>,
    /// The address of its picture.
    pub poster_image: Option<Change<'a>>,
}

impl CategoryChanges<'_> {
    fn values(&self) -> Vec<NewValue> {
        let Self { title, parent, visibility, poster_image } = self;
        let values = [
            title.map(|title| ("title", json!(title))),
            parent.map(|parent| ("parentCategory", json!(parent.map(Id::as_str)))),
            visibility.map(|visibility| ("visibility", json!(visibility))),
            poster_image.map(|picture| ("posterImage", picture.json())),
        ];
        values.into_iter().flatten().collect()
    }
}

/// All categories of a course, sub-categories among them.
pub async fn list_categories(api: &CoursesApi, course: &Id) -> Result<Vec<Category>, CallError> {
    let value = api.json(LIST, &[("productId", course)], &[], Sends::Nothing).await?;
    Ok(whole_list(LIST, value, "categories", &CATEGORY)?.into_iter().map(Category).collect())
}

/// Makes a category.
pub async fn create_category(
    api: &CoursesApi,
    course: &Id,
    new: &NewCategory<'_>,
) -> Result<Category, CallError> {
    api.create(CREATE, &[("productId", course)], new, &CATEGORY).await.map(Category)
}

/// Reads a category; `None` if the platform says that it is not there.
pub async fn get_category(
    api: &CoursesApi,
    course: &Id,
    category: &Id,
) -> Result<Option<Category>, CallError> {
    let ids = [("productId", course), ("categoryId", category)];
    Ok(api.get(GET, &ids, &CATEGORY).await?.map(Category))
}

/// Writes a category, see [`Category::put`].
pub async fn update_category(
    api: &CoursesApi,
    course: &Id,
    category: &Id,
    body: &PutBody,
) -> Result<(), CallError> {
    api.update(UPDATE, &[("productId", course), ("categoryId", category)], body).await
}

/// Removes a category. What becomes of its lessons is unknown: remove them first.
pub async fn delete_category(api: &CoursesApi, course: &Id, category: &Id) -> Result<Removal, CallError> {
    api.delete(DELETE, &[("productId", course), ("categoryId", category)]).await
}

/// The position of a category or lesson.
pub(super) fn position(object: &Object) -> f64 {
    object.field("sequenceNo").and_then(Value::as_f64).unwrap_or(0.0)
}
