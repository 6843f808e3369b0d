//! `version`: which program this is, for people and for programs.

use std::io::Write as _;
use std::sync::LazyLock;

use serde::Serialize;

use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::Terminal;

/// Print the version, with the commit and the date of a release
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct VersionArgs {
    /// Print in this format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// What is known of this program. The build of a release sets the variables of commit and date.
#[derive(Debug, Serialize)]
struct Version {
    #[serde(rename = "version")]
    number: &'static str,
    commit: Option<&'static str>,
    /// Of the commit: `2026-11-28`.
    date: Option<&'static str>,
    os: &'static str,
    arch: &'static str,
}

const VERSION: Version = Version {
    number: env!("CARGO_PKG_VERSION"),
    commit: option_env!("COURSEDIR_COMMIT"),
    date: option_env!("COURSEDIR_COMMIT_DATE"),
    os: std::env::consts::OS,
    arch: std::env::consts::ARCH,
};

/// What `--version` prints after the name.
pub(in crate::cli) fn line() -> clap::builder::Str {
    static LINE: LazyLock<String> = LazyLock::new(|| VERSION.to_string());
    LINE.as_str().into()
}

pub(in crate::cli) fn run(args: &VersionArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let mut out = terminal.results();
    match args.format {
        Format::Text => writeln!(out, "coursedir {VERSION}")?,
        Format::Json => {
            writeln!(out, "{}", serde_json::to_string_pretty(&VERSION).map_err(CommandError::failed)?)?;
        }
    }
    out.flush()?;
    Ok(Exit::Done)
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { number, commit, date, os: _, arch: _ } = self;
        match (commit, date) {
            (Some(commit), Some(date)) => {
                let short = commit.get(..9).unwrap_or(commit);
                write!(f, "{number} ({short} {date})")
            }
            _ => f.write_str(number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_names_its_commit() {
        let release =
            Version { commit: Some("0af86a4c1de5"), date: Some("2026-11-28"), number: "1.2.3", ..VERSION };
        assert_eq!(release.to_string(), "1.2.3 (0af86a4c1 2026-11-28)");
        assert_eq!(Version { commit: None, ..release }.to_string(), "1.2.3");
    }
}
