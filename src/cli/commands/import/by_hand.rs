//! What is left for the author's hands after an update: no call changes the video or the materials of a lesson.

use serde::Serialize;

use crate::cli::output::terminal::{FAINT, STRONG, Terminal};
use crate::cli::write::quoted;
use crate::model::{Address, Course, Lesson, Video};
use crate::shown::shown;
use crate::sync::diff::{NeedsYou, Plan, Reason};
use crate::sync::update::course_addresses::CourseAddresses;
use crate::sync::versions::{Field, LocalId};

/// The most lessons that are listed.
const MOST: usize = 20;

/// A lesson whose video or materials are to be replaced on the platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct ByHand {
    pub title: String,
    /// Its path in the course: `--handled=PATH` records that it is done.
    pub path: String,
    /// Where learners find it, if the portal is known.
    pub url: Option<String>,
    /// `video` or `materials`.
    pub field: &'static str,
    /// The addresses of the files that belong there now; none where the lesson has none any more.
    pub files: Vec<String>,
}

/// What a plan leaves to the author, with addresses.
pub(super) fn of(course: &Course, plan: &Plan, files: &CourseAddresses) -> Vec<ByHand> {
    let one = |needs: &NeedsYou| {
        let Reason::NoCall(field) = needs.reason else { return None };
        let id = needs.node.local.as_ref()?;
        let lesson = course.lessons().find(|lesson| LocalId::new(&lesson.id) == *id)?;
        Some(ByHand {
            title: lesson.title.as_str().to_owned(),
            path: lesson.path.to_string(),
            url: files.lessons.get(id),
            field: field.word(),
            files: media(lesson, field).into_iter().filter_map(|address| at(address, files)).collect(),
        })
    };
    plan.needs_you.iter().filter_map(one).collect()
}

fn media(lesson: &Lesson, field: Field) -> Vec<&Address> {
    match (field, &lesson.video) {
        (Field::Video, Some(Video::File(address))) => vec![address],
        (Field::Materials, _) => lesson.materials.iter().map(|material| &material.address).collect(),
        _ => Vec::new(),
    }
}

fn at(address: &Address, files: &CourseAddresses) -> Option<String> {
    match address {
        Address::Local(path) => files.known.get(path).cloned(),
        Address::Remote(url) => Some(url.clone()),
    }
}

/// Tells a person; `path` are the arguments that name the course.
pub(super) fn print(all: &[ByHand], path: &str, terminal: &mut Terminal) {
    for ByHand { title, path: _, url, field, files } in all.iter().take(MOST) {
        let verb = if files.is_empty() { "remove" } else { "replace" };
        terminal.status(&format!("  by hand   {STRONG}{}{STRONG:#}: {verb} its {field}", shown(title)));
        if let Some(url) = url {
            terminal.status(&format!("            {FAINT}lesson{FAINT:#} {}", shown(url)));
        }
        for file in files {
            terminal.status(&format!("            {FAINT}file{FAINT:#}   {}", shown(file)));
        }
    }
    if all.len() > MOST {
        terminal.status(&format!("  and {} more by hand", all.len() - MOST));
    }
    if let Some(first) = all.first() {
        let one = if all.len() == 1 { String::new() } else { format!("={}", quoted(&first.path)) };
        let each = if all.len() == 1 { "" } else { " for each, or `--handled` for all" };
        terminal.hint(&format!("run `coursedir import{path} --handled{one}` when it is done{each}"));
    }
}
