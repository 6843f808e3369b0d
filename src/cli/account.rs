//! The account flags. Resolves flags, variables and stored logins to an address, a location and a token.
//!
//! The order is decided in [`crate::config::settings`]; here the values are fetched.

use std::sync::Arc;
use std::time::SystemTime;

use clap::ArgMatches;
use clap::parser::ValueSource;

use crate::config::env;
use crate::config::settings::{self, Given, Origin, Setting, Settings, Stored};
use crate::model::{CourseTarget, TargetToken};
use crate::platform::{self, BaseUrl, Claims, StaticToken, Token, TokenError, TokenSource};

use crate::auth::{Access, Login, Profile, ProfileName, Reach, Store};

use super::exit::CommandError;
use super::output::terminal::Terminal;

/// Where the API, the location and the login are that a command uses.
#[derive(Debug, clap::Args)]
pub(super) struct AccountArgs {
    /// Location (sub-account) to use
    #[arg(long, value_name = "ID", env = env::LOCATION)]
    location: Vec<String>,

    /// User to act for
    #[arg(long, value_name = "ID", env = env::USER)]
    user: Option<String>,

    /// Send requests to this API [default: services.leadconnectorhq.com]
    ///
    /// A login for another API sets the default to its own address.
    #[arg(long, value_name = "URL", env = env::BASE_URL)]
    base_url: Option<String>,

    /// Reject a token on the command line; the value is dropped
    #[arg(long, hide = true, value_name = "TOKEN", value_parser = drop_value)]
    token: Option<Dropped>,

    #[command(flatten)]
    profile: ProfileArgs,

    /// The ids of the values that are flags.
    #[arg(skip)]
    flags: Vec<&'static str>,
}

/// Which login is meant.
#[derive(Debug, clap::Args)]
pub(super) struct ProfileArgs {
    /// Name of the login [default: default]
    #[arg(long, value_name = "NAME", env = env::PROFILE)]
    pub profile: Option<String>,
}

/// A value that is not kept.
#[derive(Debug, Clone)]
struct Dropped;

#[expect(clippy::unnecessary_wraps, reason = "clap's parsers give a result")]
fn drop_value(_: &str) -> Result<Dropped, std::convert::Infallible> {
    Ok(Dropped)
}

/// What to do about a token on a command line.
const IN_HISTORY: &str = "create a new token (the shell's history may contain this one), then run \
     `coursedir login --with-token` or set `HOOPAI_TOKEN`";

/// The ids of clap, and the flags that people type.
const FLAGS: [(&str, &str); 4] =
    [("location", "--location"), ("user", "--user"), ("base_url", "--base-url"), ("profile", "--profile")];

/// What was found out.
pub(super) struct Account {
    pub settings: Settings,
    pub token: TokenFrom,
    /// The names of other logins, for hints.
    others: Vec<String>,
    /// Whether the variable of the token is there, with nothing in it.
    has_empty_token: bool,
}

/// The token, or where it comes from.
pub(super) enum TokenFrom {
    /// `HOOPAI_TOKEN`.
    Environment(Token),
    /// A stored login.
    Login { store: Store, name: ProfileName, profile: Box<Profile> },
    /// There is none.
    Nowhere,
}

/// One location of several, and where its token comes from. The default is what flags and variables say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct LocationChoice {
    pub location: Option<Setting<String>>,
    pub token: TargetToken,
}

impl LocationChoice {
    /// The location and the token of a target of `course.yaml`.
    pub fn of_target(target: &CourseTarget) -> Self {
        let from = Origin::Target(target.name.clone());
        let location = Some(Setting { value: target.location.clone(), from });
        Self { location, token: target.token.clone() }
    }

    /// The target that chose it.
    fn target(&self) -> Option<&str> {
        match self.location.as_ref().map(|location| &location.from) {
            Some(Origin::Target(name)) => Some(name),
            _ => None,
        }
    }
}

/// What a command wants of a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LoginNeed {
    /// Its token. A store that cannot be read is then an error, unless the environment has a token.
    Token,
    /// Its settings, if they can be had.
    Settings,
}

