//! `completions`: what a shell needs to complete our commands and flags.

use std::io::Write as _;

use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::Terminal;

/// Print a script that completes commands and flags in a shell
///
/// Bash:        coursedir completions bash > ~/.local/share/bash-completion/completions/coursedir
/// Zsh:         coursedir completions zsh > "${fpath[1]}/_coursedir"
/// Fish:        coursedir completions fish > ~/.config/fish/completions/coursedir.fish
/// PowerShell:  coursedir completions powershell >> $PROFILE
/// Elvish:      coursedir completions elvish >> ~/.config/elvish/rc.elv
#[allow(rustdoc::broken_intra_doc_links, reason = "the help is for a shell")]
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(in crate::cli) struct CompletionsArgs {
    /// The shell
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
    let mut out = terminal.results();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Exit::Done)
}
