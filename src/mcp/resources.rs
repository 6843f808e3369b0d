//! What an agent can read about the format: the reference, and what each finding means.

use rmcp::model::{Resource, ResourceTemplate};

use crate::diagnostic::{Code, explain};

/// The pages of the reference: name, title, text.
const PAGES: &[(&str, &str, &str)] = &[
    ("course-format", "The course format", include_str!("../../docs/reference/course-format.md")),
    ("checks", "Checks and their codes", include_str!("../../docs/reference/checks.md")),
    ("quizzes", "Quizzes and assignments", include_str!("../../docs/reference/quizzes.md")),
    ("other-tools", "Markup of other tools", include_str!("../../docs/reference/other-tools.md")),
];

const OF_PAGES: &str = "coursedir://reference/";
const OF_FINDINGS: &str = "coursedir://findings/";
const MARKDOWN: &str = "text/markdown";

/// All of them.
pub(super) fn all() -> Vec<Resource> {
    let pages = PAGES.iter().map(|(name, title, _)| {
        Resource::new(format!("{OF_PAGES}{name}"), *name).with_title(*title).with_mime_type(MARKDOWN)
    });
    let findings = Code::ALL.iter().map(|code| {
        let title = format!("What the finding {code} means");
        Resource::new(format!("{OF_FINDINGS}{code}"), code.as_str())
            .with_title(title)
            .with_mime_type(MARKDOWN)
    });
    pages.chain(findings).collect()
}

/// The form of the findings' addresses.
pub(super) fn templates() -> Vec<ResourceTemplate> {
    let template = ResourceTemplate::new(format!("{OF_FINDINGS}{{code}}"), "finding");
    vec![template.with_title("What a finding means").with_mime_type(MARKDOWN)]
}

/// The text at an address.
pub(super) fn text(uri: &str) -> Option<String> {
    if let Some(page) = uri.strip_prefix(OF_PAGES) {
        return PAGES.iter().find(|(name, ..)| *name == page).map(|(_, _, text)| (*text).to_owned());
    }
    let code = Code::from_name(uri.strip_prefix(OF_FINDINGS)?)?;
    Some(format!("# {code}\n\n{}", explain::markdown(code)))
}

/// The type of each text.
pub(super) fn mime_type() -> &'static str {
    MARKDOWN
}
