//! `check`: everything that is wrong with a course, offline.

use std::io::Write;
use std::path::PathBuf;

use crate::diagnostic::render::{self, Findings, concise, full, github, json, sarif};
use crate::diagnostic::{Code, explain};

use crate::cli::courses::{Found, Reading};
use crate::cli::exit::{Exit, Stop};
use crate::cli::term::Terminal;
use crate::cli::weighing::{self, Weighing};

/// Say everything that is wrong with a course
///
/// Reads the course and sends nothing. Errors stop an import; warnings are losses or guesses.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Folders of courses
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,

    /// How findings are shown
    #[arg(long, value_enum, default_value_t = Format::Full, env = "COURSEDIR_FORMAT")]
    format: Format,

    /// Say what a finding means, with examples, and check nothing
    #[arg(long, value_name = "CODE", value_parser = weighing::code, conflicts_with = "paths")]
    explain: Option<Code>,

    #[command(flatten)]
    weighing: Weighing,

    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// With the source line and a marker
    Full,
    /// One line each: `path:line:column: severity[code]: message`
    Concise,
    /// One JSON document for other programs
    Json,
    /// A SARIF 2.1.0 log for code hosts and editors
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

pub(in crate::cli) fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Stop> {
    if let Some(code) = args.explain {
        let mut out = terminal.results();
        write!(out, "{}", explain::text(code))?;
        out.flush()?;
        return Ok(Exit::Done);
    }
    let found = args.weighing.read(&args.paths, &args.reading, false)?;
    let mut out = terminal.results();
    write_findings(&mut out, args.format, &found, terminal.result_style())?;
    out.flush()?;
    terminal.say(&summary(&found));
    let errors = found.iter().any(|course| course.scan.has_errors());
    Ok(if errors { Exit::CourseHasErrors } else { Exit::Done })
}

fn write_findings(
    out: &mut impl Write,
    format: Format,
    found: &[Found],
    style: full::Style,
) -> std::io::Result<()> {
    let prefixes: Vec<String> = found.iter().map(Found::prefix).collect();
    let courses: Vec<Findings<'_>> = found
        .iter()
        .zip(&prefixes)
        .map(|(course, prefix)| Findings { prefix, diagnostics: &course.scan.diagnostics })
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

fn summary(found: &[Found]) -> String {
    let all = found.iter().flat_map(|course| &course.scan.diagnostics);
    render::count(all).unwrap_or_else(|| "nothing to say: the course is fine".to_owned())
}
