//! `login`: a token, asked for or taken from stdin, or OAuth in the browser; kept for later commands.
//!
//! `private` is the one kind, `oauth` the other, `list` shows what is kept. No secret is ever an argument.

mod list;
mod oauth;
mod private;

use std::path::PathBuf;

use clap::ArgMatches;
use clap::builder::FalseyValueParser;
use clap::parser::ValueSource;

use crate::api::BaseUrl;
use crate::auth::{Profile, ProfileName, Store, StoreError, loopback};
use crate::config::env;
use crate::config::settings::{self, Origin, Settings};

use crate::cli::account::AccountArgs;
use crate::cli::exit::{Exit, Stop};
use crate::cli::prompt;
use crate::cli::term::{STRONG, Terminal};

/// Log in, once, so that imports need no token in the environment
///
/// Asks which way on a terminal. The login is kept in a file that only you can read, under a name if you
/// have several (`--profile`), and is renewed by itself where it can be. `docs/authentication.md` walks through it.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(in crate::cli) struct Args {
    /// Take a private integration token from stdin; on a terminal, ask for it without showing it
    #[arg(long, conflicts_with_all = ["oauth", "list"])]
    with_token: bool,

    /// Log in with OAuth, in the browser
    #[arg(long, conflicts_with = "list")]
    oauth: bool,

    /// With OAuth: take the code, or the address that the browser ended at, by hand
    #[arg(long, env = "COURSEDIR_PASTE", value_parser = FalseyValueParser::new())]
    paste: bool,

    /// With OAuth: log in for an agency; each import then gets a token for its location
    #[arg(long, env = "COURSEDIR_AGENCY", value_parser = FalseyValueParser::new())]
    agency: bool,

    /// With OAuth: a file with `client_id = "…"` and `client_secret = "…"`; else `HOOPAI_CLIENT_ID` and
    /// `HOOPAI_CLIENT_SECRET`, else they are asked for
    #[arg(long, value_name = "FILE", env = "COURSEDIR_CLIENT")]
    client: Option<PathBuf>,

    /// With OAuth: the page to open, `white-label` (usual), `standard`, or an address
    #[arg(long, value_name = "PAGE", env = "COURSEDIR_AUTHORIZE")]
    authorize: Option<String>,

    /// With OAuth: where the browser comes back to; the app on the platform has to name the same
    #[arg(long, value_name = "URL", env = "COURSEDIR_REDIRECT_URI", default_value = loopback::REDIRECT)]
    redirect_uri: url::Url,

    /// With OAuth: what to ask for, if not all that coursedir can use
    #[arg(long, value_name = "SCOPE", env = "COURSEDIR_SCOPE", value_delimiter = ',')]
    scope: Vec<String>,

    /// With OAuth: only print the address
    #[arg(long, env = "COURSEDIR_NO_BROWSER", value_parser = FalseyValueParser::new())]
    no_browser: bool,

    /// Show the logins that are kept, without their secrets
    #[arg(long)]
    list: bool,

    #[command(flatten)]
    pub(in crate::cli) account: AccountArgs,

    /// A token that was given as an argument by mistake. It is taken, so that it is not repeated.
    #[arg(hide = true)]
    mistake: Option<String>,

    /// The flags of OAuth that stood on the command line.
    #[arg(skip)]
    oauth_flags: Vec<&'static str>,
}

/// The ids of clap, and the flags that people type.
const OAUTH_FLAGS: [(&str, &str); 7] = [
    ("paste", "--paste"),
    ("agency", "--agency"),
    ("client", "--client"),
    ("authorize", "--authorize"),
    ("redirect_uri", "--redirect-uri"),
    ("scope", "--scope"),
    ("no_browser", "--no-browser"),
];

impl Args {
    /// Notes which values stood on the command line; all others came from variables, and decide nothing.
    pub(in crate::cli) fn notice(&mut self, matches: &ArgMatches) {
        self.account.notice(matches);
        let is_flag = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
        let flags = OAUTH_FLAGS.iter().filter(|(id, _)| is_flag(id));
        self.oauth_flags = flags.map(|(_, flag)| *flag).collect();
    }
}

