//! Gives lessons their texts, once it is known what every image, video and link in them is: on all
//! cores, because texts are most of a course.

use std::sync::Arc;

use rayon::prelude::*;

use crate::course::{Body, Course, CoursePath, Lesson};
use crate::diagnostic::{Code, Diagnostic};
use crate::scanner::page::{Page, Pages};
use crate::scanner::tree::FileId;

use super::body::Fill;
use super::mentions::Mention;
use super::place::Spot;

/// What decides the text of a lesson besides its page.
pub(crate) struct Unfilled {
    pub(super) page: FileId,
    pub(super) mentions: Vec<Mention>,
    /// The local video that stands above the text: it leaves it.
    pub(super) video: Option<CoursePath>,
    /// The heading that became the title leaves the text.
    pub(super) first_heading_is_title: bool,
    /// Titles and addresses of what can only be linked, at the end.
    pub(super) links: Vec<(String, String)>,
}

/// Fills in the texts of a course's lessons; `unfilled` are in their order. Says which lessons have
/// nothing to show.
///
/// A page that nobody else keeps is left without its HTML.
pub(crate) fn fill(
    course: &mut Course,
    unfilled: Vec<Option<Unfilled>>,
    pages: &mut Pages,
) -> Vec<Diagnostic> {
    let mut by_file = pages.by_file_mut();
    let job = |(lesson, unfilled): (_, Option<Unfilled>)| {
        let page = unfilled.as_ref().and_then(|unfilled| by_file.get_mut(unfilled.page)?.take());
        Job { lesson, unfilled: unfilled.zip(page), finding: None }
    };
    let mut jobs: Vec<Job<'_>> = course.lessons_mut().zip(unfilled).map(job).collect();
    jobs.par_iter_mut().for_each(Job::run);
    jobs.into_iter().filter_map(|job| job.finding).collect()
}

struct Job<'a> {
    lesson: &'a mut Lesson,
    unfilled: Option<(Unfilled, &'a mut Arc<Page>)>,
    finding: Option<Diagnostic>,
}

impl Job<'_> {
    fn run(&mut self) {
        let page = match self.unfilled.take() {
            Some((unfilled, page)) => {
                self.lesson.body = body(page, &unfilled);
                Some(&**page)
            }
            None => None,
        };
        self.finding = say_empty(self.lesson, page);
    }
}

fn body(page: &mut Arc<Page>, unfilled: &Unfilled) -> Body {
    let heading = if unfilled.first_heading_is_title { page.markdown.first_heading() } else { None };
    let html = match Arc::get_mut(page) {
        Some(page) => std::mem::take(&mut page.markdown.html),
        None => page.markdown.html.clone(),
    };
    let fill = Fill {
        references: &page.markdown.references,
        slots: &page.markdown.slots,
        mentions: &unfilled.mentions,
        video: unfilled.video.as_ref(),
        cut: heading.map(|(_, range)| range),
        description: page.front.description.as_ref().map(|description| description.value.as_str()),
        links: &unfilled.links,
    };
    fill.body(html)
}

fn say_empty(lesson: &Lesson, page: Option<&Page>) -> Option<Diagnostic> {
    let has_text = page.is_some_and(|page| {
        page.markdown.has_text || page.markdown.has_embed || !page.markdown.references.is_empty()
    });
    let is_empty = lesson.body.is_empty() || !has_text && is_headings_only(&lesson.body);
    let has_nothing = is_empty && lesson.video.is_none() && lesson.materials.is_empty();
    has_nothing.then(|| {
        Diagnostic::new(Code::EmptyLesson, "the lesson has no text, no video and no materials")
            .at(Spot::Whole(&lesson.path).place())
    })
}

/// Whether a body without text in the sense of rule 4 shows nothing else either.
fn is_headings_only(body: &Body) -> bool {
    let html = body.html();
    !["<img", "<table", "<pre", "<math", "<svg", "<p>", "<li"].iter().any(|tag| html.contains(tag))
}
