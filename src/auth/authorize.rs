//! The authorize page of OAuth, and its address with all parameters.

use url::Url;

use crate::platform::{BaseUrl, profile};

use super::state::State;

/// The page where an author lets the app in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorizePage(Url);

/// An address that cannot be that of the page.
#[derive(Debug, thiserror::Error)]
#[error(
    "invalid authorize page: use `standard`, `white-label` or an `https://` address (`http://` only on \
     this machine)"
)]
pub struct AuthorizePageError;

impl AuthorizePage {
    /// `HighLevel`'s own.
    pub const STANDARD: &str = profile::AUTHORIZE_STANDARD;
    /// That of white-labels, such as `HoopAI`.
    pub const WHITE_LABEL: &str = profile::AUTHORIZE_WHITE_LABEL;

    /// Reads `standard`, `white-label`, or an address; one from the developer portal may have a query.
    pub fn new(raw: &str) -> Result<Self, AuthorizePageError> {
        let raw = match raw.trim() {
            "standard" => Self::STANDARD,
            "white-label" => Self::WHITE_LABEL,
            other => other,
        };
        let url = Url::parse(raw).map_err(|_| AuthorizePageError)?;
        let mut bare = url.clone();
        bare.set_query(None);
        bare.set_fragment(None);
        BaseUrl::new(bare.as_str()).map_err(|_| AuthorizePageError)?;
        Ok(Self(url))
    }

    /// The usual one for an API: a server on this machine has its own.
    pub fn usual(base: &BaseUrl) -> Self {
        let url = if base.is_loopback() {
            base.join("/oauth/chooselocation")
        } else {
            Url::parse(Self::WHITE_LABEL).expect("the constant is an address")
        };
        Self(url)
    }

    /// The address to open. What it has of our parameters already is replaced, everything else is kept.
    pub fn address(&self, client: &str, redirect: &Url, scopes: &str, state: &State) -> Url {
        let ours = [
            ("response_type", "code"),
            ("client_id", client),
            ("redirect_uri", redirect.as_str()),
            ("scope", scopes),
            ("state", state.expose()),
            // The platform's page else goes on in a window of its own, which does not come back to us.
            ("loginWindowOpenMode", "self"),
        ];
        let mut url = self.0.clone();
        let kept: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(name, _)| !ours.iter().any(|(own, _)| own == name))
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        url.query_pairs_mut().clear().extend_pairs(kept).extend_pairs(ours);
        url
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redirect() -> Url {
        Url::parse("http://localhost:4281/callback").unwrap()
    }

    #[test]
    fn the_page_is_named_or_given() {
        let page = |raw| AuthorizePage::new(raw).map(|page| page.0.to_string());
        assert_eq!(page("standard").unwrap(), AuthorizePage::STANDARD);
        assert_eq!(page(" white-label ").unwrap(), AuthorizePage::WHITE_LABEL);
        assert_eq!(page("https://a.example/go?version_id=7").unwrap(), "https://a.example/go?version_id=7");
        for wrong in ["http://a.example/", "javascript:alert(1)", "file:///etc", "https://me:pw@a.example/"] {
            page(wrong).unwrap_err();
        }
    }

    #[test]
    fn a_server_on_this_machine_has_its_own_page() {
        let usual = |base| AuthorizePage::usual(&BaseUrl::new(base).unwrap()).0.to_string();
        assert_eq!(usual("http://127.0.0.1:4280"), "http://127.0.0.1:4280/oauth/chooselocation");
        assert_eq!(usual(BaseUrl::DEFAULT), AuthorizePage::WHITE_LABEL);
    }

    #[test]
    fn what_an_install_link_has_of_its_own_is_kept_and_what_is_ours_is_said_once() {
        let page = AuthorizePage::new("https://a.example/go?version_id=7&client_id=old&scope=x").unwrap();
        let state = State::random().unwrap();
        let url = page.address("app-1", &redirect(), "a.write b.write", &state);
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let get = |name: &str| -> Vec<&str> {
            pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
        };
        assert_eq!(get("version_id"), ["7"]);
        assert_eq!(get("client_id"), ["app-1"]);
        assert_eq!(get("scope"), ["a.write b.write"]);
        assert_eq!(get("redirect_uri"), ["http://localhost:4281/callback"]);
        assert_eq!(get("response_type"), ["code"]);
        assert!(state.is(get("state")[0]));
    }
}
