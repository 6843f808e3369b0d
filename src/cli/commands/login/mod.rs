//! `login`: stores a private token or an OAuth login for later commands.
//!
//! `private` reads a token, `oauth` uses the browser, `list` shows stored logins. No secret is an argument.

mod args;
mod list;
mod oauth;
mod place;
mod private;

use crate::auth::Store;

use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::Terminal;
use crate::cli::prompt;

pub(in crate::cli) use args::LoginArgs;
use place::Place;

pub(in crate::cli) fn run(args: &LoginArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    if args.mistake.is_some() {
        return Err(CommandError::unclear(
            "token passed as an argument: other users of this machine can see \
             command lines",
        )
        .hint(
            "pass it on stdin to `coursedir login --with-token`; replace the token if others use \
                   this machine",
        ));
    }
    args.account.refuse_token_flag()?;
    let store = Store::of_user()?;
    if args.list {
        return list::run(&store, terminal);
    }
    let place = Place::of(args, store)?;
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::failed)?;
    let done = runtime.block_on(prompt::until_stopped(async {
        match way(args).await? {
            Way::Private => private::run(&place, terminal).await,
            Way::OAuth => oauth::run(args, &place, terminal).await,
        }
    }));
    // A browser that was opened, or a question, may still be waited for by a thread.
    runtime.shutdown_background();
    done.map(|()| Exit::Done)
}

/// The two ways to log in.
enum Way {
    Private,
    OAuth,
}

async fn way(args: &LoginArgs) -> Result<Way, CommandError> {
    const QUESTION: &str = "\
How do you want to log in?
  1  private integration token of one location (simplest)
  2  OAuth in the browser, with your own app
1 or 2? ";
    match (args.with_token, args.oauth_flags.first()) {
        (true, None) => return Ok(Way::Private),
        (true, Some(flag)) => {
            return Err(CommandError::unclear(format!(
                "conflicting options: `{flag}` is for OAuth and cannot be used with `--with-token`"
            ))
            .hint("remove one of the two"));
        }
        (false, Some(_)) => return Ok(Way::OAuth),
        (false, None) if args.oauth => return Ok(Way::OAuth),
        (false, None) => {}
    }
    if !prompt::is_possible() {
        return Err(CommandError::unclear("no login method: stdin is not a terminal").hint(
            "run with `--with-token` to read a token from stdin, or with `--oauth` to log in with the \
             browser",
        ));
    }
    match prompt::line(QUESTION).await?.as_deref() {
        Some("1") => Ok(Way::Private),
        Some("2") => Ok(Way::OAuth),
        _ => Err(CommandError::unclear("no login method chosen; nothing was stored")),
    }
}
