//! Keys and kinds of values, in JSON Schema.
//!
//! The scanner reads numbers and booleans as text, and a blank value as no value; so do these schemas.

use serde_json::{Map, Value, json};

use crate::diagnostic::Code;
use crate::front_matter::{Key, Takes};
use crate::model::MATERIAL_TYPES;

const BLANK: &str = r"^\s*$";

/// What says which keys there are: by their names as we write them, which editors complete, and in
/// any other spelling that the scanner understands.
pub(crate) fn keyed<'k>(keys: impl Iterator<Item = &'k Key>) -> Map<String, Value> {
    let mut properties = Map::new();
    let mut spellings = Map::new();
    for key in keys {
        for &name in key.names {
            let value = property(key);
            spellings.insert(other_spellings(name), value.clone());
            properties.insert(name.to_owned(), value);
        }
    }
    let mut schema = Map::new();
    schema.insert("properties".to_owned(), Value::Object(properties));
    schema.insert("patternProperties".to_owned(), Value::Object(spellings));
    schema
}

fn property(key: &Key) -> Value {
    let mut schema = schema(key.takes);
    schema.insert("title".to_owned(), json!(key.title));
    schema.insert("description".to_owned(), json!(key.about));
    if !key.examples.is_empty() {
        let examples = key.examples.iter().filter_map(|text| serde_json::from_str::<Value>(text).ok());
        schema.insert("examples".to_owned(), examples.collect());
    }
    Value::Object(schema)
}

/// The schema of a value.
fn schema(takes: Takes) -> Map<String, Value> {
    let schema = match takes {
        Takes::Anything => json!({}),
        Takes::WordsAmongOthers(words) => json!({ "anyOf": [{ "enum": words() }, {}] }),
        Takes::Title => json!({ "type": ["string", "number", "boolean"], "pattern": r"\S" }),
        Takes::Text => text(),
        Takes::Texts => one_or_list(&text()),
        Takes::Order => json!({
            "type": ["number", "string", "null"],
            "pattern": r"^\s*([-+]?[0-9]+(\.[0-9]+)?[A-Za-z]?)?\s*$",
        }),
        Takes::Word(words) => word(&words(), true),
        Takes::Truth => json!({
            "type": ["boolean", "string", "null"],
            "pattern": in_any_case(&["yes", "no", "on", "off", "true", "false"]),
        }),
        Takes::Percent => json!({
            "type": ["integer", "string", "null"],
            "minimum": 0,
            "maximum": 100,
            "pattern": r"^\s*(0*([0-9]|[1-9][0-9]|100)\s*%?)?\s*$",
        }),
        Takes::Video => video(),
        Takes::Materials => one_or_list(&material()),
        Takes::Findings => {
            let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
            let mut one_or_more = one_or_list(&word(&codes, false));
            if let Some(ways) = one_or_more["anyOf"].as_array_mut() {
                ways.push(json!({ "type": "null" }));
            }
            one_or_more
        }
        Takes::Named(keys) => {
            let one = with_first(keys);
            json!({ "anyOf": [
                { "type": "object", "additionalProperties": one },
                { "type": "array", "items": one },
                { "type": "null" },
            ] })
        }
        Takes::Names => json!({ "anyOf": [
            { "type": "object", "additionalProperties": text() },
            { "type": "null" },
        ] }),
        Takes::Group(keys) => json!({ "anyOf": [group(keys), { "type": "null" }] }),
        Takes::TextOrGroup(keys) => json!({ "anyOf": [text(), with_first(keys)] }),
    };
    match schema {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

fn text() -> Value {
    json!({ "type": ["string", "number", "boolean", "null"] })
}

fn one_or_list(one: &Value) -> Value {
    json!({ "anyOf": [one, { "type": "array", "items": one }] })
}

/// One of a few words: as we write them for completion, and as the scanner understands them.
fn word(words: &[&str], or_nothing: bool) -> Value {
    let mut shown: Vec<Option<&str>> = words.iter().copied().map(Some).collect();
    if or_nothing {
        shown.push(None);
    }
    let spellings = words.iter().map(|word| any_spelling(word)).collect::<Vec<_>>().join("|");
    let optional = if or_nothing { "?" } else { "" };
    let pattern = format!(r"^\s*({spellings}){optional}\s*$");
    json!({ "anyOf": [{ "enum": shown }, { "type": "string", "pattern": pattern }] })
}

fn video() -> Value {
    let part = |name: &str| json!({ "required": [name], "properties": { name: { "pattern": r"\S" } } });
    let target = json!({ "type": ["string", "number", "null"] });
    let mapping = json!({
        "type": "object",
        "properties": { "file": target, "url": target, "id": target },
        "anyOf": [part("file"), part("url"), part("id")],
    });
    json!({ "anyOf": [target, mapping] })
}

fn material() -> Value {
    let part = |name: &str| json!({ "required": [name], "properties": { name: { "pattern": r"\S" } } });
    let target = json!({ "type": ["string", "null"] });
    let types: Vec<&str> = MATERIAL_TYPES.to_vec();
    let types_as_written =
        format!(r"^\s*\.*({})?\s*$", types.iter().map(|name| in_case(name)).collect::<Vec<_>>().join("|"));
    let mapping = json!({
        "type": "object",
        "properties": {
            "title": {},
            "file": target,
            "url": target,
            "path": target,
            "type": { "anyOf": [{ "enum": types }, { "type": "string", "pattern": types_as_written }, { "type": "null" }] },
        },
        "anyOf": [part("file"), part("url"), part("path"), { "maxProperties": 0 }],
    });
    json!({ "anyOf": [target, mapping] })
}

fn group(keys: &[Key]) -> Value {
    let mut schema = keyed(keys.iter());
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("additionalProperties".to_owned(), json!(false));
    Value::Object(schema)
}

/// A group whose first key has to be there, and to say something.
fn with_first(keys: &[Key]) -> Value {
    let mut schema = group(keys);
    if let Some(first) = keys.first().and_then(|key| key.names.first()) {
        schema["required"] = json!([first]);
        schema["properties"][first]["not"] =
            json!({ "anyOf": [{ "type": "null" }, { "type": "string", "pattern": BLANK }] });
    }
    schema
}

/// A pattern of all spellings of a name but our own. Those are understood, and not offered.
fn other_spellings(name: &str) -> String {
    format!("^(?!{name}$){}$", any_spelling(name))
}

/// A pattern of a name in any case, with `-` and `_` wherever the author likes.
fn any_spelling(name: &str) -> String {
    let letters = name.chars().filter(|c| !matches!(c, '-' | '_'));
    letters.fold("[-_]*".to_owned(), |pattern, letter| pattern + either_case(letter).as_str() + "[-_]*")
}

fn in_any_case(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| in_case(word)).collect();
    format!(r"^\s*({})?\s*$", words.join("|"))
}

fn in_case(word: &str) -> String {
    word.chars().map(either_case).collect()
}

fn either_case(letter: char) -> String {
    if letter.is_ascii_alphabetic() {
        format!("[{}{}]", letter.to_ascii_lowercase(), letter.to_ascii_uppercase())
    } else {
        letter.to_string()
    }
}
