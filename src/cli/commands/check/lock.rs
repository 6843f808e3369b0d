//! What is wrong with the files beside the lessons of a course, its lock file above all, as findings.

use super::workflow;
use crate::cli::exit::with_causes;
use crate::cli::load::LoadedCourse;
use crate::cli::severity_args::SeverityArgs;
use crate::diagnostic::{self, Code, Diagnostic, Place, Source};
use crate::fs::Root;
use crate::fs::state::MAX_BYTES;
use crate::model::CoursePath;
use crate::source::{self, Scan};
use crate::sync::LockError;
use crate::sync::lock::{self, Lock};

/// Adds what is wrong with the lock of each course, and with its workflow.
pub(super) fn add_findings(found: &mut [LoadedCourse], severities: &SeverityArgs) {
    for course in found {
        add_to(&mut course.scan, severities);
    }
}

/// Adds what is wrong with the lock of one course, and with its workflow.
pub(in crate::cli) fn add_to(scan: &mut Scan, severities: &SeverityArgs) {
    let Ok(root) = Root::new(&scan.root) else { return };
    let mut findings = of_content(&root);
    findings.extend(ignored(&root));
    findings.extend(workflow::samples(&root));
    findings.retain(|finding| {
        let path = finding.place.as_ref().map(|place| &place.path);
        path.is_none_or(|path| !scan.allows(path, finding.code))
    });
    if !findings.is_empty() {
        severities.apply_severities(&mut findings);
        scan.diagnostics.append(&mut findings);
        diagnostic::sort(&mut scan.diagnostics);
    }
}

fn of_content(root: &Root) -> Vec<Diagnostic> {
    match Lock::read(root.course()) {
        Ok(lock) => lock.unmerged().iter().map(|it| conflict(root, &it.file, it.line)).collect(),
        Err(error) => vec![unusable(root, &error)],
    }
}

fn conflict(root: &Root, file: &str, line: usize) -> Diagnostic {
    Diagnostic::new(Code::LockConflict, format!("git left a conflict in `{file}`"))
        .label("the first one")
        .help("commit the file as it is: the next import merges both sides and loses no record")
        .at(place(root, file, Some(line)))
}

fn unusable(root: &Root, error: &LockError) -> Diagnostic {
    let finding = |message, file: &str, line| {
        Diagnostic::new(Code::InvalidLock, message).at(place(root, file, line)).help(error.hint())
    };
    match error.damage() {
        Some((path, what, line)) => {
            let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
            finding(format!("`{name}` is damaged: {what}"), &name, line)
        }
        None => {
            finding(format!("the lock file cannot be used: {}", with_causes(error)), lock::FILE_NAME, None)
        }
    }
}

fn ignored(root: &Root) -> Vec<Diagnostic> {
    let files = lock::files(root.course());
    let is_ignored = |file: &&String| source::is_ignored_by_git(root, &CoursePath::root().child(file));
    let finding = |file: &String| {
        Diagnostic::new(Code::IgnoredLock, format!("git ignores `{file}`"))
            .help(format!("add `!{file}` to `.gitignore`, and commit the file"))
            .at(place(root, file, None))
    };
    files.iter().filter(is_ignored).map(finding).collect()
}

/// A line of a lock file, counted from 1; the file as a whole where no line is known.
fn place(root: &Root, file: &str, line: Option<usize>) -> Place {
    let path = CoursePath::root().child(file);
    let text = || String::from_utf8(root.read(&path, MAX_BYTES).ok()?).ok();
    let Some((line, text)) = line.and_then(|line| Some((line, text()?))) else { return Place::whole(path) };
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let end = text[start..].find(['\r', '\n']).map_or(text.len(), |length| start + length);
    Source::new(path, text).place(start..end)
}
