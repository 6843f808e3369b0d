//! A location that a course goes to, as its author names it, and what is different there.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Address, Course, CoursePath, Instructor, LocalFile, Title, Visibility};

/// A location of a course. Its host is not the course's business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseTarget {
    /// What the author calls it: letters, digits, `-`, `_` and `.`.
    pub name: String,
    /// The location's id.
    pub location: String,
    /// Where its token comes from.
    pub token: TargetToken,
    /// What is different there.
    pub values: TargetValues,
}

/// Where the token of a target comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum TargetToken {
    /// Wherever tokens come from for this run.
    #[default]
    Usual,
    /// A stored login of this name.
    Profile(String),
    /// An environment variable of this name.
    Variable(String),
}

/// What a course has in one location instead of its own values.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TargetValues {
    pub title: Option<Title>,
    /// `Draft` hides all lessons and categories there.
    pub visibility: Option<Visibility>,
    pub instructor: Option<Instructor>,
    pub image: Option<Address>,
    /// The picture's file, if the course itself has no use for it.
    pub file: Option<(CoursePath, LocalFile)>,
    /// Texts that lessons name.
    pub variables: BTreeMap<String, String>,
}

impl TargetValues {
    /// Whether the course is the same there as without them.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The course as it is in that location.
    #[must_use]
    pub fn apply(&self, course: &Course) -> Course {
        let mut course = course.clone();
        if let Some(title) = &self.title {
            course.title = title.clone();
        }
        if let Some(instructor) = &self.instructor {
            course.instructor = Some(instructor.clone());
        }
        if let Some(image) = &self.image {
            course.image = Some(image.clone());
        }
        course.files.extend(self.file.clone());
        if self.visibility == Some(Visibility::Draft) {
            course.heads_mut().for_each(|head| head.visibility = Visibility::Draft);
            course.lessons_mut().for_each(|lesson| lesson.visibility = Visibility::Draft);
        }
        if !self.variables.is_empty() {
            self.set_variables(&mut course);
        }
        course
    }

    fn set_variables(&self, course: &mut Course) {
        let title = |title: &mut Title| {
            if let Some(new) = self.with_texts(title.as_str()).and_then(|text| Title::new(&text)) {
                *title = new;
            }
        };
        title(&mut course.title);
        if let Some(description) = self.with_texts(&course.description) {
            course.description = description;
        }
        course.heads_mut().for_each(|head| title(&mut head.title));
        for lesson in course.lessons_mut() {
            title(&mut lesson.title);
            lesson.body.set_variables(&self.variables);
        }
    }

    /// A plain text with the texts of its variables; `None` where it names none that is known.
    fn with_texts(&self, text: &str) -> Option<String> {
        let mut new = String::new();
        let mut end = 0;
        for (range, name) in variables_in(text) {
            let Some(value) = self.variables.get(name) else { continue };
            new.push_str(&text[end..range.start]);
            new.push_str(value);
            end = range.end;
        }
        (end > 0).then(|| new + &text[end..])
    }
}

/// The variables that a text names, `{{var.NAME}}`, with their places in it.
pub(crate) fn variables_in(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    const OPEN: &str = "{{var.";
    text.match_indices(OPEN).filter_map(move |(at, _)| {
        let start = at + OPEN.len();
        let length = text[start..].find(|c: char| !is_of_variable(c))?;
        let end = start + length;
        let is_whole = length > 0 && text[end..].starts_with("}}");
        is_whole.then(|| (at..end + 2, &text[start..end]))
    })
}

/// Whether a character may be in the name of a variable.
pub(crate) fn is_of_variable(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// Moves the files that only the pictures of targets need out of a course, each to its target.
pub(crate) fn part_pictures(course: &mut Course, targets: &mut [CourseTarget]) {
    let own: BTreeSet<CoursePath> = course.used_files().cloned().collect();
    let mut moved = BTreeMap::new();
    for values in targets.iter_mut().map(|target| &mut target.values) {
        let Some(Address::Local(path)) = &values.image else { continue };
        if own.contains(path) {
            continue;
        }
        if let Some(file) = course.files.remove(path) {
            moved.insert(path.clone(), file);
        }
        values.file = moved.get_key_value(path).map(|(path, file)| (path.clone(), file.clone()));
    }
}
