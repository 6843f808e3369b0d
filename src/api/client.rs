//! The client: built once, shared by all workers.
//!
//! What holds for every request is set here: `https` with roots that are compiled in, no redirects,
//! no proxy to this machine, and no repeating by the HTTP library, which cannot know what is safe.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Certificate, ClientBuilder};

use super::base_url::BaseUrl;
use super::pace::{Pace, PaceOptions};
use super::retry::Retries;
use super::token::TokenSource;

/// What we call ourselves.
const USER_AGENT: &str = concat!("coursedir/", env!("CARGO_PKG_VERSION"));

/// Talks to the platform. Cheap to clone; all clones share one pace.
#[derive(Clone)]
pub struct Client {
    /// Keeps connections for many uploads and looks.
    pub(super) http: reqwest::Client,
    /// Opens a connection for each request. A kept one may be closed by the server at the very moment
    /// we write to it, and then nobody can tell whether the import arrived.
    pub(super) fresh: reqwest::Client,
    pub(super) base: BaseUrl,
    pub(super) tokens: Arc<dyn TokenSource>,
    pub(super) pace: Arc<Pace>,
    pub(super) retries: Retries,
    pub(super) timeouts: Timeouts,
}

/// What a [`Client`] is built from.
pub struct Options {
    /// Where the API is. The token goes to this host alone.
    pub base: BaseUrl,
    /// Where tokens come from.
    pub tokens: Arc<dyn TokenSource>,
    /// When to give up waiting.
    pub timeouts: Timeouts,
    /// How fast to begin.
    pub pace: PaceOptions,
    /// How often to try again.
    pub retries: Retries,
    /// What we call ourselves.
    pub user_agent: String,
}

impl Options {
    /// The usual settings.
    pub fn new(base: BaseUrl, tokens: Arc<dyn TokenSource>) -> Self {
        Self {
            base,
            tokens,
            timeouts: Timeouts::default(),
            pace: PaceOptions::default(),
            retries: Retries::default(),
            user_agent: USER_AGENT.to_owned(),
        }
    }
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
#[error("could not prepare for `https`")]
pub struct ClientError(#[source] reqwest::Error);

impl From<reqwest::Error> for ClientError {
    fn from(error: reqwest::Error) -> Self {
        Self(error)
    }
}

/// A client to be, of what holds for every request that this program makes, to whomever.
pub(crate) fn plain_client() -> Result<ClientBuilder, ClientError> {
    install_tls();
    Ok(ClientBuilder::new()
        .user_agent(USER_AGENT)
        .tls_certs_merge(bundled_roots()?)
        .redirect(Policy::none())
        .retry(reqwest::retry::never())
        .referer(false))
}

impl Client {
    /// Builds the client. Sends nothing.
    pub fn new(options: Options) -> Result<Self, ClientError> {
        install_tls();
        let Options { base, tokens, timeouts, pace, retries, user_agent } = options;
        let certificates = bundled_roots().map_err(ClientError)?;
        let builder = || {
            let builder = ClientBuilder::new()
                .user_agent(user_agent.as_str())
                .tls_certs_merge(certificates.iter().cloned())
                .connect_timeout(timeouts.connect)
                .redirect(Policy::none())
                .retry(reqwest::retry::never())
                .referer(false);
            // A proxy would look for the author's machine on its own.
            if base.is_loopback() { builder.no_proxy() } else { builder }
        };
        let http = builder().build().map_err(ClientError)?;
        let fresh = builder().pool_max_idle_per_host(0).build().map_err(ClientError)?;
        Ok(Self { http, fresh, base, tokens, pace: Arc::new(Pace::new(pace)), retries, timeouts })
    }

    /// The address of the API.
    pub fn base(&self) -> &BaseUrl {
        &self.base
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base", &self.base).finish_non_exhaustive()
    }
}

/// Makes `ring` the TLS library of this process. A second call, or another's choice, does no harm.
fn install_tls() {
    // An error says that there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// Roots that are compiled in: a machine without a store of its own cannot connect otherwise.
fn bundled_roots() -> Result<Vec<Certificate>, reqwest::Error> {
    webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().map(|root| Certificate::from_der(root)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{TOKEN, client};
    use super::*;

    #[test]
    fn building_a_second_client_does_not_panic() {
        install_tls();
        install_tls();
        let _ = (client("http://127.0.0.1:1"), client("https://example.com"));
    }

    #[test]
    fn a_client_does_not_show_its_token() {
        let shown = format!("{:?}", client("https://example.com"));
        assert!(!shown.contains(TOKEN), "{shown}");
    }

    #[test]
    fn a_long_upload_has_longer_to_be_answered() {
        let timeouts = Timeouts::both(Duration::from_mins(1));
        assert_eq!(timeouts.answer(1000).as_secs(), 60);
        assert_eq!(timeouts.answer(500 << 20).as_secs(), 60 + 64 + 250);
    }
}
