//! `check`: everything that is wrong with a course, offline.

use std::io::Write as _;
use std::path::PathBuf;

use crate::diagnostic::render::{self, concise, full};

use crate::cli::courses::{self, Found, Reading};
use crate::cli::exit::{Exit, Stop};
use crate::cli::term::Terminal;

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

    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// With the source line and a marker
    Full,
    /// One line each: `path:line:column: severity[code]: message`
    Concise,
}

pub(in crate::cli) fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Stop> {
    let found = courses::read(&args.paths, &args.reading.options(false))?;
    let mut out = terminal.results();
    for course in &found {
        let prefix = course.prefix();
        for diagnostic in &course.scan.diagnostics {
            match args.format {
                Format::Full => {
                    writeln!(out, "{}\n", full::report(diagnostic, &prefix, terminal.result_style()))?;
                }
                Format::Concise => writeln!(out, "{}", concise::line(diagnostic, &prefix))?,
            }
        }
    }
    out.flush()?;
    terminal.say(&summary(&found));
    let errors = found.iter().any(|course| course.scan.has_errors());
    Ok(if errors { Exit::CourseHasErrors } else { Exit::Done })
}

fn summary(found: &[Found]) -> String {
    let all: Vec<_> = found.iter().flat_map(|course| course.scan.diagnostics.clone()).collect();
    render::count(&all).unwrap_or_else(|| "nothing to say: the course is fine".to_owned())
}
