//! `--dry-run`: the plan, and the body that would be sent. Sends nothing, writes nothing.

use std::io::Write as _;

use crate::platform::convert;
use crate::sync::lockfile::{Destination, Journal};
use crate::sync::plan::known_files;

use crate::cli::account::Want;
use crate::cli::courses::Found;
use crate::cli::exit::{Exit, Stop};
use crate::cli::term::Terminal;

use super::args::Args;
use super::plan::{self, Uploads};

pub(super) fn run(args: &Args, found: &[Found], terminal: &mut Terminal) -> Result<Exit, Stop> {
    let account = args.account.resolve(Want::Settings, terminal)?;
    let mut out = terminal.results();
    for found in found {
        let Some(course) = &found.scan.course else { continue };
        let journal = Journal::read(&found.scan.root)?;
        let location = account.location().unwrap_or_default().to_owned();
        let to = Destination { host: account.base().host(), location };
        let known = known_files(course, &journal, &to)?;
        let new = course.files.iter().filter(|(path, _)| !known.contains_key(*path));
        let uploads = Uploads {
            files: course.files.len() - known.len(),
            bytes: new.map(|(_, file)| file.bytes).sum(),
            known: known.len(),
        };
        terminal.say(&plan::words(&found.path, course, &uploads, &found.scan.diagnostics));
        let body = convert::preview(course, &known, account.location(), account.user());
        serde_json::to_writer_pretty(&mut out, &body).map_err(std::io::Error::from)?;
        writeln!(out)?;
    }
    out.flush()?;
    Ok(Exit::Done)
}
