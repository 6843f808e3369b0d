//! OAuth login: opens the authorize page, receives a code, and exchanges it for tokens.

use std::time::Duration;

use url::Url;

use crate::auth::authorize::AuthorizePage;
use crate::auth::loopback::{self, Answer, Loopback, LoopbackError};
use crate::auth::oauth::{AuthError, For, OAuth};
use crate::auth::state::State;
use crate::auth::{ClientKeys, Login, Profile, Reach, Scopes, client_file};
use crate::config::env;
use crate::platform::{Retries, Timeouts};
use crate::secret::Secret;

use crate::cli::account;
use crate::cli::exit::CommandError;
use crate::cli::output::terminal::Terminal;
use crate::cli::prompt;

use super::args::LoginArgs;
use super::place::Place;

/// How long somebody may take to find the password of the platform.
const PATIENCE: Duration = Duration::from_mins(15);

pub(super) async fn run(
    args: &LoginArgs,
    place: &Place,
    terminal: &mut Terminal,
) -> Result<(), CommandError> {
    let keys = client(args, place, terminal).await?;
    let page = match &args.authorize_url {
        Some(raw) if !raw.trim().is_empty() => AuthorizePage::new(raw).map_err(CommandError::usage)?,
        _ => AuthorizePage::usual(place.base()),
    };
    let oauth = OAuth::new(place.base().clone(), Timeouts::default(), Retries::default())?;
    let state = State::random().map_err(stop)?;
    let way = Way { args, page, client: keys.id.clone(), state };
    let (code, redirect) =
        if args.manual { way.by_hand(terminal).await? } else { way.by_loopback(terminal).await? };
    let whom = if args.agency { For::Agency } else { For::Location };
    let grant = oauth.exchange(keys, &code, Some(&redirect), whom).await.map_err(stop)?;

    let (location, whom) = match &grant.reach {
        Reach::Location(own) => {
            if let Some(wanted) = place.named_location().filter(|wanted| wanted != own) {
                return Err(CommandError::failed_because(format!(
                    "nothing was stored: the app was authorized for location `{own}`, not `{wanted}`"
                ))
                .hint("select that location in the browser, or omit `--location` (`HOOPAI_LOCATION_ID`)"));
            }
            (Some(own.clone()), format!("location `{own}`"))
        }
        Reach::Agency { company, approved } => {
            let only = approved.first().filter(|_| approved.len() == 1);
            (place.location().map(str::to_owned).or(only.cloned()), format!("agency `{company}`"))
        }
    };
    let (scopes, reach) = (grant.access.scopes.clone(), grant.reach.clone());
    let needs_location = location.is_none();
    let login = Login::OAuth(Box::new(grant));
    place.keep(Profile { base: place.base().clone(), location, user: place.user(), login }).await?;
    place.print_done(&whom, terminal);
    warn_of_missing_scopes(&scopes, &reach, terminal);
    if let Reach::Agency { approved, .. } = &reach
        && needs_location
    {
        let which =
            if approved.is_empty() { String::new() } else { format!(": {}", account::list(approved)) };
        terminal
            .status(&format!("  select a location of the agency with `--location` for each import{which}"));
    }
    Ok(())
}

fn warn_of_missing_scopes(scopes: &Scopes, reach: &Reach, terminal: &mut Terminal) {
    let agency = matches!(reach, Reach::Agency { .. }).then_some(Scopes::AGENCY);
    let missing: Vec<String> = Scopes::NEEDED
        .into_iter()
        .chain(agency)
        .filter(|scope| scopes.lack(scope))
        .map(str::to_owned)
        .collect();
    if !missing.is_empty() {
        terminal.warn(&format!("the login lacks {}: imports need this", account::list(&missing)));
    }
}

/// The app's id and secret: from the file that was named, from the environment, from the login of this name, or
/// asked for. Never from an argument.
async fn client(
    args: &LoginArgs,
    place: &Place,
    terminal: &mut Terminal,
) -> Result<ClientKeys, CommandError> {
    if let Some(path) = &args.client_file {
        let file = path.clone();
        // It may be a pipe that nobody writes to.
        let read = prompt::apart(move || Ok(client_file::read(&file))).await.map_err(CommandError::failed)?;
        let (keys, is_open) = read.map_err(|error| {
            let hint = error.hint();
            CommandError::failed(error).hint(hint)
        })?;
        if is_open {
            terminal.warn(&format!("`{}` contains a secret and is readable by other users", path.display()));
        }
        terminal.detail(&format!("using the app from `{}`", path.display()));
        return Ok(keys);
    }
    let variable =
        |name| std::env::var(name).ok().map(|value| value.trim().to_owned()).filter(|it| !it.is_empty());
    let (id, secret) =
        (variable(env::CLIENT_ID), variable(env::CLIENT_SECRET).map(|secret| Secret::new(&secret)));
    let before = match &place.before {
        Some(Profile { login: Login::OAuth(grant), .. }) => Some(grant.client.clone()),
        _ => None,
    };
    match (id, secret, before) {
        (Some(id), Some(secret), _) => {
            terminal.detail(&format!("using the app from `{}`", env::CLIENT_ID));
            Ok(ClientKeys { id, secret })
        }
        (None, None, Some(keys)) => {
            terminal.detail(&format!("using the app of the login `{}`", place.name));
            Ok(keys)
        }
        (id, secret, _) => asked_for(id, secret).await,
    }
}

