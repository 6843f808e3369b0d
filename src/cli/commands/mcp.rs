//! `mcp`: serves agents over standard input and output.

use std::path::PathBuf;

use crate::cli::course_here;
use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::{self, ReadArgs};
use crate::cli::write;
use crate::mcp::{self, Options};
use crate::{fs, source};

/// Start a server for agents that write courses
///
/// Agents start this command and talk to it over standard input and output (Model Context Protocol).
/// They can show, check, read and write lessons of one course. They cannot import.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct McpArgs {
    /// Serve this course folder [default: the course of the working folder]
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,

    #[command(flatten)]
    reading: ReadArgs,
}

pub(in crate::cli) fn run(args: &McpArgs) -> Result<Exit, CommandError> {
    let path = args.path.clone().unwrap_or_else(course_here::path);
    load::must_be_folders(std::slice::from_ref(&path))?;
    let found = source::find(&path)?;
    let [course] = found.as_slice() else {
        let text = format!("`{}` holds {} courses", path.display(), found.len());
        return Err(CommandError::unclear(text).hint("pass the folder of one course"));
    };
    let options = Options {
        argument: write::quoted(&course.display().to_string()),
        course: fs::canonicalize(course)?,
        scan: args.reading.options(false),
        flags: args.reading.flags(),
        program: std::env::current_exe().map_err(CommandError::failed)?,
    };
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::Output)?;
    let served = runtime.block_on(mcp::serve(options));
    // The thread that reads may wait for input that never comes.
    runtime.shutdown_background();
    served.map_err(CommandError::failed)?;
    Ok(Exit::Done)
}
