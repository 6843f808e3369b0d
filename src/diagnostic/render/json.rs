//! All findings as one JSON document, for other programs.
//!
//! Stable: fields are added, never renamed or removed. Every field is always present; a missing value is `null`.
//! [`VERSION`] changes if that promise ever has to be broken. `docs/reference/reports.md` describes the fields.

use serde::Serialize;

use super::{Counts, Findings, exact_path_from, path_of};
use crate::diagnostic::{Diagnostic, Place, explain};
use crate::model::Leftover;

/// The version of the document's shape.
pub const VERSION: u32 = 1;

/// Renders the findings of all courses as one document, with a last line end.
pub fn document(courses: &[Findings<'_>]) -> String {
    let findings = courses
        .iter()
        .flat_map(|course| course.diagnostics.iter().map(|diagnostic| finding(diagnostic, course.prefix)))
        .collect();
    let files = |course: &Findings<'_>| {
        let prefix = course.prefix.to_owned();
        course.leftovers.iter().map(move |file| LeftFile::of(&prefix, file)).collect::<Vec<_>>()
    };
    let files_in_no_lesson = courses.iter().flat_map(files).collect();
    let counts = Counts::of(courses.iter().flat_map(|course| course.diagnostics));
    let Counts { errors, warnings, infos } = counts;
    let document = Document {
        version: VERSION,
        counts: Totals { errors, warnings, infos },
        findings,
        files_in_no_lesson,
    };
    let mut text = serde_json::to_string_pretty(&document).expect("text and numbers are JSON");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    counts: Totals,
    findings: Vec<Finding<'a>>,
    files_in_no_lesson: Vec<LeftFile>,
}

/// A file of a course's folder that no learner sees.
#[derive(Serialize)]
struct LeftFile {
    /// Relative to the author's working directory, with `/`.
    path: String,
    kind: &'static str,
}

impl LeftFile {
    fn of(prefix: &str, file: &Leftover) -> Self {
        Self { path: path_of(prefix, &file.path), kind: file.group.as_str() }
    }
}

#[derive(Serialize)]
struct Totals {
    errors: usize,
    warnings: usize,
    infos: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    /// Relative to the author's working directory, with `/`.
    path: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    span: Option<Span>,
    label: Option<&'a str>,
    help: Option<&'a str>,
    /// For how many it stands, if that is more than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
    /// In the same file.
    fix: Option<Change<'a>>,
    link: String,
}

/// What `check --fix` writes.
#[derive(Serialize)]
struct Change<'a> {
    what: &'a str,
    /// The file that is changed. It may not be there yet.
    path: Option<String>,
    span: Span,
    replacement: &'a str,
}

/// In bytes of the file; the end is the first byte that does not belong to it.
#[derive(Serialize)]
struct Span {
    start: usize,
    end: usize,
}

fn finding<'a>(diagnostic: &'a Diagnostic, prefix: &str) -> Finding<'a> {
    let Diagnostic { code, severity, message, place, label, help, count, fix } = diagnostic;
    let region = place.as_ref().and_then(|place| place.region.as_ref());
    Finding {
        code: code.as_str(),
        severity: severity.as_str(),
        message,
        path: place.as_ref().map(|place| exact_path_from(prefix, place)),
        line: region.map(|region| region.line),
        column: region.map(|region| region.column),
        end_line: region.map(|region| region.end_line),
        end_column: region.map(|region| region.end_column),
        span: region.map(|region| Span { start: region.span.start, end: region.span.end }),
        label: label.as_deref(),
        help: help.as_deref(),
        count: Some(*count).filter(|count| *count > 1),
        fix: fix.as_ref().map(|fix| Change {
            what: &fix.what,
            path: match &fix.file {
                Some(file) => Some(exact_path_from(prefix, &Place::whole(file.clone()))),
                None => place.as_ref().map(|place| exact_path_from(prefix, place)),
            },
            span: Span { start: fix.span.start, end: fix.span.end },
            replacement: &fix.replacement,
        }),
        link: explain::link(*code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Place, Source};
    use crate::model::CoursePath;

    fn check(diagnostics: &[Diagnostic], expected: &serde_json::Value) {
        let text = document(&[Findings { prefix: "my-course", diagnostics, leftovers: &[] }]);
        let said: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(&said, expected, "{text}");
    }

    #[test]
    fn a_finding_says_all_that_is_known_of_it() {
        let source = Source::new(CoursePath::root().child("a.md"), "# Äpfel\n\n[ä](x.md)\n");
        let found = Diagnostic::new(Code::BrokenLink, "there is no `x.md`")
            .at(source.place(15..19))
            .label("not there")
            .help("look again")
            .fix(crate::diagnostic::Fix::new(&source.text, 15..19, "y.md"));
        check(
            &[found],
            &serde_json::json!({
                "version": 1,
                "counts": { "errors": 1, "warnings": 0, "infos": 0 },
                "findings": [{
                    "code": "broken-link",
                    "severity": "error",
                    "message": "there is no `x.md`",
                    "path": "my-course/a.md",
                    "line": 3, "column": 5, "end_line": 3, "end_column": 9,
                    "span": { "start": 15, "end": 19 },
                    "label": "not there",
                    "help": "look again",
                    "fix": {
                        "what": "write `y.md`",
                        "path": "my-course/a.md", "span": { "start": 15, "end": 19 }, "replacement": "y.md"
                    },
                    "link": explain::link(Code::BrokenLink)
                }],
                "files_in_no_lesson": []
            }),
        );
    }

    #[test]
    fn what_is_not_known_is_null() {
        let place = Place::whole(CoursePath::root().child("01-intro"));
        check(
            &[
                Diagnostic::new(Code::EmptyCategory, "no lessons").at(place),
                Diagnostic::new(Code::ExcludedFile, "x"),
            ],
            &serde_json::json!({
                "version": 1,
                "counts": { "errors": 0, "warnings": 1, "infos": 1 },
                "findings": [
                    {
                        "code": "empty-category", "severity": "warning", "message": "no lessons",
                        "path": "my-course/01-intro",
                        "line": null, "column": null, "end_line": null, "end_column": null, "span": null,
                        "label": null, "help": null, "fix": null,
                        "link": explain::link(Code::EmptyCategory)
                    },
                    {
                        "code": "excluded-file", "severity": "info", "message": "x", "path": null,
                        "line": null, "column": null, "end_line": null, "end_column": null, "span": null,
                        "label": null, "help": null, "fix": null,
                        "link": explain::link(Code::ExcludedFile)
                    }
                ],
                "files_in_no_lesson": []
            }),
        );
        check(
            &[],
            &serde_json::json!({
                "version": 1, "counts": { "errors": 0, "warnings": 0, "infos": 0 }, "findings": [],
                "files_in_no_lesson": []
            }),
        );
    }

    #[test]
    fn every_file_in_no_lesson_is_named() {
        let leftover =
            Leftover { path: CoursePath::root().child("a.docx"), group: crate::model::FileGroup::Text };
        let text = document(&[Findings { prefix: "my-course", diagnostics: &[], leftovers: &[leftover] }]);
        let said: serde_json::Value = serde_json::from_str(&text).unwrap();
        let expected = serde_json::json!([{ "path": "my-course/a.docx", "kind": "text" }]);
        assert_eq!(said["files_in_no_lesson"], expected);
    }
}
