//! Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull
//! request: `::error file=…,line=…,col=…::message`.
//!
//! GitHub knows three kinds: an info is its `notice`. It shows no more than ten of each kind and
//! step, so errors of a large course are also worth reading in the log.

use super::{one_line, path_from};
use crate::diagnostic::{Diagnostic, Place, Severity};

/// Renders a finding as one line, without a line end.
///
/// `prefix` is the path of the course as the author typed it. GitHub reads paths from the top of
/// the repository, where a workflow's steps begin.
pub fn line(diagnostic: &Diagnostic, prefix: &str) -> String {
    let Diagnostic { code, severity, message, place, label, help, count: _, fix: _ } = diagnostic;
    let command = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = place.as_ref().map(|place| properties(place, prefix)).unwrap_or_default();
    properties.push(("title", code.as_str().to_owned()));
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    let mut text = one_line(message);
    if let Some(label) = label {
        text = format!("{text} ({})", one_line(label));
    }
    if let Some(help) = help {
        text = help.lines().fold(text, |text, line| format!("{text}\n{}", one_line(line)));
    }
    format!("::{command} {}::{}", properties.join(","), data(&text))
}

/// Where the finding is. GitHub takes columns only for a place within one line.
fn properties(place: &Place, prefix: &str) -> Vec<(&'static str, String)> {
    let mut properties = vec![("file", path_from(prefix, place))];
    let Some(region) = &place.region else { return properties };
    properties.push(("line", region.line.to_string()));
    properties.push(("endLine", region.end_line.to_string()));
    if region.line == region.end_line {
        properties.push(("col", region.column.to_string()));
        properties.push(("endColumn", region.end_column.to_string()));
    }
    properties
}

/// Escapes what is behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a value before the second `::`, where `:` and `,` have a meaning too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Source};
    use crate::model::CoursePath;

    fn check(diagnostic: &Diagnostic, expected: &str) {
        assert_eq!(line(diagnostic, "my-course"), expected);
    }

    #[test]
    fn a_finding_stands_beside_its_columns() {
        let source = Source::new(CoursePath::root().child("a.md"), "[ä](x.md)\n");
        let found =
            Diagnostic::new(Code::BrokenLink, "there is no `x.md`").at(source.place(5..9)).label("not there");
        check(
            &found,
            "::error file=my-course/a.md,line=1,endLine=1,col=5,endColumn=9,title=broken-link::\
             there is no `x.md` (not there)",
        );
    }

    #[test]
    fn a_finding_of_several_lines_has_no_columns() {
        let source = Source::new(CoursePath::root().child("a.md"), "one\ntwo\n");
        check(
            &Diagnostic::new(Code::UnsafeHtml, "removed").at(source.place(1..6)),
            "::warning file=my-course/a.md,line=1,endLine=2,title=unsafe-html::removed",
        );
    }

    #[test]
    fn a_finding_without_a_place_is_said_all_the_same() {
        check(&Diagnostic::new(Code::ExcludedFile, "left out"), "::notice title=excluded-file::left out");
    }

    #[test]
    fn nothing_that_an_author_wrote_ends_the_command_or_begins_another() {
        let place = Place::whole(CoursePath::root().child("a,b::c 100%.md"));
        check(
            &Diagnostic::new(Code::UnusedFile, "100%\r\n::error::x, y: z").at(place).help("one\ntwo"),
            "::warning file=my-course/a%2Cb%3A%3Ac 100%25.md,title=unused-file::\
             100%25 ::error::x, y: z%0Aone%0Atwo",
        );
    }
}
