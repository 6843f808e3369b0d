//! What an access token says of itself: the claims of a JSON Web Token.
//!
//! The platform's OAuth tokens are such tokens, with `authClass`, `authClassId` and `oauthMeta.scopes`. Its private
//! integration tokens say nothing. The claims are not verified, which only the platform can: they serve to notice
//! before an upload what the platform would refuse after it. So whatever is not exactly of this form says nothing.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::Deserialize;

/// No calendar goes further, in seconds since 1970.
const YEAR_10000: u64 = 253_402_300_800;

/// What a token says that it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// What it may do; at least one.
    pub scopes: Vec<String>,
    /// Whose it is.
    pub holder: Option<Holder>,
    /// When it expires.
    pub until: Option<SystemTime>,
}

/// Whose a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// A location's, with its id.
    Location(String),
    /// An agency's, which neither imports nor uploads.
    Agency,
}

#[derive(Deserialize)]
struct Payload {
    #[serde(rename = "oauthMeta")]
    oauth: OAuthMeta,
    #[serde(rename = "authClass")]
    class: Option<String>,
    #[serde(rename = "authClassId")]
    id: Option<String>,
    exp: Option<u64>,
}

#[derive(Deserialize)]
struct OAuthMeta {
    scopes: Vec<String>,
}

/// Reads the claims of a token, if it is one that has them.
pub(super) fn read(token: &str) -> Option<Claims> {
    let mut parts = token.split('.');
    let (head, payload, signature) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || signature.is_empty() {
        return None;
    }
    let json = |part: &str| BASE64_URL_SAFE_NO_PAD.decode(part).ok();
    serde_json::from_slice::<serde_json::Map<_, _>>(&json(head)?).ok()?.get("alg")?.as_str()?;
    let payload: Payload = serde_json::from_slice(&json(payload)?).ok()?;
    let scopes = payload.oauth.scopes;
    if scopes.is_empty() || !scopes.iter().all(|scope| is_scope(scope)) {
        return None;
    }
    let id = payload.id.filter(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let holder = match payload.class.as_deref() {
        Some("Location") => id.map(Holder::Location),
        Some("Company") => Some(Holder::Agency),
        _ => None,
    };
    let until = payload.exp.filter(|seconds| *seconds < YEAR_10000);
    let until = until.map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
    Some(Claims { scopes, holder, until })
}

/// Whether this has the form of a scope's name, as `courses.write` and `calendars/events.readonly` have.
fn is_scope(name: &str) -> bool {
    let is_word = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    name.split_once('.')
        .is_some_and(|(what, how)| what.split('/').all(is_word) && how.split('.').all(is_word))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn token(payload: &Value) -> String {
        let part = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        format!("{}.{}.c2ln", part(&json!({ "alg": "RS256", "typ": "JWT" })), part(payload))
    }

    fn check(payload: &Value) -> Option<Claims> {
        read(&token(payload))
    }

    #[test]
    fn a_token_of_oauth_tells_its_scopes_its_holder_and_its_end() {
        let claims = check(&json!({
            "authClass": "Location", "authClassId": "WAvk87Rm", "exp": 60, "iat": 1,
            "oauthMeta": { "scopes": ["courses.write", "calendars/events.readonly"], "client": "app" },
        }));
        let until = Some(SystemTime::UNIX_EPOCH + Duration::from_mins(1));
        let scopes = vec!["courses.write".to_owned(), "calendars/events.readonly".to_owned()];
        let holder = Some(Holder::Location("WAvk87Rm".to_owned()));
        assert_eq!(claims, Some(Claims { scopes, holder, until }));
        let agency =
            json!({ "authClass": "Company", "authClassId": "x", "oauthMeta": { "scopes": ["oauth.write"] } });
        assert_eq!(check(&agency).unwrap().holder, Some(Holder::Agency));
    }

    #[test]
    fn whatever_has_another_form_says_nothing() {
        let good = json!({ "oauthMeta": { "scopes": ["courses.write"] } });
        assert!(check(&good).is_some());
        for other in [
            json!({}),
            json!({ "scopes": ["courses.write"] }),
            json!({ "oauthMeta": {} }),
            json!({ "oauthMeta": { "scopes": [] } }),
            json!({ "oauthMeta": { "scopes": "courses.write" } }),
            json!({ "oauthMeta": { "scopes": ["courses.write", 1] } }),
            json!({ "oauthMeta": { "scopes": ["*"] } }),
            json!({ "oauthMeta": { "scopes": ["courses write"] } }),
            json!({ "oauthMeta": { "scopes": ["courses."] } }),
            json!([good]),
        ] {
            assert_eq!(check(&other), None, "{other}");
        }
        let token = token(&good);
        let (signed, _) = token.rsplit_once('.').unwrap();
        for text in
            ["pit-12345678-1234", "", "..", "a.b.c", signed, &format!("{signed}."), &format!("{token}.x")]
        {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(
            check(&json!({ "oauthMeta": { "scopes": ["a.b"] }, "authClass": "Location" })).unwrap().holder,
            None
        );
    }
}
