//! The documented fields of each kind of object: what a call may send, and what an object holds at first.
//!
//! The tables are written from the reference's pages, field by field.

use serde_json::{Map, Value, json};

use super::call::Kind;

/// One field that can be written.
pub(in crate::sandbox) struct Field {
    pub name: &'static str,
    pub shape: Shape,
    /// Whether it can be emptied with `null`.
    pub null: Null,
    /// Whether an object cannot be made without it.
    pub required: bool,
    pub start: Start,
}

/// What a field may hold.
#[derive(Clone, Copy)]
pub(in crate::sandbox) enum Shape {
    /// A string, empty or not.
    Text,
    /// A string with something in it.
    Filled,
    /// An `http` or `https` address.
    Address,
    /// A uuid.
    Id,
    Number,
    /// A number above zero.
    Positive,
    /// A number from 0 to 100.
    Percent,
    Flag,
    OneOf(&'static [&'static str]),
    /// Any object.
    Object,
    /// An object with these fields, all strings but the two named `settings` and `lessonSettings`.
    Customizations,
}

/// What `null` means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::sandbox) enum Null {
    Refused,
    Empties,
    /// As if the field had not been sent.
    Omits,
}

/// What a field holds when nothing was sent.
#[derive(Clone, Copy)]
pub(in crate::sandbox) enum Start {
    Null,
    Word(&'static str),
    Zero,
    False,
    /// Something that depends on the object's siblings.
    Given,
}

const fn required(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, null: Null::Refused, required: true, start: Start::Given }
}

const fn nullable(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, null: Null::Empties, required: false, start: Start::Null }
}

const fn optional(name: &'static str, shape: Shape, start: Start) -> Field {
    Field { name, shape, null: Null::Refused, required: false, start }
}

const PERMISSIONS: &[&str] = &["hidden", "enabled", "locked"];

const COURSE: &[Field] = &[
    required("title", Shape::Filled),
    nullable("description", Shape::Text),
    nullable("posterImage", Shape::Address),
    optional(
        "commentPrivacy",
        Shape::OneOf(&["public", "instructorOnly", "publicAndInstructor"]),
        Start::Word("public"),
    ),
    optional("libraryOrder", Shape::Number, Start::Given),
    nullable("customJs", Shape::Text),
    nullable("customCss", Shape::Text),
    nullable("customHeader", Shape::Text),
    nullable("customFooter", Shape::Text),
    nullable("customizations", Shape::Customizations),
];

const CATEGORY: &[Field] = &[
    required("title", Shape::Filled),
    nullable("description", Shape::Text),
    nullable("parentCategory", Shape::Id),
    optional("visibility", Shape::OneOf(&["published", "draft", "locked", "drip"]), Start::Word("draft")),
    nullable("posterImage", Shape::Address),
    optional("sequenceNo", Shape::Number, Start::Given),
    optional("dripDays", Shape::Positive, Start::Null),
    nullable("metadata", Shape::Object),
    Field {
        name: "commentPermission",
        shape: Shape::OneOf(PERMISSIONS),
        null: Null::Omits,
        required: false,
        start: Start::Word("enabled"),
    },
    nullable("lockedBy", Shape::Id),
    nullable("lockedByCategory", Shape::Id),
];

const LESSON: &[Field] = &[
    required("title", Shape::Filled),
    required("categoryId", Shape::Id),
    nullable("description", Shape::Text),
    optional("visibility", Shape::OneOf(&["draft", "published", "locked"]), Start::Word("draft")),
    nullable("posterImage", Shape::Address),
    optional("sequenceNo", Shape::Number, Start::Given),
    optional("contentType", Shape::OneOf(&["video", "assignment", "quiz", "audio", "funnel"]), Start::Null),
    nullable("contentId", Shape::Text),
    nullable("metaData", Shape::Object),
    optional("commentStatus", Shape::OneOf(&["visible", "hidden", "locked"]), Start::Word("visible")),
    optional("commentPermission", Shape::OneOf(PERMISSIONS), Start::Word("enabled")),
    nullable("lockedByPost", Shape::Id),
    nullable("lockedByCategory", Shape::Id),
    nullable("certificateTemplateId", Shape::Text),
];

const QUIZ: &[Field] = &[
    required("title", Shape::Filled),
    optional("requiredPassingGrade", Shape::Flag, Start::False),
    optional("passingGrade", Shape::Percent, Start::Zero),
    optional("passMessage", Shape::Text, Start::Word("")),
    optional("failMessage", Shape::Text, Start::Word("")),
];

const ASSIGNMENT: &[Field] = &[
    required("title", Shape::Filled),
    optional("introduction", Shape::Text, Start::Word("")),
    optional("confirmMessage", Shape::Text, Start::Word("")),
    optional("ungradedAssignment", Shape::Flag, Start::False),
];

/// The fields inside `customizations`, without its `id`.
pub(in crate::sandbox) const CUSTOMIZATIONS: &[&str] = &[
    "logoImage",
    "heroImage",
    "heroOverlayColor",
    "heroTextAlignment",
    "heroSpacing",
    "favicon",
    "instructorHeading",
    "instructorHeadshot",
    "instructorName",
    "instructorTitle",
    "instructorBio",
    "templateId",
    "settings",
    "lessonSettings",
];

/// Returns the fields of a kind of object.
pub(in crate::sandbox) fn of(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Course => COURSE,
        Kind::Category => CATEGORY,
        Kind::Lesson => LESSON,
        Kind::Quiz => QUIZ,
        Kind::Question => &[],
        Kind::Assignment => ASSIGNMENT,
    }
}

/// Returns the names of fields that an update can lose: those of courses, categories and lessons.
pub(in crate::sandbox) fn writable() -> impl Iterator<Item = &'static str> {
    let kinds = [LESSON, CATEGORY, COURSE];
    kinds.into_iter().enumerate().flat_map(move |(at, fields)| {
        let is_new = move |field: &&Field| {
            kinds[..at].iter().all(|before| before.iter().all(|it| it.name != field.name))
        };
        fields.iter().filter(is_new).map(|field| field.name)
    })
}

/// Returns what an object of this kind holds before anything was sent. What depends on siblings is `null`.
pub(in crate::sandbox) fn start(kind: Kind) -> Map<String, Value> {
    of(kind).iter().map(|field| (field.name.to_owned(), field.start_value())).collect()
}

impl Field {
    /// What the field holds when nothing was sent.
    pub(in crate::sandbox) fn start_value(&self) -> Value {
        match self.start {
            Start::Null | Start::Given => Value::Null,
            Start::Word(word) => json!(word),
            Start::Zero => json!(0),
            Start::False => json!(false),
        }
    }
}
