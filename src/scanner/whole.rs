//! A course as it was read, for rules that need all of it.

use std::collections::HashMap;

use crate::course::{Course, CoursePath, Lesson};
use crate::diagnostic::{Diagnostic, Place};

use super::page::Page;

/// A course with the pages that it was made of.
#[derive(Debug)]
pub(crate) struct Whole<'a> {
    pub course: &'a Course,
    pages: HashMap<&'a CoursePath, &'a Page>,
}

/// Looks at a whole course and says what is wrong with it. [`crate::check`] has them; the scanner
/// only asks, so that what they say can be allowed like everything else.
pub(crate) type Rules = fn(&Whole<'_>) -> Vec<Diagnostic>;

impl<'a> Whole<'a> {
    pub fn new(course: &'a Course, pages: &[&'a Page]) -> Self {
        Self { course, pages: pages.iter().map(|&page| (&page.source.path, page)).collect() }
    }

    /// The page of a lesson; `None` for a video without words.
    pub fn page(&self, lesson: &Lesson) -> Option<&'a Page> {
        self.pages.get(&lesson.path).copied()
    }

    /// Every lesson that has a page.
    pub fn pages(&self) -> impl Iterator<Item = (&'a Lesson, &'a Page)> {
        self.course.lessons().filter_map(|lesson| Some((lesson, self.page(lesson)?)))
    }

    /// Where a lesson's title is written; the file as a whole where its name gave it.
    pub fn place_of_title(&self, lesson: &Lesson) -> Place {
        let written = self.page(lesson).and_then(|page| {
            let span = page.front.title.as_ref().map(|title| title.span.clone());
            Some(page.source.place(span.or_else(|| page.markdown.facts.title.clone())?))
        });
        written.unwrap_or_else(|| Place::whole(lesson.path.clone()))
    }
}