impl AccountArgs {
    /// Records which values are flags. All others come from variables.
    pub fn record_sources(&mut self, matches: &ArgMatches) {
        let is_flag = |id: &str| {
            matches.try_contains_id(id).is_ok() && matches.value_source(id) == Some(ValueSource::CommandLine)
        };
        self.flags = FLAGS.iter().map(|(id, _)| *id).filter(|id| is_flag(id)).collect();
    }

    /// What was given, each with its origin.
    pub fn given(&self) -> Given {
        let setting = |value: Option<&String>, id: &str, variable: &'static str| {
            let from = self.origin(id, variable);
            value.map(|value| Setting { value: value.clone(), from })
        };
        let profile = self.profile.profile.as_ref();
        Given {
            profile: setting(profile, "profile", env::PROFILE),
            location: setting(self.location.first(), "location", env::LOCATION),
            base_url: setting(self.base_url.as_ref(), "base_url", env::BASE_URL),
            user: setting(self.user.as_ref(), "user", env::USER),
            has_token: false,
        }
    }

    fn origin(&self, id: &str, variable: &'static str) -> Origin {
        let flag = FLAGS.iter().find(|(own, _)| self.flags.contains(own) && *own == id);
        flag.map_or(Origin::Variable(variable), |(_, flag)| Origin::Flag(flag))
    }

    /// The locations that were named, each once.
    pub fn locations(&self) -> Result<Vec<Setting<String>>, CommandError> {
        let from = self.origin("location", env::LOCATION);
        let mut all: Vec<Setting<String>> = Vec::new();
        for value in self.location.iter().filter(|value| !value.trim().is_empty()) {
            let location = location_id(Setting { value: value.clone(), from: from.clone() })?;
            if !all.contains(&location) {
                all.push(location);
            }
        }
        Ok(all)
    }

    /// Explains that a token is never a flag, where there is one.
    pub fn refuse_token_flag(&self) -> Result<(), CommandError> {
        match self.token {
            Some(Dropped) => {
                Err(CommandError::unclear("cannot take a token as a flag: `--token`").hint(IN_HISTORY))
            }
            None => Ok(()),
        }
    }

    /// Finds out where to go, and with which token.
    pub fn resolve(&self, want: LoginNeed, terminal: &mut Terminal) -> Result<Account, CommandError> {
        if let [first, second, ..] = self.locations()?.as_slice() {
            return Err(CommandError::unclear(format!(
                "this command takes one location: `{}` and `{}`",
                first.value, second.value
            )));
        }
        self.resolve_at(&LocationChoice::default(), want, terminal)
    }

    /// The same for one location of several.
    pub fn resolve_at(
        &self,
        choice: &LocationChoice,
        want: LoginNeed,
        terminal: &mut Terminal,
    ) -> Result<Account, CommandError> {
        self.refuse_token_flag()?;
        let mut given = self.given();
        let location = choice.location.clone().or(given.location);
        given.location = location.map(location_id).transpose()?;
        let variable = match &choice.token {
            TargetToken::Usual => Some(env::TOKEN),
            TargetToken::Variable(name) => Some(name.as_str()),
            TargetToken::Profile(name) => {
                let from = Origin::Target(choice.target().unwrap_or_default().to_owned());
                given.profile = Some(Setting { value: name.clone(), from });
                None
            }
        };
        let raw = variable.and_then(|variable| std::env::var(variable).ok());
        // One of nothing but blanks, as an unset secret of a CI is, says nothing.
        let token = raw.as_ref().filter(|raw| !raw.trim().is_empty());
        let token = token.map(|raw| Token::new(raw).map_err(wrong_token)).transpose()?;
        if let (TargetToken::Variable(name), None, LoginNeed::Token) = (&choice.token, &token, want) {
            return Err(CommandError::unclear(format!("no token: `{name}` is not set"))
                .hint(&format!("set `{name}` to a token of this location")));
        }
        let has_empty_token = raw.is_some() && token.is_none();
        given.has_token = token.is_some();
        let (login, others) = login(&given, want, terminal)?;
        let stored = login.as_ref().map(stored);
        let settings = settings::resolve(given, stored.as_ref()).map_err(|error| {
            let hint = error.hint();
            CommandError::usage(error).hint(&hint)
        })?;
        print_origins(&settings, terminal);
        let token = match (token, login) {
            (Some(token), _) => TokenFrom::Environment(token),
            (None, Some((store, name, profile))) => {
                TokenFrom::Login { store, name, profile: Box::new(profile) }
            }
            (None, None) => TokenFrom::Nowhere,
        };
        Ok(Account { settings, token, others, has_empty_token })
    }
}

