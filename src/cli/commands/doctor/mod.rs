//! `doctor`: what a login may do, and what stands in the way of an import.
//!
//! Reads only: on the platform one file of the media library and one course are asked for; here the lock is
//! read. What is found is a list of [`Check`]s: `look` asks, `checks` says what an answer means, `show` prints it.

mod checks;
mod look;
mod show;

use std::path::PathBuf;

use crate::cli::account::AccountArgs;
use crate::cli::exit::{Exit, Stop};
use crate::cli::term::Terminal;
use crate::secret;

/// Say what the token may do and whether an import would get through; write nothing on the platform
///
/// One line for each thing that was looked at, with what to do where something is wrong. Exit code 0: nothing
/// stands in the way; 3: something does.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The folder of the course whose lock is read
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,

    /// How the outcome is reported on stdout
    #[arg(long, value_enum, default_value_t = Format::Text, env = "COURSEDIR_FORMAT")]
    format: Format,

    #[command(flatten)]
    pub(in crate::cli) account: AccountArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For other programs
    Json,
}

/// One thing that was looked at. Holds no secret: they are taken out before JSON writes some of them differently.
#[derive(Debug, serde::Serialize)]
struct Check {
    /// What was looked at; stable, for programs.
    name: &'static str,
    level: Level,
    /// What was found, as a sentence.
    text: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
}

/// How good it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    /// As it should be.
    Ok,
    /// Not known, or of no harm yet.
    Warning,
    /// An import would not get through.
    Problem,
}

impl Check {
    fn new(name: &'static str, level: Level, text: impl Into<String>) -> Self {
        Self { name, level, text: secret::mask(&text.into()).into_owned(), hint: None }
    }

    fn ok(name: &'static str, text: impl Into<String>) -> Self {
        Self::new(name, Level::Ok, text)
    }

    fn warning(name: &'static str, text: impl Into<String>) -> Self {
        Self::new(name, Level::Warning, text)
    }

    fn problem(name: &'static str, text: impl Into<String>) -> Self {
        Self::new(name, Level::Problem, text)
    }

    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(secret::mask(&hint.into()).into_owned()).filter(|hint| !hint.is_empty());
        self
    }
}

pub(in crate::cli) fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Stop> {
    let runtime = tokio::runtime::Runtime::new().map_err(Stop::failed)?;
    let checks = runtime.block_on(look::all(args, terminal))?;
    runtime.shutdown_background();
    match args.format {
        Format::Text => show::text(&checks, terminal)?,
        Format::Json => show::json(&checks, terminal)?,
    }
    let is_bad = checks.iter().any(|check| check.level == Level::Problem);
    Ok(if is_bad { Exit::Failed } else { Exit::Done })
}
