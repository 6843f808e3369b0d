//! The flags of `doctor`.

use std::path::PathBuf;

use crate::cli::account::AccountArgs;

/// Say what the token may do and whether an import would get through; write nothing on the platform
///
/// One line for each thing that was looked at, with what to do where something is wrong. Exit code 0: nothing
/// stands in the way; 3: something does.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct DoctorArgs {
    /// The folder of the course whose lock is read
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) path: PathBuf,

    /// How the outcome is reported on stdout
    #[arg(long, value_enum, default_value_t = Format::Text, env = "COURSEDIR_FORMAT")]
    pub(super) format: Format,

    #[command(flatten)]
    pub(in crate::cli) account: AccountArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// For other programs
    Json,
}