fn wrong_token(error: TokenError) -> CommandError {
    let hint = match &error {
        TokenError::Quoted | TokenError::Bearer => error.hint().unwrap_or_default().to_owned(),
        _ => format!("copy the complete token into `{}`", env::TOKEN),
    };
    CommandError::usage(error).hint(&hint)
}

/// The id of a location as the author gave it: alone, in quotes, or within the address of a page of the app.
fn location_id(given: Setting<String>) -> Result<Setting<String>, CommandError> {
    const QUOTES: [char; 4] = ['"', '\'', '`', ' '];
    let Setting { value, from } = given;
    let text = value.trim().trim_matches(QUOTES);
    // The value is not repeated: whoever reads the terminal would have the token.
    if text.starts_with("pit-") || text.starts_with("eyJ") && text.matches('.').count() == 2 {
        return Err(CommandError::unclear(format!("the location contains a token ({from})")).hint(IN_HISTORY));
    }
    let hint = "copy the id after `/location/` in the address of the sub-account's pages";
    let id = if text.contains('/') {
        let mut segments = text.split(['/', '?', '#']).skip_while(|segment| *segment != "location");
        let id = segments.nth(1).filter(|id| !id.is_empty());
        id.ok_or_else(|| {
            CommandError::unclear(format!("the location's address contains no id ({from})")).hint(hint)
        })?
    } else {
        text
    };
    if id.chars().any(|letter| letter.is_whitespace() || letter.is_control()) {
        return Err(CommandError::unclear(format!("the location's id contains a space ({from})")).hint(hint));
    }
    Ok(Setting { value: id.to_owned(), from })
}

fn print_origins(settings: &Settings, terminal: &mut Terminal) {
    if let Some(token) = &settings.token {
        terminal.detail(&format!("token {token}"));
    }
    let Settings { location, base_url, user, .. } = settings;
    terminal.detail(&format!("base URL {} {}", base_url.value, base_url.from));
    if let Ok(Some(proxy)) = platform::proxy(&base_url.value) {
        terminal.detail(&format!("through {proxy}"));
    }
    for (name, setting) in [("location", location), ("user", user)] {
        if let Some(Setting { value, from }) = setting {
            terminal.detail(&format!("{name} {value} {from}"));
        }
    }
}

type StoredLogin = (Store, ProfileName, Profile);

fn stored((_, _, profile): &StoredLogin) -> Stored {
    let Profile { base, location, user, login } = profile;
    let location = match login {
        Login::OAuth(grant) => match &grant.reach {
            crate::auth::Reach::Location(own) => Some(own.clone()),
            crate::auth::Reach::Agency { .. } => location.clone(),
        },
        Login::Private(_) => location.clone(),
    };
    Stored { location, base: base.clone(), user: user.clone() }
}

