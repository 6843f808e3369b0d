//! The outline for other programs. Fields are added, never renamed or removed.

use serde::Serialize;

use crate::model::{self, Address, CategoryHead, Leftover, LessonKind, Video, Visibility};

use super::reasons;

/// A course.
#[derive(Debug, Serialize)]
pub(super) struct Course {
    title: String,
    description: String,
    language: Option<String>,
    categories: Vec<Category>,
    files_in_no_lesson: Vec<LeftFile>,
}

/// A file of the course's folder that no learner sees.
#[derive(Debug, Serialize)]
struct LeftFile {
    path: String,
    kind: &'static str,
}

#[derive(Debug, Serialize)]
struct Category {
    #[serde(flatten)]
    head: Head,
    lessons: Vec<Lesson>,
    subcategories: Vec<Subcategory>,
}

#[derive(Debug, Serialize)]
struct Subcategory {
    #[serde(flatten)]
    head: Head,
    lessons: Vec<Lesson>,
}

#[derive(Debug, Serialize)]
struct Head {
    id: String,
    path: String,
    title: String,
    visibility: &'static str,
    why: String,
}

#[derive(Debug, Serialize)]
struct Lesson {
    id: String,
    path: String,
    title: String,
    visibility: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    video: Option<String>,
    materials: Vec<Material>,
    why: String,
}

#[derive(Debug, Serialize)]
struct Material {
    title: String,
    #[serde(rename = "type")]
    kind: &'static str,
    /// A path in the course, or an address.
    file: String,
}

impl Course {
    pub(super) fn of(course: &model::Course, leftovers: &[Leftover]) -> Self {
        Self {
            title: course.title.as_str().to_owned(),
            description: course.description.clone(),
            language: course.language.clone(),
            categories: course.categories.iter().map(Category::of).collect(),
            files_in_no_lesson: leftovers.iter().map(LeftFile::of).collect(),
        }
    }
}

impl LeftFile {
    fn of(file: &Leftover) -> Self {
        Self { path: file.path.as_str().to_owned(), kind: file.group.as_str() }
    }
}

impl Category {
    fn of(category: &model::Category) -> Self {
        Self {
            head: Head::of(&category.head),
            lessons: category.lessons.iter().map(Lesson::of).collect(),
            subcategories: category
                .subcategories
                .iter()
                .map(|below| Subcategory {
                    head: Head::of(&below.head),
                    lessons: below.lessons.iter().map(Lesson::of).collect(),
                })
                .collect(),
        }
    }
}

impl Head {
    fn of(head: &CategoryHead) -> Self {
        Self {
            id: head.id.clone(),
            path: head.path.as_str().to_owned(),
            title: head.title.as_str().to_owned(),
            visibility: visibility(head.visibility),
            why: reasons::all(&head.origins),
        }
    }
}

impl Lesson {
    fn of(lesson: &model::Lesson) -> Self {
        Self {
            id: lesson.id.clone(),
            path: lesson.path.as_str().to_owned(),
            title: lesson.title.as_str().to_owned(),
            visibility: visibility(lesson.visibility),
            kind: match lesson.kind {
                LessonKind::Video => "video",
                LessonKind::Assignment => "assignment",
                LessonKind::Quiz => "quiz",
            },
            video: lesson.video.as_ref().map(|video| match video {
                Video::File(file) => address(file),
                Video::Embed(url) => url.clone(),
            }),
            materials: lesson.materials.iter().map(Material::of).collect(),
            why: reasons::all(&lesson.origins),
        }
    }
}

impl Material {
    fn of(material: &model::Material) -> Self {
        Self {
            title: material.title.as_str().to_owned(),
            kind: material.kind,
            file: address(&material.address),
        }
    }
}

fn visibility(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Published => "published",
        Visibility::Draft => "draft",
    }
}

fn address(address: &Address) -> String {
    match address {
        Address::Local(path) => path.as_str().to_owned(),
        Address::Remote(url) => url.clone(),
    }
}
