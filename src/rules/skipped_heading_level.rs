//! `skipped-heading-level`: a heading skips a level.
//!
//! Users of screen readers jump from heading to heading, level by level. The first heading of the text may have any
//! level. Example: `## Dough`, then `#### Flour`.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::CoursePath;
use crate::source::page::Page;
use crate::source::rule_context::RuleContext;

pub(super) fn check(whole: &RuleContext<'_>, findings: &mut Vec<Diagnostic>) {
    let mut folders: BTreeMap<CoursePath, Vec<Skips<'_>>> = BTreeMap::new();
    for skips in whole.pages().filter_map(Skips::of) {
        folders.entry(skips.page.source.path.parent().unwrap_or_default()).or_default().push(skips);
    }
    findings.extend(folders.into_values().filter_map(|lessons| finding(&lessons)));
}

/// The headings of a page that skip a level.
struct Skips<'a> {
    page: &'a Page,
    /// The levels of the first of them and of the heading above it.
    levels: (u8, u8),
    /// Which heading it is.
    at: usize,
    count: usize,
}

impl<'a> Skips<'a> {
    fn of(page: &'a Page) -> Option<Self> {
        let headings = &page.markdown.facts.headings;
        let steps = headings.iter().zip(headings.iter().skip(1)).enumerate();
        let mut skips = steps.filter(|(_, (above, below))| below.level > above.level + 1);
        let (before, (above, below)) = skips.next()?;
        Some(Self { page, levels: (above.level, below.level), at: before + 1, count: 1 + skips.count() })
    }
}

/// One finding for the lessons of a folder, at the first.
fn finding(lessons: &[Skips<'_>]) -> Option<Diagnostic> {
    let Skips { page, levels: (from, to), at, count } = lessons.first()?;
    let below = page.markdown.facts.headings.get(*at)?;
    let others: usize = lessons[1..].iter().map(|skips| skips.count).sum();
    let more = match (count - 1 + others, lessons.len() - 1) {
        (0, _) => String::new(),
        (more, 0) => format!(" (and {more} more in this lesson)"),
        (more, lessons) => format!(" (and {more} more in this folder, in {} lessons)", lessons + 1),
    };
    let marks = "#".repeat(usize::from(*from) + 1);
    Some(
        Diagnostic::new(
            Code::SkippedHeadingLevel,
            format!("a heading of level {to} follows a heading of level {from}{more}"),
        )
        .at(page.source.place(below.span.clone()))
        .label(format!("level {} is skipped", from + 1))
        .help(format!("begin the heading with `{marks}`")),
    )
}

#[cfg(test)]
mod tests {
    use crate::rules::check_course;

    #[test]
    fn the_first_skipped_level_of_a_folder_is_said() {
        check_course(
            "
            1/a.md: # A | ## Dough | Words. | #### Flour | ## Oven | #### Heat
            2/a.md: # A | ## Dough | Words. | #### Flour | ## Oven | #### Heat
            2/b.md: # B | ### Flour | Words. | ##### Rye
            2/c.md: # C | ## Flour | Words.
            3/a.md: # A | ## Dough | Words. | #### Flour
            ",
            "
            1/a.md:4:1: warning[skipped-heading-level]: a heading of level 4 follows a heading of level 2 (and 1 more in this lesson)
            2/a.md:4:1: warning[skipped-heading-level]: a heading of level 4 follows a heading of level 2 (and 2 more in this folder, in 2 lessons)
            3/a.md:4:1: warning[skipped-heading-level]: a heading of level 4 follows a heading of level 2
            ",
        );
    }

    #[test]
    fn the_first_heading_may_be_of_any_level_and_the_way_back_is_free() {
        check_course("a.md: # A | #### Flour | Words. | ## Dough | ### Salt | > ###### Quoted", "");
    }
}
