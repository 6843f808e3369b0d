//! `draft-in-published-category`: a published category contains drafts.
//!
//! Learners see the category, but not all of its lessons. The author may want this, or forget it before an import.
//! Example: `draft: true` in one lesson of a folder.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{Lesson, Visibility};
use crate::source::rule_context::RuleContext;

pub(super) fn check(whole: &RuleContext<'_>, findings: &mut Vec<Diagnostic>) {
    for category in &whole.course.categories {
        let below = category.subcategories.iter().map(|below| (&below.head, &below.lessons));
        for (head, lessons) in [(&category.head, &category.lessons)].into_iter().chain(below) {
            if head.visibility == Visibility::Published {
                findings.extend(message(lessons).map(|message| {
                    Diagnostic::new(Code::DraftInPublishedCategory, message)
                        .at(Place::whole(head.path.clone()))
                }));
            }
        }
    }
}

fn message(lessons: &[Lesson]) -> Option<String> {
    let mut drafts = lessons.iter().filter(|lesson| lesson.visibility == Visibility::Draft);
    let first = drafts.next()?;
    let more = drafts.count();
    Some(match more {
        0 => format!("`{}` is a draft in a published category", first.path.name()),
        _ if more + 1 == lessons.len() => {
            format!("the category is published, but all its {} lessons are drafts", lessons.len())
        }
        _ => format!("{} of the {} lessons in a published category are drafts", more + 1, lessons.len()),
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::check_course;

    #[test]
    fn drafts_in_a_published_category_are_said_once_for_the_category() {
        check_course(
            "
            a/01.md: --- | draft: true | title: One | --- | Words.
            a/02.md: --- | title: Two | --- | Words.
            b/01.md: --- | draft: true | title: One | --- | Words.
            b/02.md: --- | draft: true | title: Two | --- | Words.
            b/03.md: --- | title: Three | --- | Words.
            c/01.md: --- | draft: true | title: One | --- | Words.
            c/02.md: --- | draft: true | title: Two | --- | Words.
            ",
            "
            a: info[draft-in-published-category]: `01.md` is a draft in a published category
            b: info[draft-in-published-category]: 2 of the 3 lessons in a published category are drafts
            c: info[draft-in-published-category]: the category is published, but all its 2 lessons are drafts
            ",
        );
    }

    #[test]
    fn drafts_in_a_draft_are_as_they_should_be() {
        check_course("a/index.md: --- | draft: true | ---\na/01.md: Words.\na/02.md: Words.", "");
    }
}
