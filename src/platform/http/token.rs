//! The token: a value that cannot be printed, and where the client gets it from.
//!
//! A [`Token`] is checked once, in [`Token::new`], so that it fits into a header. It has no
//! `Display` and no `Serialize`; its `Debug` says `Token(…)`. Opening it is a visible call that only
//! this crate can make.

use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

use memchr::memmem;
use reqwest::header::HeaderValue;

use super::claims::{self, Claims};
use crate::secret::{SHORTEST_MASKED, Secret};

/// What a token is replaced with wherever a server repeats it.
const MASK: &str = "[token]";

/// What people and their editors put around a value.
const QUOTES: [char; 7] = ['"', '\'', '`', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}'];

/// A token for the platform: never empty, visible ASCII only, never shown.
#[derive(Clone)]
pub struct Token(Secret);

impl Token {
    /// Takes a token as somebody pasted it; blanks around it are dropped.
    pub fn new(raw: &str) -> Result<Self, TokenError> {
        let text = raw.trim();
        if text.is_empty() {
            return Err(TokenError::Empty);
        }
        if text.starts_with(QUOTES) || text.ends_with(QUOTES) {
            return Err(TokenError::Quoted);
        }
        if text.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("bearer ")) {
            return Err(TokenError::Bearer);
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(TokenError::Malformed);
        }
        Ok(Self(Secret::new(text)))
    }

    /// Opens the token, for the header and for the credential store.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose()
    }

    /// Whether this is the same token.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }

    /// What the token says of itself, if it is of a kind that does. Private integration tokens are not.
    pub fn claims(&self) -> Option<Claims> {
        claims::read(self.expose())
    }

    /// The value of `Authorization`, marked so that no HTTP library prints it either.
    pub(crate) fn header(&self) -> HeaderValue {
        let mut value = HeaderValue::try_from(format!("Bearer {}", self.expose()))
            .expect("visible ASCII, checked in `new`, is a valid header value");
        value.set_sensitive(true);
        value
    }

    /// Takes the token out of a text that a server sent.
    pub(crate) fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let secret = self.expose();
        let is_there =
            secret.len() >= SHORTEST_MASKED && memmem::find(text.as_bytes(), secret.as_bytes()).is_some();
        if is_there { Cow::Owned(text.replace(secret, MASK)) } else { Cow::Borrowed(text) }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Why no token.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// Nothing but blanks.
    #[error("the token is empty")]
    Empty,
    /// Quotes around it.
    #[error("the token begins or ends with a quotation mark")]
    Quoted,
    /// The whole value of a header.
    #[error("the token begins with `Bearer`, which is not part of it")]
    Bearer,
    /// Blanks, line breaks or letters outside ASCII inside.
    #[error("invalid token: it contains a space, a line break or another invalid character")]
    Malformed,
    /// The source has none, or could not renew it.
    #[error("{message}")]
    Unavailable {
        /// One sentence for the author, without the token.
        message: String,
        /// What to do about it.
        hint: Option<String>,
        /// The reason below, if there is one.
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
}

impl TokenError {
    /// What the author can do.
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Empty | Self::Malformed => Some("copy the complete token"),
            Self::Quoted => Some("copy the token without the quotation marks"),
            Self::Bearer => Some("copy only the text after `Bearer`"),
            Self::Unavailable { hint, .. } => hint.as_deref(),
        }
    }
}

/// An answer of a [`TokenSource`], which may have to ask somebody first.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = Result<T, TokenError>> + Send + 'a>>;

/// Where the client gets its token: pasted, or kept fresh by a login.
pub trait TokenSource: Send + Sync {
    /// The token for the next request. Asked before each attempt, so it should be quick.
    fn token(&self) -> Later<'_, Token>;

    /// The platform answered 401 to `used`. A source that can get another one gives it, and the
    /// request is made once more; `None` ends the matter. Asked once an attempt.
    fn rejected<'a>(&'a self, used: &'a Token) -> Later<'a, Option<Token>>;
}

/// A token that stays as it is, such as a private integration token.
#[derive(Debug, Clone)]
pub struct StaticToken(Token);

impl StaticToken {
    /// Wraps a token.
    pub fn new(token: Token) -> Self {
        Self(token)
    }
}

impl TokenSource for StaticToken {
    fn token(&self) -> Later<'_, Token> {
        Box::pin(async { Ok(self.0.clone()) })
    }

    fn rejected<'a>(&'a self, _used: &'a Token) -> Later<'a, Option<Token>> {
        Box::pin(async { Ok(None) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_not_shown_by_debug() {
        let token = Token::new("pit-1234-secret").unwrap();
        assert_eq!(format!("{token:?}"), "Token(…)");
        assert_eq!(format!("{:?}", StaticToken::new(token.clone())), "StaticToken(Token(…))");
        assert_eq!(format!("{:?}", token.header()), "Sensitive");
    }

    #[test]
    fn blanks_around_a_pasted_token_are_dropped() {
        assert_eq!(Token::new("  pit-1\n").unwrap().expose(), "pit-1");
    }

    #[test]
    fn what_cannot_stand_in_a_header_is_no_token() {
        assert!(matches!(Token::new(" \n"), Err(TokenError::Empty)));
        assert!(matches!(Token::new("pit-1\r\nX: y"), Err(TokenError::Malformed)));
        assert!(matches!(Token::new("pit-ü"), Err(TokenError::Malformed)));
    }

    #[test]
    fn a_token_that_the_server_repeats_is_masked() {
        let token = Token::new("pit-1234").unwrap();
        assert_eq!(token.mask("no access for pit-1234!"), "no access for [token]!");
    }
}
