//! The redirect listener: a loopback server that accepts one OAuth answer.
//!
//! It listens on loopback only, on the address that the app names as its redirect, and answers with a small
//! page. An answer without our `state` is turned away and does not end the wait: any page could send one. Where
//! the browser cannot reach this machine, [`read`] takes what it was sent to by hand.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::extract::{RawQuery, State as Shared};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use tokio::sync::mpsc;
use url::{Host, Url};

use crate::secret::Secret;
use crate::serve::handle::ServerHandle;
use crate::serve::listen::{self, BindError, Bound};

use super::state::State;

/// The address that apps are to name, unless told otherwise.
pub const REDIRECT: &str = "http://localhost:4281/callback";

/// What a browser brought back.
#[derive(Debug)]
pub enum Answer {
    /// The author let the app in.
    Code(Secret),
    /// The author, or the platform, did not.
    Denied(String),
    /// It belongs to another login, or to none.
    Foreign,
}

/// The redirect address cannot be listened on.
#[derive(Debug, thiserror::Error)]
pub enum LoopbackError {
    /// It is on another machine, or needs a certificate.
    #[error("cannot listen on `{0}`: not an `http` address of this machine")]
    NotHere(Url),
    /// Somebody else has the port.
    #[error("cannot listen on port {port} for the login redirect")]
    Taken {
        port: u16,
        /// Why not.
        source: io::Error,
    },
}

/// Waits for the browser.
#[derive(Debug)]
pub struct Loopback {
    /// The address that the browser is sent to.
    pub redirect: Url,
    bound: Vec<Bound>,
}

impl Loopback {
    /// Takes the port of `redirect`; port 0 takes any that is free.
    pub async fn bind(redirect: &Url) -> Result<Self, LoopbackError> {
        let not_here = || LoopbackError::NotHere(redirect.clone());
        let address = match redirect.host() {
            Some(Host::Domain("localhost")) => None,
            Some(Host::Ipv4(Ipv4Addr::LOCALHOST)) => Some(IpAddr::V4(Ipv4Addr::LOCALHOST)),
            Some(Host::Ipv6(Ipv6Addr::LOCALHOST)) => Some(IpAddr::V6(Ipv6Addr::LOCALHOST)),
            _ => return Err(not_here()),
        };
        let is_http = redirect.scheme() == "http";
        let port = redirect.port_or_known_default().filter(|_| is_http).ok_or_else(not_here)?;
        let bound = match address {
            Some(ip) => listen::bind(SocketAddr::new(ip, port)).await.map(|bound| vec![bound]),
            None => listen::bind_localhost(port).await,
        };
        let taken = |BindError { address, source }| LoopbackError::Taken { port: address.port(), source };
        let bound = bound.map_err(taken)?;
        let mut redirect = redirect.clone();
        // It has a host, so it can have a port.
        let _ = redirect.set_port(bound.first().map(|bound| bound.address.port()));
        Ok(Self { redirect, bound })
    }

    /// Waits for the answer with our `state`. `foreign` is told of every other one.
    pub async fn answer(self, state: State, foreign: impl Fn()) -> io::Result<Answer> {
        let (sender, mut answers) = mpsc::channel(8);
        let desk = Arc::new(Desk { path: self.redirect.path().to_owned(), state, answers: sender });
        // Not a route: the path is anybody's, and may hold what has a meaning in one.
        let router = Router::new().fallback(get(take)).with_state(desk);
        let mut handle = ServerHandle::default();
        for bound in self.bound {
            handle.serve(bound.listener, router.clone());
        }
        drop(router);
        loop {
            match answers.recv().await {
                Some(Answer::Foreign) => foreign(),
                Some(answer) => {
                    // The browser has its page then; one that keeps its connection does not hold us up.
                    handle.stop(GRACE).await;
                    return Ok(answer);
                }
                None => return Err(io::ErrorKind::ConnectionAborted.into()),
            }
        }
    }
}

/// How long the page may take to reach the browser.
const GRACE: std::time::Duration = std::time::Duration::from_secs(1);

/// What the page needs.
struct Desk {
    path: String,
    state: State,
    answers: mpsc::Sender<Answer>,
}

