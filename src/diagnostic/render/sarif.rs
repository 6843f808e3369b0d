//! All findings as a SARIF 2.1.0 log, which code hosts and editors show next to the lines.
//!
//! There is one run, with a rule for each code that was found and its whole explanation. A test in
//! `tests/it/check/formats.rs` validates the log with the standard's schema.

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::{Findings, exact_path_from};
use crate::diagnostic::{Code, Diagnostic, Fix, Place, Severity, explain};
use crate::model::CoursePath;

/// Where the schema of these logs is published.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What may not be in a path of a URI as it is.
const NOT_IN_A_PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Renders the findings of all courses as one log, with a last line end.
pub fn log(courses: &[Findings<'_>]) -> String {
    let found =
        || courses.iter().flat_map(|course| course.diagnostics.iter().map(|found| (course.prefix, found)));
    let codes: Vec<Code> =
        found().map(|(_, found)| found.code).collect::<BTreeSet<_>>().into_iter().collect();
    let rules: Vec<Value> = codes.iter().map(|&code| rule(code)).collect();
    let results: Vec<Value> = found().map(|(prefix, found)| result(found, prefix, &codes)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "coursedir",
                    "version": env!("CARGO_PKG_VERSION"),
                    "informationUri": env!("CARGO_PKG_REPOSITORY"),
                    "rules": rules,
                }
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: Code) -> Value {
    let explanation = explain::of(code);
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": explanation.summary() },
        "fullDescription": { "text": explanation.words() },
        "help": { "text": explain::text(code), "markdown": explain::markdown(code) },
        "helpUri": explain::link(code),
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn result(diagnostic: &Diagnostic, prefix: &str, codes: &[Code]) -> Value {
    let Diagnostic { code, severity, message: _, place, label: _, help: _, count, fix } = diagnostic;
    let mut result = json!({
        "ruleId": code.as_str(),
        "ruleIndex": codes.binary_search(code).unwrap_or_default(),
        "level": level(*severity),
        "message": { "text": message(diagnostic) },
    });
    if *count > 1 {
        result["occurrenceCount"] = (*count).into();
    }
    // Readers of the format list no result without a place. What is about the whole course is in its settings.
    let settings = || Place::whole(CoursePath::root().child("course.yaml"));
    let is_somewhere = place.is_some();
    let place = place.clone().unwrap_or_else(settings);
    result["locations"] = json!([{ "physicalLocation": location(&place, prefix) }]);
    if let Some(fix) = fix.as_ref().filter(|_| is_somewhere) {
        result["fixes"] = json!([change(fix, &place, prefix)]);
    }
    result
}

/// What `check --fix` writes.
fn change(fix: &Fix, place: &Place, prefix: &str) -> Value {
    let file = fix.file.clone().map(Place::whole);
    let place = file.as_ref().unwrap_or(place);
    json!({
        "description": { "text": fix.what },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&exact_path_from(prefix, place)) },
            "replacements": [{
                "deletedRegion": { "byteOffset": fix.span.start, "byteLength": fix.span.len() },
                "insertedContent": { "text": fix.replacement },
            }],
        }],
    })
}

/// Message, label and help in one, because most viewers show nothing else.
fn message(diagnostic: &Diagnostic) -> String {
    let mut text = diagnostic.message.clone();
    if let Some(label) = &diagnostic.label {
        text = format!("{text} ({label})");
    }
    if let Some(help) = &diagnostic.help {
        text = format!("{text}\n{help}");
    }
    text
}

fn location(place: &Place, prefix: &str) -> Value {
    let mut location = Map::new();
    location.insert("artifactLocation".to_owned(), json!({ "uri": uri(&exact_path_from(prefix, place)) }));
    if let Some(region) = &place.region {
        let region = json!({
            "startLine": region.line,
            "startColumn": region.column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
            "byteOffset": region.span.start,
            "byteLength": region.span.len(),
        });
        location.insert("region".to_owned(), region);
    }
    location.into()
}

/// A path as a reference: relative ones stay relative, to where the command was started.
fn uri(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let encode = |path: &str| utf8_percent_encode(path, NOT_IN_A_PATH).to_string();
    match path.split_once(":/") {
        _ if path.starts_with('/') => format!("file://{}", encode(&path)),
        Some((drive, rest)) if cfg!(windows) => format!("file:///{drive}:/{}", encode(rest)),
        _ => encode(&path),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;
    use crate::model::CoursePath;

    /// The one run of a log.
    fn run(prefix: &str, diagnostics: &[Diagnostic]) -> Value {
        let log: Value =
            serde_json::from_str(&log(&[Findings { prefix, diagnostics, leftovers: &[] }])).unwrap();
        log["runs"][0].clone()
    }

    #[test]
    fn a_result_names_its_rule_its_level_and_its_place() {
        let source = Source::new(CoursePath::root().child("my lesson.md"), "[ä](x.md)\n");
        let found = Diagnostic::new(Code::BrokenLink, "no `x.md`")
            .at(source.place(5..9))
            .label("not there")
            .help("look again");
        let run = run("my-course", &[Diagnostic::new(Code::ExcludedFile, "left out"), found]);
        assert_eq!(
            run["results"],
            json!([
                {
                    "ruleId": "excluded-file", "ruleIndex": 1, "level": "note", "message": { "text": "left out" },
                    "locations": [{ "physicalLocation": { "artifactLocation": { "uri": "my-course/course.yaml" } } }]
                },
                {
                    "ruleId": "broken-link", "ruleIndex": 0, "level": "error",
                    "message": { "text": "no `x.md` (not there)\nlook again" },
                    "locations": [{ "physicalLocation": {
                        "artifactLocation": { "uri": "my-course/my%20lesson.md" },
                        "region": {
                            "startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 9,
                            "byteOffset": 5, "byteLength": 4
                        }
                    } }]
                }
            ])
        );
    }

    #[test]
    fn each_code_that_was_found_is_a_rule_with_its_explanation() {
        let twice = [Diagnostic::new(Code::MissingAlt, "a"), Diagnostic::new(Code::MissingAlt, "b")];
        let run = run(".", &twice);
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), 1);
        assert_eq!(rules[0]["id"], "missing-alt");
        assert_eq!(rules[0]["defaultConfiguration"]["level"], "warning");
        assert!(rules[0]["help"]["markdown"].as_str().unwrap().contains("```md"));
        assert_eq!(rules[0]["helpUri"], explain::link(Code::MissingAlt));
        assert!(explain::link(Code::MissingAlt).starts_with("https://"));
        assert_eq!(run["tool"]["driver"]["informationUri"], env!("CARGO_PKG_REPOSITORY"));
    }

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("../a b/ä:1.md"), "../a%20b/%C3%A4%3A1.md");
        assert_eq!(uri("/home/me/a.md"), "file:///home/me/a.md");
    }
}
