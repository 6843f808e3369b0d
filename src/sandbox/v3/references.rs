//! Checks the ids inside objects: parents, and what unlocks a category or lesson.

use super::{
    call::Kind,
    check::Faults,
    course::Course,
    object::{CATEGORY_ID, Object, PARENT},
    readings::Choices,
};
use crate::sandbox::api_error::ApiError;

/// Checks an object that is to be kept in a course. `sent` tells whether a field was sent; ids that were there
/// before are left alone.
pub(super) fn check(
    course: &Course,
    object: &Object,
    sent: &dyn Fn(&str) -> bool,
    choices: &Choices,
) -> Result<(), ApiError> {
    let named = |field: &str| object.text(field).filter(|_| sent(field));
    let mut faults = Faults::default();
    match object.kind {
        Kind::Category => {
            if let Some(parent) = named(PARENT) {
                check_parent(course, object, parent, &mut faults);
            }
            if let Some(lesson) = named("lockedBy") {
                check_locking_lesson(course, object, lesson, &mut faults);
            }
            if let Some(category) = named("lockedByCategory") {
                check_locking_category(course, object, category, &mut faults);
            }
            let is_locked = object.text("visibility") == Some("locked") && sent("visibility");
            if is_locked && object.text("lockedBy").is_none() && object.text("lockedByCategory").is_none() {
                faults.add("lockedBy", "or lockedByCategory is required when visibility is locked");
            }
        }
        Kind::Lesson => {
            for (field, kind) in [
                (CATEGORY_ID, Kind::Category),
                ("lockedByPost", Kind::Lesson),
                ("lockedByCategory", Kind::Category),
            ] {
                if named(field).is_some_and(|id| course.get(kind, id).is_none()) {
                    faults.add(field, "is not in this product");
                }
            }
        }
        _ => {}
    }
    faults.result(choices)
}

/// Two levels are all that anybody has seen.
fn check_parent(course: &Course, object: &Object, parent: &str, faults: &mut Faults) {
    match course.get(Kind::Category, parent) {
        None => faults.add(PARENT, "is not in this product"),
        Some(_) if parent == object.id => faults.add(PARENT, "must be another category"),
        Some(above) if above.parent().is_some() => faults.add(PARENT, "must be a top-level category"),
        Some(_) if !course.below(Kind::Category, Some(&object.id)).is_empty() => {
            faults.add(PARENT, "must be null for a category with sub-categories");
        }
        Some(_) => {}
    }
}

fn check_locking_lesson(course: &Course, object: &Object, lesson: &str, faults: &mut Faults) {
    let is_draft = |it: &Object| it.text("visibility") == Some("draft");
    match course.get(Kind::Lesson, lesson) {
        None => faults.add("lockedBy", "is not a lesson of this product"),
        Some(lesson) if lesson.parent() == Some(object.id.as_str()) => {
            faults.add("lockedBy", "must not be in this category");
        }
        Some(lesson) => {
            let category = lesson.parent().and_then(|id| course.get(Kind::Category, id));
            if is_draft(lesson) || category.is_some_and(|category| is_draft(category)) {
                faults.add("lockedBy", "must be a published lesson in a published category");
            }
        }
    }
}

fn check_locking_category(course: &Course, object: &Object, category: &str, faults: &mut Faults) {
    match course.get(Kind::Category, category) {
        None => faults.add("lockedByCategory", "is not a category of this product"),
        Some(_) if category == object.id => faults.add("lockedByCategory", "must be another category"),
        Some(other) if other.text("visibility") == Some("draft") => {
            faults.add("lockedByCategory", "must be a published category");
        }
        Some(_) => {}
    }
}