pub(in crate::cli) fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Stop> {
    if args.mistake.is_some() {
        return Err(Stop::unclear("a token is no argument: everybody on this machine sees command lines")
            .hint("give it on stdin, to `coursedir login --with-token`; and make a new one, if others use this machine"));
    }
    let store = Store::of_user().map_err(stop)?;
    if args.list {
        return list::run(&store, terminal);
    }
    let place = Place::of(args, store)?;
    let runtime = tokio::runtime::Runtime::new().map_err(Stop::failed)?;
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

async fn way(args: &Args) -> Result<Way, Stop> {
    const QUESTION: &str = "\
How do you want to log in?
  1  with a private integration token of one location (the simplest)
  2  with OAuth, in the browser, for an app of your own
1 or 2? ";
    match (args.with_token, args.oauth_flags.first()) {
        (true, None) => return Ok(Way::Private),
        (true, Some(flag)) => {
            return Err(Stop::unclear(format!("`{flag}` is for OAuth, and `--with-token` is the other way"))
                .hint("leave out one of the two"));
        }
        (false, Some(_)) => return Ok(Way::OAuth),
        (false, None) if args.oauth => return Ok(Way::OAuth),
        (false, None) => {}
    }
    if !prompt::is_possible() {
        return Err(Stop::unclear("nobody is there to say how to log in").hint(
            "`--with-token` takes a private integration token from stdin; `--oauth` opens the browser",
        ));
    }
    match prompt::line(QUESTION).await?.as_deref() {
        Some("1") => Ok(Way::Private),
        Some("2") => Ok(Way::OAuth),
        _ => Err(Stop::unclear("nothing was chosen, and nothing was stored")),
    }
}

/// Where the login will be kept, and what for.
struct Place {
    store: Store,
    name: ProfileName,
    settings: Settings,
    /// What is there under this name already, for the same host.
    before: Option<Profile>,
}

impl Place {
    /// A login of the same name lends what is not said now: whoever logs in again means the same place.
    fn of(args: &Args, store: Store) -> Result<Self, Stop> {
        let mut given = args.account.given();
        // The token is yet to come, so no stored one is in question.
        given.has_token = true;
        let name = ProfileName::new(&settings::profile(&given).value).map_err(Stop::usage)?;
        let before = store.profiles().map_err(stop)?.remove(&name);
        let stored = before.as_ref().map(|profile| settings::Stored {
            location: profile.location.clone(),
            base: profile.base.clone(),
            user: profile.user.clone(),
        });
        let settings = settings::resolve(given.clone(), stored.as_ref());
        let mut settings = settings.map_err(|error| {
            let hint = error.hint();
            Stop::usage(error).hint(&hint)
        })?;
        let is_same_host =
            before.as_ref().is_some_and(|profile| profile.base.host() == settings.base_url.value.host());
        if !is_same_host {
            settings = settings::resolve(given, None).map_err(Stop::usage)?;
        }
        Ok(Self { store, name, settings, before: before.filter(|_| is_same_host) })
    }

    fn base(&self) -> &BaseUrl {
        &self.settings.base_url.value
    }

    fn location(&self) -> Option<&str> {
        self.settings.location.as_ref().map(|location| location.value.as_str())
    }

    /// The location, if somebody named it now.
    fn named_location(&self) -> Option<&str> {
        let location = self.settings.location.as_ref()?;
        (!matches!(location.from, Origin::Profile(_))).then_some(location.value.as_str())
    }

    fn user(&self) -> Option<String> {
        self.settings.user.as_ref().map(|user| user.value.clone())
    }

    /// Keeps the login.
    async fn keep(&self, profile: Profile) -> Result<(), Stop> {
        let locked = self.store.lock().await.map_err(stop)?;
        locked.put(&self.name, profile).map_err(stop)
    }

    /// Says what there is now, and what to do with it.
    fn say_done(&self, whom: &str, terminal: &mut Terminal) {
        let (name, host) = (&self.name, self.base().host());
        terminal.say(&format!("logged in as {STRONG}{name}{STRONG:#} for {whom} at {host}"));
        terminal.say(&format!("  kept in  {}", self.store.place()));
        let profile = match name.as_str() {
            ProfileName::DEFAULT => String::new(),
            name => format!(" --profile {name}"),
        };
        terminal.say(&format!("  look     coursedir doctor{profile}"));
        terminal.say(&format!("  use      coursedir import ./my-course{profile}"));
        if std::env::var(env::TOKEN).is_ok_and(|token| !token.trim().is_empty()) {
            terminal.warn(&format!("`{}` is set, and beats this login", env::TOKEN));
        }
    }
}

/// The store cannot be used.
pub(super) fn stop(error: StoreError) -> Stop {
    let hint = error.hint();
    Stop::failed(error).hint(&hint)
}
