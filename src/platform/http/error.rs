//! The errors of a call, as values.
//!
//! The message says what, [`source`](std::error::Error::source) says why, `hint()` says what now.
//! Nobody has to compare texts: see [`RequestError::delivery`]. No error holds an address or the token.

use std::fmt;
use std::io;
use std::time::{Duration, SystemTime};

use reqwest::StatusCode;

use super::certificate;
use super::delivery::{self, Delivery};
use super::proxy::{Proxy, ProxyRefusal};
use super::token::TokenError;
use crate::size;

/// A method and a path, for messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call {
    /// `POST`
    pub method: &'static str,
    /// Below the base URL, with `/` at its front.
    pub path: &'static str,
}

impl Call {
    /// The same without marks, for logs.
    pub fn text(self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{} {}`", self.method, self.path)
    }
}

/// A call that did not succeed.
#[derive(Debug)]
pub struct Failure {
    pub call: Call,
    /// Why.
    pub problem: RequestError,
}

impl Failure {
    /// What the author can do.
    pub fn hint(&self) -> Option<String> {
        self.problem.hint()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            // Names the call itself.
            RequestError::Refused(refusal) => refusal.fmt(f),
            _ => write!(f, "{} failed", self.call),
        }
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.problem {
            RequestError::Refused(_) => None,
            problem => Some(problem),
        }
    }
}

/// Why a call did not succeed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RequestError {
    /// There is no token to send.
    #[error("no token")]
    Token(#[source] Box<TokenError>),
    /// The file to send is not what it was, or cannot be read.
    #[error(transparent)]
    File(FileProblem),
    /// No connection: nothing was sent.
    #[error("cannot reach the platform")]
    Unreachable(#[source] NetworkError),
    /// The proxy refused the connection: nothing was sent.
    #[error("{proxy} {why}")]
    Proxy {
        /// Which one.
        proxy: Proxy,
        /// What it said.
        why: ProxyRefusal,
    },
    /// The other side received the request and did not process it.
    #[error("the platform did not process the request")]
    NotProcessed {
        /// Its words.
        #[source]
        why: NetworkError,
        /// Whether it would take the request over HTTP/1.1 only.
        wants_http1: bool,
    },
    /// The server cannot prove that it is the platform: nothing was sent.
    #[error("the platform's certificate is not trusted")]
    Untrusted(#[source] NetworkError),
    /// The connection broke after sending had begun.
    #[error("connection lost before the response was complete")]
    Cut(#[source] NetworkError),
    /// Nothing moved for too long.
    #[error("timed out after {} seconds without progress{}", .limit.as_secs_f32(), through(.proxy.as_ref()))]
    Silent {
        /// How long we waited.
        limit: Duration,
        /// Whether sending had begun.
        began: bool,
        /// The proxy on the way, if there is one.
        proxy: Option<Proxy>,
    },
    /// The platform answered, and it was not yes.
    #[error(transparent)]
    Refused(Box<Refusal>),
    /// No more requests today.
    #[error(transparent)]
    DayUsedUp(DayUsedUp),
    /// It said yes, but not what we need to go on.
    #[error("{}", unreadable(*.status, .page.as_ref()))]
    Unreadable {
        /// The status of the answer.
        status: StatusCode,
        /// The web page that came instead.
        page: Option<Page>,
    },
}

impl RequestError {
    /// Whether the platform has the request.
    pub fn delivery(&self) -> Delivery {
        match self {
            Self::Token(_)
            | Self::Unreachable(_)
            | Self::Proxy { .. }
            | Self::NotProcessed { .. }
            | Self::Untrusted(_)
            | Self::DayUsedUp(_)
            | Self::Silent { began: false, .. } => Delivery::No,
            Self::Refused(refusal) => delivery::of_status(refusal.status),
            Self::File(_) | Self::Cut(_) | Self::Silent { .. } | Self::Unreadable { .. } => Delivery::Maybe,
        }
    }

    /// Whether the same request may succeed a little later.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::Cut(_) | Self::Silent { .. } => true,
            Self::NotProcessed { wants_http1, .. } => !wants_http1,
            Self::Refused(refusal) => {
                refusal.status.is_server_error() || matches!(refusal.status.as_u16(), 408 | 425 | 429 | 499)
            }
            Self::Token(_)
            | Self::File(_)
            | Self::Proxy { .. }
            | Self::Untrusted(_)
            | Self::DayUsedUp(_)
            | Self::Unreadable { .. } => false,
        }
    }

    /// Whether the platform said "too many requests".
    pub(crate) fn is_too_many(&self) -> bool {
        matches!(self, Self::Refused(refusal) if refusal.status == StatusCode::TOO_MANY_REQUESTS)
    }

    /// Whether the platform said "internal error" (500).
    pub(crate) fn is_internal_error(&self) -> bool {
        matches!(self, Self::Refused(refusal) if refusal.status == StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The used-up day, where that is the reason.
    pub fn day_used_up(&self) -> Option<DayUsedUp> {
        match self {
            Self::DayUsedUp(day) => Some(*day),
            _ => None,
        }
    }

    /// What the author can do.
    pub fn hint(&self) -> Option<String> {
        let text = match self {
            Self::Token(error) => return error.hint().map(str::to_owned),
            Self::Refused(refusal) => return refusal.hint(),
            Self::File(FileProblem::Changed) => "run the same command again when the file no longer changes",
            Self::File(FileProblem::Unreadable(_)) => return None,
            Self::Proxy { why: ProxyRefusal::Login, .. } => {
                "add the user and password to the proxy's variable: `http://USER:PASSWORD@HOST:PORT`"
            }
            Self::Proxy { why: ProxyRefusal::Tunnel, .. } => {
                "ask the proxy's administrator to allow this host, or add the host to `NO_PROXY`"
            }
            Self::NotProcessed { wants_http1: true, .. } => {
                "check `--base-url` if you set it: the server accepts HTTP/1.1 only"
            }
            Self::NotProcessed { .. } => "run the same command again in a few minutes",
            Self::Unreachable(_) => "check the network connection, and `--base-url` if you set it",
            Self::Untrusted(_) => {
                "check the clock and `--base-url`; behind a proxy that intercepts HTTPS, set `SSL_CERT_FILE` to its \
                 certificate"
            }
            Self::Cut(_) | Self::Silent { .. } => {
                "check the network connection; set a longer timeout with `COURSEDIR_TIMEOUT` (seconds)"
            }
            Self::DayUsedUp(_) => "run the same command again then; uploaded files are kept",
            Self::Unreadable { .. } => "check `--base-url`: the response may not come from the platform",
        };
        Some(text.to_owned())
    }
}

