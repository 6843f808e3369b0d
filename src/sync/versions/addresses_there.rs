//! The addresses of a course's lessons by what the lock remembers.

use std::collections::BTreeMap;

use super::base::{Base, BaseNode, ParentThere};
use super::lesson_addresses::LessonAddresses;
use super::node::{LocalId, NodeKind};
use crate::model::Portal;
use crate::platform::courses_v3::Id;
use crate::platform::lesson_address;

/// The addresses of all lessons whose ids the base knows, in the categories in which they are there.
///
/// An address has the ids of the course, of the category and of the lesson. So a new lesson has none until it is
/// made, and one that moves gets another: whoever sends texts asks again after the last lesson was made or moved.
pub fn addresses_of(portal: &Portal, base: &Base) -> LessonAddresses {
    let mut addresses = LessonAddresses::default();
    let course = base.get(NodeKind::Course, &LocalId::new("")).and_then(|course| course.remote.as_ref());
    let Some(course) = course else { return addresses };
    // To look up a node takes as long as there are nodes.
    let categories: BTreeMap<&LocalId, &Id> = of_kind(base, NodeKind::Category)
        .filter_map(|node| Some((&node.id, node.remote.as_ref()?)))
        .collect();
    for lesson in of_kind(base, NodeKind::Lesson).filter(|node| !node.stays_removed) {
        let category = match &lesson.parent_there {
            Some(ParentThere::Category(category)) => Some(category),
            Some(ParentThere::Course) => None,
            None => lesson.place.parent.as_ref().and_then(|parent| categories.get(parent).copied()),
        };
        if let (Some(category), Some(remote)) = (category, &lesson.remote) {
            addresses.insert(lesson.id.clone(), lesson_address(portal, course, category, remote));
        }
    }
    addresses
}

fn of_kind(base: &Base, kind: NodeKind) -> impl Iterator<Item = &BaseNode> {
    base.nodes.iter().filter(move |node| node.kind == kind)
}
