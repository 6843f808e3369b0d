//! What version 1 would remember of each category and lesson: its identity, its title, and two hashes.
//!
//! The [`fingerprint`] of the model says whether it changed. The [hash of what was sent](sent_hash) is for records
//! without a fingerprint.

use crate::model::{Course, Lesson};
use crate::platform::convert;
use crate::platform::import_v1::wire;

use super::fingerprint::{self, FileHashes};
use super::part::{Part, PartKind};
use super::sent_hash;

/// The categories and lessons of a course in the order of its outline. `hashes` are those of its files.
pub(in super::super) fn parts_now(course: &Course, hashes: &FileHashes) -> Vec<Part> {
    let contents = hashes.iter().map(|(path, hash)| (path.clone(), format!("blake3:{hash}"))).collect();
    let preview = convert::preview(course, &contents, None, None);
    let Some(product) = preview.body().products.first() else { return Vec::new() };
    let mut parts = Vec::new();
    for (category, sent) in course.categories.iter().zip(&product.categories) {
        parts.push(Part {
            kind: PartKind::Category,
            id: category.head.id.clone(),
            title: sent.title.to_owned(),
            hash: sent_hash::of_category(sent),
            model: Some(fingerprint::of_category(category, hashes)),
        });
        add_lessons(&mut parts, &category.lessons, &sent.posts, hashes);
        for (subcategory, sent) in category.subcategories.iter().zip(&sent.sub_categories) {
            parts.push(Part {
                kind: PartKind::Subcategory,
                id: subcategory.head.id.clone(),
                title: sent.title.to_owned(),
                hash: sent_hash::of_subcategory(sent),
                model: Some(fingerprint::of_subcategory(subcategory, hashes)),
            });
            add_lessons(&mut parts, &subcategory.lessons, &sent.posts, hashes);
        }
    }
    parts
}

fn add_lessons(parts: &mut Vec<Part>, lessons: &[Lesson], posts: &[wire::Post<'_>], hashes: &FileHashes) {
    parts.extend(lessons.iter().zip(posts).map(|(lesson, post)| Part {
        kind: PartKind::Lesson,
        id: lesson.id.clone(),
        title: post.title.to_owned(),
        hash: sent_hash::of_lesson(post),
        model: Some(fingerprint::of_lesson(lesson, hashes)),
    }));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use crate::model::{
        Body, Category, CategoryHead, CoursePath, LessonKind, OrderFrom, Origins, Title, TitleFrom,
        Visibility, VisibilityFrom,
    };

    use super::*;

    /// As an older program wrote it into the lock.
    const REST_SENT: &str = "19321d61e8649f085ccd3a6edb03efeebab92d2a2b1ee4e2984774c8b515c4fd";

    fn course() -> Course {
        let origins = Origins {
            title: TitleFrom::Heading,
            order: OrderFrom::Name,
            visibility: VisibilityFrom::Default,
            kind: None,
            video: None,
        };
        let title = |text| Title::new(text).unwrap();
        let path = CoursePath::root();
        let rest = Lesson {
            id: "01-rest.md".into(),
            path: path.child("01-rest.md"),
            title: title("Rest"),
            visibility: Visibility::Published,
            kind: LessonKind::Video,
            body: Body::from_html("<p>Wait.</p>\n".to_owned()),
            quiz: None,
            assignment: None,
            video: None,
            materials: Vec::new(),
            thumbnail: None,
            origins: origins.clone(),
        };
        let head = CategoryHead {
            id: String::new(),
            path: path.clone(),
            title: title("Bread"),
            visibility: Visibility::Published,
            thumbnail: None,
            origins,
        };
        Course {
            title: title("Bread"),
            title_from: TitleFrom::Settings,
            description: "Bread".into(),
            language: None,
            image: None,
            instructor: None,
            categories: vec![Category { head, lessons: vec![rest], subcategories: Vec::new() }],
            files: BTreeMap::new(),
        }
    }

    /// A lesson on the wire of a later day.
    #[derive(Serialize)]
    struct Newer<'a> {
        #[serde(flatten)]
        post: &'a wire::Post<'a>,
        position: u32,
    }

    #[test]
    fn a_new_field_of_the_wire_changes_nobodys_record() {
        let course = course();
        let known = FileHashes::new();
        let preview = convert::preview(&course, &known, None, None);
        let post = &preview.body().products[0].categories[0].posts[0];
        assert_eq!(sent_hash::hash(post), REST_SENT);
        assert_ne!(sent_hash::hash(&Newer { post, position: 1 }), REST_SENT, "the JSON is another");
        let rest = &parts_now(&course, &known)[1];
        assert_eq!(rest.hash, REST_SENT);
        let model = fingerprint::of_lesson(&course.categories[0].lessons[0], &known);
        assert_eq!(rest.model.as_ref(), Some(&model));
    }
}
