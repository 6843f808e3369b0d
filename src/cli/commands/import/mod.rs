//! `import`: scan, build, check, plan, ask, upload, send, record, report.
//!
//! `--dry-run` stops before it sends anything; `--sandbox` runs all steps against the platform in this
//! process.

mod args;
mod ask;
mod dry_run;
mod login;
mod permission;
mod plan;
mod report;
mod send;

use crate::diagnostic::Severity;

use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::{self, LoadedCourse};
use crate::cli::output::terminal::Terminal;

pub(in crate::cli) use args::ImportArgs;

pub(in crate::cli) fn run(args: &ImportArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let found = args.severities.read(&args.paths, &args.reading, args.draft)?;
    for course in &found {
        load::print_findings(course, Severity::Warning, terminal);
    }
    if found.iter().any(|course| course.scan.has_errors()) {
        terminal.error("import stopped: the course has errors; nothing was sent");
        terminal.hint(&what_to_do(&found));
        return Ok(Exit::CourseHasErrors);
    }
    load::warn_of_parts(&found, terminal);
    args.account.refuse_token_flag()?;
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
        return "run `coursedir check --explain CODE` to see what a finding means and how to fix it"
            .to_owned();
    }
    let them = match all.len() {
        1 => "it".to_owned(),
        count if count == fixable => "them".to_owned(),
        _ => format!("{fixable} of them"),
    };
    let courses = found.iter().filter(|course| errors(course).contains(&true)).map(LoadedCourse::argument);
    format!("run `coursedir check --fix {}` to fix {them}", courses.collect::<Vec<_>>().join(" "))
}
