//! `list`: the courses of a location.

use std::io::Write as _;
use std::time::SystemTime;

use serde::Serialize;

use crate::cli::account::AccountArgs;
use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::guard::Form;
use crate::cli::output::terminal::{FAINT, Terminal};
use crate::cli::target::{ConnectionArgs, Target};
use crate::cli::update::refused;
use crate::platform::courses_v3::{self, Capability, Course, Id};
use crate::shown::shown;

/// List the courses of a location
///
/// Each line has the id of a course and its title. `pull` and `link` take either.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ListArgs {
    /// Print the list in this format
    #[arg(long, value_enum, default_value_t = ListFormat::Text, env = "COURSEDIR_FORMAT")]
    format: ListFormat,

    #[command(flatten)]
    pub(in crate::cli) account: AccountArgs,

    #[command(flatten)]
    connection: ConnectionArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ListFormat {
    /// Text for people
    Text,
    /// JSON document
    Json,
}

pub(in crate::cli) fn run(args: &ListArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::failed)?;
    runtime.block_on(async {
        let target = Target::platform(&args.account, &args.connection, terminal)?;
        let done = list(&target, args.format, terminal).await;
        target.login.wait_for_renewal().await;
        if done? > 0 {
            terminal.status("run `coursedir pull --course ID` to get one of them as files");
        }
        Ok(Exit::Done)
    })
}

/// Stops where the newer API cannot be used.
pub(super) async fn must_be_there(target: &Target) -> Result<(), CommandError> {
    match target.capabilities().ask(&target.api(), SystemTime::now()).await.map_err(refused::call)? {
        Capability::There => Ok(()),
        not_there => Err(refused::no_api(&not_there)),
    }
}

#[derive(Serialize)]
struct CourseJson<'a> {
    id: &'a Id,
    title: &'a str,
    updated_at: Option<&'a str>,
}

/// Prints the courses of a location. Gives their number.
pub(super) async fn list(
    target: &Target,
    format: ListFormat,
    terminal: &mut Terminal,
) -> Result<usize, CommandError> {
    must_be_there(target).await?;
    let courses = courses_v3::list_courses(&target.api(), None).await.map_err(refused::call)?;
    match format {
        ListFormat::Json => json(&courses, terminal)?,
        ListFormat::Text => text(&courses, terminal)?,
    }
    Ok(courses.len())
}

fn json(courses: &[Course], terminal: &Terminal) -> Result<(), CommandError> {
    let all = courses.iter().map(|course| CourseJson {
        id: course.id(),
        title: course.title(),
        updated_at: course.text("updatedAt"),
    });
    let all: Vec<CourseJson<'_>> = all.collect();
    let mut out = terminal.results_in(Form::Json);
    serde_json::to_writer_pretty(&mut out, &all).map_err(std::io::Error::from)?;
    writeln!(out)?;
    out.flush()?;
    Ok(())
}

fn text(courses: &[Course], terminal: &mut Terminal) -> Result<(), CommandError> {
    let mut out = terminal.results();
    for course in courses {
        let changed = course.text("updatedAt").and_then(|time| time.get(..10)).unwrap_or_default();
        let changed =
            if changed.is_empty() { String::new() } else { format!("  {FAINT}{}{FAINT:#}", shown(changed)) };
        writeln!(out, "{}  {}{changed}", course.id(), shown(course.title()))?;
    }
    out.flush()?;
    drop(out);
    if courses.is_empty() {
        terminal.status("this location has no courses");
    }
    Ok(())
}
