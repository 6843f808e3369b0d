//! A private integration token: reads, tests and stores it.

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
        location = prompt::line("Location id (after `/location/` in the browser's address): ").await?;
    }
    let doubt = try_it(place, &token, location.as_deref(), terminal).await?;
    let whom = location.as_ref().map_or("an unknown location".to_owned(), |id| format!("location `{id}`"));
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
        prompt::hidden("Paste the token (hidden): ").await?.unwrap_or_default()
    } else {
        let read = || io::read_to_string(io::stdin().lock().take(LONGEST));
        prompt::apart(read).await.map_err(|_| CommandError::unclear("stdin does not hold a token"))?
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
    const CHECK: &str = "run `coursedir doctor` to test it";
    let Some(location) = location else {
        return Ok(Some(format!(
            "token not tested: no location given; pass `--location` to imports, and {CHECK}"
        )));
    };
    terminal.detail("testing the token");
    let mut options = platform::Options::new(place.base().clone(), account::fixed(token.clone()));
    options.retries.times = 1;
    let client = Client::new(options)?;
    let refused = |words: String| {
        CommandError::failed_because(format!("nothing was stored: the platform answered {words}"))
    };
    match probe::media(&client, location).await.verdict {
        Verdict::Accepted => Ok(None),
        Verdict::LacksScope => Ok(Some(
            "the platform accepted the token; the first import verifies its scopes (`medias.readonly` is \
             missing)"
                .to_owned(),
        )),
        Verdict::Refused(words) => Err(refused(words).hint(
            "copy the complete token, or create a new one in the sub-account (Settings > Private \
             Integrations)",
        )),
        Verdict::NoAccess(words) => Err(refused(words).hint(
            "create the token in that sub-account, or correct `--location`: it has no access to this \
                   location",
        )),
        Verdict::Unclear(words) => {
            Ok(Some(format!("token stored but not verified: the platform answered {words}; {CHECK}")))
        }
        Verdict::Unreachable(failure) => {
            Ok(Some(format!("token stored but not verified: {}; {CHECK}", with_causes(&failure))))
        }
        Verdict::NotThePlatform(words) => Err(CommandError::failed_because(format!(
            "no token stored: the response is not from the platform: {words}"
        ))
        .hint(platform::IN_THE_WAY)),
    }
}