/// What the network or the system reported. The errors that wrap it only name the part of this
/// program passed it on.
#[derive(Debug)]
pub struct NetworkError {
    error: reqwest::Error,
    proxy: Option<Proxy>,
}

impl NetworkError {
    /// What came of a request that went through this proxy, if there is one.
    pub(super) fn new(error: reqwest::Error, proxy: Option<Proxy>) -> Self {
        Self { error, proxy }
    }
}

/// The proxy on the way, for the end of a message.
fn through(proxy: Option<&Proxy>) -> String {
    proxy.map(|proxy| format!(" (through {proxy})")).unwrap_or_default()
}

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(problem) = certificate::problem(&self.error) {
            return write!(f, "{}{}", certificate::words(problem), through(self.proxy.as_ref()));
        }
        let mut innermost: &dyn std::error::Error = &self.error;
        while let Some(inner) = innermost.source() {
            innermost = inner;
        }
        write!(f, "{innermost}{}", through(self.proxy.as_ref()))
    }
}

impl std::error::Error for NetworkError {}

/// What is wrong with a file that is to be sent.
#[derive(Debug, thiserror::Error)]
pub enum FileProblem {
    /// Its length is not what it was.
    #[error("the file changed during the upload")]
    Changed,
    /// It cannot be opened or read.
    #[error("the file cannot be read")]
    Unreadable(#[source] io::Error),
}

impl FileProblem {
    /// The same once more, for somebody else to keep.
    pub(crate) fn again(&self) -> Self {
        match self {
            Self::Changed => Self::Changed,
            Self::Unreadable(error) => Self::Unreadable(io::Error::new(error.kind(), error.to_string())),
        }
    }
}

fn unreadable(status: StatusCode, page: Option<&Page>) -> String {
    match page {
        Some(page) => format!("an intermediate server answered {status} with {page}"),
        None => format!("unreadable response from the platform (status {status})"),
    }
}

/// A web page in the place of an answer: a gateway's, a firewall's, a captive portal's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its title.
    pub title: Option<String>,
    /// The name of the server that made it, if it said one.
    pub server: Option<String>,
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.title {
            Some(title) => write!(f, "a web page titled \"{title}\"")?,
            None => f.write_str("a web page without a title")?,
        }
        match &self.server {
            Some(server) => write!(f, " (server `{server}`)"),
            None => Ok(()),
        }
    }
}

