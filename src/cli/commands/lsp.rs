//! `lsp`: serves editors over standard input and output.

use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::commands::check;
use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::{self, ReadArgs};
use crate::cli::output::terminal::Terminal;
use crate::cli::severity_args::SeverityArgs;
use crate::lsp::{self, Ending, Options};

/// Start the language server for editors
///
/// Editors start this command and talk to it over standard input and output. It shows findings while
/// you type, completes keys, paths and links, and offers fixes. It writes no files.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct LspArgs {
    /// Treat these folders as courses, even without `course.yaml`
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Use standard input and output, as always; editors pass it
    #[arg(long = "stdio", hide = true)]
    _stdio: bool,

    #[command(flatten)]
    severities: SeverityArgs,

    #[command(flatten)]
    reading: ReadArgs,
}

pub(in crate::cli) fn run(args: &LspArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    load::must_be_folders(&args.paths)?;
    let severities = args.severities.clone();
    let scan = args.severities.options(&args.reading, false);
    let options = Options {
        paths: args.paths.clone(),
        home: scan.home.clone(),
        scan,
        finish: Arc::new(move |scan| {
            severities.apply_severities(&mut scan.diagnostics);
            check::lock::add_to(scan, &severities);
        }),
    };
    match lsp::serve(options).map_err(CommandError::Output)? {
        Ending::Asked => Ok(Exit::Done),
        Ending::Gone => {
            terminal.error("the editor closed the connection without stopping the language server");
            Ok(Exit::Failed)
        }
    }
}
