//! Resolves the settings of a run.
//!
//! [`resolve`] is the one place where flags, variables, stored logins and defaults meet. It is pure: the
//! values come in, and each goes out with its [`Origin`], which `--verbose` says.

use std::fmt;

use crate::platform::{BaseUrl, BaseUrlError};

use super::env;

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A flag of the command line.
    Flag(&'static str),
    /// An environment variable.
    Variable(&'static str),
    /// A stored login.
    Profile(String),
    /// A target of `course.yaml`.
    Target(String),
    /// Nobody said anything.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "from `{flag}`"),
            Self::Variable(name) => write!(f, "from `{name}`"),
            Self::Profile(name) => write!(f, "from the login `{name}`"),
            Self::Target(name) => write!(f, "from the target `{name}`"),
            Self::Default => f.write_str("by default"),
        }
    }
}

/// A value, and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Its origin.
    pub from: Origin,
}

impl<T> Setting<T> {
    fn new(value: T, from: Origin) -> Self {
        Self { value, from }
    }
}

/// What the command line and the environment say. A text of nothing but blanks, as an unset secret of a CI is,
/// says nothing.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// `--profile`, or its variable.
    pub profile: Option<Setting<String>>,
    /// `--location`, or its variable.
    pub location: Option<Setting<String>>,
    /// `--base-url`, or its variable.
    pub base_url: Option<Setting<String>>,
    /// `--user`, or its variable.
    pub user: Option<Setting<String>>,
    /// Whether there is a token in the environment.
    pub has_token: bool,
}

/// What a stored login says, but for its secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The location it is for, or that its owner named.
    pub location: Option<String>,
    /// Where its tokens may be sent.
    pub base: BaseUrl,
    /// The user who imports.
    pub user: Option<String>,
}

/// What holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The name of the login that is meant, there or not.
    pub profile: Setting<String>,
    /// Where the token comes from, if there is one.
    pub token: Option<Origin>,
    /// The location, if anybody named one.
    pub location: Option<Setting<String>>,
    /// Where the API is.
    pub base_url: Setting<BaseUrl>,
    /// The user, if anybody named one.
    pub user: Option<Setting<String>>,
}

/// The settings contradict each other, or make no sense.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The base URL is none.
    #[error(transparent)]
    BaseUrl(BaseUrlError),
    /// A stored token would go to a host that it was not made for.
    #[error("wrong host: the login `{profile}` is for {own}, {from} is {other}")]
    OtherHost {
        /// The login.
        profile: String,
        /// Where its tokens may be sent.
        own: String,
        /// Where they would go.
        other: String,
        /// Who says so.
        from: String,
    },
}

impl SettingsError {
    /// What the author can do.
    pub fn hint(&self) -> String {
        match self {
            Self::BaseUrl(_) => format!("correct `--base-url` or `{}`", env::BASE_URL),
            Self::OtherHost { .. } => format!(
                "omit `--base-url` (`{}`), or log in to that host with `coursedir login --profile NAME`; a \
                 stored token is sent to its own host only",
                env::BASE_URL
            ),
        }
    }
}

/// The name of the login that is meant.
pub fn profile(given: &Given) -> Setting<String> {
    said(given.profile.clone()).unwrap_or(Setting::new("default".to_owned(), Origin::Default))
}

/// Resolves everything. `stored` is the login of the name that [`profile`] gives, if there is one.
pub fn resolve(given: Given, stored: Option<&Stored>) -> Result<Settings, SettingsError> {
    let profile = profile(&given);
    let from_profile = |value: Option<&String>| {
        let value = value.filter(|value| !value.trim().is_empty())?;
        Some(Setting::new(value.clone(), Origin::Profile(profile.value.clone())))
    };
    let location = said(given.location).or_else(|| from_profile(stored?.location.as_ref()));
    let user = said(given.user).or_else(|| from_profile(stored?.user.as_ref()));
    let base_url = match (said(given.base_url), stored) {
        (Some(Setting { value, from }), _) => {
            Setting::new(BaseUrl::new(&value).map_err(SettingsError::BaseUrl)?, from)
        }
        (None, Some(stored)) => Setting::new(stored.base.clone(), Origin::Profile(profile.value.clone())),
        (None, None) => Setting::new(BaseUrl::default(), Origin::Default),
    };
    let token = match stored {
        _ if given.has_token => Some(Origin::Variable(env::TOKEN)),
        Some(stored) => {
            // The port counts: another program may listen on another one.
            if stored.base.host() != base_url.value.host() {
                return Err(SettingsError::OtherHost {
                    own: stored.base.host(),
                    other: base_url.value.host(),
                    from: base_url.from.to_string().trim_start_matches("from ").to_owned(),
                    profile: profile.value,
                });
            }
            Some(Origin::Profile(profile.value.clone()))
        }
        None => None,
    };
    Ok(Settings { profile, token, location, base_url, user })
}

