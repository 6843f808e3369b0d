//! Who makes a call, as far as its token tells: for which location it is.

use axum::http::StatusCode;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::Value;

use crate::sandbox::api_error::ApiError;

/// The token of a call that was let in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::sandbox) enum Caller {
    /// One that is for this location: one of ours, or one that says so.
    Location(String),
    /// One that does not tell: a private token, as a hash of it.
    Private(PrivateToken),
}

/// What a private token is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::sandbox) struct PrivateToken([u8; 32]);

impl Caller {
    /// The caller with a token that is not one of ours.
    pub(super) fn other(token: &str) -> Self {
        match location_of(token) {
            Some(location) => Self::Location(location),
            None => Self::Private(PrivateToken(*blake3::hash(token.as_bytes()).as_bytes())),
        }
    }

    /// Whether the token may be for this location.
    pub(in crate::sandbox) fn check(&self, location: &str) -> Result<(), ApiError> {
        match self {
            Self::Location(own) if own != location => Err(elsewhere()),
            Self::Location(_) | Self::Private(_) => Ok(()),
        }
    }
}

pub(super) fn elsewhere() -> ApiError {
    ApiError::new(StatusCode::FORBIDDEN, "The token does not have access to this location.")
}

/// The location that a token of the real platform is for: its claims say so.
fn location_of(token: &str) -> Option<String> {
    let claims = token.split('.').nth(1)?;
    let claims: Value = serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(claims).ok()?).ok()?;
    let is_for_one = claims["authClass"] == "Location";
    is_for_one.then(|| claims["authClassId"].as_str().map(str::to_owned))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_that_says_its_location_is_for_no_other() {
        let token = |claims: &str| format!("e30.{}.c2ln", BASE64_URL_SAFE_NO_PAD.encode(claims));
        let told = Caller::other(&token(r#"{"authClass":"Location","authClassId":"l"}"#));
        assert_eq!(told, Caller::Location("l".to_owned()));
        assert!(told.check("l").is_ok() && told.check("m").is_err());
        for other in
            ["pit-1", "a.b.c", "", &token("{"), &token(r#"{"authClass":"Company","authClassId":"l"}"#)]
        {
            assert!(matches!(Caller::other(other), Caller::Private(_)), "{other}");
            assert!(Caller::other(other).check("any").is_ok());
        }
        assert_ne!(Caller::other("pit-1"), Caller::other("pit-2"));
    }
}
