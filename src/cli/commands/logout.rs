//! `logout`: removes a stored login, or all of them.

use crate::auth::{ProfileName, Store};
use crate::config::settings::{self, Given, Origin, Setting};

use crate::cli::account::ProfileArgs;
use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::Terminal;

/// Remove a stored login
///
/// The token stays valid until you delete it on the platform.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct LogoutArgs {
    /// Remove all logins, even from a damaged file
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    profile: ProfileArgs,
}

pub(in crate::cli) fn run(args: &LogoutArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let store = Store::of_user()?;
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(CommandError::failed)?;
    let (said, is_any) = runtime.block_on(async {
        let locked = store.lock().await?;
        if args.all {
            return Ok(match locked.clear()? {
                Some(0) => ("no logins stored".to_owned(), false),
                Some(1) => ("removed 1 login".to_owned(), true),
                Some(count) => (format!("removed {count} logins"), true),
                None => ("removed all logins; their file was not readable".to_owned(), true),
            });
        }
        let given = args.profile.profile.clone();
        let given = given.map(|value| Setting { value, from: Origin::Flag("--profile") });
        let name = settings::profile(&Given { profile: given, ..Given::default() }).value;
        let name = ProfileName::new(&name).map_err(CommandError::usage)?;
        Ok::<_, CommandError>(if locked.remove(&name)? {
            (format!("removed the login `{name}`"), true)
        } else {
            (format!("login not found: `{name}`"), false)
        })
    })?;
    terminal.status(&said);
    if is_any {
        terminal.status(
            "the token stays valid: delete it on the platform (Settings > Private Integrations, or the \
             installed apps)",
        );
    }
    Ok(Exit::Done)
}
