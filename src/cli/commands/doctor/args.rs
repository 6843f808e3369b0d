//! The flags of `doctor`.

use std::path::PathBuf;

use crate::cli::account::AccountArgs;

/// Diagnose login, token, scopes and connection
///
/// Prints one line for each check, with a hint for each problem. Writes nothing on the platform. Exit
/// status 0: imports can work; 3: a problem blocks imports.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct DoctorArgs {
    /// Read the lock file of this course folder
    #[arg(value_name = "PATH", default_value = ".")]
    pub(in crate::cli) path: PathBuf,

    /// Print the checks in this format
    #[arg(long, value_enum, default_value_t = Format::Text, env = "COURSEDIR_FORMAT")]
    pub(super) format: Format,

    #[command(flatten)]
    pub(in crate::cli) account: AccountArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// Text
    Text,
    /// JSON document
    Json,
}
