//! Suppressed findings (rule 10): for this run, the whole course, or one page.
//!
//! Start at [`Allowed`]. It drops suppressed findings and remembers which codes had an effect. It reports the codes
//! that had none, because they would hide the next mistake.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Severity, Source};
use crate::model::CoursePath;

use crate::front_matter::Spanned;
use crate::source::page::{Page, Pages};

/// Findings that were allowed where they would have been made: the page, if it is about one, and
/// the code.
pub(crate) type Suppressed = BTreeSet<(Option<CoursePath>, Code)>;

/// Who allows what.
pub(crate) struct Allowed<'a> {
    /// For this run.
    asked: &'a [Code],
    /// For the course, with the file that says so.
    course: &'a [Spanned<Code>],
    course_source: Option<&'a Source>,
    /// The pages that allow something.
    pages: BTreeMap<CoursePath, Arc<Page>>,
    used: Suppressed,
}

impl<'a> Allowed<'a> {
    pub fn new(
        asked: &'a [Code],
        course: &'a [Spanned<Code>],
        course_source: Option<&'a Source>,
        pages: &Pages,
    ) -> Self {
        let pages = pages.iter().filter(|(_, page)| !page.front.allow.is_empty());
        let pages = pages.map(|(_, page)| (page.source.path.clone(), Arc::clone(page))).collect();
        Self { asked, course, course_source, pages, used: Suppressed::new() }
    }

    /// The codes that are allowed on every page.
    pub fn everywhere(&self) -> Vec<Code> {
        self.asked.iter().copied().chain(self.course.iter().map(|code| code.value)).collect()
    }

    /// Everything that is allowed: everywhere, or on one page.
    pub fn all(&self) -> BTreeSet<(Option<CoursePath>, Code)> {
        let pages = self
            .pages
            .iter()
            .flat_map(|(path, page)| page.front.allow.iter().map(|code| (Some(path.clone()), code.value)));
        self.everywhere().into_iter().map(|code| (None, code)).chain(pages).collect()
    }

    /// Records findings that were suppressed before they were made.
    pub fn were_used(&mut self, let_go: Suppressed) {
        for (page, code) in let_go {
            self.used(page.as_ref(), code);
        }
    }

    /// Drops what is allowed. Errors stay: [`crate::source::assets`] has left out those that can be.
    pub fn forget(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let everywhere = self.everywhere();
        diagnostics.retain(|diagnostic| {
            let code = diagnostic.code;
            let path = diagnostic.place.as_ref().map(|place| &place.path);
            let here = path.and_then(|path| self.pages.get(path));
            let allowed = everywhere.contains(&code)
                || here.is_some_and(|page| page.front.allow.iter().any(|here| here.value == code));
            if allowed {
                self.used(path, code);
            }
            diagnostic.severity == Severity::Error || !allowed
        });
    }

    /// A finding about this page was allowed, whoever allowed it.
    fn used(&mut self, page: Option<&CoursePath>, code: Code) {
        self.used.insert((None, code));
        if let Some(page) = page {
            self.used.insert((Some(page.clone()), code));
        }
    }

    /// Reports the names that allow nothing: those of the course, and those of `lessons`, the pages that
    /// had a chance to be wrong. What was asked for in this run may be meant for another course.
    ///
    /// `said` are the findings that are left.
    pub fn say_unused(&self, lessons: &[&Page], said: &[Diagnostic]) -> Vec<Diagnostic> {
        const REMOVE: &str = "remove it: it would hide the next finding";
        // A lesson's captions, say, are another file with a finding of its own.
        let elsewhere = LazyCell::new(|| about_no_page(lessons, said));
        let mut unused = Vec::new();
        let mut say = |source: &Source, code: &Spanned<Code>, finding: Option<Diagnostic>| {
            unused.extend(finding.map(|finding| finding.at(source.place(code.span.clone()))));
        };
        if let Some(source) = self.course_source {
            self.course.iter().for_each(|code| say(source, code, self.objection(code.value, None, REMOVE)));
        }
        for page in lessons {
            for code in &page.front.allow {
                let is_elsewhere = elsewhere.contains(&code.value);
                let help =
                    if is_elsewhere { "allow findings about other files in `course.yaml`" } else { REMOVE };
                say(&page.source, code, self.objection(code.value, Some(&page.source.path), help));
            }
        }
        unused
    }