async fn take(Shared(desk): Shared<Arc<Desk>>, uri: Uri, RawQuery(query): RawQuery) -> Response {
    if uri.path() != desk.path {
        return StatusCode::NOT_FOUND.into_response();
    }
    let answer = read_query(query.unwrap_or_default().as_bytes(), &desk.state);
    let (status, title, text) = match &answer {
        Answer::Code(_) => {
            (StatusCode::OK, "Login received", "Continue in the terminal. You can close this page.")
        }
        Answer::Denied(_) => {
            (StatusCode::OK, "Authorization denied", "Nothing was stored. See the terminal for details.")
        }
        Answer::Foreign => {
            (StatusCode::BAD_REQUEST, "Wrong login", "Open the address that the terminal shows.")
        }
    };
    // Nobody listens any more when the login has ended; the page is as good.
    let _ = desk.answers.send(answer).await;
    let page = Html(page(title, text));
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        // The address of this page holds the code.
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'"),
        (header::CONNECTION, "close"),
    ];
    (status, headers.map(|(name, value)| (name, HeaderValue::from_static(value))), page).into_response()
}

fn page(title: &str, text: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title} - coursedir</title>\
         <style>:root{{color-scheme:light dark}}\
         body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:18vh auto;padding:0 1.5rem}}h1{{font-size:1.6rem;margin:0 0 .5rem}}p{{margin:0}}</style></head>\
         <body><h1>{title}</h1><p>{text}</p></body></html>\n"
    )
}

/// Reads what somebody pasted: the address that the browser was sent to, or the code alone.
///
/// A code alone carries no `state`; whoever pastes it has seen where it comes from.
pub fn read(pasted: &str, state: &State) -> Answer {
    let pasted = pasted.trim();
    match Url::parse(pasted) {
        Ok(url) if url.has_host() => read_query(url.query().unwrap_or_default().as_bytes(), state),
        _ if pasted.contains("code=") || pasted.contains("error=") => {
            read_query(pasted.trim_start_matches('?').as_bytes(), state)
        }
        _ if pasted.is_empty() => Answer::Foreign,
        _ => Answer::Code(Secret::new(pasted)),
    }
}

fn read_query(query: &[u8], state: &State) -> Answer {
    let get = |wanted: &str| {
        url::form_urlencoded::parse(query)
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.into_owned())
    };
    if !get("state").is_some_and(|given| state.is(&given)) {
        return Answer::Foreign;
    }
    match (get("code").filter(|code| !code.is_empty()), get("error")) {
        (_, Some(error)) => Answer::Denied(words(&get("error_description").unwrap_or(error))),
        (Some(code), None) => Answer::Code(Secret::new(&code)),
        (None, None) => Answer::Foreign,
    }
}

/// One short line: the text is anybody's.
fn words(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state() -> State {
        State::random().unwrap()
    }

    #[test]
    fn what_is_pasted_is_an_address_a_query_or_a_code() {
        let state = state();
        let word = state.expose();
        for pasted in [
            format!("http://localhost:4281/callback?code=c0de&state={word}"),
            format!("  https://app.example/back?state={word}&code=c0de \n"),
            format!("?code=c0de&state={word}"),
            "c0de".to_owned(),
        ] {
            let answer = read(&pasted, &state);
            assert!(matches!(&answer, Answer::Code(code) if code.expose() == "c0de"), "{pasted}: {answer:?}");
        }
    }

    #[test]
    fn an_address_without_our_state_is_foreign() {
        for pasted in ["http://localhost/?code=c", "http://localhost/?code=c&state=x", "code=c&state=", ""] {
            assert!(matches!(read(pasted, &state()), Answer::Foreign), "{pasted}");
        }
    }

    #[test]
    fn a_no_is_told_in_the_platforms_words() {
        let state = state();
        let query = format!("?error=access_denied&error_description=not%0Atoday&state={}", state.expose());
        assert!(matches!(read(&query, &state), Answer::Denied(why) if why == "not today"));
    }

    #[tokio::test]
    async fn only_an_address_of_this_machine_is_listened_on() {
        for other in ["https://localhost:4281/", "http://example.com/", "http://10.0.0.1:1/"] {
            let error = Loopback::bind(&Url::parse(other).unwrap()).await.unwrap_err();
            assert!(matches!(error, LoopbackError::NotHere(_)), "{other}");
        }
        let bound = Loopback::bind(&Url::parse("http://localhost:0/back").unwrap()).await.unwrap();
        assert_ne!(bound.redirect.port(), Some(0));
        assert!(matches!(Loopback::bind(&bound.redirect).await, Err(LoopbackError::Taken { .. })));
    }
}
