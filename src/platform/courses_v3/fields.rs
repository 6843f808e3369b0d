//! The fields that may be written, kind by kind, and the values that they take.
//!
//! One table a kind of object, from the platform's reference. A field that is not in its table is never sent.

use serde_json::Value;

/// A kind of object.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// What messages call it.
    pub(super) name: &'static str,
    /// Fields without which a reply is refused. All are in the reference; these are the ones that decide something.
    pub(super) demanded: &'static [Demanded],
    /// Fields that an update sends.
    pub(super) writable: &'static [Field],
}

/// A field that a reply must have.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Demanded {
    /// A text.
    Text(&'static str),
    /// An id.
    Id(&'static str),
    /// Present: a text or null. Without it an update would not know what it replaces.
    TextOrNull(&'static str),
}

/// A field that an update sends.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) takes: Takes,
}

/// The values that a field takes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Takes {
    Text,
    TextOrNull,
    /// One of these words.
    Word(&'static [&'static str]),
    /// One of these words; null counts as left out.
    WordOrOmitted(&'static [&'static str]),
    Number,
    /// A number above zero: the product's own pages refuse 0.
    Positive,
    Bool,
    ObjectOrNull,
    /// An object without its read-only `id`, or null.
    OwnObjectOrNull,
    /// Sent only when it changes: left out, the object keeps what it has.
    OnlyChanged,
}

/// What becomes of a value in an update.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sent {
    As(Value),
    Omitted,
    /// The reference does not list it for writing.
    Unknown,
}

impl Takes {
    /// What becomes of a value as it was read.
    pub(super) fn as_read(&self, value: &Value) -> Sent {
        let is_taken = match (self, value) {
            (Self::OnlyChanged, _) | (Self::WordOrOmitted(_), Value::Null) => return Sent::Omitted,
            (Self::Text | Self::TextOrNull, Value::String(_))
            | (Self::TextOrNull | Self::ObjectOrNull | Self::OwnObjectOrNull, Value::Null)
            | (Self::Number, Value::Number(_))
            | (Self::Bool, Value::Bool(_))
            | (Self::ObjectOrNull, Value::Object(_)) => true,
            (Self::Word(words) | Self::WordOrOmitted(words), Value::String(word)) => {
                words.contains(&word.as_str())
            }
            (Self::Positive, Value::Number(number)) => number.as_f64().is_some_and(|number| number > 0.0),
            (Self::OwnObjectOrNull, Value::Object(object)) => {
                let mut object = object.clone();
                object.shift_remove("id");
                return Sent::As(Value::Object(object));
            }
            _ => false,
        };
        if is_taken { Sent::As(value.clone()) } else { Sent::Unknown }
    }
}

const fn field(name: &'static str, takes: Takes) -> Field {
    Field { name, takes }
}

const COMMENTS: &[&str] = &["hidden", "enabled", "locked"];

pub(super) const COURSE: Kind = Kind {
    name: "course",
    demanded: &[Demanded::Text("title"), Demanded::TextOrNull("description")],
    writable: &[
        field("title", Takes::Text),
        field("description", Takes::TextOrNull),
        field("posterImage", Takes::TextOrNull),
        field("commentPrivacy", Takes::Word(&["public", "instructorOnly", "publicAndInstructor"])),
        field("libraryOrder", Takes::Number),
        field("customJs", Takes::TextOrNull),
        field("customCss", Takes::TextOrNull),
        field("customHeader", Takes::TextOrNull),
        field("customFooter", Takes::TextOrNull),
        field("customizations", Takes::OwnObjectOrNull),
    ],
};

pub(super) const CATEGORY: Kind = Kind {
    name: "category",
    demanded: &[Demanded::Text("title"), Demanded::Text("visibility")],
    writable: &[
        field("title", Takes::Text),
        field("description", Takes::TextOrNull),
        field("parentCategory", Takes::TextOrNull),
        field("visibility", Takes::Word(&["published", "draft", "locked", "drip"])),
        field("posterImage", Takes::TextOrNull),
        field("sequenceNo", Takes::Number),
        field("dripDays", Takes::Positive),
        field("metadata", Takes::ObjectOrNull),
        field("commentPermission", Takes::WordOrOmitted(COMMENTS)),
        field("lockedBy", Takes::TextOrNull),
        field("lockedByCategory", Takes::TextOrNull),
    ],
};

pub(super) const LESSON: Kind = Kind {
    name: "lesson",
    demanded: &[
        Demanded::Text("title"),
        Demanded::Id("categoryId"),
        Demanded::Text("visibility"),
        Demanded::TextOrNull("description"),
    ],
    writable: &[
        field("title", Takes::Text),
        field("categoryId", Takes::OnlyChanged),
        field("description", Takes::TextOrNull),
        field("visibility", Takes::Word(&["draft", "published", "locked"])),
        field("posterImage", Takes::TextOrNull),
        field("sequenceNo", Takes::Number),
        field("contentType", Takes::Word(&["video", "assignment", "quiz", "audio", "funnel"])),
        field("contentId", Takes::TextOrNull),
        field("metaData", Takes::ObjectOrNull),
        field("commentStatus", Takes::Word(&["visible", "hidden", "locked"])),
        field("commentPermission", Takes::Word(COMMENTS)),
        field("lockedByPost", Takes::TextOrNull),
        field("lockedByCategory", Takes::TextOrNull),
        field("certificateTemplateId", Takes::TextOrNull),
    ],
};

pub(super) const QUIZ: Kind = Kind {
    name: "quiz",
    demanded: &[Demanded::Text("title"), Demanded::Id("lessonId")],
    writable: &[
        field("title", Takes::Text),
        field("requiredPassingGrade", Takes::Bool),
        field("passingGrade", Takes::Number),
        field("passMessage", Takes::Text),
        field("failMessage", Takes::Text),
    ],
};

pub(super) const ASSIGNMENT: Kind = Kind {
    name: "assignment",
    demanded: &[Demanded::Text("title"), Demanded::Id("lessonId")],
    writable: &[
        field("title", Takes::Text),
        field("introduction", Takes::Text),
        field("confirmMessage", Takes::Text),
        field("ungradedAssignment", Takes::Bool),
    ],
};
