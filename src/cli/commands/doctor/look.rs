//! Runs all checks, in the order of their dependencies.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::auth::probe::{self, Probed, Verdict};
use crate::auth::{Grant, Login, LoginSource, OAuth};
use crate::platform::{self, Client, Retries, Timeouts, TokenSource};

use crate::cli::account::{self, Account, LoginNeed, TokenFrom};
use crate::cli::exit::CommandError;
use crate::cli::output::terminal::Terminal;

use super::args::DoctorArgs;
use super::check::{Check, Level};
use super::checks;
use super::updates;

/// Somebody waits for the answers.
const TIMEOUT: Duration = Duration::from_secs(15);

pub(super) async fn all(args: &DoctorArgs, terminal: &mut Terminal) -> Result<Vec<Check>, CommandError> {
    let mut found = Vec::new();
    let account = match args.account.resolve(LoginNeed::Token, terminal) {
        Ok(account) => account,
        // What cannot be read is what the doctor is asked about.
        Err(stop @ CommandError::Failed(_)) => {
            found.push(Check::problem("login", stop.text()).hint(stop.hint_text().unwrap_or_default()));
            found.push(checks::lock(&args.path, None));
            return Ok(found);
        }
        Err(stop) => return Err(stop),
    };
    found.push(checks::login(&account));
    let way: Vec<_> = checks::proxy(&account).into_iter().chain(checks::certificates(&account)).collect();
    let is_usable = way.iter().all(|check| check.level == Level::Ok);
    found.extend(way);
    if !is_usable {
        found.push(checks::lock(&args.path, Some(&account)));
        return Ok(found);
    }
    let mut access = None;
    let tokens: Option<Arc<dyn TokenSource>> = match &account.token {
        TokenFrom::Nowhere => None,
        TokenFrom::Environment(token) => Some(account::fixed(token.clone())),
        TokenFrom::Login { store, name, profile } => Some(match &profile.login {
            Login::Private(token) => account::fixed(token.clone()),
            Login::OAuth(grant) => {
                let oauth = OAuth::new(profile.base.clone(), Timeouts::both(TIMEOUT), few())?;
                let location = account.location().map(str::to_owned);
                let source =
                    LoginSource::new(store.clone(), name.clone(), Grant::clone(grant), oauth, location);
                // Renews it if it has to be: whether that works is what matters.
                access = Some(source.access().await);
                Arc::new(source)
            }
        }),
    };
    let renewed = access.as_ref().is_none_or(Result::is_ok);
    let probed = match (&tokens, account.location()) {
        (Some(tokens), Some(location)) if renewed => {
            let client = client(&account, Arc::clone(tokens))?;
            let probed = probe::media(&client, location).await;
            Some((client, location.to_owned(), probed))
        }
        _ => None,
    };
    let date = if let Some((_, _, probed)) = &probed {
        found.push(checks::reachable(&account, probed));
        probed.date
    } else {
        let probed = without_token(&account).await?;
        found.push(checks::reachable(&account, &probed));
        probed.date
    };
    found.push(checks::token(
        &account,
        access.as_ref(),
        probed.as_ref().map(|(_, _, probed)| &probed.verdict),
    ));
    found.push(checks::location(&account));
    found.push(checks::scopes(&account, access.as_ref()));
    found.push(checks::expiry(&account, access.as_ref()));
    found.extend(checks::clock(date, SystemTime::now()));
    if let Some((client, location, probed)) = &probed {
        found.push(checks::upload(&account, access.as_ref(), &probed.verdict));
        if !matches!(probed.verdict, Verdict::Unreachable(_) | Verdict::NotThePlatform(_)) {
            let routes = probe::newer_routes(client, location).await;
            found.extend(updates::checks(&account, access.as_ref(), &routes));
        }
    }
    found.extend(updates::portal(&args.path));
    found.push(checks::lock(&args.path, Some(&account)));
    Ok(found)
}

fn few() -> Retries {
    Retries { times: 1, ..Retries::default() }
}

fn client(account: &Account, tokens: Arc<dyn TokenSource>) -> Result<Client, CommandError> {
    let mut options = platform::Options::new(account.base().clone(), tokens);
    options.timeouts = Timeouts::both(TIMEOUT);
    options.retries = few();
    Ok(Client::new(options)?)
}

/// Whether anything answers, where there is no token, or no location to ask about.
async fn without_token(account: &Account) -> Result<Probed, CommandError> {
    let source = account::fixed(platform::Token::new("none").map_err(CommandError::usage)?);
    Ok(probe::media(&client(account, source)?, "none").await)
}