/// The login that is meant, and the names of all others.
fn login(
    given: &Given,
    want: LoginNeed,
    terminal: &mut Terminal,
) -> Result<(Option<StoredLogin>, Vec<String>), CommandError> {
    let wanted = settings::profile(given);
    let name = ProfileName::new(&wanted.value).map_err(CommandError::usage)?;
    let is_named = wanted.from != Origin::Default;
    let read = || {
        let store = Store::of_user()?;
        let profiles = store.profiles()?;
        Ok::<_, crate::auth::StoreError>((store, profiles))
    };
    let (store, mut profiles) = match read() {
        Ok(read) => read,
        // Nothing of it was asked for by name, so the command can do without.
        Err(error) if !is_named && (given.has_token || want == LoginNeed::Settings) => {
            terminal.detail(&format!("skipping stored logins: {error}"));
            return Ok((None, Vec::new()));
        }
        Err(crate::auth::StoreError::NoFolder) if !is_named => return Ok((None, Vec::new())),
        Err(error) => {
            let hint = error.hint();
            return Err(CommandError::failed(error).hint(&hint));
        }
    };
    let profile = profiles.remove(&name);
    let others: Vec<String> = profiles.keys().map(ToString::to_string).collect();
    if profile.is_none() && is_named {
        let hint = match others.as_slice() {
            [] => format!("run `coursedir login --profile {name}` to create it"),
            _ => format!(
                "use an existing login ({}), or run `coursedir login --profile {name}`",
                list(&others)
            ),
        };
        return Err(CommandError::unclear(format!("login not found: `{name}`")).hint(&hint));
    }
    Ok((profile.map(|profile| (store, name, profile)), others))
}

/// Names, each between backticks; of very many, the first.
pub(super) fn list(names: &[String]) -> String {
    const SHOWN: usize = 12;
    let shown: Vec<_> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let more = names.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

impl Account {
    /// The location, or what to do about there being none.
    pub fn location(&self) -> Option<&str> {
        self.settings.location.as_ref().map(|location| location.value.as_str())
    }

    pub fn user(&self) -> Option<&str> {
        self.settings.user.as_ref().map(|user| user.value.as_str())
    }

    pub fn base(&self) -> &BaseUrl {
        &self.settings.base_url.value
    }

    /// Whether there is a token, or a login that gets one.
    pub fn has_token(&self) -> bool {
        !matches!(self.token, TokenFrom::Nowhere)
    }

    /// The token that stays as it is, if it is of that kind.
    pub fn fixed_token(&self) -> Option<&Token> {
        match &self.token {
            TokenFrom::Environment(token) => Some(token),
            TokenFrom::Login { profile, .. } => match &profile.login {
                Login::Private(token) => Some(token),
                Login::OAuth(_) => None,
            },
            TokenFrom::Nowhere => None,
        }
    }

    /// Whether a token for this location has to be asked for first, with an agency's login.
    pub fn lacks_location_token(&self) -> bool {
        let TokenFrom::Login { profile, .. } = &self.token else { return false };
        let (Login::OAuth(grant), Some(location)) = (&profile.login, self.location()) else { return false };
        let is_fresh = |access: &Access| access.is_fresh(SystemTime::now());
        matches!(grant.reach, Reach::Agency { .. }) && !grant.locations.get(location).is_some_and(is_fresh)
    }

    /// What such a token says of itself: it may be one of OAuth that somebody copied.
    pub fn claims(&self) -> Option<Claims> {
        self.fixed_token().and_then(Token::claims)
    }

    /// The error for a missing token, with a hint.
    pub fn no_token(&self) -> CommandError {
        if self.has_empty_token {
            return wrong_token(TokenError::Empty);
        }
        CommandError::unclear("no token: log in or set `HOOPAI_TOKEN`")
            .hint(&format!("{}; `--dry-run` and `--sandbox` need no token", self.how_to_get_a_token()))
    }

    /// What to do where no location is given.
    pub fn how_to_name_a_location(&self) -> String {
        if let TokenFrom::Login { profile, .. } = &self.token
            && let Login::OAuth(grant) = &profile.login
            && let crate::auth::Reach::Agency { approved, .. } = &grant.reach
            && !approved.is_empty()
        {
            return format!("select a location of the agency with `--location`: {}", list(approved));
        }
        format!("set `--location ID` or `{}`", env::LOCATION)
    }

    /// What to do where there is no token.
    pub fn how_to_get_a_token(&self) -> String {
        let others = match self.others.as_slice() {
            [] => String::new(),
            others => format!("; or select a login with `--profile`: {}", list(others)),
        };
        format!(
            "run `coursedir login`, or set `{}` to a private integration token with the scopes \
             `courses.write` and `medias.write`{others}",
            env::TOKEN
        )
    }
}

/// The source of a token that stays as it is.
pub(super) fn fixed(token: Token) -> Arc<dyn TokenSource> {
    Arc::new(StaticToken::new(token))
}
