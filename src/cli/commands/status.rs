//! `status`: is a course in step with the platform? Writes nothing.

use std::io::Write as _;
use std::path::PathBuf;

use serde::Serialize;

use crate::cli::account::AccountArgs;
use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::{self, ReadArgs};
use crate::cli::output::guard::Form;
use crate::cli::output::terminal::Terminal;
use crate::cli::target::args::TargetArgs;
use crate::cli::target::{ConnectionArgs, places};
use crate::cli::update::look::{self, Look, Looking, Shows};
use crate::cli::update::plan_json::PlanJson;
use crate::cli::update::targets_table;
use crate::sync::diff::Options;

/// Show whether courses are in step with the platform
///
/// Compares the folder, the lock file and the platform. Sends and writes nothing. Without a login
/// it compares the folder with the lock file.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct StatusArgs {
    /// Look at these course folders
    #[arg(value_name = "PATH", default_value = ".")]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// Exit with 4 if a course is not in step
    #[arg(long)]
    exit_code: bool,

    /// Compare with the lock file, without a request
    #[arg(long, env = "COURSEDIR_OFFLINE", value_parser = clap::builder::FalseyValueParser::new())]
    offline: bool,

    /// Print the result in this format
    #[arg(long, value_enum, default_value_t = StatusFormat::Text, env = "COURSEDIR_FORMAT")]
    format: StatusFormat,

    #[command(flatten)]
    pub(in crate::cli) account: AccountArgs,

    #[command(flatten)]
    targets: TargetArgs,

    #[command(flatten)]
    connection: ConnectionArgs,

    #[command(flatten)]
    reading: ReadArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum StatusFormat {
    /// Text for people
    Text,
    /// JSON document
    Json,
}

pub(in crate::cli) fn run(args: &StatusArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let found = load::read(&args.paths, &args.reading.options(false))?;
    if let Some(exit) = load::refuse_errors(&found, "status", terminal) {
        return Ok(exit);
    }
    let looking = Looking {
        account: &args.account,
        connection: &args.connection,
        offline: args.offline,
        options: Options::default(),
    };
    let places = places::of(&found, &args.targets, &args.account, terminal)?;
    let looks = look::all(&places, &looking, terminal)?;
    match args.format {
        StatusFormat::Text => text(&looks, terminal)?,
        StatusFormat::Json => json(&looks, terminal)?,
    }
    Ok(look::exit(&looks, args.exit_code))
}

fn text(looks: &[Look<'_>], terminal: &Terminal) -> Result<(), CommandError> {
    let mut out = terminal.results();
    if looks.len() > 1 && looks.iter().all(|look| look.target.is_some()) {
        write!(out, "{}", targets_table::of(looks))?;
        out.flush()?;
        return Ok(());
    }
    for (at, look) in looks.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", look.text())?;
        if let Some(next) = look.next_step(Shows::Counts) {
            writeln!(out, "{next}")?;
        }
    }
    out.flush()?;
    Ok(())
}

/// One course in one location, for programs. Fields are added, never renamed or removed.
#[derive(Serialize)]
struct StatusJson<'a> {
    path: String,
    title: &'a str,
    /// The name of the target in `course.yaml`.
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
    host: Option<&'a str>,
    location: Option<&'a str>,
    course_id: Option<String>,
    state: &'static str,
    /// Whether the platform was asked, or the lock file alone.
    compared_with: Option<&'static str>,
    imported_at: Option<String>,
    plan: Option<PlanJson<'a>>,
    errors: Vec<String>,
}

fn json(looks: &[Look<'_>], terminal: &Terminal) -> Result<(), CommandError> {
    let all: Vec<StatusJson<'_>> = looks
        .iter()
        .map(|look| StatusJson {
            path: look.path.display().to_string(),
            title: &look.title,
            target: look.target,
            host: look.to.as_ref().map(|to| to.host.as_str()).filter(|host| !host.is_empty()),
            location: look.to.as_ref().map(|to| to.location.as_str()),
            course_id: look.course_id.as_ref().map(ToString::to_string),
            state: look.standing().word(),
            compared_with: look.compared_with(),
            imported_at: look.imported_at.clone(),
            plan: look.compared().map(|(_, plan)| PlanJson::of(plan)),
            errors: look.errors(),
        })
        .collect();
    let mut out = terminal.results_in(Form::Json);
    serde_json::to_writer_pretty(&mut out, &all).map_err(std::io::Error::from)?;
    writeln!(out)?;
    out.flush()?;
    Ok(())
}
