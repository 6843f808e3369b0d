//! A whole course as it was read: the input of rules.

use std::sync::OnceLock;

use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Course, CoursePath, Lesson, Limits};

use super::maps::HashMap;
use super::page::Page;

/// A course with the pages that it was made of.
#[derive(Debug)]
pub(crate) struct RuleContext<'a> {
    pub course: &'a Course,
    /// What the place that it goes to takes.
    pub limits: Limits,
    /// In the order of their lessons.
    pages: Vec<&'a Page>,
    /// Made when the first page is asked for by its lesson.
    by_path: OnceLock<HashMap<&'a CoursePath, &'a Page>>,
}

/// Reports what is wrong with a whole course. [`crate::rules`] has them; the scanner
/// only calls them, so that their findings can be allowed like everything else.
pub(crate) type Rules = fn(&RuleContext<'_>) -> Vec<Diagnostic>;

impl<'a> RuleContext<'a> {
    /// Puts a course together with the pages of its lessons, in their order.
    pub fn new(course: &'a Course, pages: Vec<&'a Page>, limits: Limits) -> Self {
        Self { course, limits, pages, by_path: OnceLock::new() }
    }

    /// The page of a lesson; `None` for a video without words.
    pub fn page(&self, lesson: &Lesson) -> Option<&'a Page> {
        let pages = || self.pages.iter().map(|&page| (&page.source.path, page)).collect();
        self.by_path.get_or_init(pages).get(&lesson.path).copied()
    }

    /// Every page that is a lesson's.
    pub fn pages(&self) -> impl Iterator<Item = &'a Page> {
        self.pages.iter().copied()
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
