//! `sandbox`: serves the embedded platform until Ctrl-C.

use std::path::PathBuf;
use std::time::Duration;

use clap::ArgMatches;
use clap::parser::ValueSource;

use crate::sandbox::{self, OAuthOptions, Reading, Readings};

use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::Terminal;
use crate::cli::sandbox::SandboxArgs;
use crate::cli::signals::Interrupt;

/// No token lasts longer.
const YEAR: u64 = 365 * 24 * 60 * 60;

/// Run a local simulation of the platform
///
/// Accepts logins, uploads and imports as the platform does, and shows the imported courses. Runs on
/// this machine only, until Ctrl-C.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct SandboxServerArgs {
    /// Listen on this port; 0 selects any free port
    #[arg(long, value_name = "PORT", default_value_t = 4280, env = "COURSEDIR_PORT")]
    port: u16,

    /// Store the data of the sandbox in this folder; excludes `--sandbox-data`
    #[arg(value_name = "DIR")]
    data: Option<PathBuf>,

    /// Expire OAuth tokens after this many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = OAuthOptions::default().lifetime.as_secs(), env = "COURSEDIR_TOKEN_LIFETIME", value_parser = clap::value_parser!(u64).range(1..=YEAR))]
    token_lifetime: u64,

    /// Allow this many token requests per minute
    #[arg(long, value_name = "N", default_value_t = OAuthOptions::default().calls_a_minute, env = "COURSEDIR_TOKEN_CALLS", value_parser = clap::value_parser!(u32).range(1..))]
    token_calls: u32,

    /// Choose how undocumented cases behave, such as `put=replace`
    ///
    /// Format: `NAME=VALUE`, separated by commas. An unknown name lists the possible ones.
    #[arg(long, value_name = "READING", env = "COURSEDIR_READING", value_delimiter = ',')]
    reading: Vec<Reading>,

    #[command(flatten)]
    sandbox: SandboxArgs,

    /// Whether `--sandbox-data` stood on the command line, and not in its variable.
    #[arg(skip)]
    has_data_flag: bool,
}

impl SandboxServerArgs {
    /// Notes which values stood on the command line.
    pub(in crate::cli) fn record_sources(&mut self, matches: &ArgMatches) {
        self.has_data_flag = matches.value_source("sandbox_data") == Some(ValueSource::CommandLine);
    }
}

pub(in crate::cli) fn run(args: &SandboxServerArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let mut options = args.sandbox.options();
    options.port = args.port;
    options.oauth = OAuthOptions {
        lifetime: Duration::from_secs(args.token_lifetime),
        calls_a_minute: args.token_calls,
        ..OAuthOptions::default()
    };
    options.readings = Readings::of(&args.reading);
    if let Some(data) = &args.data {
        if args.has_data_flag {
            return Err(CommandError::unclear("`DIR` and `--sandbox-data` both name the sandbox's folder")
                .hint("give one of them"));
        }
        options.data.clone_from(data);
    }
    let data = options.data.display().to_string();
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::Output)?;
    runtime.block_on(async {
        let mut interrupt = Interrupt::listen().map_err(CommandError::Output)?;
        let running = sandbox::start(options).await.map_err(cannot_start)?;
        terminal.status(&format!("the sandbox listens on {}", running.base_url()));
        terminal.status(&format!("  courses  {}", running.pages_url()));
        terminal.status(&format!("  data     {data}"));
        terminal.status(&format!(
            "  import   HOOPAI_BASE_URL={} HOOPAI_TOKEN=any HOOPAI_LOCATION_ID=sandbox coursedir import ./my-course",
            running.base_url()
        ));
        terminal.status(&format!(
            "  log in   HOOPAI_CLIENT_ID=any HOOPAI_CLIENT_SECRET=any coursedir login --oauth --profile sandbox --base-url {}",
            running.base_url()
        ));
        interrupt.came().await;
        running.stop().await;
        Ok(Exit::Done)
    })
}

fn cannot_start(error: sandbox::Error) -> CommandError {
    let is_about_port = matches!(error, sandbox::Error::Bind { .. });
    let stop = CommandError::failed(error);
    if is_about_port {
        stop.hint("run with `--port 0` to use any free port, or stop the other program")
    } else {
        stop
    }
}
