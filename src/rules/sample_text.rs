//! `sample-text`: a lesson still has the text that `coursedir init` wrote as an example.
//!
//! Learners would read it. The examples of `course.yaml` are found where its values are read.

use crate::diagnostic::Diagnostic;
use crate::source::rule_context::RuleContext;
use crate::source::sample;

pub(super) fn check(whole: &RuleContext<'_>, findings: &mut Vec<Diagnostic>) {
    for page in whole.pages() {
        let text = &page.source.text;
        let example = |example: &str| {
            let start = memchr::memmem::find(text.as_bytes(), example.as_bytes())?;
            Some(start..start + example.len())
        };
        if let Some(span) = example(sample::WELCOME).or_else(|| example(sample::FIRST_STEPS)) {
            let finding = sample::finding("write your own text, or delete the lesson");
            findings.push(finding.at(page.source.place(span)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::check_course;

    #[test]
    fn examples_are_said_where_they_are() {
        check_course(
            "
            a.md: # Welcome | Describe who this course is for, and what learners can do at the end.
            ",
            "
            a.md:2:1: warning[sample-text]: the text is still the example of `coursedir init`
            ",
        );
    }

    #[test]
    fn texts_about_something_like_it_are_the_authors() {
        check_course(
            "
            a.md: # Welcome | Describe who this course is for.
            ",
            "",
        );
    }
}
