//! `man`: manual pages, from the texts of the help and a few sections of their own.

use std::io::{self, Write};

use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::examples;
use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::Terminal;
use crate::config::env;

/// Print a manual page
///
/// Read it with `man -l -`, or save it where `man` finds it.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ManArgs {
    /// Print the page of this command [default: coursedir itself]
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

const EXIT_STATUS: &[(&str, &str)] = &[
    ("0", "Success."),
    ("1", "The course has errors."),
    ("2", "The command line or the environment is invalid."),
    ("3", "The command failed: network, platform or disk."),
    ("4", "A decision is needed, for example because the course is already imported."),
    ("101", "A bug in coursedir."),
];

const ENVIRONMENT: &[(&str, &str)] = &[
    (env::TOKEN, "Token for the platform. Overrides all stored logins."),
    (env::LOCATION, "Location id. The same as --location."),
    (env::USER, "User id. The same as --user."),
    (env::BASE_URL, "Address of the API. The same as --base-url."),
    (env::CLIENT_ID, "Client id of the OAuth app."),
    (env::CLIENT_SECRET, "Client secret of the OAuth app."),
    (env::PROFILE, "Name of the login. The same as --profile."),
    ("COURSEDIR_*", "Defaults for flags. Each flag lists its variable under OPTIONS."),
    ("NO_COLOR", "Disables colors."),
    ("COLUMNS", "Width of output that does not go to a terminal."),
    ("XDG_CONFIG_HOME, XDG_DATA_HOME", "Folders of stored logins and of sandbox data."),
    ("RUST_LOG", "Selects log events, with --verbose."),
];

const FILES: &[(&str, &str)] = &[
    ("course.yaml", "Settings of the course. Optional."),
    ("coursedir.lock", "Uploaded files and imports of the course. Commit it."),
    ("coursedir.LOCATION.lock", "The same of each further location. Commit it."),
    (".coursedir.run", "Exists while an import of the course runs."),
    ("~/.config/coursedir/credentials.toml", "Stored logins. Contains secrets."),
    ("~/.local/share/coursedir/sandbox", "Data of the sandbox."),
];

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
fn command(mut command: clap::Command, words: &[String]) -> Result<clap::Command, CommandError> {
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
    for (title, entries) in [("EXIT STATUS", EXIT_STATUS), ("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES)] {
        roff.control("SH", [title]);
        for (name, text) in entries {
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
