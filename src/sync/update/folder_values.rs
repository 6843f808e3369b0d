//! What the folder has of each node, as it is sent.
#![expect(clippy::option_option, reason = "no other place, or the first level, or a category")]

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use super::course_addresses::CourseAddresses;
use crate::model::{Address, CategoryHead, Course, Lesson, LessonKind, Visibility};
use crate::platform::courses_v3::{self, ContentType, Id, NewCategory, NewLesson};
use crate::sync::versions::{Addresses, Field, LocalId, MediaPlace, NodeKind, lesson_html};

/// The nodes of a course by their ids. The ids are those of [`Local`](crate::sync::versions::Local).
pub struct FolderValues<'a> {
    course: &'a Course,
    categories: HashMap<LocalId, &'a CategoryHead>,
    lessons: HashMap<LocalId, &'a Lesson>,
    addresses: Addresses<'a>,
    content: Addresses<'a>,
}

/// New values of an object; what is `None` stays.
#[derive(Debug, Default)]
pub struct Changes<'a> {
    /// Its title.
    pub title: Option<Cow<'a, str>>,
    /// Its text, as HTML.
    pub text: Option<Cow<'a, str>>,
    /// Whether learners see it.
    pub visibility: Option<courses_v3::Visibility>,
    /// The type of a lesson.
    pub content_type: Option<ContentType>,
    /// The address of its picture; empty for none.
    pub picture: Option<Cow<'a, str>>,
    /// What it moves into; `Some(None)` is the first level.
    pub parent: Option<Option<&'a Id>>,
}

/// The values of a category or lesson that is made.
pub struct NewNode<'a>(Values<'a>);

/// All values of one node.
struct Values<'a> {
    title: &'a str,
    text: Cow<'a, str>,
    visibility: courses_v3::Visibility,
    kind: Option<LessonKind>,
    picture: Cow<'a, str>,
}

impl<'a> FolderValues<'a> {
    /// The values of a course. Local files have the addresses that the platform knows them by.
    pub fn new(course: &'a Course, addresses: &'a CourseAddresses) -> Self {
        let mut categories = HashMap::new();
        let mut lessons = HashMap::new();
        let mut add = |head: &'a CategoryHead, own: &'a [Lesson]| {
            categories.entry(LocalId::new(&head.id)).or_insert(head);
            for lesson in own {
                lessons.entry(LocalId::new(&lesson.id)).or_insert(lesson);
            }
        };
        for category in &course.categories {
            add(&category.head, &category.lessons);
            category.subcategories.iter().for_each(|sub| add(&sub.head, &sub.lessons));
        }
        Self { course, categories, lessons, addresses: addresses.view(), content: addresses.content() }
    }

    /// The changes that give a node these fields as the folder has them. Where it is, is no value of its own: see
    /// [`Changes::parent`].
    pub fn changes(
        &self,
        kind: NodeKind,
        id: &LocalId,
        fields: &BTreeSet<Field>,
        media: MediaPlace,
    ) -> Option<Changes<'_>> {
        let Values { title, text, visibility, kind, picture } = self.values(kind, id, media)?;
        let has = |field: Field| fields.contains(&field);
        Some(Changes {
            title: has(Field::Title).then_some(Cow::Borrowed(title)),
            text: has(Field::Text).then_some(text),
            visibility: has(Field::Visibility).then_some(visibility),
            content_type: kind.filter(|_| has(Field::Type)).map(content_type),
            picture: has(Field::Picture).then_some(picture),
            parent: None,
        })
    }

    /// A category or lesson to be made.
    pub fn new_node(&self, kind: NodeKind, id: &LocalId, media: MediaPlace) -> Option<NewNode<'_>> {
        self.values(kind, id, media).map(NewNode)
    }

    /// The text of a node as it is sent; empty for what has none.
    pub fn text(&self, kind: NodeKind, id: &LocalId, media: MediaPlace) -> Cow<'_, str> {
        self.values(kind, id, media).map_or(Cow::Borrowed(""), |values| values.text)
    }

    /// The text of a lesson as it is equal for all destinations; `None` for what is no lesson.
    pub fn content(&self, id: &LocalId, media: MediaPlace) -> Option<String> {
        self.lessons.get(id).map(|lesson| lesson_html(lesson, media, self.content))
    }

    /// A lesson of the folder.
    pub fn lesson(&self, id: &LocalId) -> Option<&'a Lesson> {
        self.lessons.get(id).copied()
    }

    fn values(&self, kind: NodeKind, id: &LocalId, media: MediaPlace) -> Option<Values<'_>> {
        Some(match kind {
            NodeKind::Course => Values {
                title: self.course.title.as_str(),
                text: Cow::Borrowed(self.course.description.as_str()),
                // A course has none.
                visibility: courses_v3::Visibility::Published,
                kind: None,
                picture: self.picture(self.course.image.as_ref()),
            },
            NodeKind::Category => {
                let head = self.categories.get(id)?;
                Values {
                    title: head.title.as_str(),
                    text: Cow::Borrowed(""),
                    visibility: visibility(head.visibility),
                    kind: None,
                    picture: self.picture(head.thumbnail.as_ref()),
                }
            }
            NodeKind::Lesson => {
                let lesson = self.lessons.get(id)?;
                Values {
                    title: lesson.title.as_str(),
                    text: Cow::Owned(lesson_html(lesson, media, self.addresses)),
                    visibility: visibility(lesson.visibility),
                    kind: Some(lesson.kind),
                    picture: self.picture(lesson.thumbnail.as_ref()),
                }
            }
        })
    }

    fn picture(&self, picture: Option<&'a Address>) -> Cow<'_, str> {
        picture.map_or(Cow::Borrowed(""), |picture| self.addresses.of(picture))
    }
}

impl NewNode<'_> {
    /// The category in `parent`, or of the first level.
    pub fn category<'v>(&'v self, parent: Option<&'v Id>) -> NewCategory<'v> {
        NewCategory {
            title: self.0.title,
            parent_category: parent,
            visibility: self.0.visibility,
            poster_image: self.picture(),
            sequence_no: None,
        }
    }

    /// The lesson in `category`.
    pub fn lesson<'v>(&'v self, category: &'v Id) -> NewLesson<'v> {
        NewLesson {
            title: self.0.title,
            category_id: category,
            description: &self.0.text,
            visibility: self.0.visibility,
            // A lesson that is text alone is made without a type.
            content_type: self.0.kind.filter(|kind| *kind != LessonKind::Video).map(content_type),
            poster_image: self.picture(),
            sequence_no: None,
        }
    }

    fn picture(&self) -> Option<&str> {
        Some(self.0.picture.as_ref()).filter(|address| !address.is_empty())
    }
}

fn visibility(visibility: Visibility) -> courses_v3::Visibility {
    match visibility {
        Visibility::Published => courses_v3::Visibility::Published,
        Visibility::Draft => courses_v3::Visibility::Draft,
    }
}

fn content_type(kind: LessonKind) -> ContentType {
    match kind {
        LessonKind::Video => ContentType::Video,
        LessonKind::Assignment => ContentType::Assignment,
        LessonKind::Quiz => ContentType::Quiz,
    }
}
