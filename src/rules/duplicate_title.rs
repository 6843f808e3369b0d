//! `duplicate-title`: two neighbors have the same title.
//!
//! Learners cannot tell them apart in the list of lessons. Neither can the author on the platform, which does not
//! show file names. Example: `# Setup` in two lessons of one folder.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{Course, Lesson, Title};
use crate::source::rule_context::RuleContext;

pub(super) fn check(whole: &RuleContext<'_>, findings: &mut Vec<Diagnostic>) {
    let Course { categories, .. } = whole.course;
    let place_of_lesson = |lesson: &Lesson| whole.place_of_title(lesson);
    let heads = categories.iter().map(|category| (&category.head.title, &category.head.path));
    findings.extend(repeated("categories", heads, |path| Place::whole((*path).clone())));
    for category in categories {
        let below = category.subcategories.iter().map(|below| (&below.head.title, &below.head.path));
        findings.extend(repeated("sub-categories", below, |path| Place::whole((*path).clone())));
        let lists =
            [&category.lessons].into_iter().chain(category.subcategories.iter().map(|it| &it.lessons));
        for lessons in lists {
            let lessons = lessons.iter().map(|lesson| (&lesson.title, lesson));
            findings.extend(repeated("lessons", lessons, |lesson| place_of_lesson(lesson)));
        }
    }
}

/// What has the same title, with its place in the list.
struct Same<'t, T> {
    title: &'t Title,
    items: Vec<(usize, T)>,
}

/// One finding for the titles of a list that several have, at the second lesson or category of the first title.
fn repeated<'t, T>(
    what: &str,
    items: impl Iterator<Item = (&'t Title, T)>,
    place: impl Fn(&T) -> Place,
) -> Option<Diagnostic> {
    let mut by_title: BTreeMap<String, Same<'_, T>> = BTreeMap::new();
    for (at, (title, item)) in items.enumerate() {
        let same = by_title.entry(title.as_str().to_lowercase());
        same.or_insert(Same { title, items: Vec::new() }).items.push((at, item));
    }
    let several = || by_title.values().filter(|same| same.items.len() > 1);
    let Same { title, items } = several().min_by_key(|same| same.items[1].0)?;
    let number = if items.len() == 2 { "two".to_owned() } else { items.len().to_string() };
    let more = match several().count() - 1 {
        0 => String::new(),
        1 => " (and 1 more title is repeated here)".to_owned(),
        more => format!(" (and {more} more titles are repeated here)"),
    };
    let first = place(&items[0].1).path;
    let found = Diagnostic::new(
        Code::DuplicateTitle,
        format!("{number} {what} have the same title: `{title}`{more}"),
    )
    .at(place(&items[1].1))
    .label("the second")
    .help(format!("give each its own title; the first is `{first}`"));
    Some(found)
}

#[cfg(test)]
mod tests {
    use crate::rules::check_course;

    #[test]
    fn lessons_of_one_title_are_said_once_a_category_at_the_second() {
        check_course(
            "
            a/01.md: # Setup | Words.
            a/02.md: Intro. | # setup | Words.
            a/03.md: --- | title: Setup | --- | Words.
            a/04-next.md: Words.
            a/05-next.md: Words.
            ",
            "
            a/02.md:2:1: warning[duplicate-title]: 3 lessons have the same title: `Setup` (and 1 more title is repeated here)
            ",
        );
    }

    #[test]
    fn each_category_has_its_own_finding() {
        check_course(
            "
            a/01.md: # Setup | Words.
            a/02.md: # Setup | Words.
            b/01.md: # Setup | Words.
            b/02.md: # Setup | Words.
            b/03-x.md: Words.
            b/04-x.md: Words.
            b/05-y.md: Words.
            b/06-y.md: Words.
            ",
            "
            a/02.md:1:1: warning[duplicate-title]: two lessons have the same title: `Setup`
            b/02.md:1:1: warning[duplicate-title]: two lessons have the same title: `Setup` (and 2 more titles are repeated here)
            ",
        );
    }

    #[test]
    fn categories_of_one_title_are_said_at_the_second() {
        check_course(
            "1-x/a.md\n1-x/b.md\n2-x/a.md\n2-x/b.md",
            "2-x: warning[duplicate-title]: two categories have the same title: `X`",
        );
    }

    #[test]
    fn the_same_title_in_another_category_is_fine() {
        check_course("a/01-start.md\na/02-end.md\nb/01-start.md\nb/02-end.md", "");
    }
}
