//! The import body's JSON Schema, for every test that makes a body.
//!
//! `tests/schema/import-body.schema.json` is written from the platform's API description and is
//! stricter: what that does not name is refused. So a body that passes holds nothing that the
//! platform has not asked for.

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value;

/// The schema itself.
pub static IMPORT_BODY: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../schema/import-body.schema.json")).expect("the schema is JSON")
});

static VALIDATOR: LazyLock<Validator> =
    LazyLock::new(|| jsonschema::validator_for(&IMPORT_BODY).expect("the schema is a JSON Schema"));

/// Fails the test with every error in `body`, each with its place.
#[track_caller]
pub fn assert_valid(body: &Value) {
    let errors = errors(body);
    assert!(errors.is_empty(), "the import body is not valid:\n{}", errors.join("\n"));
}

/// Every error in `body`, as `/place/in/the/body: what is wrong`; none for a valid one.
pub fn errors(body: &Value) -> Vec<String> {
    VALIDATOR.iter_errors(body).map(|error| format!("{}: {error}", error.instance_path())).collect()
}
