//! `logout`: forgets a login, or all of them.

use crate::auth::{ProfileName, Store};
use crate::config::settings::{self, Given, Origin, Setting};

use crate::cli::account::ProfileArgs;
use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::Terminal;

/// Forget a login that `coursedir login` keeps
///
/// The token itself stays valid until it is deleted on the platform.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct LogoutArgs {
    /// Forget all logins, whatever `--profile` says, also where their file is damaged or can be read by others
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
                Some(0) => ("there was no login".to_owned(), false),
                Some(1) => ("1 login is forgotten".to_owned(), true),
                Some(count) => (format!("{count} logins are forgotten"), true),
                None => ("all logins are forgotten; their file could not be read".to_owned(), true),
            });
        }
        let given = args.profile.profile.clone();
        let given = given.map(|value| Setting { value, from: Origin::Flag("--profile") });
        let name = settings::profile(&Given { profile: given, ..Given::default() }).value;
        let name = ProfileName::new(&name).map_err(CommandError::usage)?;
        Ok::<_, CommandError>(if locked.remove(&name)? {
            (format!("the login `{name}` is forgotten"), true)
        } else {
            (format!("there was no login `{name}`"), false)
        })
    })?;
    terminal.status(&said);
    if is_any {
        terminal.status(
            "the token stays valid until it is deleted on the platform: Settings, Private Integrations, or the list of \
             installed apps",
        );
    }
    Ok(Exit::Done)
}
