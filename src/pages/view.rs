//! The data that the pages show: a course, its lessons and their findings.
//!
//! The body is what is sent, or was sent; everything beside it comes from whoever shows the pages.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::CoursePath;

use super::body::{Body, Content, Head, Section};

/// A course, and what is said about it.
#[derive(Debug, Default)]
pub struct Course {
    /// What is sent, or was sent.
    pub body: Arc<Body>,
    /// Each lesson of the body, in order.
    pub lessons: Vec<Lesson>,
    /// The language that the author named.
    pub language: Option<String>,
    /// Everything that was found in it.
    pub findings: Vec<Diagnostic>,
    /// The course's path as its author typed it, for places of findings.
    pub prefix: String,
    /// What the body is.
    pub freshness: Freshness,
}

/// Whether the body is what the course is now.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    #[default]
    Current,
    /// The course cannot be read as it is; this is from before.
    LastGood,
    /// The course cannot be read, and never could.
    Nothing,
}

/// A lesson, and what is said about it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// What lists say of it.
    pub head: Head,
    /// The last part of its address.
    pub address: String,
    /// The file that it was made of, where that is known.
    pub path: Option<CoursePath>,
    /// Which of the course's findings are about it.
    pub findings: Vec<usize>,
    /// The JSON to show instead of what the body says.
    pub instead: Option<Arc<str>>,
    /// Whether what is shown is older than the file, which has errors.
    pub kept: bool,
}

impl Course {
    /// A course of which nothing is known but its body; its lessons' addresses are their numbers.
    pub fn of(body: Body) -> Self {
        let lessons = body
            .lessons
            .iter()
            .enumerate()
            .map(|(at, post)| Lesson {
                head: post.head.clone(),
                address: (at + 1).to_string(),
                ..Lesson::default()
            })
            .collect();
        Self { body: Arc::new(body), lessons, ..Self::default() }
    }

    /// The JSON of a lesson as it is shown.
    pub fn json(&self, lesson: usize) -> &str {
        let instead = self.lessons.get(lesson).and_then(|lesson| lesson.instead.as_deref());
        instead.unwrap_or_else(|| self.body.json(lesson))
    }

    pub(super) fn content(&self, lesson: usize) -> Content {
        Content::read(self.json(lesson))
    }

    /// How many of the course's lessons are drafts.
    pub(super) fn drafts(&self) -> usize {
        self.lessons.iter().filter(|lesson| lesson.head.draft).count()
    }

    /// How many lessons a learner sees: those that are no drafts, in categories that are none.
    pub(super) fn visible(&self) -> usize {
        self.body
            .sections
            .iter()
            .filter(|section| !section.draft)
            .map(|section| self.visible_in(section))
            .sum()
    }

    /// How many lessons of a category a learner sees, if the category itself is no draft.
    pub(super) fn visible_in(&self, section: &Section) -> usize {
        let own = self.lessons.get(section.lessons.clone()).unwrap_or_default();
        let inner = section.inner.iter().filter(|inner| !inner.draft);
        own.iter().filter(|lesson| !lesson.head.draft).count()
            + inner.map(|inner| self.visible_in(inner)).sum::<usize>()
    }

    /// The worst that was found in a lesson; what is only worth knowing does not count.
    pub(super) fn worst(&self, lesson: usize) -> Option<Severity> {
        let findings = self.lessons.get(lesson)?.findings.iter();
        let severities = findings.filter_map(|&at| self.findings.get(at)).map(|finding| finding.severity);
        severities.max().filter(|&severity| severity > Severity::Info)
    }
}
