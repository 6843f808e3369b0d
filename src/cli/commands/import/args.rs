//! The flags of `import`.

use std::num::NonZero;
use std::path::PathBuf;

use clap::builder::FalseyValueParser;

use crate::sync::Reimport;

use crate::cli::account::AccountArgs;
use crate::cli::load::ReadArgs;
use crate::cli::severity_args::SeverityArgs;
use crate::cli::target::ConnectionArgs;
use crate::cli::target::args::{ManyArgs, TargetArgs};
use crate::cli::update::args::UpdateArgs;

/// Import courses into a location
///
/// Checks each course, shows the plan, asks for confirmation, uploads files and sends the course.
/// Records progress in `coursedir.lock` in the course folder: run the command again to resume.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(in crate::cli) struct ImportArgs {
    /// Import these course folders
    #[arg(value_name = "PATH", default_value = ".")]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// Print the plan and the request body without sending anything
    #[arg(long, env = "COURSEDIR_DRY_RUN", value_parser = FalseyValueParser::new())]
    pub(super) dry_run: bool,

    /// Import into a local simulation of the platform, without an account
    #[arg(long, conflicts_with = "dry_run", env = "COURSEDIR_SANDBOX", value_parser = FalseyValueParser::new())]
    pub(super) sandbox: bool,

    #[command(flatten)]
    pub(super) sandbox_options: crate::cli::sandbox::SandboxArgs,

    /// Import without confirmation
    #[arg(long, short)]
    pub(super) yes: bool,

    /// Import a second copy of a course that is already imported
    #[arg(long)]
    pub(super) again: bool,

    /// Skip a course that is already imported
    #[arg(long, conflicts_with_all = ["again", "forget"], env = "COURSEDIR_IF_NEW", value_parser = FalseyValueParser::new())]
    pub(super) if_new: bool,

    /// Import again after the course was deleted on the platform
    #[arg(long, conflicts_with = "again")]
    pub(super) forget: bool,

    /// Add links between lessons right after the import
    ///
    /// Needs `portal:` in `course.yaml`. Without this flag the import asks.
    #[arg(long, conflicts_with = "no_lesson_links")]
    pub(super) lesson_links: bool,

    /// Leave links between lessons to the next import
    #[arg(long)]
    pub(super) no_lesson_links: bool,

    /// Import all lessons and categories as drafts
    #[arg(long, env = "COURSEDIR_DRAFT", value_parser = FalseyValueParser::new())]
    pub(super) draft: bool,

    #[command(flatten)]
    pub(in crate::cli) account: AccountArgs,

    #[command(flatten)]
    pub(super) targets: TargetArgs,

    #[command(flatten)]
    pub(super) many: ManyArgs,

    /// Upload this many files in parallel
    #[arg(long, value_name = "N", default_value = "4", env = "COURSEDIR_JOBS")]
    pub(super) jobs: NonZero<usize>,

    #[command(flatten)]
    pub(super) connection: ConnectionArgs,

    /// Print the result in this format
    #[arg(long, value_enum, default_value_t = Format::Text, env = "COURSEDIR_FORMAT")]
    pub(super) format: Format,

    #[command(flatten)]
    pub(super) update: UpdateArgs,

    #[command(flatten)]
    pub(super) severities: SeverityArgs,

    #[command(flatten)]
    pub(super) reading: ReadArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// Text on stderr
    Text,
    /// JSON document on stdout
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
