//! The proxy between this machine and an address, and the variable that names it.
//!
//! The HTTP library reads the same variables, and passes over a value that it cannot read. Here such a value is an
//! error, because the run would go around the proxy otherwise. A proxy's user and password are never kept.

use std::env;
use std::error::Error;
use std::fmt;

use hyper_util::client::proxy::matcher::Matcher;
use url::Url;

const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

/// A proxy, by its host and where it was named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proxy {
    host: String,
    from: Option<&'static str>,
}

/// A variable that names a proxy which cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProxyError {
    /// The value is no address. It is not repeated: it may hold a password.
    #[error("invalid proxy address in `{0}`: expected an address such as `http://proxy.example:3128`")]
    Unreadable(&'static str),
    /// Of an unsupported kind.
    #[error("unsupported proxy scheme in `{variable}`: `{scheme}`")]
    Scheme {
        /// The variable.
        variable: &'static str,
        /// The part before `://`.
        scheme: String,
    },
}

impl ProxyError {
    /// What the author can do.
    pub fn hint(&self) -> String {
        let (Self::Unreadable(variable) | Self::Scheme { variable, .. }) = self;
        format!(
            "set `{variable}` to a proxy address ({}), or unset it; list hosts without a proxy in `NO_PROXY`",
            list()
        )
    }
}

fn list() -> String {
    let shown: Vec<_> = SCHEMES.iter().map(|scheme| format!("`{scheme}://`")).collect();
    shown.join(", ")
}

impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the proxy `{}` ", self.host)?;
        match self.from {
            Some(variable) => write!(f, "(from `{variable}`)"),
            None => f.write_str("(from the system's settings)"),
        }
    }
}

impl Proxy {
    /// Looks at every variable that may name a proxy, whatever is asked for later.
    pub(crate) fn check_all() -> Result<(), ProxyError> {
        for address in ["https://host.invalid/", "http://host.invalid/"] {
            Self::to(&Url::parse(address).expect("it is one"))?;
        }
        Ok(())
    }

    /// The proxy for this address, if there is one.
    pub(crate) fn to(address: &Url) -> Result<Option<Self>, ProxyError> {
        // A CGI script's `HTTP_PROXY` may be a header of a stranger; the library uses no proxy there.
        if env::var_os("REQUEST_METHOD").is_some() {
            return Ok(None);
        }
        let no_proxy = variable(&["NO_PROXY", "no_proxy"]).map(|(_, value)| value).unwrap_or_default();
        let named = match address.scheme() {
            "https" => variable(&["HTTPS_PROXY", "https_proxy"]),
            _ => variable(&["HTTP_PROXY", "http_proxy"]),
        };
        let named = named.or_else(|| variable(&["ALL_PROXY", "all_proxy"]));
        let is_excepted = {
            let any = Matcher::builder().all("http://proxy.invalid").no(no_proxy).build();
            address.as_str().parse().is_ok_and(|uri| any.intercept(&uri).is_none())
        };
        if is_excepted {
            return Ok(None);
        }
        let from = named.as_ref().map(|(variable, _)| *variable);
        if let Some((variable, value)) = named {
            check(variable, &value)?;
        }
        let Ok(uri) = address.as_str().parse() else { return Ok(None) };
        let used = Matcher::from_system().intercept(&uri);
        match (used, from) {
            (Some(used), _) => {
                let host = used.uri().authority().map(ToString::to_string).unwrap_or_default();
                Ok(Some(Self { host, from }))
            }
            (None, Some(variable)) => Err(ProxyError::Unreadable(variable)),
            (None, None) => Ok(None),
        }
    }
}

/// Why a proxy opens no connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProxyRefusal {
    /// 407: it wants a user and a password, or others than it was given.
    Login,
    /// It said no to `CONNECT`.
    Tunnel,
}

impl fmt::Display for ProxyRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Login => "requires a user and a password (407)",
            Self::Tunnel => "refused the connection to the platform",
        })
    }
}

impl ProxyRefusal {
    /// Reads it out of what the HTTP library reports. The library keeps its type for it to itself, so the words are the
    /// only sign.
    pub(crate) fn of(error: &(dyn Error + 'static)) -> Option<Self> {
        match error.to_string().as_str() {
            "tunnel error: proxy authorization required" => Some(Self::Login),
            "tunnel error: unsuccessful" => Some(Self::Tunnel),
            _ => Self::of(error.source()?),
        }
    }
}

/// The first of these that is set to something. What is not Unicode is a value that cannot be read.
fn variable(names: &[&'static str]) -> Option<(&'static str, String)> {
    let (name, value) = names.iter().find_map(|name| Some((*name, env::var_os(name)?)))?;
    let value = value.to_string_lossy().into_owned();
    (!value.is_empty()).then_some((name, value))
}

fn check(variable: &'static str, value: &str) -> Result<(), ProxyError> {
    let unreadable = || ProxyError::Unreadable(variable);
    let scheme = value.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let with_scheme = match &scheme {
        Some(scheme) if SCHEMES.contains(&scheme.as_str()) => value.to_owned(),
        Some(scheme)
            if (1..=10).contains(&scheme.len())
                && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) =>
        {
            return Err(ProxyError::Scheme { variable, scheme: scheme.clone() });
        }
        Some(_) => return Err(unreadable()),
        None => format!("http://{value}"),
    };
    match Url::parse(&with_scheme) {
        Ok(url) if url.has_host() => Ok(()),
        Ok(_) | Err(_) => Err(unreadable()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_an_address_of_a_kind_that_is_spoken() {
        let is = |value| check("HTTPS_PROXY", value);
        for good in ["http://proxy:3128", "proxy.corp:8080", "me:word@proxy:1", "socks5h://127.0.0.1:1080"] {
            assert_eq!(is(good), Ok(()), "{good}");
        }
        for bad in ["http://", "http://a b", ":", "://proxy", "me:s3cret://x"] {
            assert_eq!(is(bad), Err(ProxyError::Unreadable("HTTPS_PROXY")), "{bad}");
        }
        let scheme = ProxyError::Scheme { variable: "HTTPS_PROXY", scheme: "ftp".into() };
        assert_eq!(is("ftp://me:s3cret@proxy"), Err(scheme));
    }
}
