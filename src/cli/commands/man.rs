//! `man`: the manual pages, made of the same words as the help.

use std::io::Write as _;

use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::Terminal;

/// Print a manual page
///
/// Read it with `coursedir man | man -l -`, or keep it:
/// `coursedir man > ~/.local/share/man/man1/coursedir.1`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ManArgs {
    /// The command that the page is about, such as `check` or `new lesson`; all of it if left out
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

pub(in crate::cli) fn run(
    args: &ManArgs,
    all: clap::Command,
    terminal: &mut Terminal,
) -> Result<Exit, CommandError> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command(all, &args.command)?).render(&mut page)?;
    let mut out = terminal.results();
    out.write_all(&page)?;
    out.flush()?;
    Ok(Exit::Done)
}

/// The command that these words lead to; building has given it its whole name.
fn command(mut command: clap::Command, words: &[String]) -> Result<clap::Command, CommandError> {
    command.build();
    for word in words {
        let Some(next) = command.find_subcommand(word) else {
            return Err(CommandError::unclear(format!("there is no command `{}`", words.join(" ")))
                .hint("`coursedir --help` lists them"));
        };
        command = next.clone();
    }
    Ok(command)
}