fn said(setting: Option<Setting<String>>) -> Option<Setting<String>> {
    let Setting { value, from } = setting?;
    let value = value.trim();
    (!value.is_empty()).then(|| Setting::new(value.to_owned(), from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flag(value: &str) -> Setting<String> {
        Setting::new(value.to_owned(), Origin::Flag("--it"))
    }

    fn variable(value: &str) -> Setting<String> {
        Setting::new(value.to_owned(), Origin::Variable("IT"))
    }

    fn stored() -> Stored {
        Stored {
            location: Some("of-login".to_owned()),
            base: BaseUrl::new("https://of.login").unwrap(),
            user: Some("of-login".to_owned()),
        }
    }

    /// The value and the origin of one setting, from what is given and what is stored.
    fn check<T: ToString>(
        setting: impl Fn(&Settings) -> Option<Setting<T>>,
        given: Given,
        stored: Option<&Stored>,
    ) -> (String, Origin) {
        let settings = resolve(given, stored).unwrap();
        setting(&settings)
            .map_or(("nothing".to_owned(), Origin::Default), |it| (it.value.to_string(), it.from))
    }

    fn of_login() -> Origin {
        Origin::Profile("default".to_owned())
    }

    // The command line hands over one of flag and variable: that a flag beats its variable is clap's, and
    // has its tests where the real binary is run (`tests/it/login/precedence.rs`).

    #[test]
    fn location_is_given_else_of_the_login_else_nothing() {
        let location = |given, stored: Option<&Stored>| {
            check(|it| it.location.clone(), Given { location: given, ..Given::default() }, stored)
        };
        assert_eq!(location(Some(flag("a")), Some(&stored())), ("a".into(), Origin::Flag("--it")));
        assert_eq!(location(Some(variable("b")), Some(&stored())), ("b".into(), Origin::Variable("IT")));
        assert_eq!(location(Some(variable("  ")), Some(&stored())), ("of-login".into(), of_login()));
        assert_eq!(location(None, Some(&stored())), ("of-login".into(), of_login()));
        assert_eq!(location(None, None), ("nothing".into(), Origin::Default));
    }

    #[test]
    fn user_is_given_else_of_the_login_else_nothing() {
        let user = |given, stored: Option<&Stored>| {
            check(|it| it.user.clone(), Given { user: given, ..Given::default() }, stored)
        };
        assert_eq!(user(Some(flag("a")), Some(&stored())), ("a".into(), Origin::Flag("--it")));
        assert_eq!(user(Some(variable("b")), Some(&stored())), ("b".into(), Origin::Variable("IT")));
        assert_eq!(user(None, Some(&stored())), ("of-login".into(), of_login()));
        assert_eq!(user(None, None), ("nothing".into(), Origin::Default));
    }

    #[test]
    fn base_url_is_given_else_of_the_login_else_the_platforms() {
        let base_url = |given, stored: Option<&Stored>| {
            // With a token of its own, so that the login's is not in question.
            let given = Given { base_url: given, has_token: true, ..Given::default() };
            check(|it| Some(it.base_url.clone()), given, stored)
        };
        let other = "https://other.example";
        assert_eq!(base_url(Some(flag(other)), Some(&stored())), (other.into(), Origin::Flag("--it")));
        assert_eq!(base_url(Some(variable(other)), Some(&stored())), (other.into(), Origin::Variable("IT")));
        assert_eq!(base_url(Some(variable("")), Some(&stored())), ("https://of.login".into(), of_login()));
        assert_eq!(base_url(None, Some(&stored())), ("https://of.login".into(), of_login()));
        assert_eq!(base_url(None, None), (BaseUrl::DEFAULT.into(), Origin::Default));
    }

    #[test]
    fn profile_is_given_else_default() {
        let name =
            |given| check(|it| Some(it.profile.clone()), Given { profile: given, ..Given::default() }, None);
        assert_eq!(name(Some(flag("a"))), ("a".into(), Origin::Flag("--it")));
        assert_eq!(name(Some(variable("b"))), ("b".into(), Origin::Variable("IT")));
        assert_eq!(name(Some(variable(""))), ("default".into(), Origin::Default));
        assert_eq!(name(None), ("default".into(), Origin::Default));
    }

    #[test]
    fn token_is_the_variables_else_the_logins_else_none() {
        let token = |has_token, stored: Option<&Stored>| {
            resolve(Given { has_token, ..Given::default() }, stored).unwrap().token
        };
        assert_eq!(token(true, Some(&stored())), Some(Origin::Variable(env::TOKEN)));
        assert_eq!(token(false, Some(&stored())), Some(of_login()));
        assert_eq!(token(false, None), None);
    }

    #[test]
    fn a_stored_token_goes_to_its_own_host_only() {
        let given = |base| Given { base_url: Some(flag(base)), ..Given::default() };
        let error = resolve(given("https://other.example"), Some(&stored())).unwrap_err();
        assert_eq!(
            error.to_string(),
            "wrong host: the login `default` is for of.login, `--it` is other.example"
        );
        resolve(given("https://of.login:8443"), Some(&stored())).unwrap_err();
        resolve(given("https://of.login/v1"), Some(&stored())).unwrap();
    }
}
