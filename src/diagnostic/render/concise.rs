//! One line per finding: `path:line:col: severity[code]: message`.
//!
//! Editors, `grep` and people know this form from compilers. It omits the label and the help; [`super::full`] has
//! them.

use super::{one_line, path_from};
use crate::diagnostic::Diagnostic;

/// Renders a finding as one line, without a line end.
///
/// `prefix` is the path of the course as the author typed it.
pub fn line(diagnostic: &Diagnostic, prefix: &str) -> String {
    let Diagnostic { code, severity, message, place, label: _, help: _, count: _, fix: _ } = diagnostic;
    let finding = format!("{severity}[{code}]: {}", one_line(message));
    let Some(place) = place else { return finding };
    let path = path_from(prefix, place);
    match &place.region {
        Some(region) => format!("{path}:{}:{}: {finding}", region.line, region.column),
        None => format!("{path}: {finding}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Place, Source};
    use crate::model::CoursePath;

    fn check(diagnostic: &Diagnostic, expected: &str) {
        assert_eq!(line(diagnostic, "my-course"), expected);
    }

    #[test]
    fn a_finding_in_a_file_says_line_and_column() {
        let source = Source::new(CoursePath::root().child("a.md"), "# Äpfel\n\n[ä](x.md)\n");
        let found = Diagnostic::new(Code::BrokenLink, "there is no `x.md`")
            .at(source.place(15..19))
            .label("not there")
            .help("look again");
        check(&found, "my-course/a.md:3:5: error[broken-link]: there is no `x.md`");
    }

    #[test]
    fn a_finding_about_a_whole_file_says_its_path() {
        let place = Place::whole(CoursePath::root().child("clip.mp4"));
        check(
            &Diagnostic::new(Code::UnusedFile, "no lesson uses `clip.mp4`").at(place),
            "my-course/clip.mp4: warning[unused-file]: no lesson uses `clip.mp4`",
        );
    }

    #[test]
    fn a_finding_without_a_place_says_only_itself() {
        check(
            &Diagnostic::new(Code::ExcludedFile, "nothing was read from `drafts`"),
            "info[excluded-file]: nothing was read from `drafts`",
        );
    }

    #[test]
    fn a_message_of_several_lines_stays_on_one() {
        check(&Diagnostic::new(Code::InvalidSettings, "not\r\n  YAML"), "error[invalid-settings]: not YAML");
    }
}
