//! `man`: manual pages, from the texts of the help and a few sections of their own.

use std::io::{self, Write};

use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::examples;
use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::Terminal;
use crate::cli::topics;

/// Print a manual page
///
/// Read it with `man -l -`, or save it where `man` finds it.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ManArgs {
    /// Print the page of this command [default: coursedir itself]
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

pub(in crate::cli) fn run(
    args: &ManArgs,
    all: clap::Command,
    terminal: &mut Terminal,
) -> Result<Exit, CommandError> {
    let command = command(all, &args.command)?;
    let mut page = Vec::new();
    render(command, &args.command.join(" "), &mut page)?;
    let mut out = terminal.exact_results();
    out.write_all(&page)?;
    out.flush()?;
    Ok(Exit::Done)
}

/// The command that these words lead to. Building gives it its whole name.
pub(super) fn command(mut command: clap::Command, words: &[String]) -> Result<clap::Command, CommandError> {
    command.build();
    for word in words {
        let Some(next) = command.find_subcommand(word) else {
            return Err(CommandError::unclear(format!("unknown command: `{}`", words.join(" ")))
                .hint("run `coursedir --help` to list all commands"));
        };
        command = next.clone();
    }
    Ok(command)
}

fn render(command: clap::Command, words: &str, page: &mut Vec<u8>) -> io::Result<()> {
    let (has_subcommands, has_version) = (command.has_subcommands(), command.get_version().is_some());
    let man = Man::new(command);
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    if has_subcommands {
        man.render_subcommands_section(page)?;
    }
    let mut roff = Roff::new();
    for topic in topics::ALL {
        roff.control("SH", [topic.heading]);
        for (name, text) in topic.entries {
            roff.control("TP", []);
            roff.text([bold(*name)]);
            roff.text([roman(*text)]);
        }
    }
    roff.control("SH", ["EXAMPLES"]);
    roff.control("nf", []);
    for line in examples::of(words).iter().flat_map(|example| example.lines()) {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
    roff.to_writer(page)?;
    if has_version {
        man.render_version_section(page)?;
    }
    Ok(())
}
