//! What a write did, from the object as it was read before and after it.
#![expect(clippy::option_option, reason = "no other place, or the first level, or a category")]

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::remote_object::RemoteObject;
use crate::html::canonical::canonical;
use crate::html::text;
use crate::platform::courses_v3::{Id, ReplyFault};
use crate::sync::versions::{Field, NodeKind, Print};

/// A field that a write changed though it was not asked to, or did not change as it was asked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Its name on the wire.
    pub field: String,
    /// Its value before, as JSON.
    pub before: String,
    /// Its value after.
    pub after: String,
    /// Whether it was to be changed.
    pub is_asked: bool,
}

impl Moved {
    /// Of an object that cannot be read any more: which field it is, as far as that can be told.
    pub(super) fn unreadable(before: &RemoteObject, fault: &ReplyFault) -> Self {
        let field = match fault {
            ReplyFault::MissingField { field, .. }
            | ReplyFault::WrongType { field, .. }
            | ReplyFault::NotAnId { field, .. } => *field,
            _ => "?",
        };
        let before = json(before.json(), field);
        Self { field: field.to_owned(), before, after: fault.to_string(), is_asked: false }
    }
}

/// What was asked for.
pub(super) struct Asked<'a> {
    /// The fields that were sent anew.
    pub(super) fields: &'a BTreeSet<Field>,
    /// Their values in the folder.
    pub(super) print: &'a dyn Fn(Field) -> Option<Print>,
    /// The text that was sent.
    pub(super) text: &'a str,
    /// What the object moved into, if it moved.
    pub(super) parent: Option<Option<&'a Id>>,
}

/// Fields of every kind that a platform counts up by itself.
const OF_THE_PLATFORM: &[&str] = &["updatedAt", "createdAt"];

/// Fields that are not as they should be after a write. Texts that the platform spells in another way, with the same
/// words, are; so is a picture that it did not take: both are for the report.
pub(super) fn moved(before: &RemoteObject, after: &RemoteObject, asked: &Asked<'_>) -> Vec<Moved> {
    let mut all: Vec<Moved> = not_taken(before, after, asked);
    let touched: BTreeSet<&str> =
        asked.fields.iter().flat_map(|field| wire(before.kind(), *field)).copied().collect();
    let (old, new) = (before.json(), after.json());
    let names: BTreeSet<&str> = old.keys().chain(new.keys()).map(String::as_str).collect();
    let untouched =
        names.into_iter().filter(|name| !touched.contains(name) && !OF_THE_PLATFORM.contains(name));
    let is_moved = |name: &&str| {
        let (old, new) = (old.get(*name), new.get(*name));
        // What is in no reference may count up by itself; it must not get lost.
        !is_same(name, old, new) && (before.writes(name) || new.is_none_or(Value::is_null))
    };
    all.extend(untouched.filter(is_moved).map(|name| Moved {
        field: name.to_owned(),
        before: json(old, name),
        after: json(new, name),
        is_asked: false,
    }));
    all
}

/// Whether two texts show the same letters, whatever their markup.
pub(super) fn has_same_words(one: &str, other: &str) -> bool {
    let letters = |html: &str| text::words(html).split_whitespace().collect::<String>();
    letters(one) == letters(other)
}

fn not_taken(before: &RemoteObject, after: &RemoteObject, asked: &Asked<'_>) -> Vec<Moved> {
    let node = after.node();
    let is_taken = |field: &Field| match field {
        Field::Place => asked.parent.is_none_or(|parent| node.parent.as_ref() == parent),
        Field::Text => {
            let has = text_of(after);
            (asked.print)(*field) == node.fields.get(field).copied() || has_same_words(has, asked.text)
        }
        Field::Picture => true,
        _ => (asked.print)(*field) == node.fields.get(field).copied(),
    };
    let wrong = asked.fields.iter().filter(|field| !is_taken(field));
    wrong
        .filter_map(|field| wire(before.kind(), *field).first())
        .map(|name| Moved {
            field: (*name).to_owned(),
            before: json(before.json(), name),
            after: json(after.json(), name),
            is_asked: true,
        })
        .collect()
}

fn text_of(object: &RemoteObject) -> &str {
    object.json().get("description").and_then(Value::as_str).unwrap_or_default()
}

/// The fields on the wire that a change of a field writes; the first is the one that has its value.
fn wire(kind: NodeKind, field: Field) -> &'static [&'static str] {
    match (field, kind) {
        (Field::Title, _) => &["title"],
        (Field::Visibility, _) => &["visibility"],
        (Field::Text, _) => &["description"],
        (Field::Type, _) => &["contentType"],
        (Field::Picture, _) => &["posterImage"],
        // Where it comes among its new siblings is the platform's choice until they are put in order.
        (Field::Place, NodeKind::Category) => &["parentCategory", "sequenceNo"],
        (Field::Place, _) => &["categoryId", "sequenceNo"],
        // The last four are objects of their own.
        (
            Field::Order
            | Field::Video
            | Field::Materials
            | Field::Instructor
            | Field::Quiz
            | Field::Questions
            | Field::Answers
            | Field::Assignment,
            _,
        ) => &[],
    }
}

/// Whether a field has the same value; absent is null, and a text is the same in any spelling of its HTML.
fn is_same(name: &str, before: Option<&Value>, after: Option<&Value>) -> bool {
    let (before, after) = (before.unwrap_or(&Value::Null), after.unwrap_or(&Value::Null));
    match (before, after) {
        (Value::String(before), Value::String(after)) if name == "description" => {
            before == after || canonical(before) == canonical(after)
        }
        _ => before == after,
    }
}

fn json(object: &Map<String, Value>, name: &str) -> String {
    object.get(name).unwrap_or(&Value::Null).to_string()
}
