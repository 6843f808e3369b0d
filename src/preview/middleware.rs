//! Guards the preview: allowed hosts and methods, and security headers.
//!
//! The answer may not be read or embedded by others; whoever asks in vain is told so in a line.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::serve::guard::{self, Names};

use super::fixing;
use crate::pages::POLICY;

/// Turns away who may not ask, and closes what is answered against other sites.
pub(super) async fn guard(State(names): State<Names>, request: Request, next: Next) -> Response {
    let mut response = match refusal(&names, &request) {
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

fn refusal(names: &Names, request: &Request) -> Option<(StatusCode, &'static str)> {
    if !names.are_called_by(request) {
        return Some((StatusCode::MISDIRECTED_REQUEST, "the preview answers to its own address only\n"));
    }
    let is_fix = *request.method() == Method::POST && request.uri().path() == fixing::PATH;
    if !is_fix && !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Some((StatusCode::METHOD_NOT_ALLOWED, "the preview writes fixes only\n"));
    }
    // A link from another site may be followed, but nothing is written for one.
    let is_foreign = guard::is_from_elsewhere(request.headers())
        || is_fix && !request.headers().contains_key(header::ORIGIN);
    is_foreign.then_some((StatusCode::FORBIDDEN, "other sites may not read the preview\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_can_be_changed() {
        let request =
            axum::http::Request::post("/").header("host", "localhost:4321").body("".into()).unwrap();
        let refusal = refusal(&Names::local(4321), &request);
        assert_eq!(refusal.unwrap().0, StatusCode::METHOD_NOT_ALLOWED);
    }

    #[test]
    fn a_fix_is_asked_for_by_our_own_pages_only() {
        let status = |headers: &[(&str, &str)]| {
            let request = axum::http::Request::post("/fix").header("host", "localhost:4321");
            let request =
                headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
            let request = request.body("".into()).unwrap();
            super::refusal(&Names::local(4321), &request).map(|refusal| refusal.0)
        };
        let own = ("origin", "http://localhost:4321");
        assert_eq!(status(&[own]), None);
        assert_eq!(status(&[own, ("sec-fetch-site", "same-origin")]), None);
        for headers in [
            &[][..],
            &[("origin", "null")],
            &[("origin", "https://evil.example")],
            &[own, ("sec-fetch-site", "cross-site")],
            &[own, ("host", "evil.example")],
        ] {
            assert!(status(headers).is_some(), "{headers:?}");
        }
        // Where a browser does not name the origin, as when it follows a link.
        let visit = [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "document"),
        ];
        assert!(status(&visit).is_some());
    }
}
