//! Checks web addresses: HEAD, and GET if HEAD is refused. Redirects are followed.
//!
//! Requests contain no token, no cookies, and no password of an address. A host gets at most two requests at once,
//! with a pause between them. A host that does not answer gets no further requests.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::{Client, Method, StatusCode};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::timeout;
use url::Url;

use super::answer::Answer;
use super::host::{Host, NoSuchHost, Resolver, is_private};
use crate::platform::http::{ClientError, Proxy, ProxyRefusal, plain_client};

/// How many requests run in all.
const AT_ONCE: usize = 16;

/// How many redirects are followed.
const MOST_REDIRECTS: usize = 5;

/// How addresses are asked.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How long one request may take.
    pub timeout: Duration,
    /// Between the beginnings of two requests to one host.
    pub pause: Duration,
    /// Whether addresses on this machine and its network are asked.
    pub private: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(15), pause: Duration::from_millis(200), private: false }
    }
}

/// Asks each address once.
pub async fn ask(
    addresses: &BTreeSet<String>,
    options: Options,
) -> Result<BTreeMap<String, Answer>, ClientError> {
    let asker = Arc::new(Asker::new(addresses, options)?);
    let mut tasks = JoinSet::new();
    for address in addresses {
        let (asker, address) = (Arc::clone(&asker), address.clone());
        tasks.spawn(async move {
            let answer = asker.follow(&address).await;
            (address, answer)
        });
    }
    let mut answers = BTreeMap::new();
    while let Some(done) = tasks.join_next().await {
        // A task that failed leaves its address without an answer.
        answers.extend(done);
    }
    Ok(answers)
}

struct Asker {
    client: Client,
    /// For this machine, of which a proxy knows nothing.
    direct: Client,
    hosts: Mutex<BTreeMap<String, Arc<Host>>>,
    all: Semaphore,
    options: Options,
}

/// What one request gave.
enum Step {
    Done(Answer),
    Redirect(Url),
    /// The method is not taken.
    Refused(Answer),
}

impl Asker {
    fn new(addresses: &BTreeSet<String>, options: Options) -> Result<Self, ClientError> {
        let hosts =
            addresses.iter().filter_map(|address| Url::parse(address).ok()?.host_str().map(str::to_owned));
        let resolver = Arc::new(Resolver {
            may_be_private: if options.private { hosts.collect() } else { BTreeSet::new() },
        });
        let builder = || {
            plain_client()
                .map(|builder| builder.connect_timeout(options.timeout).dns_resolver(Arc::clone(&resolver)))
        };
        Ok(Self {
            client: builder()?.build().map_err(ClientError::from)?,
            direct: builder()?.no_proxy().build().map_err(ClientError::from)?,
            hosts: Mutex::default(),
            all: Semaphore::new(AT_ONCE),
            options,
        })
    }

    async fn follow(&self, address: &str) -> Answer {
        let Ok(mut url) = Url::parse(address) else {
            return Answer::Unclear("not a valid address".to_owned());
        };
        if is_private(&url) && !self.options.private {
            return Answer::Unclear("private network (use `--private-links` to test it)".to_owned());
        }
        for _ in 0..=MOST_REDIRECTS {
            url.set_fragment(None);
            // A password would be sent along. Addresses on the web have room for none, or take this.
            let _ = url.set_username("").and_then(|()| url.set_password(None));
            let step = match self.request(Method::HEAD, &url).await {
                Step::Refused(_) => self.request(Method::GET, &url).await,
                step => step,
            };
            match step {
                Step::Done(answer) | Step::Refused(answer) => return answer,
                Step::Redirect(next) if is_private(&next) && next.host() != url.host() => {
                    return Answer::Unclear("redirects to a private network".to_owned());
                }
                Step::Redirect(next) => url = next,
            }
        }
        Answer::Unclear(format!("more than {MOST_REDIRECTS} redirects"))
    }

