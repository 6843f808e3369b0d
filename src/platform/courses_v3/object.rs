//! An object of a reply, whole, and the update that is made of it.

use std::collections::BTreeSet;

use bytes::Bytes;
use serde_json::{Map, Value};

use super::error::ReplyFault;
use super::fields::{ASSIGNMENT, CATEGORY, COURSE, Demanded, Field, Kind, LESSON, QUIZ, Sent};
use super::id::Id;

/// An object as the platform sent it: every field, known or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    kind: &'static Kind,
    id: Id,
    fields: Map<String, Value>,
}

/// The body of an update: writable fields alone, with values that the reference lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutBody(pub(super) Bytes);

/// A value that was read and that may not be written: the reference does not list it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnknownValue {
    /// The field.
    pub field: &'static str,
    /// The value as JSON, such as `"archived"`, `null` or `0`.
    pub value: String,
}

/// A field and its new value.
pub(super) type NewValue = (&'static str, Value);

impl Object {
    /// Takes an object that has all that the tool cannot do without.
    pub(super) fn read(kind: &'static Kind, value: Value) -> Result<Self, ReplyFault> {
        let object = kind.name;
        let Value::Object(fields) = value else { return Err(ReplyFault::NotAnObject { object }) };
        let id = id_of(object, &fields, "id")?;
        for demanded in kind.demanded {
            match demanded {
                Demanded::Id(field) => drop(id_of(object, &fields, field)?),
                Demanded::Text(field) => match present(object, &fields, field)? {
                    Value::String(_) => {}
                    _ => return Err(ReplyFault::WrongType { object, field }),
                },
                Demanded::TextOrNull(field) => match present(object, &fields, field)? {
                    Value::String(_) | Value::Null => {}
                    _ => return Err(ReplyFault::WrongType { object, field }),
                },
            }
        }
        Ok(Self { kind, id, fields })
    }

    /// The platform's id.
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// The title as it came.
    pub fn title(&self) -> &str {
        self.text("title").unwrap_or_default()
    }

    /// A text field; `None` where it is absent, null or something else.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.fields.get(field).and_then(Value::as_str)
    }

    /// Any field as it came.
    pub fn field(&self, field: &str) -> Option<&Value> {
        self.fields.get(field)
    }

    /// Whether an update sends this field.
    pub fn writes(&self, field: &str) -> bool {
        self.kind.writable.iter().any(|known| known.name == field)
    }

    /// Everything, in the order in which it came: for the copy that is kept before a write.
    pub fn json(&self) -> &Map<String, Value> {
        &self.fields
    }

    /// Values of writable fields that the reference does not list for writing.
    pub fn unknown_values(&self) -> Vec<UnknownValue> {
        let unknown = |field: &Field| {
            let value = self.fields.get(field.name)?;
            (field.takes.as_read(value) == Sent::Unknown).then(|| UnknownValue::new(field.name, value))
        };
        self.kind.writable.iter().filter_map(unknown).collect()
    }

    /// The update: every writable field as read, `changes` over it.
    ///
    /// A field with an unknown value is left out if `leave_out` names field and value; else the update is not made, and the
    /// values that stop it are given.
    pub(super) fn put(
        &self,
        changes: Vec<NewValue>,
        leave_out: &BTreeSet<UnknownValue>,
    ) -> Result<PutBody, Vec<UnknownValue>> {
        let mut body = Map::new();
        let mut unknown = Vec::new();
        for field in self.kind.writable {
            let Some(value) = self.fields.get(field.name) else { continue };
            if changes.iter().any(|(name, _)| *name == field.name) {
                continue;
            }
            match field.takes.as_read(value) {
                Sent::As(value) => drop(body.insert(field.name.to_owned(), value)),
                Sent::Omitted => {}
                Sent::Unknown => unknown.push(UnknownValue::new(field.name, value)),
            }
        }
        unknown.retain(|value| !leave_out.contains(value));
        if !unknown.is_empty() {
            return Err(unknown);
        }
        body.extend(changes.into_iter().map(|(name, value)| (name.to_owned(), value)));
        Ok(PutBody(Value::Object(body).to_string().into()))
    }
}

impl PutBody {
    /// What will be sent, to the byte.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl UnknownValue {
    fn new(field: &'static str, value: &Value) -> Self {
        Self { field, value: value.to_string() }
    }

    /// A value that was written down: the field's name and the JSON. `None` where no kind of object has such a field.
    pub fn written(field: &str, value: &str) -> Option<Self> {
        let kinds = [COURSE, CATEGORY, LESSON, QUIZ, ASSIGNMENT];
        let mut fields = kinds.iter().flat_map(|kind| kind.writable);
        let field = fields.find(|known| known.name == field)?.name;
        Some(Self { field, value: value.to_owned() })
    }
}

fn present<'v>(
    object: &'static str,
    fields: &'v Map<String, Value>,
    field: &'static str,
) -> Result<&'v Value, ReplyFault> {
    fields.get(field).ok_or(ReplyFault::MissingField { object, field })
}

pub(super) fn id_of(
    object: &'static str,
    fields: &Map<String, Value>,
    field: &'static str,
) -> Result<Id, ReplyFault> {
    let text = present(object, fields, field)?.as_str().ok_or(ReplyFault::WrongType { object, field })?;
    Id::new(text).ok_or(ReplyFault::NotAnId { object, field })
}
