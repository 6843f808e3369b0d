//! stub
use crate::course::*;
use std::collections::BTreeMap;
/// x
pub fn preview<'a>(
    _: &'a Course,
    _: &'a BTreeMap<CoursePath, String>,
    _: Option<&'a str>,
    _: Option<&'a str>,
) -> serde_json::Value {
    serde_json::Value::Null
}
