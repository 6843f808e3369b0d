//! `outline`: the course as a tree in the terminal.

mod json;
mod reasons;
mod tree;

use std::io::Write as _;
use std::path::PathBuf;

use crate::diagnostic::Severity;

use crate::cli::exit::{CommandError, Exit};
use crate::cli::leftovers;
use crate::cli::load::{self, ReadArgs};
use crate::cli::output::guard::Form;
use crate::cli::output::terminal::Terminal;

/// Show a course as a tree of categories and lessons
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct OutlineArgs {
    /// Show these course folders
    #[arg(value_name = "PATH", default_value = ".")]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// Show which rule decided each title, order, type and video
    #[arg(long, env = "COURSEDIR_EXPLAIN", value_parser = clap::builder::FalseyValueParser::new())]
    explain: bool,

    /// Print the outline in this format
    #[arg(long, value_enum, default_value_t = Format::Text, env = "COURSEDIR_FORMAT")]
    format: Format,

    #[command(flatten)]
    reading: ReadArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Tree
    Text,
    /// JSON list of courses
    Json,
}

pub(in crate::cli) fn run(args: &OutlineArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let found = load::read(&args.paths, &args.reading.options(false))?;
    let form = if args.format == Format::Json { Form::Json } else { Form::Text };
    let mut out = terminal.results_in(form);
    let courses = found.iter().filter_map(|found| Some((found.scan.course.as_ref()?, &found.scan.leftovers)));
    match args.format {
        Format::Text => {
            for (number, (course, _)) in courses.enumerate() {
                if number > 0 {
                    writeln!(out)?;
                }
                tree::write(&mut out, course, args.explain)?;
            }
        }
        Format::Json => {
            let courses: Vec<json::Course> =
                courses.map(|(course, left)| json::Course::of(course, left)).collect();
            serde_json::to_writer_pretty(&mut out, &courses).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    load::warn_of_parts(&found, terminal);
    for course in &found {
        if course.scan.course.is_none() {
            load::print_findings(course, Severity::Error, terminal);
        } else if let Some(line) = findings_line(course) {
            terminal.status(&line);
        }
    }
    leftovers::print(&found, "coursedir outline --format json", terminal);
    let empty = found.iter().any(|found| found.scan.course.is_none());
    Ok(if empty { Exit::CourseHasErrors } else { Exit::Done })
}

/// The count of findings, and how to see them.
fn findings_line(found: &load::LoadedCourse) -> Option<String> {
    let serious: Vec<_> =
        found.scan.diagnostics.iter().filter(|found| found.severity > Severity::Info).cloned().collect();
    let count = crate::diagnostic::render::count(&serious)?;
    Some(format!("{count}: run `coursedir check {}` for details", found.argument()))
}
