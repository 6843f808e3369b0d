//! Allows only requests from this machine's own programs and browser.
//!
//! A page of another site can make a browser send requests here, and a name that such a site owns can
//! be made to mean this machine (DNS rebinding). So a request has to call the server by a name that is ours
//! ([`Names`]), and what a browser asks for has to come from our own pages, or from the person, by an address
//! or a link ([`is_from_elsewhere`]).

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// By which names a server may be called.
#[derive(Debug, Clone)]
pub struct Names {
    /// The name or address that it was told to listen on, where it serves more than this machine.
    public: Option<String>,
    port: u16,
}

impl Names {
    /// The names of a server that only this machine reaches.
    pub fn local(port: u16) -> Self {
        Self { public: None, port }
    }

    /// The names of a server that others reach, by `host` among them.
    pub fn public(host: String, port: u16) -> Self {
        Self { public: Some(host), port }
    }

    /// Whether a request calls the server by one of its names, and by no other.
    pub fn are_called_by(&self, request: &Request) -> bool {
        let mut hosts = request.headers().get_all(header::HOST).iter();
        let is_named = hosts.next().is_some_and(|host| host.to_str().is_ok_and(|host| self.hold(host)));
        let is_asked = request.uri().authority().is_none_or(|authority| self.hold(authority.as_str()));
        is_named && is_asked && hosts.next().is_none()
    }

    /// Whether `host` (with or without a port) is one of ours.
    ///
    /// A public server is called by its address or by a name of the local network; a name on the
    /// internet that means it would belong to somebody who wants to read it from a browser.
    fn hold(&self, host: &str) -> bool {
        let (name, port) = split(host);
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        let literal = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
        let is_loopback = name == "localhost" || literal.is_some_and(|address| address.is_loopback());
        let Some(public) = &self.public else {
            return is_loopback && port.unwrap_or(80) == self.port;
        };
        let is_local = name.rsplit_once('.').is_none_or(|(_, last)| last == "local");
        is_loopback || literal.is_some() || is_local || name.eq_ignore_ascii_case(public)
    }
}

fn split(host: &str) -> (&str, Option<u16>) {
    match host.rsplit_once(':') {
        // The colons of `[::1]` are none before a port.
        Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
        _ => (host, None),
    }
}

/// Whether a browser asks on behalf of another site's page. A link from there may be followed; that lets
/// nobody read what it leads to.
pub fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    let text = |name: &HeaderName| headers.get(name).map(text);
    let host = text(&header::HOST).unwrap_or_default();
    let is_own = |origin: &str| {
        let rest = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        rest.is_some_and(|rest| rest.eq_ignore_ascii_case(host))
    };
    let site = text(&HeaderName::from_static("sec-fetch-site")).unwrap_or("none");
    let is_visit = text(&HeaderName::from_static("sec-fetch-mode")) == Some("navigate")
        && text(&HeaderName::from_static("sec-fetch-dest")).is_none_or(|of| of == "document");
    text(&header::ORIGIN).is_some_and(|origin| !is_own(origin))
        || !(matches!(site, "none" | "same-origin") || is_visit)
}

fn text(value: &HeaderValue) -> &str {
    value.to_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::{HeaderMap, HeaderName, HeaderValue, Names, is_from_elsewhere};

    fn is_ours(names: &Names, host: &str) -> bool {
        names.are_called_by(&Request::builder().header("host", host).body("".into()).unwrap())
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for (host, ours) in [
            ("127.0.0.1:4321", true),
            ("localhost:4321", true),
            ("LOCALHOST:4321", true),
            ("[::1]:4321", true),
            ("127.0.0.1:80", false),
            ("localhost", false),
            ("evil.example:4321", false),
            ("127.0.0.1.evil.example:4321", false),
            ("localhost.evil.example:4321", false),
            ("192.168.1.5:4321", false),
            ("", false),
        ] {
            assert_eq!(is_ours(&Names::local(4321), host), ours, "{host}");
        }
    }

    #[test]
    fn a_public_server_is_called_by_address_or_local_name() {
        let names = Names::public("0.0.0.0".to_owned(), 4321);
        for (host, ours) in [
            ("192.168.1.5:4321", true),
            ("laptop:4321", true),
            ("laptop.local:4321", true),
            ("[fe80::1]:9", true),
            ("evil.example:4321", false),
        ] {
            assert_eq!(is_ours(&names, host), ours, "{host}");
        }
    }

    #[test]
    fn every_name_in_a_request_has_to_be_ours() {
        let names = Names::local(4321);
        let request = |uri: &str, hosts: &[&str]| {
            let request = Request::builder().uri(uri);
            let request = hosts.iter().fold(request, |request, host| request.header("host", *host));
            names.are_called_by(&request.body("".into()).unwrap())
        };
        assert!(request("http://localhost:4321/", &["localhost:4321"]));
        assert!(!request("http://evil.example/", &["localhost:4321"]));
        assert!(!request("/", &["localhost:4321", "evil.example"]));
        assert!(!request("/", &[]));
    }

    #[test]
    fn other_sites_may_lead_here_and_not_read() {
        let host = ("host", "localhost:4321");
        for (headers, elsewhere) in [
            (&[host, ("origin", "http://localhost:4321")][..], false),
            (&[host, ("origin", "http://localhost:3000")], true),
            (&[host, ("origin", "https://evil.example")], true),
            (&[host, ("origin", "null")], true),
            (&[host, ("sec-fetch-site", "same-origin")], false),
            (&[host, ("sec-fetch-site", "none")], false),
            (&[host, ("sec-fetch-site", "same-site")], true),
            (&[host, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")], true),
            (&[host, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")], false),
            (
                &[
                    host,
                    ("sec-fetch-site", "cross-site"),
                    ("sec-fetch-mode", "navigate"),
                    ("sec-fetch-dest", "iframe"),
                ],
                true,
            ),
        ] {
            let headers = headers
                .iter()
                .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
            let headers: HeaderMap = headers.collect();
            assert_eq!(is_from_elsewhere(&headers), elsewhere, "{headers:?}");
        }
    }
}
