//! The client for the platform's calls: connections to the API, and where its tokens come from.
//!
//! Built once, shared by all workers. A call is a [`Request`] that is handed to [`Client::send`], or to
//! [`Client::read`] where every answer is of use; both add the token.

use std::fmt;
use std::sync::Arc;

use super::base_url::BaseUrl;
use super::error::Failure;
use super::rate_limit::RateLimitOptions;
use super::request::{Auth, Request};
use super::response::Response;
use super::retry::Retries;
use super::send::{Outcome, read_once, send};
use super::token::TokenSource;
use super::transport::{ClientError, Timeouts, Transport};

/// Talks to the platform. Cheap to clone; all clones share one rate limit.
#[derive(Clone)]
pub struct Client {
    transport: Transport,
    tokens: Arc<dyn TokenSource>,
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
    pub rate_limit: RateLimitOptions,
    /// How often to try again.
    pub retries: Retries,
}

impl Options {
    /// The usual settings.
    pub fn new(base: BaseUrl, tokens: Arc<dyn TokenSource>) -> Self {
        Self {
            base,
            tokens,
            timeouts: Timeouts::default(),
            rate_limit: RateLimitOptions::default(),
            retries: Retries::default(),
        }
    }
}

impl Client {
    /// Builds the client. Sends nothing.
    pub fn new(options: Options) -> Result<Self, ClientError> {
        let Options { base, tokens, timeouts, rate_limit, retries } = options;
        Ok(Self { transport: Transport::new(base, timeouts, retries, rate_limit)?, tokens })
    }

    /// The same over HTTP/2 without TLS, for calls that open a connection.
    #[cfg(test)]
    pub(crate) fn over_http2(self) -> Self {
        Self { transport: self.transport.over_http2(), ..self }
    }

    /// The address of the API.
    pub fn base(&self) -> &BaseUrl {
        self.transport.base()
    }

    /// Sends a request with the client's token, again where that is allowed; gives the first answer that is yes.
    pub(crate) async fn send(&self, request: Request<'_>) -> Result<Response, Failure> {
        self.deliver(request).await.result
    }

    /// The same, and whether an attempt that failed may have arrived.
    pub(crate) async fn deliver(&self, request: Request<'_>) -> Outcome<Response> {
        send(&self.transport, &self.authorized(request)).await
    }

    /// Sends a request with the client's token once, and gives the answer, whatever its status.
    pub(crate) async fn read(&self, request: Request<'_>) -> Result<Response, Failure> {
        read_once(&self.transport, &self.authorized(request)).await
    }

    /// Sends a request without any token once, and gives the answer, whatever its status.
    pub(crate) async fn read_anonymously(&self, request: Request<'_>) -> Result<Response, Failure> {
        read_once(&self.transport, &request.auth(Auth::Anonymous)).await
    }

    fn authorized<'a>(&'a self, request: Request<'a>) -> Request<'a> {
        request.auth(Auth::Renewable(&*self.tokens))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base", self.base()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use crate::platform::testing::{TOKEN, client};

    #[test]
    fn a_client_does_not_show_its_token() {
        let shown = format!("{:?}", client("https://example.com"));
        assert!(!shown.contains(TOKEN), "{shown}");
    }
}
