//! The `state` parameter of OAuth: it ties an answer to its login.

use secrecy::{ExposeSecret, SecretString};

use super::oauth::AuthError;

/// 256 bits: nobody guesses it while a login waits.
const BYTES: usize = 32;

/// A random word, sent along to the authorize page and expected back.
///
/// It is part of the address that a person is shown, so it is not masked there as a secret would be.
#[derive(Debug, Clone)]
pub struct State(SecretString);

impl State {
    /// A new one.
    pub fn random() -> Result<Self, AuthError> {
        use std::fmt::Write as _;
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes).map_err(|_| AuthError::NoRandomness)?;
        let text = bytes.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        Ok(Self(SecretString::from(text)))
    }

    pub(super) fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Whether this is the word. Takes the same time wherever a wrong one differs.
    pub fn is(&self, other: &str) -> bool {
        let (own, other) = (self.expose().as_bytes(), other.as_bytes());
        let differences = own.iter().zip(other).fold(0, |all, (a, b)| all | (a ^ b));
        own.len() == other.len() && differences == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_new_and_known_again() {
        let (one, two) = (State::random().unwrap(), State::random().unwrap());
        assert!(one.is(one.expose()) && !one.is(two.expose()));
        assert!(!one.is("") && !one.is(&one.expose()[1..]));
        assert_eq!(one.expose().len(), 2 * BYTES);
    }
}
