//! Secrets: values that cannot be printed, and a mask over everything that is said.
//!
//! A [`Secret`] has no `Display` and no `Serialize`, and its `Debug` says `Secret(…)`. That alone does not
//! keep it from coming back: a server may repeat it, a library may log it, a panic may quote it. So each
//! secret is remembered here from the moment it exists, and [`mask`] takes every one of them out of a
//! text. Whatever leaves this program for a person (messages, logs, panics) goes through it.

use std::borrow::Cow;
use std::fmt;
use std::sync::{PoisonError, RwLock};

use secrecy::{ExposeSecret, SecretString};

/// What a secret is replaced with.
const MASK: &str = "[secret]";

/// Shorter "secrets" occur in ordinary words; masking them would only garble messages.
pub(crate) const SHORTEST_MASKED: usize = 6;

/// Every secret of this process, the longest first, so that none leaves its end behind.
///
/// Global, because a process has one terminal and one log, and none of them may show any secret.
static KNOWN: RwLock<Vec<SecretString>> = RwLock::new(Vec::new());

/// A text that is never shown.
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// Takes a text, and hides it from now on wherever it appears.
    pub fn new(text: &str) -> Self {
        remember(text);
        Self(SecretString::from(text))
    }

    /// Opens the secret, for the request and the store that need it.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Takes every secret of this process out of a text.
pub fn mask(text: &str) -> Cow<'_, str> {
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
    known.iter().map(ExposeSecret::expose_secret).fold(Cow::Borrowed(text), |text, secret| {
        if text.contains(secret) { Cow::Owned(text.replace(secret, MASK)) } else { text }
    })
}

fn remember(text: &str) {
    if text.len() < SHORTEST_MASKED {
        return;
    }
    // Inside an address or a form it is written differently.
    let encoded: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    for form in [text, &encoded] {
        if !known.iter().any(|secret| secret.expose_secret() == form) {
            known.push(SecretString::from(form));
        }
    }
    known.sort_by_key(|secret| std::cmp::Reverse(secret.expose_secret().len()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_shown_by_nothing() {
        let secret = Secret::new("s3cret-of-one-test");
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert_eq!(mask("code=s3cret-of-one-test&x"), "code=[secret]&x");
        assert_eq!(secret.expose(), "s3cret-of-one-test");
    }

    #[test]
    fn a_secret_inside_an_address_is_masked_too() {
        let _secret = Secret::new("a/b+c==of-another-test");
        assert_eq!(mask("?refresh_token=a%2Fb%2Bc%3D%3Dof-another-test"), "?refresh_token=[secret]");
    }

    #[test]
    fn the_longer_of_two_secrets_is_taken_whole() {
        let _secrets = (Secret::new("third-test"), Secret::new("third-test-and-more"));
        assert_eq!(mask("third-test-and-more, third-test"), "[secret], [secret]");
    }

    #[test]
    fn ordinary_words_are_left_alone() {
        let _secret = Secret::new("any");
        assert_eq!(mask("any token"), "any token");
    }
}
