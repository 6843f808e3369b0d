//! `mojibake-text`: characters damaged by a wrong encoding.
//!
//! The text is valid, so no other check notices; learners see `CrÃ¨me brÃ»lÃ©e`. It happens when a program reads
//! UTF-8 as an older encoding and saves the result.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::rule_context::RuleContext;

pub(super) fn check(whole: &RuleContext<'_>, findings: &mut Vec<Diagnostic>) {
    for page in whole.pages() {
        let Some(span) = &page.markdown.facts.garbled else { continue };
        // Already reported by the reader, which put the replacement character there.
        if page.diagnostics.iter().any(|said| said.code == Code::NotUtf8) {
            continue;
        }
        findings.push(
            Diagnostic::new(Code::MojibakeText, "the text has characters damaged by a wrong encoding")
                .at(page.source.place(span.clone()))
                .label("damaged characters")
                .help("retype them, and check the rest of the file: it was saved with a wrong encoding"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::check_course;

    #[test]
    fn letters_of_a_wrong_encoding_are_said_once_a_lesson() {
        check_course(
            "a.md: Words. | A CrÃ¨me brÃ»lÃ©e.",
            "a.md:2:5: warning[mojibake-text]: the text has characters damaged by a wrong encoding",
        );
    }

    #[test]
    fn they_may_be_shown_as_code_and_other_languages_have_letters_too() {
        check_course("a.md: `CrÃ¨me` | NÃO, «MANHÃ», Âncora.", "");
    }
}
