//! Checks the fields of a body against the documented ones.
//!
//! Every fault is a sentence that starts with the name of the field, as everywhere in the sandbox.

use axum::http::StatusCode;
use serde_json::{Map, Value};

use super::{
    call::Kind,
    fields::{self, CUSTOMIZATIONS, Field, Null, Shape},
    readings::{BadEnum, Choices, Extra, Invalid},
};
use crate::sandbox::{api_error::ApiError, validate::is_address};

/// What is wrong with a body.
#[derive(Default)]
pub(in crate::sandbox) struct Faults {
    sentences: Vec<String>,
    has_bad_enum: bool,
}

impl Faults {
    /// Adds a fault of a field.
    pub(in crate::sandbox) fn add(&mut self, field: &str, problem: &str) {
        self.sentences.push(format!("{field} {problem}"));
    }

    /// Adds a word that is not in the list of its field.
    pub(in crate::sandbox) fn bad_enum(&mut self, field: &str, words: &[&str]) {
        self.has_bad_enum = true;
        self.add(field, &format!("must be one of the following values: {}", words.join(", ")));
    }

    /// Returns the answer to a body with faults.
    pub(in crate::sandbox) fn result(self, choices: &Choices) -> Result<(), ApiError> {
        if self.sentences.is_empty() {
            return Ok(());
        }
        if self.has_bad_enum && choices.bad_enum == BadEnum::Broken {
            return Err(ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "Internal server error"));
        }
        Err(refused(self.sentences, choices))
    }
}

/// Turns a request down for one reason.
pub(in crate::sandbox) fn invalid(field: &str, problem: &str, choices: &Choices) -> ApiError {
    refused(vec![format!("{field} {problem}")], choices)
}

fn refused(sentences: Vec<String>, choices: &Choices) -> ApiError {
    match choices.invalid {
        Invalid::Unprocessable => ApiError::unprocessable(sentences),
        Invalid::BadRequest => ApiError::bad_requests(sentences),
    }
}

/// Checks a body that makes (`is_new`) or changes an object; returns the fields that it sets.
pub(in crate::sandbox) fn body(
    body: Value,
    kind: Kind,
    is_new: bool,
    choices: &Choices,
) -> Result<Map<String, Value>, ApiError> {
    let Value::Object(mut sent) = body else {
        return Err(invalid("the body", "must be an object", choices));
    };
    let known = fields::of(kind);
    let mut faults = Faults::default();
    let extra: Vec<String> =
        sent.keys().filter(|name| known.iter().all(|field| field.name != name.as_str())).cloned().collect();
    for name in extra {
        sent.remove(&name);
        if choices.extra == Extra::Refused {
            faults.add(&name, "should not exist");
        }
    }
    for field in known {
        match sent.get(field.name) {
            None if is_new && field.required => faults.add(field.name, "is required"),
            None => {}
            Some(Value::Null) => match field.null {
                Null::Refused => faults.add(field.name, "should not be null"),
                Null::Empties => {}
                Null::Omits => {
                    sent.remove(field.name);
                }
            },
            Some(value) => check(field, value, &mut faults),
        }
    }
    faults.result(choices)?;
    Ok(sent)
}

fn check(field: &Field, value: &Value, faults: &mut Faults) {
    let Field { name, shape, .. } = field;
    let text = value.as_str();
    let problem = match shape {
        Shape::Text => text.is_none().then_some("must be a string"),
        Shape::Filled => match text {
            None => Some("must be a string"),
            Some(text) => text.trim().is_empty().then_some("should not be empty"),
        },
        Shape::Address => (!text.is_some_and(is_address)).then_some("must be an http or https address"),
        Shape::Id => (!text.is_some_and(is_uuid)).then_some("must be a UUID"),
        Shape::Number => (!value.is_number()).then_some("must be a number"),
        Shape::Positive => {
            (!value.as_f64().is_some_and(|number| number > 0.0)).then_some("must be a number above 0")
        }
        Shape::Percent => (!value.as_f64().is_some_and(|number| (0.0..=100.0).contains(&number)))
            .then_some("must be a number from 0 to 100"),
        Shape::Flag => (!value.is_boolean()).then_some("must be a boolean"),
        Shape::OneOf(words) => {
            if !text.is_some_and(|text| words.contains(&text)) {
                faults.bad_enum(name, words);
            }
            None
        }
        Shape::Object => (!value.is_object()).then_some("must be an object"),
        Shape::Customizations => match value.as_object() {
            Some(inside) => {
                customizations(inside, faults);
                None
            }
            None => Some("must be an object"),
        },
    };
    if let Some(problem) = problem {
        faults.add(name, problem);
    }
}

/// The `id` may come back as it was read; whether it is the right one is for the update to see.
fn customizations(inside: &Map<String, Value>, faults: &mut Faults) {
    for (name, value) in inside {
        let path = format!("customizations.{name}");
        let fits = match name.as_str() {
            "settings" | "lessonSettings" => value.is_object() || value.is_null(),
            _ => value.is_string() || value.is_null(),
        };
        if name != "id" && !CUSTOMIZATIONS.contains(&name.as_str()) {
            faults.add(&path, "should not exist");
        } else if !fits {
            faults.add(&path, "has the wrong type");
        }
    }
}

/// Returns whether this is a uuid in its usual spelling.
pub(in crate::sandbox) fn is_uuid(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}
