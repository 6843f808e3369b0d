//! `import`: scan, build, check, plan, ask, upload, send, record, report.
//!
//! `--dry-run` stops before it sends anything; `--sandbox` runs all steps against the platform in this
//! process. `send` decides between one location and `many`; `one` is a course in a location.

mod after;
mod args;
mod ask;
mod by_hand;
mod course_import;
mod dry_run;
mod many;
mod many_report;
mod one;
mod open_course;
mod plan;
mod report;
mod report_json;
mod run_failure;
mod send;
mod update;
mod update_report;

use crate::diagnostic::Severity;

use crate::cli::exit::{CommandError, Exit};
use crate::cli::load;
use crate::cli::output::terminal::Terminal;
use crate::cli::target::places;
use crate::cli::update::fingerprints::Fingerprints;

pub(in crate::cli) use args::ImportArgs;

pub(in crate::cli) fn run(args: &ImportArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let found = args.severities.read(&args.paths, &args.reading, args.draft)?;
    for course in &found {
        load::print_findings(course, Severity::Warning, terminal);
    }
    if let Some(exit) = load::stop_at_errors(&found, "import", terminal) {
        return Ok(exit);
    }
    load::warn_of_parts(&found, terminal);
    args.account.refuse_token_flag()?;
    let _known = Fingerprints::load();
    let places = places::of(&found, &args.targets, &args.account, terminal)?;
    if args.dry_run { dry_run::run(args, &places, terminal) } else { send::run(args, &places, terminal) }
}
