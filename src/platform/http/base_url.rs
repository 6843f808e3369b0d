//! The base URL of the API, validated.
//!
//! `https` everywhere, plain `http` only to this machine: a header carries the token.

use std::fmt;
use std::str::FromStr;

use url::Url;

use crate::model::is_loopback;

/// The API's address: `https`, or `http` to loopback; no user info, query or fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(Url);

/// Why an address cannot be the API's. The messages do not repeat the address: it may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BaseUrlError {
    #[error("invalid base URL: use an address such as `https://services.leadconnectorhq.com`")]
    NotAnAddress,
    /// `ftp:`, `file:`, …
    #[error("invalid base URL: must start with `https://`")]
    Scheme,
    /// `http:` to another machine.
    #[error("invalid base URL: must start with `https://` (plain `http` only for `localhost`)")]
    Plain,
    /// `https://user:password@…`
    #[error("invalid base URL: must not contain a user name or password")]
    UserInfo,
    /// `?…` or `#…`
    #[error("invalid base URL: must not contain `?` or `#`")]
    Extra,
}

impl BaseUrl {
    /// `HighLevel`'s own address, which white-labels share.
    pub const DEFAULT: &str = "https://services.leadconnectorhq.com";

    /// Checks an address.
    pub fn new(raw: &str) -> Result<Self, BaseUrlError> {
        let mut url = Url::parse(raw.trim()).map_err(|_| BaseUrlError::NotAnAddress)?;
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => return Err(BaseUrlError::Plain),
            _ => return Err(BaseUrlError::Scheme),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseUrlError::UserInfo);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(BaseUrlError::Extra);
        }
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
        Ok(Self(url))
    }

    /// Host, with the port where it is not the usual one.
    pub fn host(&self) -> String {
        host(&self.0).unwrap_or_default()
    }

    /// The host as the lock names it: one name for one place.
    pub fn key(&self) -> String {
        host_key(&self.host())
    }

    /// Whether this is a server on this machine.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }

    /// Whether calls are encrypted: always, but to this machine.
    pub(crate) fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The address of a call by the segments of its path, each of which is encoded.
    pub(crate) fn join_segments<'a>(&self, segments: impl Iterator<Item = &'a str>) -> Url {
        let mut url = self.0.clone();
        url.path_segments_mut().expect("`http` and `https` have paths").pop_if_empty().extend(segments);
        url
    }

    /// The address of a page; `path` begins with `/`.
    pub(crate) fn join(&self, path: &str) -> Url {
        let mut url = self.0.clone();
        url.set_path(&format!("{}{path}", url.path().trim_end_matches('/')));
        url
    }
}

/// Host and port of an address, for messages.
pub(crate) fn host(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

/// One name for a host, with its port: without the last dot, and this machine by its number.
pub fn host_key(host: &str) -> String {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (name, Some(port)),
        _ => (host, None),
    };
    let name = match name.strip_suffix('.').unwrap_or(name) {
        "localhost" | "[::1]" => "127.0.0.1",
        name => name,
    };
    port.map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"))
}

impl Default for BaseUrl {
    fn default() -> Self {
        Self(Url::parse(Self::DEFAULT).expect("the default is an address"))
    }
}

impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        Self::new(raw)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str) -> Result<String, BaseUrlError> {
        BaseUrl::new(raw).map(|base| {
            let joined = base.join("/courses");
            assert_eq!(base.join_segments(["courses"].into_iter()), joined);
            joined.to_string()
        })
    }

    #[test]
    fn calls_are_joined_to_the_base_with_its_path() {
        assert_eq!(check("https://api.example.com").unwrap(), "https://api.example.com/courses");
        assert_eq!(check("https://api.example.com/v1//").unwrap(), "https://api.example.com/v1/courses");
        assert_eq!(BaseUrl::default().to_string(), BaseUrl::DEFAULT);
    }

    #[test]
    fn plain_http_is_for_this_machine_only() {
        for own in ["http://localhost:8080", "http://127.0.0.1:1", "http://127.9.0.1", "http://[::1]:9"] {
            assert!(check(own).is_ok(), "{own}");
        }
        for other in [
            "http://example.com",
            "http://localhost.example.com",
            "http://10.0.0.1",
            "http://127.0.0.1.nip.io",
        ] {
            assert_eq!(check(other), Err(BaseUrlError::Plain), "{other}");
        }
    }

    #[test]
    fn nothing_but_an_address_is_taken() {
        assert_eq!(check("services.example.com"), Err(BaseUrlError::NotAnAddress));
        assert_eq!(check("ftp://example.com"), Err(BaseUrlError::Scheme));
        assert_eq!(check("https://me:word@example.com"), Err(BaseUrlError::UserInfo));
        assert_eq!(check("https://example.com/?a=b"), Err(BaseUrlError::Extra));
        assert_eq!(check("https://example.com/#a"), Err(BaseUrlError::Extra));
    }

    #[test]
    fn the_host_names_a_port_that_is_not_the_usual_one() {
        assert_eq!(BaseUrl::new("https://example.com:443/").unwrap().host(), "example.com");
        assert_eq!(BaseUrl::new("http://127.0.0.1:81").unwrap().host(), "127.0.0.1:81");
    }

    #[test]
    fn a_place_has_one_name_in_the_lock() {
        for (address, key) in [
            ("http://localhost:4280", "127.0.0.1:4280"),
            ("http://[::1]:4280", "127.0.0.1:4280"),
            ("http://127.0.0.1", "127.0.0.1"),
            ("https://Api.example.com.", "api.example.com"),
            ("https://api.example.com.:8443/", "api.example.com:8443"),
            ("https://[2001:db8::1]", "[2001:db8::1]"),
        ] {
            assert_eq!(BaseUrl::new(address).unwrap().key(), key, "{address}");
        }
    }
}
