//! `schema`: what editors complete and check by.

use std::io::Write as _;

use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::Terminal;
use crate::source::settings::schema;

/// Print the JSON Schema of course.yaml or of front matter, for editors
///
/// Keep it beside your course, and name it in the first line of course.yaml:
/// `# yaml-language-server: $schema=course.schema.json`. `coursedir init` does both.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct SchemaArgs {
    /// What the schema is of
    #[arg(value_enum, value_name = "course|lesson")]
    of: Of,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Of {
    /// The file course.yaml
    Course,
    /// The front matter of a lesson, or of a category's index file
    Lesson,
}

pub(in crate::cli) fn run(args: &SchemaArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let schema = match args.of {
        Of::Course => schema::course(),
        Of::Lesson => schema::lesson(),
    };
    let mut out = terminal.results();
    writeln!(out, "{schema:#}")?;
    out.flush()?;
    Ok(Exit::Done)
}
