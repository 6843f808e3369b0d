//! Who may ask: this machine's own browser, for its own pages.
//!
//! A page of another site can make a browser send requests here, and a name that such a site owns can
//! be made to mean this machine. So a request has to call the server by a name that is ours, has to come
//! from our own pages (or from the person, by an address or a link), and its answer may not be read or
//! embedded by others.

use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::pages::POLICY;

/// By which names the server may be called.
#[derive(Debug, Clone)]
pub(super) struct Names {
    /// Whether it serves more than this machine.
    pub is_public: bool,
    /// The name or address that it was told to listen on.
    pub host: String,
    pub port: u16,
}

impl Names {
    /// Whether `host` (with or without a port) is one of ours.
    ///
    /// A public server is called by its address or by a name of the local network; a name on the
    /// internet that means it would belong to somebody who wants to read it from a browser.
    fn hold(&self, host: &str) -> bool {
        let (name, port) = split(host);
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        let literal = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
        let is_loopback = name == "localhost" || literal.is_some_and(|address| address.is_loopback());
        if !self.is_public {
            return is_loopback && port.unwrap_or(80) == self.port;
        }
        let is_local = name.rsplit_once('.').is_none_or(|(_, last)| last == "local");
        is_loopback || literal.is_some() || is_local || name.eq_ignore_ascii_case(&self.host)
    }
}

fn split(host: &str) -> (&str, Option<u16>) {
    match host.rsplit_once(':') {
        // The colons of `[::1]` are none before a port.
        Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
        _ => (host, None),
    }
}

/// Turns away who may not ask, and closes what is answered against other sites.
pub(super) async fn guard(State(names): State<Names>, request: Request, next: Next) -> Response {
    let mut response = match refusal(&names, request.method(), request.headers()) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    response
}

fn refusal(names: &Names, method: &Method, headers: &HeaderMap) -> Option<(StatusCode, &'static str)> {
    let text = |name: &HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let host = text(&header::HOST).unwrap_or_default();
    if !names.hold(host) {
        return Some((StatusCode::MISDIRECTED_REQUEST, "the preview answers to its own address only\n"));
    }
    if !matches!(*method, Method::GET | Method::HEAD) {
        return Some((StatusCode::METHOD_NOT_ALLOWED, "there is nothing to change here\n"));
    }
    let is_own = |origin: &str| {
        let rest = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        rest.is_some_and(|rest| rest.eq_ignore_ascii_case(host))
    };
    let site = text(&HeaderName::from_static("sec-fetch-site")).unwrap_or("none");
    // A link to the preview may be followed from anywhere; that lets nobody read it.
    let is_visit = text(&HeaderName::from_static("sec-fetch-mode")) == Some("navigate")
        && text(&HeaderName::from_static("sec-fetch-dest")).is_none_or(|of| of == "document");
    let is_foreign = text(&header::ORIGIN).is_some_and(|origin| !is_own(origin))
        || !(matches!(site, "none" | "same-origin") || is_visit);
    is_foreign.then_some((StatusCode::FORBIDDEN, "other sites may not read the preview\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(names: &Names, headers: &[(&'static str, &str)]) -> u16 {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().unwrap());
        }
        refusal(names, &Method::GET, &map).map_or(200, |(status, _)| status.as_u16())
    }

    fn local() -> Names {
        Names { is_public: false, host: "127.0.0.1".to_owned(), port: 4321 }
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for (host, status) in [
            ("127.0.0.1:4321", 200),
            ("localhost:4321", 200),
            ("LOCALHOST:4321", 200),
            ("[::1]:4321", 200),
            ("127.0.0.1:80", 421),
            ("localhost", 421),
            ("evil.example:4321", 421),
            ("127.0.0.1.evil.example:4321", 421),
            ("localhost.evil.example:4321", 421),
            ("192.168.1.5:4321", 421),
            ("", 421),
        ] {
            assert_eq!(answer(&local(), &[("host", host)]), status, "{host}");
        }
    }

    #[test]
    fn a_public_server_is_called_by_address_or_local_name() {
        let names = Names { is_public: true, host: "0.0.0.0".to_owned(), port: 4321 };
        for (host, status) in [
            ("192.168.1.5:4321", 200),
            ("laptop:4321", 200),
            ("laptop.local:4321", 200),
            ("[fe80::1]:9", 200),
            ("evil.example:4321", 421),
        ] {
            assert_eq!(answer(&names, &[("host", host)]), status, "{host}");
        }
    }

    #[test]
    fn other_sites_may_lead_here_and_not_read() {
        let host = ("host", "localhost:4321");
        for (headers, status) in [
            (&[host, ("origin", "http://localhost:4321")][..], 200),
            (&[host, ("origin", "http://localhost:3000")], 403),
            (&[host, ("origin", "https://evil.example")], 403),
            (&[host, ("origin", "null")], 403),
            (&[host, ("sec-fetch-site", "same-origin")], 200),
            (&[host, ("sec-fetch-site", "none")], 200),
            (&[host, ("sec-fetch-site", "same-site")], 403),
            (&[host, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")], 403),
            (&[host, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")], 200),
            (
                &[
                    host,
                    ("sec-fetch-site", "cross-site"),
                    ("sec-fetch-mode", "navigate"),
                    ("sec-fetch-dest", "iframe"),
                ],
                403,
            ),
        ] {
            assert_eq!(answer(&local(), headers), status, "{headers:?}");
        }
    }

    #[test]
    fn nothing_can_be_changed() {
        let mut headers = HeaderMap::new();
        headers.insert("host", "localhost:4321".parse().unwrap());
        assert_eq!(refusal(&local(), &Method::POST, &headers).unwrap().0, StatusCode::METHOD_NOT_ALLOWED);
    }
}
