//! `schema`: prints the JSON Schemas that editors use.

use std::io::Write as _;

use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::Terminal;
use crate::source::settings::schema;

/// The line to copy has a line of its own.
const LONG_ABOUT: &str = "Print the JSON Schema of course.yaml or front matter

Save it in the course, and make this the first line of course.yaml:

  # yaml-language-server: $schema=.coursedir/course.schema.json

`coursedir init` does both.";

/// Print the JSON Schema of course.yaml or front matter
#[derive(Debug, clap::Args)]
#[command(long_about = LONG_ABOUT)]
pub(in crate::cli) struct SchemaArgs {
    /// Print the schema of this file
    #[arg(value_enum, value_name = "course|lesson")]
    of: Of,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Of {
    /// course.yaml
    Course,
    /// Front matter of a lesson or of a category's index file
    Lesson,
}

pub(in crate::cli) fn run(args: &SchemaArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let schema = match args.of {
        Of::Course => schema::course(),
        Of::Lesson => schema::lesson(),
    };
    let mut out = terminal.exact_results();
    writeln!(out, "{schema:#}")?;
    out.flush()?;
    Ok(Exit::Done)
}
