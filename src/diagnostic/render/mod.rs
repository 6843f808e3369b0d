//! Findings as text: one file for each format, finished diagnostics in, text out.
//!
//! For people, [`full`] shows the source, and [`concise`] prints one line per finding, also for editors and `grep`.
//! For programs there are [`json`], [`sarif`] and [`github`]. All show paths relative to the author's shell (`prefix`
//! is the course as it was typed), so that a click in the terminal opens the file. Colors and line ends carry no
//! meaning. Control characters of authors and file names are made visible, so they cannot move the cursor.

use super::{Diagnostic, Place, Severity};
use crate::model::{CoursePath, Leftover};

pub mod concise;
pub mod full;
pub mod github;
pub mod json;
pub mod sarif;

/// The findings of one course.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'a> {
    /// The path of the course as the author typed it.
    pub prefix: &'a str,
    /// What was found, in the order in which it is shown.
    pub diagnostics: &'a [Diagnostic],
    /// The files that are in no lesson.
    pub leftovers: &'a [Leftover],
}

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Counts {
    errors: usize,
    warnings: usize,
    infos: usize,
}

impl Counts {
    fn of<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut counts = Self::default();
        for diagnostic in diagnostics {
            *match diagnostic.severity {
                Severity::Error => &mut counts.errors,
                Severity::Warning => &mut counts.warnings,
                Severity::Info => &mut counts.infos,
            } += diagnostic.count;
        }
        counts
    }
}

/// Counts the findings, worst first: `2 errors, 1 warning, 3 infos`.
///
/// Severities without a finding are not mentioned; without findings the text is empty.
pub fn count<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Option<String> {
    let Counts { errors, warnings, infos } = Counts::of(diagnostics);
    let counts: Vec<String> = [(errors, "error"), (warnings, "warning"), (infos, "info")]
        .into_iter()
        .filter(|&(number, _)| number > 0)
        .map(|(number, severity)| format!("{number} {severity}{}", if number == 1 { "" } else { "s" }))
        .collect();
    (!counts.is_empty()).then(|| counts.join(", "))
}

/// The path of `place` for people: on one line.
fn path_from(prefix: &str, place: &Place) -> String {
    one_line(&exact_path_from(prefix, place))
}

/// The path of `place`, relative to the author's working directory.
///
/// `prefix` is the course as the author typed it. `.` adds nothing, so that nobody reads
/// `./01-intro/a.md` who did not type it.
fn exact_path_from(prefix: &str, place: &Place) -> String {
    path_of(prefix, &place.path)
}

/// The path of a file of the course that was typed as `prefix`.
pub fn path_of(prefix: &str, path: &CoursePath) -> String {
    let folder = prefix.trim_end_matches('/');
    match folder {
        "" if prefix.starts_with('/') => format!("/{}", path.as_str()),
        "" | "." => path.exact().to_owned(),
        _ if path.is_root() => folder.to_owned(),
        _ => format!("{folder}/{path}"),
    }
}

/// `text` with line ends folded and control characters made visible.
pub(crate) fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect();
    // The renderer's own replacements leave U+0080 to U+009F, which some terminals obey.
    annotate_snippets::normalize_untrusted_str(&lines.join(" ")).replace(char::is_control, "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn counted(codes: &[Code]) -> Option<String> {
        count(&codes.iter().map(|&code| Diagnostic::new(code, "x")).collect::<Vec<_>>())
    }

    #[test]
    fn counts_are_said_worst_first_with_their_plurals() {
        use Code::{BrokenLink, ExcludedFile, MissingAlt, NoLessons};
        assert_eq!(
            counted(&[ExcludedFile, BrokenLink, MissingAlt, ExcludedFile, NoLessons, ExcludedFile]).unwrap(),
            "2 errors, 1 warning, 3 infos"
        );
        assert_eq!(counted(&[MissingAlt, MissingAlt, ExcludedFile]).unwrap(), "2 warnings, 1 info");
    }

    #[test]
    fn nothing_found_is_not_counted() {
        assert_eq!(counted(&[]), None);
    }

    #[test]
    fn a_path_is_said_as_the_author_s_shell_knows_it() {
        let lesson = Place::whole(CoursePath::root().child("01-intro").child("a.md"));
        let course = Place::whole(CoursePath::root());
        for (prefix, of_lesson, of_course) in [
            ("my-course", "my-course/01-intro/a.md", "my-course"),
            ("../my-course/", "../my-course/01-intro/a.md", "../my-course"),
            (".", "01-intro/a.md", "."),
            ("./", "01-intro/a.md", "."),
            ("", "01-intro/a.md", "."),
            ("/", "/01-intro/a.md", "/"),
        ] {
            assert_eq!(path_from(prefix, &lesson), of_lesson, "{prefix}");
            assert_eq!(path_from(prefix, &course), of_course, "{prefix}");
        }
    }

    #[test]
    fn control_characters_are_shown_and_not_obeyed() {
        assert_eq!(one_line("a\u{1b}[31m\n  b\u{9b}c\u{202e}"), "a␛[31m b\u{fffd}c\u{fffd}");
    }
}