    async fn request(&self, method: Method, url: &Url) -> Step {
        let host = self.host(url);
        let _slot = host.turn(self.options.pause).await;
        if let Some(verdict) = host.verdict() {
            return Step::Done(verdict);
        }
        let _one = self.all.acquire().await;
        let (client, proxy) = if is_private(url) {
            (&self.direct, None)
        } else {
            (&self.client, Proxy::to(url).ok().flatten())
        };
        match timeout(self.options.timeout, client.request(method, url.clone()).send()).await {
            Ok(Ok(answer))
                if answer.status() == StatusCode::PROXY_AUTHENTICATION_REQUIRED && proxy.is_some() =>
            {
                let answer = refused(proxy.as_ref(), ProxyRefusal::Login);
                host.judge(&answer, false);
                Step::Done(answer)
            }
            Ok(Ok(answer)) => {
                let next =
                    answer.headers().get(reqwest::header::LOCATION).and_then(|next| next.to_str().ok());
                let step = read(answer.status(), next, url);
                if let (StatusCode::TOO_MANY_REQUESTS, Step::Done(answer)) = (answer.status(), &step) {
                    host.judge(answer, true);
                }
                step
            }
            Ok(Err(error)) => {
                let answer = failure(&error, proxy.as_ref());
                host.judge(&answer, answer == Answer::UnknownHost);
                Step::Done(answer)
            }
            Err(_) => {
                let answer = silence(self.options.timeout);
                host.judge(&answer, false);
                Step::Done(answer)
            }
        }
    }

    fn host(&self, url: &Url) -> Arc<Host> {
        let key =
            format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or(0));
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(hosts.entry(key).or_insert_with(|| Arc::new(Host::new())))
    }
}

fn read(status: StatusCode, next: Option<&str>, url: &Url) -> Step {
    match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => Step::Done(Answer::Gone(status.as_u16())),
        StatusCode::METHOD_NOT_ALLOWED
        | StatusCode::NOT_IMPLEMENTED
        | StatusCode::FORBIDDEN
        | StatusCode::BAD_REQUEST => Step::Refused(unclear(status)),
        StatusCode::NOT_MODIFIED => Step::Done(Answer::Alive),
        status if status.is_success() => Step::Done(Answer::Alive),
        status if status.is_redirection() => match next.map(|next| url.join(next)) {
            Some(Ok(next)) if matches!(next.scheme(), "http" | "https") => Step::Redirect(next),
            _ => Step::Done(Answer::Unclear("redirects to an invalid address".to_owned())),
        },
        status => Step::Done(unclear(status)),
    }
}

fn unclear(status: StatusCode) -> Answer {
    Answer::Unclear(match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            format!("access denied ({})", status.as_u16())
        }
        StatusCode::TOO_MANY_REQUESTS => "too many requests (429)".to_owned(),
        status => format!("status {}", status.as_u16()),
    })
}

fn silence(limit: Duration) -> Answer {
    let seconds = limit.as_secs();
    Answer::Unclear(format!("timed out after {seconds} second{}", if seconds == 1 { "" } else { "s" }))
}

/// What a proxy said, which then is the reason for all addresses behind it.
fn refused(proxy: Option<&Proxy>, why: ProxyRefusal) -> Answer {
    Answer::Unclear(proxy.map_or_else(|| why.to_string(), |proxy| format!("{proxy} {why}")))
}

fn failure(error: &reqwest::Error, proxy: Option<&Proxy>) -> Answer {
    if let Some(why) = ProxyRefusal::of(error) {
        return refused(proxy, why);
    }
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<NoSuchHost>() {
            return Answer::UnknownHost;
        }
        cause = error.source();
    }
    let reason = if error.is_connect() { "cannot connect" } else { "connection lost" };
    let through = proxy.map(|proxy| format!(" (through {proxy})")).unwrap_or_default();
    Answer::Unclear(format!("{reason}{through}"))
}