    /// What speaks against allowing `code`, in the course or on a page.
    fn objection(&self, code: Code, page: Option<&CoursePath>, help: &str) -> Option<Diagnostic> {
        if !code.can_be_allowed() {
            let message = format!("`{code}` is an error that cannot be allowed");
            let finding = Diagnostic::new(Code::UnusedAllow, message).label("has no effect");
            return Some(finding.help("fix the errors, and remove the code"));
        }
        // To report the name that silences this very report would be a riddle.
        // Of what is found on the web, of the lock and of the workflow, nothing is known here.
        if code == Code::UnusedAllow
            || code.is_online()
            || matches!(code, Code::IgnoredLock | Code::SampleText)
            || self.used.contains(&(page.cloned(), code))
        {
            return None;
        }
        let what = if page.is_some() { "lesson" } else { "course" };
        let message = format!("`{code}` is allowed, but this {what} has no such finding");
        Some(Diagnostic::new(Code::UnusedAllow, message).label("has no effect").help(help))
    }
}

/// The codes of findings that are about no page of a lesson.
fn about_no_page(lessons: &[&Page], said: &[Diagnostic]) -> BTreeSet<Code> {
    let pages: BTreeSet<&CoursePath> = lessons.iter().map(|page| &page.source.path).collect();
    let is_elsewhere =
        |found: &&Diagnostic| found.place.as_ref().is_some_and(|place| !pages.contains(&place.path));
    said.iter().filter(is_elsewhere).map(|found| found.code).collect()
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::source::small_course::{findings, findings_with, write};
    use crate::source::{Options, scan};

    #[test]
    fn what_a_page_allows_is_not_said_of_that_page() {
        findings(
            "
            a.md: --- | allow: missing-alt | --- | ![](x.png)
            b.md: ![](x.png)
            x.png
            ",
            "b.md:1:1: warning[missing-alt]: an image has no alt text",
        );
    }

    #[test]
    fn a_name_that_allows_nothing_is_said() {
        findings(
            "
            course.yaml: allow: | - unsafe-html
            a.md: --- | allow: [missing-alt, missing-image] | --- | Words.
            ",
            "
            a.md:2:9: warning[unused-allow]: `missing-alt` is allowed, but this lesson has no such finding
            a.md:2:22: warning[unused-allow]: `missing-image` is allowed, but this lesson has no such finding
            course.yaml:2:3: warning[unused-allow]: `unsafe-html` is allowed, but this course has no such finding
            ",
        );
    }

    #[test]
    fn a_name_that_allows_something_is_not_said() {
        findings("course.yaml: allow: [missing-image, missing-alt]\na.md: ![](x.png)", "");
        findings("a.md: --- | allow: broken-link | --- | [words](b.pdf)", "");
    }

    #[test]
    fn an_error_that_cannot_be_allowed_stays_and_its_name_is_said() {
        findings(
            "a.md: --- | title: '' | allow: empty-title | --- | Words.",
            "
            a.md:2:8: error[empty-title]: the title is empty
            a.md:3:8: warning[unused-allow]: `empty-title` is an error that cannot be allowed
            ",
        );
    }

    #[test]
    fn a_lesson_cannot_allow_what_is_about_another_file() {
        let folder = "
            a.md: --- | allow: captions | --- | Words.
            a.mp4
            a.vtt
        ";
        findings(
            folder,
            "
            a.md:2:8: warning[unused-allow]: `captions-not-imported` is allowed, but this lesson has no such finding
            a.vtt: warning[captions-not-imported]: the import cannot attach captions to a video
            ",
        );
        let home = write(folder);
        let scan = scan(&home.path().join("course"), &Options::default()).unwrap();
        assert_eq!(
            scan.diagnostics[0].help.as_deref(),
            Some("allow findings about other files in `course.yaml`")
        );
    }

    #[test]
    fn unused_names_can_be_allowed_too() {
        findings("a.md: --- | allow: [missing-alt, unused-allow] | --- | Words.", "");
        findings("course.yaml: allow: unused-allow\na.md: --- | allow: missing-alt | --- | Words.", "");
    }

    #[test]
    fn what_was_asked_for_in_this_run_need_not_be_there() {
        let options = Options { allow: vec![Code::MissingAlt, Code::BrokenLink], ..Options::default() };
        findings_with(&options, "a.md: [words](b.pdf)", "");
    }
}
