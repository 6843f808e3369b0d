//! The profile that receives a login, and its settings.

use crate::auth::{Profile, ProfileName, Store};
use crate::config::env;
use crate::config::settings::{self, Origin, Settings};
use crate::platform::BaseUrl;

use crate::cli::exit::CommandError;
use crate::cli::output::terminal::{STRONG, Terminal};

use super::args::LoginArgs;

/// Where the login will be kept, and what for.
pub(super) struct Place {
    pub(super) store: Store,
    pub(super) name: ProfileName,
    pub(super) settings: Settings,
    /// What is there under this name already, for the same host.
    pub(super) before: Option<Profile>,
}

impl Place {
    /// A login of the same name lends what is not said now: whoever logs in again means the same place.
    pub(super) fn of(args: &LoginArgs, store: Store) -> Result<Self, CommandError> {
        let mut given = args.account.given();
        // The token is yet to come, so no stored one is in question.
        given.has_token = true;
        let name = ProfileName::new(&settings::profile(&given).value).map_err(CommandError::usage)?;
        let before = store.profiles()?.remove(&name);
        let stored = before.as_ref().map(|profile| settings::Stored {
            location: profile.location.clone(),
            base: profile.base.clone(),
            user: profile.user.clone(),
        });
        let settings = settings::resolve(given.clone(), stored.as_ref());
        let mut settings = settings.map_err(|error| {
            let hint = error.hint();
            CommandError::usage(error).hint(&hint)
        })?;
        let is_same_host =
            before.as_ref().is_some_and(|profile| profile.base.host() == settings.base_url.value.host());
        if !is_same_host {
            settings = settings::resolve(given, None).map_err(CommandError::usage)?;
        }
        Ok(Self { store, name, settings, before: before.filter(|_| is_same_host) })
    }

    pub(super) fn base(&self) -> &BaseUrl {
        &self.settings.base_url.value
    }

    pub(super) fn location(&self) -> Option<&str> {
        self.settings.location.as_ref().map(|location| location.value.as_str())
    }

    /// The location, if somebody named it now.
    pub(super) fn named_location(&self) -> Option<&str> {
        let location = self.settings.location.as_ref()?;
        (!matches!(location.from, Origin::Profile(_))).then_some(location.value.as_str())
    }

    pub(super) fn user(&self) -> Option<String> {
        self.settings.user.as_ref().map(|user| user.value.clone())
    }

    /// Keeps the login.
    pub(super) async fn keep(&self, profile: Profile) -> Result<(), CommandError> {
        let locked = self.store.lock().await?;
        Ok(locked.put(&self.name, profile)?)
    }

    /// Says what there is now, and what to do with it.
    pub(super) fn print_done(&self, whom: &str, terminal: &mut Terminal) {
        let (name, host) = (&self.name, self.base().host());
        terminal.status(&format!("logged in as {STRONG}{name}{STRONG:#} for {whom} at {host}"));
        terminal.status(&format!("  stored   {}", self.store.place()));
        let profile = match name.as_str() {
            ProfileName::DEFAULT => String::new(),
            name => format!(" --profile {name}"),
        };
        terminal.status(&format!("  check    coursedir doctor{profile}"));
        terminal.status(&format!("  import   coursedir import ./my-course{profile}"));
        if std::env::var(env::TOKEN).is_ok_and(|token| !token.trim().is_empty()) {
            terminal.warn(&format!("`{}` is set and overrides this login", env::TOKEN));
        }
    }
}
