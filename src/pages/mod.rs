//! The pages that show a course as a learner will see it, drawn from its import body.
//!
//! Pure: a [`Course`] and a [`Host`] in, HTML out. `preview` serves these pages, its export writes them,
//! and the sandbox shows with them what it was sent; so nothing here knows the scanner, the platform's
//! API, or a disk. What a page shows of a lesson is read from the body's own bytes ([`body`]); what
//! is next to it (findings, addresses, sizes of files) comes from outside ([`Course`]).
//!
//! Start at the functions below: there is one for each page, and most take a [`Context`]. A lesson's text is
//! somebody's HTML and is cleaned in [`prose`], whoever cleaned it before. Every id of the pages' own begins
//! with `cd-`, and none of a lesson's does.

mod address;
pub mod assets;
pub mod body;
mod contents;
mod course;
mod course_list;
mod explain;
mod findings;
mod frame;
mod host;
mod json;
mod kinds;
mod lesson;
mod marks;
mod missing;
mod outline;
mod prose;
mod search;
mod source;
mod tabs;
mod text;
mod text_facts;
mod view;
mod view_menu;

use crate::diagnostic::{Code, Diagnostic};

pub use self::assets::Asset;
pub use self::course_list::Card;
pub use self::frame::POLICY;
pub use self::host::{Context, File, Host, Kind, Question, Target, Task, Trial};
pub use self::search::Index;
pub use self::view::{Course, Freshness, Lesson};

/// The page of the course.
pub fn course(context: Context<'_>) -> String {
    course::page(&context)
}

/// The page of a lesson; `None` where there is none of this number.
pub fn lesson(context: Context<'_>, number: usize) -> Option<String> {
    (number < context.course.lessons.len()).then(|| lesson::page(&context, number))
}

/// The JSON of the course.
pub fn source(context: Context<'_>) -> String {
    source::page(&context, None)
}

/// The JSON of a lesson in that of its course.
pub fn lesson_source(context: Context<'_>, number: usize) -> Option<String> {
    (number < context.course.lessons.len()).then(|| source::page(&context, Some(number)))
}

/// All findings.
pub fn findings(context: Context<'_>) -> String {
    findings::page(&context)
}

/// What a page calls a finding of the course at `prefix`.
pub fn finding_id(prefix: &str, finding: &Diagnostic) -> String {
    findings::id(prefix, finding)
}

/// What search looks through.
pub fn index(context: Context<'_>) -> Index {
    Index::of(&context)
}

/// The whole body as `import --dry-run` prints it.
pub fn body_text(context: Context<'_>) -> String {
    json::pretty(context.course.body.text())
}

/// The list of courses.
pub fn course_list(host: &dyn Host, cards: &[Card], note: &str) -> String {
    course_list::page(host, cards, note)
}

/// The page that says that there is no such page; `course` is the one that was meant, where that is known.
pub fn missing(host: &dyn Host, course: Option<&Course>) -> String {
    missing::page(host, course)
}

/// What a finding means.
pub fn explanation(host: &dyn Host, code: Code) -> String {
    explain::page(host, code)
}
