//! The state of one host: its request rate, private addresses, and its name resolution.

use std::collections::BTreeSet;
use std::error::Error;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Mutex;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep_until};
use url::{Host as UrlHost, Url};

use super::answer::Answer;

/// How many requests run to one host.
const AT_ONCE: usize = 2;

/// After so many requests without an answer the rest would not get one either.
const MOST_SILENT: usize = 2;

/// The host of an address, as people know it.
pub(super) fn name(address: &str) -> String {
    let url = Url::parse(address).ok();
    url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_else(|| address.to_owned())
}

/// What is known of a host, and when it may be asked again.
#[derive(Debug)]
pub(super) struct Host {
    slots: Semaphore,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    next: Instant,
    silent: usize,
    verdict: Option<Answer>,
}

impl Host {
    pub fn new() -> Self {
        let state = State { next: Instant::now(), silent: 0, verdict: None };
        Self { slots: Semaphore::new(AT_ONCE), state: Mutex::new(state) }
    }

    /// Waits until the host may be asked; at the next turn `pause` has gone by.
    pub async fn turn(&self, pause: Duration) -> Option<SemaphorePermit<'_>> {
        let slot = self.slots.acquire().await.ok()?;
        let at = {
            let mut state = self.state();
            let at = state.next.max(Instant::now());
            state.next = at + pause;
            at
        };
        sleep_until(at).await;
        Some(slot)
    }

    /// What holds for all addresses of the host, once that is clear.
    pub fn verdict(&self) -> Option<Answer> {
        self.state().verdict.clone()
    }

    /// Takes note of an answer that holds for the whole host: at once, or when it was the same again.
    pub fn judge(&self, answer: &Answer, at_once: bool) {
        let mut state = self.state();
        state.silent += 1;
        if at_once || state.silent >= MOST_SILENT {
            state.verdict = Some(answer.clone());
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Whether an address names this machine or its network.
pub(super) fn is_private(url: &Url) -> bool {
    match url.host() {
        Some(UrlHost::Domain(domain)) => {
            let domain = domain.trim_end_matches('.').to_ascii_lowercase();
            domain == "localhost" || domain.ends_with(".localhost")
        }
        Some(UrlHost::Ipv4(ip)) => is_private_ip(ip.into()),
        Some(UrlHost::Ipv6(ip)) => is_private_ip(ip.into()),
        None => true,
    }
}

fn is_private_ip(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => {
            ip.is_loopback()
                || ip.is_private()
                || ip.is_link_local()
                || ip.is_unspecified()
                || ip.is_broadcast()
        }
        IpAddr::V6(ip) => {
            ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local()
        }
    }
}

/// There is no host of this name.
#[derive(Debug, thiserror::Error)]
#[error("the host does not exist")]
pub(super) struct NoSuchHost;

/// Looks names up. Only these hosts, which the author wrote, may be on this machine or its network; no website
/// sends us there.
pub(super) struct Resolver {
    pub may_be_private: BTreeSet<String>,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_owned();
        let may_be_private = self.may_be_private.contains(&host.to_ascii_lowercase());
        Box::pin(async move {
            let found = tokio::net::lookup_host((host.as_str(), 0)).await.map_err(why)?;
            let found: Vec<SocketAddr> =
                found.filter(|address| may_be_private || !is_private_ip(address.ip())).collect();
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Tells a name that does not exist from a resolver that does not answer: systems only say it in words.
fn why(error: io::Error) -> Box<dyn Error + Send + Sync> {
    const UNKNOWN: &[&str] = &[
        "Name or service not known",
        "nodename nor servname",
        "No such host",
        "No address associated",
        "Name does not resolve",
    ];
    let text = error.to_string();
    if UNKNOWN.iter().any(|words| text.contains(words)) { NoSuchHost.into() } else { error.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_and_its_network_are_private() {
        for (address, expected) in [
            ("http://127.0.0.1/x", true),
            ("http://localhost:8080", true),
            ("http://[::1]/", true),
            ("http://[::ffff:10.0.0.1]/", true),
            ("http://192.168.1.1/", true),
            ("http://169.254.169.254/latest", true),
            ("http://2130706433/", true),
            ("https://example.com", false),
            ("https://8.8.8.8", false),
        ] {
            assert_eq!(is_private(&Url::parse(address).unwrap()), expected, "{address}");
        }
    }
}
