//! A stored login: its host, location, scopes and secrets.
//!
//! A [`Profile`] has a name, an address of the API that its tokens are for, and a [`Login`] of one of the
//! two kinds. None of it can be printed: the secrets are [`Secret`]s and [`Token`]s.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use crate::platform::{BaseUrl, Token};
use crate::secret::Secret;

/// A name for a login: letters, digits, `-`, `_` and `.`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ProfileName(String);

/// A name that cannot be one.
#[derive(Debug, thiserror::Error)]
#[error("invalid profile name: use at most {LONGEST_NAME} letters, digits, `-`, `_` and `.`")]
pub struct ProfileNameError;

/// Long enough for every name; short enough for the keys of every keyring.
const LONGEST_NAME: usize = 64;

impl ProfileName {
    /// The name of a login that was given none.
    pub const DEFAULT: &str = "default";

    /// Checks a name.
    pub fn new(raw: &str) -> Result<Self, ProfileNameError> {
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if raw.is_empty() || raw.len() > LONGEST_NAME || !raw.chars().all(fits) {
            return Err(ProfileNameError);
        }
        Ok(Self(raw.to_owned()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for ProfileName {
    fn default() -> Self {
        Self(Self::DEFAULT.to_owned())
    }
}

impl FromStr for ProfileName {
    type Err = ProfileNameError;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        Self::new(raw)
    }
}

impl fmt::Display for ProfileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A login, and where it belongs.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Where the API is that the tokens are for. They are sent to no other host.
    pub base: BaseUrl,
    /// The location that imports go to, unless they say otherwise.
    pub location: Option<String>,
    /// The user who imports.
    pub user: Option<String>,
    /// The secrets.
    pub login: Login,
}

/// The two kinds of logins.
#[derive(Debug, Clone)]
pub enum Login {
    /// A private integration token, which stays as it is.
    Private(Token),
    /// OAuth: tokens that expire and are renewed.
    OAuth(Box<Grant>),
}

/// What OAuth gave.
#[derive(Debug, Clone)]
pub struct Grant {
    /// The app that was let in.
    pub client: ClientKeys,
    /// For whom.
    pub reach: Reach,
    /// The token for requests, or, for an agency, for tokens of its locations.
    pub access: Access,
    /// Renews `access`, once.
    pub refresh: Secret,
    /// When a renewal was begun whose end is not known.
    pub renewing: Option<SystemTime>,
    /// Tokens of an agency's locations.
    pub locations: BTreeMap<String, Access>,
}

/// How an app shows who it is.
#[derive(Debug, Clone)]
pub struct ClientKeys {
    /// Its id, which is no secret.
    pub id: String,
    pub secret: Secret,
}

/// Whom an OAuth token is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// One location (sub-account).
    Location(String),
    /// An agency, whose locations have tokens of their own.
    Agency {
        /// The agency's id.
        company: String,
        /// The locations that were approved, as far as the platform named them.
        approved: Vec<String>,
    },
}

/// A token for requests, and how long it lasts by this machine's clock.
#[derive(Debug, Clone)]
pub struct Access {
    pub token: Token,
    /// What it may do, as far as the platform said.
    pub scopes: Scopes,
    /// When it was received.
    pub since: SystemTime,
    /// When it expires.
    pub until: SystemTime,
}

/// A token is renewed this long before it expires, so that no request meets its end.
const EARLY: Duration = Duration::from_mins(5);

/// Or, if it lives but shortly, in the last part of its life.
const LAST_PART: u32 = 5;

impl Access {
    /// Whether it may still be used for a request that begins now.
    pub fn is_fresh(&self, now: SystemTime) -> bool {
        let life = self.until.duration_since(self.since).unwrap_or_default();
        let early = EARLY.min(life / LAST_PART);
        // A clock that was set back makes a token look younger; the 401 that follows is dealt with.
        now.checked_add(early).is_some_and(|then| then < self.until)
    }
}

/// What a token may do. Empty when nobody said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scopes(Vec<String>);

impl Scopes {
    /// What an import needs of a token.
    pub const NEEDED: [&str; 2] = ["courses.write", "medias.write"];
    /// What `doctor` can see more with.
    pub const USEFUL: [&str; 2] = ["courses.readonly", "medias.readonly"];
    /// What an agency needs to get tokens for its locations.
    pub const AGENCY: &str = "oauth.write";
    /// What lists the locations of an agency.
    pub const AGENCY_USEFUL: &str = "oauth.readonly";

    /// Reads what the platform writes: names with blanks between.
    pub fn new(text: &str) -> Self {
        let mut names: Vec<_> =
            text.split([' ', ',']).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        names.sort();
        names.dedup();
        Self(names)
    }

    /// What a token says of itself.
    pub fn of_token(token: &Token) -> Self {
        token.claims().map(|claims| Self::new(&claims.scopes.join(" "))).unwrap_or_default()
    }

    /// Whether anybody said what they are.
    pub fn are_known(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether this one is certainly not among them.
    pub fn lack(&self, scope: &str) -> bool {
        self.are_known() && !self.0.iter().any(|name| name == scope)
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access(seconds: u64) -> (Access, SystemTime) {
        let since = SystemTime::UNIX_EPOCH + Duration::from_hours(500_000);
        let token = Token::new("an-access-token").unwrap();
        let until = since + Duration::from_secs(seconds);
        (Access { token, scopes: Scopes::default(), since, until }, since)
    }

    #[test]
    fn a_token_of_a_day_is_renewed_five_minutes_early() {
        let (access, since) = access(86_399);
        assert!(access.is_fresh(since + Duration::from_secs(86_399 - 301)));
        assert!(!access.is_fresh(since + Duration::from_secs(86_399 - 300)));
    }

    #[test]
    fn a_token_of_some_seconds_is_used_for_most_of_them() {
        let (access, since) = access(10);
        assert!(access.is_fresh(since + Duration::from_secs(7)));
        assert!(!access.is_fresh(since + Duration::from_secs(8)));
    }

    #[test]
    fn what_nobody_said_is_not_lacking() {
        assert!(!Scopes::default().lack("courses.write"));
        assert!(Scopes::new("medias.write  medias.readonly").lack("courses.write"));
        assert!(!Scopes::new("courses.write,medias.write").lack("courses.write"));
    }

    #[test]
    fn a_name_fits_into_a_file_and_a_keyring() {
        assert!(ProfileName::new("Bread-school_2.test").is_ok());
        for wrong in ["", "a b", "a/b", "é", &"x".repeat(65)] {
            assert!(ProfileName::new(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_profile_shows_no_secret() {
        let (access, since) = access(10);
        let client = ClientKeys { id: "app".to_owned(), secret: Secret::new("a-client-secret") };
        let grant = Grant {
            client,
            reach: Reach::Location("loc".to_owned()),
            locations: BTreeMap::from([("loc".to_owned(), access.clone())]),
            access,
            refresh: Secret::new("a-refresh-token"),
            renewing: Some(since),
        };
        let login = Login::OAuth(Box::new(grant));
        let profile = Profile { base: BaseUrl::default(), location: None, user: None, login };
        let shown = format!("{profile:?} {profile:#?}");
        for secret in ["a-client-secret", "a-refresh-token", "an-access-token"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}
