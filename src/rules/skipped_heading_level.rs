//! `skipped-heading-level`: a heading skips a level.
//!
//! Users of screen readers jump from heading to heading, level by level. The first heading of the text may have any
//! level. Example: `## Dough`, then `#### Flour`.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::rule_context::RuleContext;

pub(super) fn check(whole: &RuleContext<'_>, findings: &mut Vec<Diagnostic>) {
    for page in whole.pages() {
        let headings = &page.markdown.facts.headings;
        let steps = headings.iter().zip(headings.iter().skip(1));
        let mut skips = steps.filter(|(above, below)| below.level > above.level + 1);
        let Some((above, below)) = skips.next() else { continue };
        let more = match skips.count() {
            0 => String::new(),
            1 => " (and 1 more in this lesson)".to_owned(),
            more => format!(" (and {more} more in this lesson)"),
        };
        let (from, to) = (above.level, below.level);
        let marks = "#".repeat(usize::from(from) + 1);
        findings.push(
            Diagnostic::new(
                Code::SkippedHeadingLevel,
                format!("a heading of level {to} follows a heading of level {from}{more}"),
            )
            .at(page.source.place(below.span.clone()))
            .label(format!("level {} is skipped", from + 1))
            .help(format!("begin the heading with `{marks}`")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::check_course;

    #[test]
    fn the_first_skipped_level_of_a_lesson_is_said() {
        check_course(
            "
            a.md: # A | ## Dough | Words. | #### Flour | ## Oven | #### Heat
            b.md: # B | ### Flour | Words. | ##### Rye
            ",
            "
            a.md:4:1: warning[skipped-heading-level]: a heading of level 4 follows a heading of level 2 (and 1 more in this lesson)
            b.md:4:1: warning[skipped-heading-level]: a heading of level 5 follows a heading of level 3
            ",
        );
    }

    #[test]
    fn the_first_heading_may_be_of_any_level_and_the_way_back_is_free() {
        check_course("a.md: # A | #### Flour | Words. | ## Dough | ### Salt | > ###### Quoted", "");
    }
}
