//! `import`: scan, build, check, plan, ask, upload, send, record, report.
//!
//! `--dry-run` takes the same road and stops before the first byte is sent; `--sandbox` takes all of
//! it, against the platform in this process.

mod ask;
mod dry_run;
mod login;
mod plan;
mod report;
mod send;

use std::num::NonZero;
use std::path::PathBuf;

use clap::builder::FalseyValueParser;

use crate::diagnostic::Severity;
use crate::uploader::Wish;

use crate::cli::account::AccountArgs;
use crate::cli::courses::{self, Found, Reading};
use crate::cli::exit::{Exit, Stop};
use crate::cli::term::Terminal;
use crate::cli::weighing::Weighing;

/// Import courses: read, check, upload, and send them
///
/// Reads each course, shows the plan, asks, uploads videos, images and materials, and sends one
/// request a course. What is done is kept in `coursedir.lock` in the course's folder, so that the
/// command can be stopped at any moment and run again.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(in crate::cli) struct Args {
    /// Folders of courses
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,

    /// Stop before the first byte is sent: the plan goes to stderr, the request body to stdout
    #[arg(long, env = "COURSEDIR_DRY_RUN", value_parser = FalseyValueParser::new())]
    dry_run: bool,

    /// Import into a platform inside this program: no account, no questions, nothing leaves this machine
    #[cfg(feature = "sandbox")]
    #[arg(long, conflicts_with = "dry_run", env = "COURSEDIR_SANDBOX", value_parser = FalseyValueParser::new())]
    sandbox: bool,

    #[cfg(feature = "sandbox")]
    #[command(flatten)]
    sandbox_options: crate::cli::sandbox::SandboxArgs,

    /// Do not ask before sending
    #[arg(long, short)]
    yes: bool,

    /// Make another copy of a course that is imported already
    #[arg(long)]
    again: bool,

    /// Do nothing, quietly, for a course that is imported already
    #[arg(long, conflicts_with_all = ["again", "forget"], env = "COURSEDIR_IF_NEW", value_parser = FalseyValueParser::new())]
    if_new: bool,

    /// Forget what is remembered of earlier imports of this course: they are not on the platform
    #[arg(long, conflicts_with = "again")]
    forget: bool,

    /// Make every lesson and category a draft
    #[arg(long, env = "COURSEDIR_DRAFT", value_parser = FalseyValueParser::new())]
    draft: bool,

    #[command(flatten)]
    pub(in crate::cli) account: AccountArgs,

    /// How many files are uploaded at once
    #[arg(long, value_name = "N", default_value = "4", env = "COURSEDIR_JOBS")]
    jobs: NonZero<usize>,

    /// Seconds without any movement before a connection is given up
    #[arg(long, value_name = "SECONDS", env = "COURSEDIR_TIMEOUT")]
    timeout: Option<NonZero<u64>>,

    /// How often a request that failed is made again, where that is safe
    #[arg(long, value_name = "N", default_value = "6", env = "COURSEDIR_RETRIES")]
    retries: usize,

    /// How the outcome is reported on stdout
    #[arg(long, value_enum, default_value_t = Format::Text, conflicts_with = "dry_run", env = "COURSEDIR_FORMAT")]
    format: Format,

    #[command(flatten)]
    weighing: Weighing,

    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people, on stderr
    Text,
    /// For other programs, on stdout
    Json,
}

impl Args {
    fn wish(&self) -> Wish {
        match (self.again, self.forget, self.if_new) {
            (true, ..) => Wish::Again,
            (_, true, _) => Wish::Forget,
            (.., true) => Wish::IfNew,
            _ => Wish::Plain,
        }
    }
}

pub(in crate::cli) fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Stop> {
    let found = args.weighing.read(&args.paths, &args.reading, args.draft)?;
    for course in &found {
        courses::say_findings(course, Severity::Warning, terminal);
    }
    if found.iter().any(|course| course.scan.has_errors()) {
        terminal.error("nothing is sent while a course has errors");
        terminal.hint(&what_to_do(&found));
        return Ok(Exit::CourseHasErrors);
    }
    courses::say_parts(&found, terminal);
    if args.dry_run { dry_run::run(args, &found, terminal) } else { send::run(args, &found, terminal) }
}

/// What an author does about errors: some are put right by a command, the others are explained.
fn what_to_do(found: &[Found]) -> String {
    let errors = |course: &Found| -> Vec<bool> {
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
    let courses = found.iter().filter(|course| errors(course).contains(&true)).map(Found::argument);
    format!("`coursedir check --fix {}` puts {them} right", courses.collect::<Vec<_>>().join(" "))
}
