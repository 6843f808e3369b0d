//! The platform's version, from replies of the newer API.

use std::collections::BTreeMap;

use super::attached::{self, Attached};
use super::node::{Field, NodeKind};
use super::print::Print;
use crate::model::nfc;
use crate::platform::courses_v3::{Category, Course, Id, Lesson, UnknownValue};

/// What the platform holds. Siblings are in its order; a parent may come behind its children.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remote {
    /// The course, its categories, its lessons.
    pub nodes: Vec<RemoteNode>,
}

/// A node of the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteNode {
    /// What it is.
    pub kind: NodeKind,
    /// Its id.
    pub id: Id,
    /// The category that it is in; `None` for the course and for categories of the first level.
    pub parent: Option<Id>,
    /// Its title, in NFC.
    pub title: String,
    /// Its fields, as far as they are shown.
    pub fields: BTreeMap<Field, Print>,
    /// Values that an update could not send back.
    pub unknown: Vec<UnknownValue>,
}

impl Remote {
    /// Takes the replies of the three reads.
    pub fn of(course: &Course, categories: &[Category], lessons: &[Lesson]) -> Self {
        let mut nodes = Vec::with_capacity(1 + categories.len() + lessons.len());
        nodes.push(RemoteNode::of_course(course));
        nodes.extend(in_order(categories, Category::position).map(RemoteNode::of_category));
        nodes.extend(in_order(lessons, Lesson::position).map(RemoteNode::of_lesson));
        Self { nodes }
    }

    /// Adds what the platform has beside its lessons, when it was asked for the quiz or assignment of each that may have one.
    #[must_use]
    pub fn with_attached(mut self, all: &BTreeMap<Id, Attached>) -> Self {
        for node in self.nodes.iter_mut().filter(|node| node.kind == NodeKind::Lesson) {
            node.attach(all.get(&node.id));
        }
        self
    }
}

/// Objects by their positions, of all parents at once; where those are equal, as they came.
fn in_order<T>(objects: &[T], position: impl Fn(&T) -> f64) -> impl Iterator<Item = &T> {
    let mut sorted: Vec<&T> = objects.iter().collect();
    sorted.sort_by(|one, other| position(one).total_cmp(&position(other)));
    sorted.into_iter()
}

impl RemoteNode {
    /// Adds the fields of what is beside a lesson.
    pub fn attach(&mut self, attached: Option<&Attached>) {
        self.fields.extend(attached::remote(attached));
    }

    /// The course itself.
    pub fn of_course(course: &Course) -> Self {
        Self {
            kind: NodeKind::Course,
            id: course.id().clone(),
            parent: None,
            title: nfc(course.title()).into_owned(),
            fields: BTreeMap::from([
                (Field::Title, Print::of(course.title().trim())),
                (Field::Text, Print::of_html(course.text("description").unwrap_or_default())),
                (Field::Picture, Print::of(course.text("posterImage").unwrap_or_default())),
            ]),
            unknown: course.unknown_values(),
        }
    }

    /// A category of either level.
    pub fn of_category(category: &Category) -> Self {
        Self {
            kind: NodeKind::Category,
            id: category.id().clone(),
            // What cannot be an id is the id of no category that is there.
            parent: category.parent().and_then(Id::new),
            title: nfc(category.title()).into_owned(),
            fields: BTreeMap::from([
                (Field::Title, Print::of(category.title().trim())),
                (Field::Visibility, Print::of(category.visibility())),
                (Field::Picture, Print::of(category.text("posterImage").unwrap_or_default())),
            ]),
            unknown: category.unknown_values(),
        }
    }

    /// A lesson.
    pub fn of_lesson(lesson: &Lesson) -> Self {
        // A lesson that is text alone has no type, or one that the reference does not know; the model calls it a video.
        let content_type = lesson.content_type().filter(|word| *word != "text").unwrap_or("video");
        Self {
            kind: NodeKind::Lesson,
            id: lesson.id().clone(),
            parent: Id::new(lesson.category()),
            title: nfc(lesson.title()).into_owned(),
            fields: BTreeMap::from([
                (Field::Title, Print::of(lesson.title().trim())),
                (Field::Visibility, Print::of(lesson.visibility())),
                (Field::Text, Print::of_html(lesson.html())),
                (Field::Type, Print::of(content_type)),
                (Field::Picture, Print::of(lesson.text("posterImage").unwrap_or_default())),
            ]),
            unknown: lesson.unknown_values(),
        }
    }
}
