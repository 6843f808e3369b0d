//! JSON Schema (draft 2020-12) of what authors write: [`course`] for `course.yaml`, [`lesson`] for
//! front matter. Editors use it to complete and check.
//!
//! Nothing is listed here: the keys come from the tables that the scanner uses, and [`values`] describes each kind of
//! value. A schema rejects what the scanner reports as an error, and unknown keys in `course.yaml`. It accepts what
//! the scanner only warns about.

mod values;

use serde_json::{Map, Value, json};

use crate::front_matter::{self, Key};
use crate::source::settings;

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of `course.yaml`. Keys that it does not know are refused.
pub fn course() -> Value {
    let about = "Settings of the whole course. Every key is optional, and so is the file.";
    let mut schema = document("course.yaml", about, settings::KEYS.iter());
    schema.insert("additionalProperties".to_owned(), json!(false));
    // A file of nothing but comments is fine.
    schema.insert("type".to_owned(), json!(["object", "null"]));
    Value::Object(schema)
}

/// The schema of the front matter of a lesson, or of a category's index file. Keys that it does not
/// know belong to other tools.
pub fn lesson() -> Value {
    let about = "Settings of a lesson, or of a category in its index file, above the text.";
    let keys = front_matter::KEYS.iter().map(|(_, key)| key);
    let mut schema = document("Front matter of a lesson", about, keys);
    schema.insert("type".to_owned(), json!(["object", "null"]));
    Value::Object(schema)
}

fn document<'k>(title: &str, about: &str, keys: impl Iterator<Item = &'k Key>) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!(DRAFT));
    schema.insert("title".to_owned(), json!(title));
    schema.insert("description".to_owned(), json!(about));
    schema.extend(values::keyed(keys));
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> impl Iterator<Item = &'static Key> {
        settings::KEYS.iter().chain(front_matter::KEYS.iter().map(|(_, key)| key))
    }

    #[test]
    fn every_example_is_json() {
        for key in keys() {
            for example in key.examples {
                assert!(serde_json::from_str::<Value>(example).is_ok(), "{:?}: {example}", key.names);
            }
        }
    }

    #[test]
    fn every_key_says_what_it_is_in_whole_sentences() {
        for key in keys() {
            assert!(!key.title.is_empty() && !key.title.ends_with('.'), "{:?}", key.names);
            assert!(key.about.ends_with('.'), "{:?}", key.names);
        }
    }

    #[test]
    fn a_key_in_the_schema_is_what_the_table_says() {
        let properties = &lesson()["properties"];
        assert_eq!(
            properties["content_type"],
            json!({
                "title": "Type of the lesson",
                "description": "`video` (also for text alone), `assignment` or `quiz`.",
                "examples": ["assignment"],
                "anyOf": [
                    { "enum": ["video", "assignment", "quiz", null] },
                    {
                        "type": "string",
                        "pattern": "^\\s*([-_]*[vV][-_]*[iI][-_]*[dD][-_]*[eE][-_]*[oO][-_]*\
                            |[-_]*[aA][-_]*[sS][-_]*[sS][-_]*[iI][-_]*[gG][-_]*[nN][-_]*[mM][-_]*[eE][-_]*[nN][-_]*[tT][-_]*\
                            |[-_]*[qQ][-_]*[uU][-_]*[iI][-_]*[zZ][-_]*)?\\s*$",
                    },
                ],
            })
        );
    }
}
