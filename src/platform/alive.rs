//! Checks whether a web address responds. Sends no token: the address may be on any host.

use reqwest::StatusCode;
use url::Url;

use super::http::{Call, Client, Request};

/// The address is not named: it may hold a signature.
const LOOK: Call = Call { method: "HEAD", path: "(a file)" };

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

/// Asks for the head of `address`, once. Anything but 404 and 410 counts as alive: many stores
/// refuse a HEAD that they would answer as a GET.
pub async fn is_alive(client: &Client, address: &str) -> Alive {
    let Some(url) = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https")) else {
        return Alive::Gone;
    };
    match client.read_anonymously(Request::to_address(LOOK, url)).await {
        Ok(response) => match response.status {
            StatusCode::NOT_FOUND | StatusCode::GONE => Alive::Gone,
            _ => Alive::Yes,
        },
        Err(failure) => {
            tracing::debug!(error = %failure.problem, "no response to the link check");
            Alive::Unknown
        }
    }
}
