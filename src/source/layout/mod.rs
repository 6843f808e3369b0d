//! From names and pages to an outline: categories, sub-categories and lessons, in order, with titles
//! (rules 4 to 6 and 8).
//!
//! Three steps: an adapter ([`super::adapters`]) says which groups there are, for which [`folders`] decides bottom
//! up what each folder is; [`contents`] reads the author's own list; and [`levels`] fits the result into the
//! platform's two levels. On the way [`order`] sorts and [`titles`] names the entries of each folder. They share a
//! [`Layout`], and look at folders beside each other on all cores ([`Layout::each`]). Start at [`plan`].

pub(crate) mod category_file;
mod contents;
pub(crate) mod context;
mod first_and_last;
pub(crate) mod folders;
mod item;
mod letters;
mod levels;
pub(crate) mod listed;
mod media;
pub(crate) mod names;
mod order;
pub(crate) mod page_links;
mod questions;
#[cfg(test)]
mod tests;
mod titles;

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{CoursePath, OrderFrom};

use super::plan::{LessonSource, Plan};

pub(crate) use context::Input;
use context::{ContentsList, Layout, Navigation};

/// Draws the outline of what `navigation` gives. `None` when there is no lesson, which is then among the findings.
pub(crate) fn plan(
    input: &Input<'_>,
    navigation: fn(&mut Layout<'_>) -> Navigation,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Plan> {
    let mut layout = Layout::new(input, Arc::new(ContentsList::new(OrderFrom::Name)));
    let Navigation { root, list } = navigation(&mut layout);
    layout.named = Arc::new(contents::listed(&mut layout).unwrap_or(list));
    let plan = levels::fit(&mut layout, root);
    diagnostics.append(&mut layout.diagnostics);
    if plan.categories.is_empty() {
        diagnostics.push(no_lessons());
        return None;
    }
    diagnostics.extend(plan.lessons().filter_map(|lesson| match lesson.of {
        LessonSource::Video(media) | LessonSource::Sound(media) => {
            Some(video_lesson(&input.tree.files[media].path))
        }
        _ => None,
    }));
    Some(plan)
}

fn no_lessons() -> Diagnostic {
    Diagnostic::new(Code::NoLessons, "the course has no lessons")
        .at(Place::whole(CoursePath::root()))
        .help("add a Markdown file (`.md`, `.markdown`, `.mdx`) or a video file to this folder")
}

fn video_lesson(video: &CoursePath) -> Diagnostic {
    Diagnostic::new(Code::VideoOnlyLesson, format!("`{video}` becomes a lesson without text"))
        .at(Place::whole(video.clone()))
        .help(format!(
            "add text in a file `{}.md` beside it, or run `coursedir new lessons --for-videos`",
            video.stem()
        ))
}
