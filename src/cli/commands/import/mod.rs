//! `import`: scan, build, check, plan, ask, upload, send, record, report.
//!
//! `--dry-run` takes the same road and stops before the first byte is sent; `--sandbox` takes all of
//! it, against the platform in this process.

mod args;
mod ask;
mod dry_run;
mod login;
mod plan;
mod report;
mod send;

use crate::diagnostic::Severity;

use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::{self, LoadedCourse};
use crate::cli::output::terminal::Terminal;

pub(in crate::cli) use args::ImportArgs;

pub(in crate::cli) fn run(args: &ImportArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let found = args.weighing.read(&args.paths, &args.reading, args.draft)?;
    for course in &found {
        load::print_findings(course, Severity::Warning, terminal);
    }
    if found.iter().any(|course| course.scan.has_errors()) {
        terminal.error("nothing is sent while a course has errors");
        terminal.hint(&what_to_do(&found));
        return Ok(Exit::CourseHasErrors);
    }
    load::warn_of_parts(&found, terminal);
    if args.dry_run { dry_run::run(args, &found, terminal) } else { send::run(args, &found, terminal) }
}

/// What an author does about errors: some are put right by a command, the others are explained.
fn what_to_do(found: &[LoadedCourse]) -> String {
    let errors = |course: &LoadedCourse| -> Vec<bool> {
        let findings = course.scan.diagnostics.iter();
        let errors = findings.filter(|finding| finding.severity == Severity::Error);
        errors.map(|error| error.fix.is_some()).collect()
    };
    let all: Vec<bool> = found.iter().flat_map(errors).collect();
    let fixable = all.iter().filter(|&&is_fixable| is_fixable).count();
    if fixable == 0 {
        return "`coursedir check --explain CODE` tells what one means, and how it is put right".to_owned();
    }
    let them = match all.len() {
        1 => "it".to_owned(),
        count if count == fixable => "them".to_owned(),
        _ => format!("{fixable} of them"),
    };
    let courses = found.iter().filter(|course| errors(course).contains(&true)).map(LoadedCourse::argument);
    format!("`coursedir check --fix {}` puts {them} right", courses.collect::<Vec<_>>().join(" "))
}
