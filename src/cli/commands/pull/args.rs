//! The flags of `pull`.

use std::path::PathBuf;

use crate::cli::account::AccountArgs;
use crate::cli::load::ReadArgs;
use crate::cli::target::ConnectionArgs;

/// Get a course, or its changes, from the platform as files
///
/// With `--course`, makes a new folder of a course that is on the platform. Without it, brings what
/// changed there into the folder of a course. It changes nothing on the platform.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(in crate::cli) struct PullArgs {
    /// Use this course folder; with `--course`, make it [default: its title]
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,

    /// Make a new folder of the course with this id or title
    #[arg(long, value_name = "ID|TITLE")]
    pub course: Option<String>,

    /// Write the changes without confirmation
    #[arg(long, short)]
    pub yes: bool,

    /// Print what would be written without writing it
    #[arg(long)]
    pub dry_run: bool,

    /// Print the changes line by line
    #[arg(long, conflicts_with = "course")]
    pub diff: bool,

    /// Change files that are not committed, or newer than the last run
    #[arg(long, conflicts_with = "course")]
    pub force: bool,

    /// Keep copies of replaced files in this folder
    #[arg(long, value_name = "DIR", env = "COURSEDIR_KEEP_IN")]
    pub keep_in: Option<PathBuf>,

    #[command(flatten)]
    pub account: AccountArgs,

    #[command(flatten)]
    pub connection: ConnectionArgs,

    #[command(flatten)]
    pub reading: ReadArgs,
}
