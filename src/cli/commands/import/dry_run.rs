//! `--dry-run`: prints the plan and the request body. Sends nothing, writes nothing.

use std::io::Write as _;

use crate::platform::convert;
use crate::sync::lock::{Destination, Lock};
use crate::sync::plan::known_files;

use crate::cli::account::LoginNeed;
use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::LoadedCourse;
use crate::cli::output::guard::Form;
use crate::cli::output::terminal::Terminal;
use crate::cli::target::permission;

use super::args::ImportArgs;
use super::plan::{self, Uploads};

pub(super) fn run(
    args: &ImportArgs,
    found: &[LoadedCourse],
    terminal: &mut Terminal,
) -> Result<Exit, CommandError> {
    let account = args.account.resolve(LoginNeed::Settings, terminal)?;
    let mut out = terminal.results_in(Form::Json);
    for found in found {
        let Some(course) = &found.scan.course else { continue };
        let lock = Lock::read(&found.scan.root)?;
        let location = account.location().unwrap_or_default().to_owned();
        let to = Destination { host: account.base().key(), location };
        let known = known_files(course, &lock, &to)?;
        let new = course.files.iter().filter(|(path, _)| !known.contains_key(*path));
        let uploads = Uploads {
            files: course.files.len() - known.len(),
            bytes: new.map(|(_, file)| file.bytes).sum(),
            known: known.len(),
        };
        terminal.status(&plan::words(&found.path, course, &uploads, &found.scan));
        if let Some(line) = permission::before_login(&account).line(uploads.files) {
            terminal.status(line);
        }
        let body = convert::preview(course, &known, account.location(), account.user());
        serde_json::to_writer_pretty(&mut out, &body).map_err(std::io::Error::from)?;
        writeln!(out)?;
    }
    out.flush()?;
    Ok(Exit::Done)
}
