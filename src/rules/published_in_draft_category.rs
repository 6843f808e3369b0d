//! `published-in-draft-category`: a lesson or sub-category is published, but its category is a draft.
//!
//! Learners do not see anything in a draft, so one of the two is probably a mistake. Example: `visibility: published`
//! in a lesson of a folder whose `index.md` has `draft: true`.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{CategoryHead, Lesson, Visibility};
use crate::source::rule_context::RuleContext;

pub(super) fn check(whole: &RuleContext<'_>, findings: &mut Vec<Diagnostic>) {
    for category in &whole.course.categories {
        check_lessons(whole, &category.head, &category.lessons, findings);
        for below in &category.subcategories {
            if is_hidden(&category.head, below.head.visibility) {
                findings.push(
                    finding("the sub-category is published, but its category is a draft", &category.head)
                        .at(Place::whole(below.head.path.clone())),
                );
            }
            check_lessons(whole, &below.head, &below.lessons, findings);
        }
    }
}

fn check_lessons(
    whole: &RuleContext<'_>,
    head: &CategoryHead,
    lessons: &[Lesson],
    findings: &mut Vec<Diagnostic>,
) {
    for lesson in lessons.iter().filter(|lesson| is_hidden(head, lesson.visibility)) {
        let page = whole.page(lesson);
        let written = page.and_then(|page| Some((page, page.front.visibility.as_ref()?)));
        let place = match written {
            Some((page, visibility)) => page.source.place(visibility.span.clone()),
            None => Place::whole(lesson.path.clone()),
        };
        findings.push(
            finding("the lesson is published, but its category is a draft", head)
                .at(place)
                .label("learners do not see it"),
        );
    }
}

fn is_hidden(above: &CategoryHead, visibility: Visibility) -> bool {
    above.visibility == Visibility::Draft && visibility == Visibility::Published
}

fn finding(message: &str, category: &CategoryHead) -> Diagnostic {
    let help = format!("publish the category `{}`, or make both drafts", category.title);
    Diagnostic::new(Code::PublishedInDraftCategory, message).help(help)
}

#[cfg(test)]
mod tests {
    use crate::rules::check_course;

    #[test]
    fn what_is_published_in_a_draft_is_said_where_it_says_so() {
        check_course(
            "
            a/index.md: --- | draft: true | ---
            a/01.md: Words.
            a/02.md: --- | title: Two | visibility: published | --- | Words.
            a/b/index.md: --- | draft: false | ---
            a/b/03.md: Words.
            ",
            "
            a/02.md:3:13: warning[published-in-draft-category]: the lesson is published, but its category is a draft
            a/b: warning[published-in-draft-category]: the sub-category is published, but its category is a draft
            ",
        );
    }

    #[test]
    fn what_is_published_in_a_published_category_is_seen() {
        check_course("a/01.md: --- | visibility: published | --- | Words.\na/02.md: Words.", "");
    }
}
