//! `sandbox`: the embedded platform as a server, until Ctrl-C.

use std::path::PathBuf;

use crate::sandbox;

use crate::cli::exit::{Exit, Stop};
use crate::cli::sandbox::SandboxArgs;
use crate::cli::term::Terminal;

/// Serve the platform inside this program, and show what was imported into it
///
/// Takes uploads and imports as the real platform does, on this machine only. Ends with Ctrl-C.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The port to listen on; 0 takes any that is free
    #[arg(long, value_name = "PORT", default_value_t = 4280, env = "COURSEDIR_PORT")]
    port: u16,

    /// Where the sandbox keeps what it is sent
    #[arg(value_name = "DIR")]
    data: Option<PathBuf>,

    #[command(flatten)]
    sandbox: SandboxArgs,
}

pub(in crate::cli) fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Stop> {
    let mut options = args.sandbox.options();
    options.port = args.port;
    if let Some(data) = &args.data {
        options.data.clone_from(data);
    }
    let runtime = tokio::runtime::Runtime::new().map_err(Stop::Output)?;
    runtime.block_on(async {
        let running = sandbox::start(options).await.map_err(Stop::failed)?;
        terminal.say(&format!("the sandbox listens on {}", running.base_url()));
        terminal.say(&format!("  courses  {}", running.pages_url()));
        terminal.say(&format!(
            "  import   HOOPAI_BASE_URL={} HOOPAI_TOKEN=any HOOPAI_LOCATION_ID=sandbox coursedir import ./my-course",
            running.base_url()
        ));
        tokio::signal::ctrl_c().await.map_err(Stop::Output)?;
        running.stop().await;
        Ok(Exit::Done)
    })
}
