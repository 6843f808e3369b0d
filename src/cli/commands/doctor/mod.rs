//! `doctor`: tests the login, and reports what blocks an import.
//!
//! Reads only: on the platform one file of the media library and one course are asked for; here the lock is
//! read. The result is a list of [`check::Check`]s: `look` sends requests, `checks` and `updates`
//! interpret the responses, `show` prints the list.

mod args;
mod check;
mod checks;
mod look;
mod show;
mod updates;

use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::Terminal;

pub(in crate::cli) use args::DoctorArgs;
use args::Format;
use check::Level;

pub(in crate::cli) fn run(args: &DoctorArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::failed)?;
    let checks = runtime.block_on(look::all(args, terminal))?;
    runtime.shutdown_background();
    match args.format {
        Format::Text => show::text(&checks, terminal)?,
        Format::Json => show::json(&checks, terminal)?,
    }
    let is_bad = checks.iter().any(|check| check.level == Level::Problem);
    Ok(if is_bad { Exit::Failed } else { Exit::Done })
}