/// An answer that is not yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub call: Call,
    /// The status of the answer.
    pub status: StatusCode,
    /// The platform's own words, if it found any; one line, without control characters.
    pub says: Option<String>,
    /// The web page that came instead of words.
    pub page: Option<Page>,
    /// The length of what was sent, where that is why.
    pub sent_bytes: Option<u64>,
    /// What the platform's support asks for.
    pub trace_id: Option<String>,
    /// How long the platform wants us to wait.
    pub retry_after: Option<Duration>,
    /// The host that a redirect points to. It is not followed: the token is for one host only.
    pub points_to: Option<String>,
}

/// The hint where a gateway, a firewall or a login page of the network answers.
pub const IN_THE_WAY: &str =
    "check `--base-url` if you set it, and open a web page in a browser to see what answers on this network";

impl Refusal {
    /// What the author can do, where the status alone tells.
    pub fn hint(&self) -> Option<String> {
        let text = match self.status.as_u16() {
            _ if self.page.is_some() => IN_THE_WAY,
            300..=399 => "set `--base-url` (`HOOPAI_BASE_URL`) to the address of the API itself",
            401 => {
                "check that the token is valid and has the scopes `courses.write` and `medias.write` \
                 (Settings > Private Integrations in the sub-account)"
            }
            403 => {
                "create the token in the sub-account, not in the agency: it has no access to this location"
            }
            404 | 405 => "check `--base-url` if you set it: the platform does not know this call",
            429 => "retry in a few minutes: the platform's rate limit is reached",
            500..=599 => "retry in a few minutes: the platform reports an internal error",
            _ => return None,
        };
        Some(text.to_owned())
    }
}

impl std::error::Error for Refusal {}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let who = if self.page.is_some() { "an intermediate server" } else { "the platform" };
        write!(f, "{who} answered {} with {}", self.call, self.status)?;
        if let Some(bytes) = self.sent_bytes {
            write!(f, " (request size: {})", size::bytes(bytes))?;
        }
        if let Some(page) = &self.page {
            write!(f, ": {page}")?;
        }
        if let Some(host) = &self.points_to {
            write!(f, ", a redirect to `{host}` that is not followed")?;
        }
        if let Some(says) = &self.says {
            write!(f, ": \"{says}\"")?;
        }
        if let Some(trace) = &self.trace_id {
            write!(f, " (trace id {trace})")?;
        }
        Ok(())
    }
}

/// The day's quota of requests is used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayUsedUp {
    /// When requests are taken again, if the platform said so.
    pub until: Option<SystemTime>,
}

impl std::error::Error for DayUsedUp {}

impl fmt::Display for DayUsedUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("daily request limit reached; the platform accepts requests again ")?;
        match self.until {
            Some(time) => write!(f, "after {}", httpdate::fmt_http_date(time)),
            None => f.write_str("within 24 hours"),
        }
    }
}
