//! A private integration token: read, tried, kept.

use std::io::{self, IsTerminal as _, Read as _};

use crate::auth::probe::{self, Verdict};
use crate::auth::{Login, Profile};
use crate::platform::{self, Client, Token};

use crate::cli::account;
use crate::cli::exit::{CommandError, with_causes};
use crate::cli::output::terminal::Terminal;
use crate::cli::prompt;

use super::place::Place;

/// More is no token, but a file that was given by mistake.
const LONGEST: u64 = 64 * 1024;

pub(super) async fn run(place: &Place, terminal: &mut Terminal) -> Result<(), CommandError> {
    let token = read().await?;
    let mut location = place.location().map(str::to_owned);
    if location.is_none() && prompt::is_possible() {
        location = prompt::line("Location id (behind `/location/` in the address of your browser): ").await?;
    }
    let doubt = try_it(place, &token, location.as_deref(), terminal).await?;
    let whom =
        location.as_ref().map_or("a location that is not named".to_owned(), |id| format!("location `{id}`"));
    let profile =
        Profile { base: place.base().clone(), location, user: place.user(), login: Login::Private(token) };
    place.keep(profile).await?;
    place.print_done(&whom, terminal);
    if let Some(doubt) = doubt {
        terminal.warn(&doubt);
    }
    Ok(())
}

/// From stdin; from a terminal without showing it.
async fn read() -> Result<Token, CommandError> {
    let raw = if io::stdin().is_terminal() {
        prompt::hidden("Paste the token (it is not shown): ").await?.unwrap_or_default()
    } else {
        let read = || io::read_to_string(io::stdin().lock().take(LONGEST));
        prompt::apart(read).await.map_err(|_| CommandError::unclear("what stdin holds is no token"))?
    };
    Token::new(&raw).map_err(|error| {
        let hint = error.hint().unwrap_or_default().to_owned();
        CommandError::usage(error).hint(&hint)
    })
}

/// Shows the token to the platform. A token that is refused is not kept; where nobody can tell, it is, and
/// the doubt comes back.
async fn try_it(
    place: &Place,
    token: &Token,
    location: Option<&str>,
    terminal: &mut Terminal,
) -> Result<Option<String>, CommandError> {
    const CHECK: &str = "`coursedir doctor` looks again";
    let Some(location) = location else {
        return Ok(Some(format!(
            "the token was not tried, because no location is named: give imports one with `--location`; {CHECK}"
        )));
    };
    terminal.detail("asking the platform whether it takes the token");
    let mut options = platform::Options::new(place.base().clone(), account::fixed(token.clone()));
    options.retries.times = 1;
    let client = Client::new(options).map_err(CommandError::failed)?;
    let refused = |words: String| {
        CommandError::failed_because(format!("nothing was stored: the platform answered {words}"))
    };
    match probe::media(&client, location).await.verdict {
        Verdict::Accepted => Ok(None),
        Verdict::LacksScope => Ok(Some(
            "the platform knows the token; what it may write shows with the first import (it has no `medias.readonly`, \
             which would tell more)"
                .to_owned(),
        )),
        Verdict::Refused(words) => Err(refused(words).hint(
            "copy the token once more, as a whole; a new one is made in the sub-account: Settings, Private Integrations",
        )),
        Verdict::NoAccess(words) => Err(refused(words)
            .hint("the token has no access to this location: make it in that sub-account, or correct `--location`")),
        Verdict::Unclear(words) => {
            Ok(Some(format!("the token is stored, but nobody knows whether it is taken: the platform answered {words}; {CHECK}")))
        }
        Verdict::Unreachable(failure) => Ok(Some(format!(
            "the token is stored, but nobody knows whether it is taken: {}; {CHECK}",
            with_causes(&failure)
        ))),
    }
}
