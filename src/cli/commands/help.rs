//! `help`: the help of a command, or a topic that is about no command.

use std::fmt::Write as _;
use std::io::Write as _;

use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::{STRONG, Terminal};
use crate::cli::output::wrap;
use crate::cli::topics::{self, Topic};

use super::man;

/// Print the help of a command or a topic
///
/// Topics: `exit-codes`, `environment`, `files`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct HelpArgs {
    /// Print the help of this command or topic [default: coursedir itself]
    #[arg(value_name = "COMMAND|TOPIC")]
    about: Vec<String>,
}

pub(in crate::cli) fn run(
    args: &HelpArgs,
    all: clap::Command,
    terminal: &mut Terminal,
) -> Result<Exit, CommandError> {
    let topic = match args.about.as_slice() {
        [name] => topics::named(name),
        _ => None,
    };
    let text = match topic {
        Some(topic) => text(topic),
        None => man::command(all, &args.about)?.render_long_help().ansi().to_string(),
    };
    let mut out = terminal.results();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Exit::Done)
}

fn text(topic: &Topic) -> String {
    const INDENT: &str = "  ";
    let longest = topic.entries.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let indent = format!("{INDENT}{:longest$}{INDENT}", "");
    let room = wrap::columns(indent.len());
    let mut text = format!("{}\n\n", topic.about);
    for (name, meaning) in topic.entries {
        let meaning = wrap::wrapped(meaning, room, &indent);
        let _ = writeln!(text, "{INDENT}{STRONG}{name:longest$}{STRONG:#}{INDENT}{meaning}");
    }
    text
}
