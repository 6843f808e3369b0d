//! The examples that `coursedir init` writes into a new course. A check reports them until the author has replaced them.

use crate::diagnostic::{Code, Diagnostic};

/// The title where the folder's name gives none.
pub(crate) const TITLE: &str = "Title of your course";

/// The course's description.
pub(crate) const DESCRIPTION: &str = "One or two sentences about what learners will be able to do.";

/// The instructor's name.
pub(crate) const INSTRUCTOR: &str = "Your name";

/// The text of the first lesson.
pub(crate) const WELCOME: &str = "Describe who this course is for, and what learners can do at the end.";

/// How the text of the second lesson begins.
pub(crate) const FIRST_STEPS: &str =
    "Each Markdown file is a lesson. The number at the start of its name sets the order;";

/// The finding for a value of `course.yaml`, if it is an example.
pub(super) fn of_settings(value: &str) -> Option<Diagnostic> {
    [TITLE, DESCRIPTION, INSTRUCTOR].contains(&value.trim()).then(|| finding("write your own text"))
}

/// The finding for a text that an example is in.
pub(crate) fn finding(help: &str) -> Diagnostic {
    Diagnostic::new(Code::SampleText, "the text is still the example of `coursedir init`")
        .label("an example")
        .help(help)
}
