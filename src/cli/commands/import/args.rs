//! The flags of `import`.

use std::num::NonZero;
use std::path::PathBuf;

use clap::builder::FalseyValueParser;

use crate::sync::Reimport;

use crate::cli::account::AccountArgs;
use crate::cli::load::ReadArgs;
use crate::cli::severity_args::SeverityArgs;

/// Import courses: read, check, upload, and send them
///
/// Reads each course, shows the plan, asks, uploads videos, images and materials, and sends one
/// request a course. What is done is kept in `coursedir.lock` in the course's folder, so that the
/// command can be stopped at any moment and run again.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(in crate::cli) struct ImportArgs {
    /// Folders of courses
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,

    /// Stop before the first byte is sent: the plan goes to stderr, the request body to stdout
    #[arg(long, env = "COURSEDIR_DRY_RUN", value_parser = FalseyValueParser::new())]
    pub(super) dry_run: bool,

    /// Import into a platform inside this program: no account, no questions, nothing leaves this machine
    #[arg(long, conflicts_with = "dry_run", env = "COURSEDIR_SANDBOX", value_parser = FalseyValueParser::new())]
    pub(super) sandbox: bool,

    #[command(flatten)]
    pub(super) sandbox_options: crate::cli::sandbox::SandboxArgs,

    /// Do not ask before sending
    #[arg(long, short)]
    pub(super) yes: bool,

    /// Make another copy of a course that is imported already
    #[arg(long)]
    pub(super) again: bool,

    /// Do nothing, quietly, for a course that is imported already
    #[arg(long, conflicts_with_all = ["again", "forget"], env = "COURSEDIR_IF_NEW", value_parser = FalseyValueParser::new())]
    pub(super) if_new: bool,

    /// Forget what is remembered of earlier imports of this course: they are not on the platform
    #[arg(long, conflicts_with = "again")]
    pub(super) forget: bool,

    /// Make every lesson and category a draft
    #[arg(long, env = "COURSEDIR_DRAFT", value_parser = FalseyValueParser::new())]
    pub(super) draft: bool,

    #[command(flatten)]
    pub(in crate::cli) account: AccountArgs,

    /// How many files are uploaded at once
    #[arg(long, value_name = "N", default_value = "4", env = "COURSEDIR_JOBS")]
    pub(super) jobs: NonZero<usize>,

    /// Seconds without any movement before a connection is given up
    #[arg(long, value_name = "SECONDS", env = "COURSEDIR_TIMEOUT")]
    pub(super) timeout: Option<NonZero<u64>>,

    /// How often a request that failed is made again, where that is safe
    #[arg(long, value_name = "N", default_value = "6", env = "COURSEDIR_RETRIES")]
    pub(super) retries: usize,

    /// How the outcome is reported on stdout
    #[arg(long, value_enum, default_value_t = Format::Text, conflicts_with = "dry_run", env = "COURSEDIR_FORMAT")]
    pub(super) format: Format,

    #[command(flatten)]
    pub(super) weighing: SeverityArgs,

    #[command(flatten)]
    pub(super) reading: ReadArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// For people, on stderr
    Text,
    /// For other programs, on stdout
    Json,
}

impl ImportArgs {
    pub(super) fn wish(&self) -> Reimport {
        match (self.again, self.forget, self.if_new) {
            (true, ..) => Reimport::Again,
            (_, true, _) => Reimport::Forget,
            (.., true) => Reimport::IfNew,
            _ => Reimport::Plain,
        }
    }
}
