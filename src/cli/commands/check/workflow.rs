//! The workflow of a course that is a repository, as a finding while it checks nothing.

use crate::cli::commands::init::NOT_INSTALLED;
use crate::diagnostic::{Code, Diagnostic, Source};
use crate::fs::Root;
use crate::model::CoursePath;

/// Where `init` writes it.
const FILES: &[&[&str]] = &[&[".github", "workflows", "course.yml"], &[".gitlab-ci.yml"]];

/// A workflow is no larger.
const LIMIT: u64 = 1024 * 1024;

/// The finding for each workflow that is still as `init` writes it where it knows no release.
pub(super) fn samples(root: &Root) -> Vec<Diagnostic> {
    FILES.iter().filter_map(|segments| sample(root, segments)).collect()
}

fn sample(root: &Root, segments: &[&str]) -> Option<Diagnostic> {
    let path = segments.iter().fold(CoursePath::root(), |path, segment| path.child(segment));
    let text = String::from_utf8(root.read(&path, LIMIT).ok()?).ok()?;
    let start = text.find(NOT_INSTALLED)?;
    let finding =
        Diagnostic::new(Code::SampleText, "the workflow does not install coursedir, and checks nothing")
            .label("an example")
            .help("write the version to install, as the comment in the file shows");
    Some(finding.at(Source::new(path, text).place(start..start + NOT_INSTALLED.len())))
}
