//! `check`: finds problems in courses, offline. `--fix` fixes what it can, `--links` also checks web links.

mod asking;
mod fixing;
pub(in crate::cli) mod lock;
mod workflow;

use std::io::Write;
use std::num::NonZero;
use std::path::PathBuf;

use crate::diagnostic::render::{self, Findings, concise, full, github, json, sarif};
use crate::diagnostic::{Code, explain};

use crate::cli::exit::{CommandError, Exit};
use crate::cli::leftovers;
use crate::cli::load::{self, LoadedCourse, ReadArgs};
use crate::cli::output::guard::Form;
use crate::cli::output::terminal::Terminal;
use crate::cli::severity_args::{self, SeverityArgs};

use fixing::Fixed;

/// Check courses for problems
///
/// Reads the course and sends nothing. Errors stop an import. Warnings report content that an import
/// omits or guesses.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(in crate::cli) struct CheckArgs {
    /// Check these course folders
    #[arg(value_name = "PATH", default_value = ".")]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// Print findings in this format
    #[arg(long, value_enum, default_value_t = Format::Full, env = "COURSEDIR_FORMAT")]
    format: Format,

    /// Explain a finding code, with examples
    #[arg(long, value_name = "CODE", value_parser = severity_args::code, conflicts_with = "paths")]
    explain: Option<Code>,

    /// Fix problems with one correct solution, and print a diff
    ///
    /// Corrects in your text: names in the wrong case, paths of moved files, addresses with spaces,
    /// web addresses without `https://`, misspelled keys, `yes` for `true`. Writes `assets_root` in
    /// `course.yaml` if files are in a folder above the course.
    #[arg(long)]
    fix: bool,

    /// With `--fix`: print the diff without writing files
    #[arg(long, requires = "fix")]
    dry_run: bool,

    /// Also check web links; uses the network
    #[arg(long)]
    links: bool,

    /// With `--links`: test addresses in private networks too
    #[arg(long)]
    private_links: bool,

    /// With `--links`: abort a request after this many seconds
    #[arg(long, value_name = "SECONDS", default_value = "15", env = "COURSEDIR_TIMEOUT")]
    timeout: NonZero<u64>,

    #[command(flatten)]
    severities: SeverityArgs,

    #[command(flatten)]
    reading: ReadArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Message, source line and marker
    Full,
    /// One line per finding: `path:line:column: severity[code]: message`
    Concise,
    /// JSON document
    Json,
    /// SARIF 2.1.0 log for code hosts and editors
    Sarif,
    /// GitHub Actions annotations
    Github,
}

pub(in crate::cli) fn run(args: &CheckArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    if let Some(code) = args.explain {
        let mut out = terminal.results();
        write!(out, "{}", explain::text(code))?;
        out.flush()?;
        return Ok(Exit::Done);
    }
    let read = || {
        if args.fix {
            return args.severities.read_to_fix(&args.paths, &args.reading);
        }
        args.severities.read(&args.paths, &args.reading, false)
    };
    let mut found = read()?;
    if args.fix {
        let (fixed, left) = Fixed::fix(found, args.dry_run, read)?;
        fixed.show(args.format.is_for_people(), terminal)?;
        terminal.status(&fixed.summary(args.dry_run));
        found = left;
    }
    lock::add_findings(&mut found, &args.severities);
    if args.links {
        asking::ask(&mut found, args.timeout, args.private_links, &args.severities)?;
    }
    let mut out = terminal.results_in(args.format.form());
    write_findings(&mut out, args.format, &found, terminal.result_style())?;
    out.flush()?;
    load::warn_of_parts(&found, terminal);
    terminal.status(&summary(&found));
    if !args.fix && args.format.is_for_people() {
        print_fixable(&found, terminal);
    }
    leftovers::print(&found, "coursedir check --format json", terminal);
    let errors = found.iter().any(|course| course.scan.has_errors());
    Ok(if errors { Exit::CourseHasErrors } else { Exit::Done })
}

impl Format {
    fn form(self) -> Form {
        match self {
            Self::Full | Self::Concise => Form::Text,
            Self::Github => Form::Commands,
            Self::Json | Self::Sarif => Form::Json,
        }
    }

    fn is_for_people(self) -> bool {
        matches!(self, Self::Full | Self::Concise)
    }
}

/// Prints how many findings `--fix` can fix.
fn print_fixable(found: &[LoadedCourse], terminal: &mut Terminal) {
    let all = found.iter().flat_map(|course| &course.scan.diagnostics);
    match all.filter(|diagnostic| diagnostic.fix.is_some()).count() {
        0 => {}
        1 => terminal.status(
            "1 finding is fixable: run with `--fix`, or see the changes first with `--fix --dry-run`",
        ),
        count => {
            terminal.status(&format!(
                "{count} findings are fixable: run with `--fix`, or see the changes first with `--fix --dry-run`"
            ));
        }
    }
}

fn write_findings(
    out: &mut impl Write,
    format: Format,
    found: &[LoadedCourse],
    style: full::Style,
) -> std::io::Result<()> {
    let prefixes: Vec<String> = found.iter().map(LoadedCourse::prefix).collect();
    let courses: Vec<Findings<'_>> = found
        .iter()
        .zip(&prefixes)
        .map(|(course, prefix)| Findings {
            prefix,
            diagnostics: &course.scan.diagnostics,
            leftovers: &course.scan.leftovers,
        })
        .collect();
    let all = courses.iter().flat_map(|course| course.diagnostics.iter().map(|found| (found, course.prefix)));
    match format {
        Format::Full => {
            for (diagnostic, prefix) in all {
                writeln!(out, "{}\n", full::report(diagnostic, prefix, style))?;
            }
        }
        Format::Concise => {
            for (diagnostic, prefix) in all {
                writeln!(out, "{}", concise::line(diagnostic, prefix))?;
            }
        }
        Format::Github => {
            for (diagnostic, prefix) in all {
                writeln!(out, "{}", github::line(diagnostic, prefix))?;
            }
        }
        Format::Json => write!(out, "{}", json::document(&courses))?,
        Format::Sarif => write!(out, "{}", sarif::log(&courses))?,
    }
    Ok(())
}

fn summary(found: &[LoadedCourse]) -> String {
    let all = found.iter().flat_map(|course| &course.scan.diagnostics);
    render::count(all).unwrap_or_else(|| "no problems found".to_owned())
}
