//! Looks whether an address still answers, without the token: it may be on any host.

use reqwest::StatusCode;
use tokio::time::timeout;
use url::Url;

use super::client::Client;

/// What became of an address that was given to us earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alive {
    /// Something answers there.
    Yes,
    /// 404 or 410: the file is gone.
    Gone,
    /// No answer. That says nothing about the file.
    Unknown,
}

impl Client {
    /// Asks for the head of `address`, once. Anything but 404 and 410 counts as alive: many stores
    /// refuse a HEAD that they would answer as a GET.
    pub async fn alive(&self, address: &str) -> Alive {
        let Some(url) = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
        else {
            return Alive::Gone;
        };
        let limit = self.timeouts.connect + self.timeouts.silence;
        match timeout(limit, self.http.head(url).send()).await {
            Ok(Ok(answer)) => match answer.status() {
                StatusCode::NOT_FOUND | StatusCode::GONE => Alive::Gone,
                _ => Alive::Yes,
            },
            Ok(Err(error)) => {
                tracing::debug!(error = %error.without_url(), "no answer to a look");
                Alive::Unknown
            }
            Err(_) => Alive::Unknown,
        }
    }
}
