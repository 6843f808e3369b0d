//! The record of each category and lesson: identity, title, and a hash of the sent content.
//!
//! Files count by their content and not by their address, so that the same course gives the same
//! hashes wherever it goes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Course, CoursePath};
use crate::platform::convert;
use crate::platform::import_v1::wire;

use super::lockfile::{Node, PartKind};

/// The parts of a course in the order of its outline. `hashes` are those of its files.
pub fn parts(course: &Course, hashes: &BTreeMap<CoursePath, String>) -> Vec<Node> {
    let contents = hashes.iter().map(|(path, hash)| (path.clone(), format!("blake3:{hash}"))).collect();
    let preview = convert::preview(course, &contents, None, None);
    let Some(product) = preview.body().products.first() else { return Vec::new() };
    let mut parts = Vec::new();
    for (category, sent) in course.categories.iter().zip(&product.categories) {
        let wire::Category { title, visibility, thumbnail_url, posts, sub_categories } = sent;
        parts.push(Node {
            kind: PartKind::Category,
            id: category.head.id.clone(),
            title: (*title).to_owned(),
            hash: hash(&(title, visibility, thumbnail_url)),
        });
        parts.extend(
            category.lessons.iter().zip(posts).map(|(lesson, post)| part_of_lesson(&lesson.id, post)),
        );
        for (subcategory, sent) in category.subcategories.iter().zip(sub_categories) {
            let wire::SubCategory { title, visibility, thumbnail_url, posts } = sent;
            parts.push(Node {
                kind: PartKind::Subcategory,
                id: subcategory.head.id.clone(),
                title: (*title).to_owned(),
                hash: hash(&(title, visibility, thumbnail_url)),
            });
            let lessons = subcategory.lessons.iter().zip(posts);
            parts.extend(lessons.map(|(lesson, post)| part_of_lesson(&lesson.id, post)));
        }
    }
    parts
}

fn part_of_lesson(id: &str, post: &wire::Post<'_>) -> Node {
    Node { kind: PartKind::Lesson, id: id.to_owned(), title: post.title.to_owned(), hash: hash(post) }
}

/// BLAKE3 of the JSON of a value, in hexadecimal.
pub(super) fn hash(value: &impl Serialize) -> String {
    let json = serde_json::to_vec(value).expect("strings and lists are JSON");
    blake3::hash(&json).to_hex().to_string()
}
