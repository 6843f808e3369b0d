//! `login`: a token, asked for or taken from stdin, or OAuth in the browser; kept for later commands.
//!
//! `private` is the one kind, `oauth` the other, `list` shows what is kept. No secret is ever an argument.

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
        return Err(CommandError::unclear("a token is no argument: everybody on this machine sees command lines")
            .hint("give it on stdin, to `coursedir login --with-token`; and make a new one, if others use this machine"));
    }
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
  1  with a private integration token of one location (the simplest)
  2  with OAuth, in the browser, for an app of your own
1 or 2? ";
    match (args.with_token, args.oauth_flags.first()) {
        (true, None) => return Ok(Way::Private),
        (true, Some(flag)) => {
            return Err(CommandError::unclear(format!(
                "`{flag}` is for OAuth, and `--with-token` is the other way"
            ))
            .hint("leave out one of the two"));
        }
        (false, Some(_)) => return Ok(Way::OAuth),
        (false, None) if args.oauth => return Ok(Way::OAuth),
        (false, None) => {}
    }
    if !prompt::is_possible() {
        return Err(CommandError::unclear("nobody is there to say how to log in").hint(
            "`--with-token` takes a private integration token from stdin; `--oauth` opens the browser",
        ));
    }
    match prompt::line(QUESTION).await?.as_deref() {
        Some("1") => Ok(Way::Private),
        Some("2") => Ok(Way::OAuth),
        _ => Err(CommandError::unclear("nothing was chosen, and nothing was stored")),
    }
}
