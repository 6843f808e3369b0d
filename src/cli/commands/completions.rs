//! `completions`: prints the completion script of a shell.

use std::io::Write as _;

use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::Terminal;

/// Print a shell completion script
///
/// Save it where your shell loads completions. The examples show the usual places.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct CompletionsArgs {
    /// Print the script for this shell
    #[arg(value_name = "SHELL")]
    shell: clap_complete::Shell,
}

pub(in crate::cli) fn run(
    args: &CompletionsArgs,
    mut command: clap::Command,
    terminal: &mut Terminal,
) -> Result<Exit, CommandError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "coursedir", &mut script);
    let mut out = terminal.exact_results();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Exit::Done)
}