async fn asked_for(id: Option<String>, secret: Option<Secret>) -> Result<ClientKeys, CommandError> {
    let missing = if id.is_none() { env::CLIENT_ID } else { env::CLIENT_SECRET };
    let nobody = || {
        CommandError::unclear("no OAuth app: client id or client secret is missing").hint(&format!(
            "set `{missing}`, or pass `--client-file FILE`; create an app in the platform's developer portal"
        ))
    };
    if !prompt::is_possible() {
        return Err(nobody());
    }
    let id = match id {
        Some(id) => id,
        None => prompt::line("Client id: ").await?.ok_or_else(nobody)?,
    };
    let secret = if let Some(secret) = secret {
        secret
    } else {
        let typed = prompt::hidden("Client secret (hidden): ").await?;
        Secret::new(&typed.ok_or_else(nobody)?)
    };
    Ok(ClientKeys { id, secret })
}

/// What the browser is sent with.
struct Way<'a> {
    args: &'a LoginArgs,
    page: AuthorizePage,
    client: String,
    state: State,
}

impl Way<'_> {
    /// The browser comes back to this machine.
    async fn by_loopback(self, terminal: &mut Terminal) -> Result<(Secret, Url), CommandError> {
        let loopback = Loopback::bind(&self.args.redirect_uri).await.map_err(not_bound)?;
        let redirect = loopback.redirect.clone();
        let address = self.address(&redirect);
        terminal.print(&format!("open this address if the browser does not open:\n  {address}"));
        if !self.args.no_browser {
            open(address);
        }
        terminal.status(&format!("waiting for the redirect to {redirect}"));
        let foreign = || {
            tracing::debug!("ignored a redirect from another login");
        };
        let waiting = tokio::time::timeout(PATIENCE, loopback.answer(self.state.clone(), foreign));
        let answer = waiting.await.map_err(|_| {
            CommandError::failed_because("timed out waiting for the browser")
                .hint("run the same command again; if the browser cannot reach this machine, add `--manual`")
        })?;
        Ok((code(answer.map_err(CommandError::failed)?)?, redirect))
    }

    /// Somebody carries the code over.
    async fn by_hand(self, terminal: &mut Terminal) -> Result<(Secret, Url), CommandError> {
        let redirect = self.args.redirect_uri.clone();
        let address = self.address(&redirect);
        terminal.print(&format!("open this address in a browser:\n  {address}"));
        terminal.status(&format!(
            "after the login, the browser goes to {redirect} (an error page there is expected)"
        ));
        let pasted = if prompt::is_possible() {
            prompt::hidden("Paste that address or its code (hidden): ").await?
        } else {
            let read = || std::io::stdin().lines().next().transpose();
            prompt::apart(read).await.map_err(CommandError::failed)?
        };
        let answer = loopback::read(pasted.as_deref().unwrap_or_default(), &self.state);
        Ok((code(answer)?, redirect))
    }

    fn address(&self, redirect: &Url) -> Url {
        let wanted: Vec<&str> =
            self.args.scope.iter().map(|scope| scope.trim()).filter(|scope| !scope.is_empty()).collect();
        let scopes = if wanted.is_empty() {
            let agency = [Scopes::AGENCY, Scopes::AGENCY_USEFUL].into_iter().filter(|_| self.args.agency);
            Scopes::NEEDED.into_iter().chain(Scopes::USEFUL).chain(agency).collect::<Vec<_>>().join(" ")
        } else {
            wanted.join(" ")
        };
        self.page.address(&self.client, redirect, &scopes, &self.state)
    }
}

fn code(answer: Answer) -> Result<Secret, CommandError> {
    match answer {
        Answer::Code(code) => Ok(code),
        Answer::Denied(why) => {
            Err(CommandError::failed_because(format!("nothing was stored: authorization denied (\"{why}\")"))
                .hint("run the same command again and authorize the app"))
        }
        Answer::Foreign => Err(CommandError::failed_because(
            "nothing was stored: the pasted text does not belong to this login",
        )
        .hint("open the address that this run shows, then paste the result")),
    }
}

/// Opens the browser, if there is one. Whether or not, the address was shown.
fn open(address: Url) {
    // It may wait for the browser to end.
    std::thread::spawn(move || {
        let mut options = webbrowser::BrowserOptions::new();
        options.with_suppress_output(true);
        if webbrowser::open_browser_with_options(webbrowser::Browser::Default, address.as_str(), &options)
            .is_err()
        {
            tracing::debug!("could not open a browser");
        }
    });
}

fn not_bound(error: LoopbackError) -> CommandError {
    let hint = match &error {
        LoopbackError::Taken { .. } => {
            "stop the other program; or add `--redirect-uri http://localhost:4282/callback` and register \
             it in the app; or add `--manual`"
        }
        LoopbackError::NotHere(_) => "add `--manual` to enter the code by hand",
    };
    CommandError::failed(error).hint(hint)
}

fn stop(error: AuthError) -> CommandError {
    let hint = error.hint();
    CommandError::failed(error).hint(&hint)
}
