//! Where learners see courses: the address that links between lessons begin with.

use std::fmt;

use url::{Host, Url};

/// The learners' address: `https`, or `http` to loopback, with a host and maybe a path.
///
/// Which addresses are below it is for `platform` to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portal {
    /// Scheme, host and port, without a slash at the end.
    origin: String,
    /// The path's segments, none of them empty, encoded as in an address.
    path: Vec<String>,
}

/// Why an address cannot be the learners' address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PortalError {
    /// It has no scheme or no host.
    #[error("must be an address such as `https://learn.example.com`")]
    NotAnAddress,
    /// Another scheme than `https`, and not `http` to this machine.
    #[error("must begin with `https://` (plain `http` only for `localhost`)")]
    NotHttps,
    /// `https://user:password@…`
    #[error("must not contain a user name or password")]
    UserInfo,
    /// `?…` or `#…`
    #[error("must not contain `?` or `#`")]
    Extra,
}

impl Portal {
    /// Checks an address.
    pub fn new(raw: &str) -> Result<Self, PortalError> {
        let url = Url::parse(raw.trim()).map_err(|_| PortalError::NotAnAddress)?;
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            _ => return Err(PortalError::NotHttps),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(PortalError::UserInfo);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(PortalError::Extra);
        }
        let segments = url.path().split('/').filter(|segment| !segment.is_empty());
        Ok(Self { origin: url.origin().ascii_serialization(), path: segments.map(str::to_owned).collect() })
    }

    /// Scheme, host and, where it is not the usual one, port: `https://learn.example.com`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The segments of the path, none of them empty, encoded as in an address.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.path.iter().map(String::as_str)
    }
}

impl fmt::Display for Portal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin)?;
        self.path.iter().try_for_each(|segment| write!(f, "/{segment}"))
    }
}

/// Whether an address leads to this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_and_a_path_are_taken() {
        for (raw, shown) in [
            ("https://Learn.Example.com", "https://learn.example.com"),
            (" https://learn.example.com/ ", "https://learn.example.com"),
            ("https://learn.example.com:443/school//a/", "https://learn.example.com/school/a"),
            ("https://learn.example.com:8443", "https://learn.example.com:8443"),
            ("https://x.example/../é \"<", "https://x.example/%C3%A9%20%22%3C"),
            ("http://127.0.0.1:4280", "http://127.0.0.1:4280"),
            ("http://localhost/courses", "http://localhost/courses"),
            ("http://[::1]:9", "http://[::1]:9"),
        ] {
            assert_eq!(Portal::new(raw).map(|portal| portal.to_string()).as_deref(), Ok(shown), "{raw}");
        }
    }

    #[test]
    fn whatever_could_lead_elsewhere_is_refused() {
        for (raw, error) in [
            ("learn.example.com", PortalError::NotAnAddress),
            ("", PortalError::NotAnAddress),
            ("https://", PortalError::NotAnAddress),
            ("http://learn.example.com", PortalError::NotHttps),
            ("http://127.0.0.1.example.com", PortalError::NotHttps),
            ("ftp://localhost", PortalError::NotHttps),
            ("javascript:alert(1)", PortalError::NotHttps),
            ("https://me@learn.example.com", PortalError::UserInfo),
            ("https://:secret@learn.example.com", PortalError::UserInfo),
            ("https://learn.example.com/?source=courses", PortalError::Extra),
            ("https://learn.example.com#top", PortalError::Extra),
        ] {
            assert_eq!(Portal::new(raw), Err(error), "{raw}");
        }
    }
}
