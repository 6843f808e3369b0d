//! Connections to one API, shared by all workers.
//!
//! What holds for every request is set here: `https` with roots that are compiled in, no redirects,
//! no proxy to this machine, and no repeating by the HTTP library, which cannot know what is safe.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Certificate, ClientBuilder};

use super::base_url::BaseUrl;
use super::proxy::{Proxy, ProxyError};
use super::rate_limit::{RateLimit, RateLimitOptions};
use super::retry::Retries;
use super::roots::{self, RootsError};

/// What we call ourselves.
const USER_AGENT: &str = concat!("coursedir/", env!("CARGO_PKG_VERSION"));

/// What sends a request, whoever it is for. Clones share the connections and the rate limit.
#[derive(Clone)]
pub(crate) struct Transport {
    /// Keeps connections for many uploads and reads.
    pub(super) kept: reqwest::Client,
    /// Opens a connection for each request. A kept one may be closed by the server at the very moment
    /// we write to it, and then nobody can tell whether the request arrived.
    pub(super) fresh: reqwest::Client,
    /// The same over HTTP/1.1 alone, made when a server first asks for it.
    http1: Arc<OnceLock<Option<reqwest::Client>>>,
    pub(super) base: BaseUrl,
    /// What stands between this machine and the base.
    pub(super) proxy: Option<Proxy>,
    pub(super) timeouts: Timeouts,
    pub(super) retries: Retries,
    pub(super) rate_limit: Arc<RateLimit>,
}

/// When to give up waiting. Neither limits how long a whole upload may take.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// For a connection: name, TCP and TLS together.
    pub connect: Duration,
    /// For the next sign of life, while sending and while reading the answer.
    pub silence: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(30), silence: Duration::from_mins(1) }
    }
}

impl Timeouts {
    /// The same limit for both.
    pub fn both(limit: Duration) -> Self {
        Self { connect: limit, silence: limit }
    }

    /// How long an answer may take after the last byte was handed over.
    ///
    /// The system still holds a few megabytes then, which have to leave on a slow line; and the
    /// platform stores a big file before it answers.
    pub(super) fn answer(self, length: u64) -> Duration {
        const BUFFERED: u64 = 4 << 20;
        const SLOW_LINE: u64 = 64 << 10;
        const STORING: u64 = 2 << 20;
        self.silence + Duration::from_secs(length.min(BUFFERED) / SLOW_LINE + length / STORING)
    }
}

/// The client could not be built.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The HTTP library failed.
    #[error("could not set up HTTPS")]
    Https(#[from] reqwest::Error),
    /// The environment names a proxy that cannot be used.
    #[error(transparent)]
    Proxy(#[from] ProxyError),
    /// The environment names authorities that cannot be used.
    #[error(transparent)]
    Roots(#[from] RootsError),
}

impl ClientError {
    /// What the author can do.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Https(_) => None,
            Self::Proxy(error) => Some(error.hint()),
            Self::Roots(_) => Some(RootsError::hint().to_owned()),
        }
    }
}

impl Transport {
    /// Prepares the connections. Sends nothing.
    pub(crate) fn new(
        base: BaseUrl,
        timeouts: Timeouts,
        retries: Retries,
        rate_limit: RateLimitOptions,
    ) -> Result<Self, ClientError> {
        let proxy = proxy(&base)?;
        check_roots(&base)?;
        let roots = roots::bundled()?;
        let builder = || to_api(&roots, &base, timeouts);
        let kept = builder().build()?;
        let fresh = builder().pool_max_idle_per_host(0).build()?;
        let rate_limit = Arc::new(RateLimit::new(rate_limit));
        let http1 = Arc::default();
        Ok(Self { kept, fresh, http1, base, proxy, timeouts, retries, rate_limit })
    }

    /// Connections for a server that wants HTTP/1.1 for a request. The author's settings made a client before, so they
    /// make this one too.
    pub(super) fn http1(&self) -> Option<&reqwest::Client> {
        let make = || {
            let builder = to_api(&roots::bundled().ok()?, &self.base, self.timeouts);
            builder.pool_max_idle_per_host(0).http1_only().build().ok()
        };
        self.http1.get_or_init(make).as_ref()
    }

    /// The address of the API.
    pub(crate) fn base(&self) -> &BaseUrl {
        &self.base
    }
}

#[cfg(test)]
impl Transport {
    /// The same over HTTP/2 without TLS.
    pub(crate) fn over_http2(mut self) -> Self {
        self.fresh = plain_client().unwrap().no_proxy().http2_prior_knowledge().build().unwrap();
        self
    }
}

/// The proxy on the way to the API. There is none to this machine.
pub(crate) fn proxy(base: &BaseUrl) -> Result<Option<Proxy>, ProxyError> {
    if base.is_loopback() { Ok(None) } else { Proxy::to(&base.join("/")) }
}

/// Looks at the file of authorities that the environment names. The API on this machine may need none.
pub(crate) fn check_roots(base: &BaseUrl) -> Result<(), RootsError> {
    if base.is_https() { roots::check_named_file() } else { Ok(()) }
}

/// A client to be, of what holds for every request that this program makes, to whomever.
pub(crate) fn plain_client() -> Result<ClientBuilder, ClientError> {
    Proxy::check_all()?;
    roots::check_named_file()?;
    Ok(builder(&roots::bundled()?))
}

/// What the clients for the API have in common.
fn to_api(roots: &[Certificate], base: &BaseUrl, timeouts: Timeouts) -> ClientBuilder {
    let builder = builder(roots).connect_timeout(timeouts.connect);
    // A proxy would look for the author's machine on its own.
    if base.is_loopback() { builder.no_proxy() } else { builder }
}

fn builder(roots: &[Certificate]) -> ClientBuilder {
    install_tls();
    ClientBuilder::new()
        .user_agent(USER_AGENT)
        .tls_certs_merge(roots.iter().cloned())
        .redirect(Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
}

/// Makes `ring` the TLS library of this process. A second call, or another's choice, does no harm.
fn install_tls() {
    // An error says that there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn building_a_second_client_does_not_panic() {
        install_tls();
        install_tls();
        let _ = (plain_client().unwrap().build().unwrap(), plain_client().unwrap().build().unwrap());
    }

    #[test]
    fn a_long_upload_has_longer_to_be_answered() {
        let timeouts = Timeouts::both(Duration::from_mins(1));
        assert_eq!(timeouts.answer(1000).as_secs(), 60);
        assert_eq!(timeouts.answer(500 << 20).as_secs(), 60 + 64 + 250);
    }
}
