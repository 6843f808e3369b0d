//! OAuth: the browser is sent to the platform, comes back with a code, and the code becomes a login.

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
    let page = match &args.authorize {
        Some(raw) if !raw.trim().is_empty() => AuthorizePage::new(raw).map_err(CommandError::usage)?,
        _ => AuthorizePage::usual(place.base()),
    };
    let oauth = OAuth::new(place.base().clone(), Timeouts::default(), Retries::default())
        .map_err(CommandError::failed)?;
    let state = State::random().map_err(stop)?;
    let way = Way { args, page, client: keys.id.clone(), state };
    let (code, redirect) =
        if args.paste { way.by_hand(terminal).await? } else { way.by_loopback(terminal).await? };
    let whom = if args.agency { For::Agency } else { For::Location };
    let grant = oauth.exchange(keys, &code, Some(&redirect), whom).await.map_err(stop)?;

    let (location, whom) = match &grant.reach {
        Reach::Location(own) => {
            if let Some(wanted) = place.named_location().filter(|wanted| wanted != own) {
                return Err(CommandError::failed_because(format!(
                    "nothing was stored: the app was let in for the location `{own}`, and not for `{wanted}`"
                ))
                .hint(
                    "choose that location in the browser, or leave out `--location` (`HOOPAI_LOCATION_ID`)",
                ));
            }
            (Some(own.clone()), format!("location `{own}`"))
        }
        Reach::Agency { company, approved } => {
            let only = approved.first().filter(|_| approved.len() == 1);
            (place.location().map(str::to_owned).or(only.cloned()), format!("the agency `{company}`"))
        }
    };
    let (scopes, reach) = (grant.access.scopes.clone(), grant.reach.clone());
    let needs_location = location.is_none();
    let login = Login::OAuth(Box::new(grant));
    place.keep(Profile { base: place.base().clone(), location, user: place.user(), login }).await?;
    place.print_done(&whom, terminal);
    say_what_lacks(&scopes, &reach, terminal);
    if let Reach::Agency { approved, .. } = &reach
        && needs_location
    {
        let which =
            if approved.is_empty() { String::new() } else { format!(": {}", account::list(approved)) };
        terminal.status(&format!("  imports name a location of the agency with `--location`{which}"));
    }
    Ok(())
}

fn say_what_lacks(scopes: &Scopes, reach: &Reach, terminal: &mut Terminal) {
    let agency = matches!(reach, Reach::Agency { .. }).then_some(Scopes::AGENCY);
    let missing: Vec<String> = Scopes::NEEDED
        .into_iter()
        .chain(agency)
        .filter(|scope| scopes.lack(scope))
        .map(str::to_owned)
        .collect();
    if !missing.is_empty() {
        terminal.warn(&format!("the login lacks {}: an import will not do without", account::list(&missing)));
    }
}

/// The app's id and secret: from the file that was named, from the environment, from the login of this name, or
/// asked for. Never from an argument.
async fn client(
    args: &LoginArgs,
    place: &Place,
    terminal: &mut Terminal,
) -> Result<ClientKeys, CommandError> {
    if let Some(path) = &args.client {
        let (keys, is_open) = client_file::read(path).map_err(|error| {
            let hint = error.hint();
            CommandError::failed(error).hint(hint)
        })?;
        if is_open {
            terminal.warn(&format!("others can read `{}`, and it holds a secret", path.display()));
        }
        terminal.detail(&format!("the app is the one of `{}`", path.display()));
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
            terminal.detail(&format!("the app is the one of `{}`", env::CLIENT_ID));
            Ok(ClientKeys { id, secret })
        }
        (None, None, Some(keys)) => {
            terminal.detail(&format!("the app is the one of the login `{}`", place.name));
            Ok(keys)
        }
        (id, secret, _) => asked_for(id, secret).await,
    }
}

async fn asked_for(id: Option<String>, secret: Option<Secret>) -> Result<ClientKeys, CommandError> {
    let missing = if id.is_none() { env::CLIENT_ID } else { env::CLIENT_SECRET };
    let nobody = || {
        CommandError::unclear("there is no app to log in with: its id and its secret are needed").hint(&format!(
            "set `{missing}`, or name a file with `--client`; an app is made in the developer portal of the platform"
        ))
    };
    if !prompt::is_possible() {
        return Err(nobody());
    }
    let id = match id {
        Some(id) => id,
        None => prompt::line("Client id of the app: ").await?.ok_or_else(nobody)?,
    };
    let secret = if let Some(secret) = secret {
        secret
    } else {
        let typed = prompt::hidden("Its client secret (it is not shown): ").await?;
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
        terminal.print(&format!(
            "open this address in your browser, if it does not open by itself:\n  {address}"
        ));
        if !self.args.no_browser {
            open(address);
        }
        terminal.status(&format!("waiting for the browser to come back to {redirect}"));
        let foreign = || {
            tracing::debug!("an answer of another login was turned away");
        };
        let waiting = tokio::time::timeout(PATIENCE, loopback.answer(self.state.clone(), foreign));
        let answer = waiting.await.map_err(|_| {
            CommandError::failed_because("nobody came back from the browser").hint(
                "run the same command again; where the browser cannot reach this machine, `--paste` takes the code by hand",
            )
        })?;
        Ok((code(answer.map_err(CommandError::failed)?)?, redirect))
    }

    /// Somebody carries the code over.
    async fn by_hand(self, terminal: &mut Terminal) -> Result<(Secret, Url), CommandError> {
        let redirect = self.args.redirect_uri.clone();
        let address = self.address(&redirect);
        terminal.print(&format!("open this address in a browser:\n  {address}"));
        terminal.status(&format!(
            "when it is done, the browser goes to {redirect} (and may not find it: that is all right)"
        ));
        let pasted = if prompt::is_possible() {
            prompt::hidden("Paste that address, or the code in it (it is not shown): ").await?
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
            let agency = self.args.agency.then_some(Scopes::AGENCY);
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
        Answer::Denied(why) => Err(CommandError::failed_because(format!(
            "nothing was stored: the app was not let in (\"{why}\")"
        ))
        .hint("run the same command again, and let it in")),
        Answer::Foreign => Err(CommandError::failed_because(
            "nothing was stored: what was pasted does not belong to this login",
        )
        .hint("open the address that is shown now, and paste what comes of that one")),
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
            tracing::debug!("no browser could be opened");
        }
    });
}

fn not_bound(error: LoopbackError) -> CommandError {
    let hint = match &error {
        LoopbackError::Taken { .. } => {
            "end the program that has it; or name another one with `--redirect-uri http://localhost:4282/callback`, \
             and the same in the app on the platform; or use `--paste`"
        }
        LoopbackError::NotHere(_) => "with such an address, `--paste` takes the code by hand",
    };
    CommandError::failed(error).hint(hint)
}

fn stop(error: AuthError) -> CommandError {
    let hint = error.hint();
    CommandError::failed(error).hint(&hint)
}
