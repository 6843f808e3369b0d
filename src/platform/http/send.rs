//! One request from start to end: its turn, the token, the body, the watch over it, the answer, and again.
//!
//! Start at [`send()`], which repeats what may be repeated and takes only a yes, or at [`read_once`], for which
//! every answer is one. Call sites neither sleep nor repeat: what is true of all requests is decided here.

use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use reqwest::{Method, RequestBuilder, StatusCode};
use tokio::time::Instant;
use url::Url;

use super::base_url::BaseUrl;
use super::certificate;
use super::delivery::{Delivery, not_processed};
use super::error::{Failure, FileProblem, NetworkError, RequestError};
use super::phase::Phase;
use super::proxy::{Proxy, ProxyRefusal};
use super::request::{Auth, Body, Connection, Request, Target};
use super::response::Response;
use super::retry::retry_after;
use super::token::{Token, TokenError};
use super::transport::Transport;
use super::upload_body::{Stage, UploadBody, UploadProgress};
use super::watchdog::watched;
use crate::secret;

/// How a request ended.
pub(crate) struct Outcome<T> {
    pub(crate) result: Result<T, Failure>,
    /// Whether an attempt, though it failed, may have reached the platform.
    pub(crate) may_have_arrived: bool,
}

/// Sends a request, again where that is allowed, and gives the first answer that is yes.
pub(crate) async fn send(transport: &Transport, request: &Request<'_>) -> Outcome<Response> {
    let may_have_arrived = AtomicBool::new(false);
    let note = |problem: &RequestError| {
        if problem.delivery() == Delivery::Maybe {
            may_have_arrived.store(true, Ordering::Relaxed);
        }
    };
    let attempt =
        || async { attempt(transport, request).await.and_then(|it| yes(it, request)).inspect_err(note) };
    let may_repeat = |problem: &RequestError| request.repeat.allows(problem);
    let on_pause = |pause| (request.on_phase)(Phase::Pausing(pause));
    let result = transport.retries.run(&transport.rate_limit, may_repeat, on_pause, attempt).await;
    let result = result.map_err(|problem| Failure { call: request.call, problem });
    Outcome { result, may_have_arrived: may_have_arrived.into_inner() }
}

/// Sends a request once, and gives the answer, whatever its status.
pub(crate) async fn read_once(transport: &Transport, request: &Request<'_>) -> Result<Response, Failure> {
    attempt(transport, request).await.map_err(|problem| Failure { call: request.call, problem })
}

/// The answer, if it is a success.
fn yes(response: Response, request: &Request<'_>) -> Result<Response, RequestError> {
    match response.day_used_up {
        Some(day) if response.status == StatusCode::TOO_MANY_REQUESTS => Err(RequestError::DayUsedUp(day)),
        _ if response.status.is_success() => Ok(response),
        _ => Err(RequestError::Refused(Box::new(response.refusal(request.call)))),
    }
}

/// One attempt, or two where a refused token could be renewed.
async fn attempt(transport: &Transport, request: &Request<'_>) -> Result<Response, RequestError> {
    let tokens = match request.auth {
        Auth::Anonymous => return exchange(transport, request, None).await,
        Auth::Bearer(token) => return exchange(transport, request, Some(token)).await,
        Auth::Renewable(tokens) => tokens,
    };
    let no_token = |error: TokenError| RequestError::Token(Box::new(error));
    let token = tokens.token().await.map_err(no_token)?;
    let response = exchange(transport, request, Some(&token)).await?;
    if response.status == StatusCode::UNAUTHORIZED
        && let Some(fresh) = tokens.rejected(&token).await.map_err(no_token)?
    {
        return exchange(transport, request, Some(&fresh)).await;
    }
    Ok(response)
}

/// Sends once and reads the answer, whatever it is; over HTTP/1.1 where the other side processes it only so.
async fn exchange(
    transport: &Transport,
    request: &Request<'_>,
    token: Option<&Token>,
) -> Result<Response, RequestError> {
    let http = match request.connection {
        Connection::Kept => &transport.kept,
        Connection::Fresh => &transport.fresh,
    };
    let outcome = exchange_over(http, transport, request, token).await;
    if let Err(RequestError::NotProcessed { wants_http1: true, .. }) = outcome
        && let Some(http1) = transport.http1()
    {
        return exchange_over(http1, transport, request, token).await;
    }
    outcome
}

async fn exchange_over(
    http: &reqwest::Client,
    transport: &Transport,
    request: &Request<'_>,
    token: Option<&Token>,
) -> Result<Response, RequestError> {
    let started = match request.target {
        Target::Api { .. } => transport.rate_limit.start().await.map_err(RequestError::DayUsedUp)?,
        Target::Address(_) => Instant::now(),
    };
    let (ready, body) =
        load(head(http, transport, request, token), request).await.map_err(RequestError::File)?;
    let call = request.call.text();
    tracing::debug!(call, "sending");
    (request.on_phase)(Phase::UnderWay);
    // Only the way to the API is known; a file's address may be on any host.
    let proxy = match request.target {
        Target::Api { .. } => transport.proxy.as_ref(),
        Target::Address(_) => None,
    };
    let answer = match body {
        Some(body) => send_body(transport, request, ready, &body, proxy).await?,
        None => send_head(transport, ready, proxy).await?,
    };
    // The limits that headers tell of are those of the calls that a client's token is for.
    let day = match request.auth {
        Auth::Renewable(_) => {
            transport.rate_limit.learn(answer.headers(), started, retry_after(answer.headers()))
        }
        _ => None,
    };
    let is_granted = request.yes_is_secret && answer.status().is_success();
    let silence = transport.timeouts.silence;
    let mut response = Response::read(answer, silence, request.longest_answer, &|text| match token {
        _ if is_granted => text.into(),
        Some(token) if !request.yes_is_secret => token.mask(text),
        _ => secret::mask(text),
    })
    .await;
    response.day_used_up = day;
    let (status, trace_id) = (response.status.as_u16(), response.trace_id.as_deref());
    tracing::debug!(call, status, trace_id, after = ?started.elapsed(), "answered");
    Ok(response)
}

/// Method, address and headers.
fn head(
    http: &reqwest::Client,
    transport: &Transport,
    request: &Request<'_>,
    token: Option<&Token>,
) -> RequestBuilder {
    let method = Method::from_bytes(request.call.method.as_bytes()).expect("a call names its method");
    let mut ready = http.request(method, address(&transport.base, request));
    if let Some(accept) = request.accept {
        ready = ready.header(ACCEPT, accept);
    }
    if let Some(token) = token {
        ready = ready.header(AUTHORIZATION, token.header());
    }
    if let Some(version) = request.version {
        ready = ready.header("Version", version.header());
    }
    ready
}

fn address(base: &BaseUrl, request: &Request<'_>) -> Url {
    let (values, query) = match &request.target {
        Target::Address(address) => return address.clone(),
        Target::Api { values, query } => (values, query),
    };
    let value = |segment: &str| {
        let name = segment.strip_prefix('{')?.strip_suffix('}')?;
        values.iter().find(|(own, _)| *own == name).map(|(_, value)| *value)
    };
    let segments = request.call.path.split('/').skip(1);
    let mut address = base.join_segments(segments.map(|segment| value(segment).unwrap_or(segment)));
    if !query.is_empty() {
        address.query_pairs_mut().extend_pairs(*query);
    }
    address
}

/// Adds the body to a request, opening the file where there is one.
async fn load(
    ready: RequestBuilder,
    request: &Request<'_>,
) -> Result<(RequestBuilder, Option<Arc<UploadProgress>>), FileProblem> {
    let (content_type, bytes) = match &request.body {
        Body::Empty => return Ok((ready, None)),
        Body::File(file) => {
            let (form, progress) = file.form().await?;
            return Ok((ready.multipart(form), Some(progress)));
        }
        Body::Json(bytes) => ("application/json", bytes.clone()),
        Body::Form(fields) => {
            let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(*fields).finish();
            ("application/x-www-form-urlencoded", form.into())
        }
    };
    let length = bytes.len() as u64;
    let (body, progress) = UploadBody::wrapped(Cursor::new(bytes), length);
    Ok((ready.header(CONTENT_TYPE, content_type).body(body), Some(progress)))
}

/// Sends a request with a body, for as long as it moves.
async fn send_body(
    transport: &Transport,
    request: &Request<'_>,
    ready: RequestBuilder,
    body: &UploadProgress,
    proxy: Option<&Proxy>,
) -> Result<reqwest::Response, RequestError> {
    let timeouts = transport.timeouts;
    let limit = |stage| match stage {
        // The library has a limit for connecting; ours is for what it forgets.
        Stage::Waiting => timeouts.connect + timeouts.silence,
        Stage::Sending(_) => timeouts.silence,
        Stage::Sent(length) => timeouts.answer(length),
    };
    let outcome = watched(ready.send(), body, limit, request.on_progress).await;
    match (outcome, body.trouble()) {
        // A server that says no early is right, whatever became of the file meanwhile.
        (Ok(Ok(answer)), None) => Ok(answer),
        (Ok(Ok(answer)), Some(_)) if !answer.status().is_success() => Ok(answer),
        (_, Some(trouble)) => Err(RequestError::File(trouble)),
        (Ok(Err(error)), None) => Err(sorted(error.without_url(), body.began(), proxy)),
        (Err(limit), None) => Err(RequestError::Silent { limit, began: body.began(), proxy: proxy.cloned() }),
    }
}

/// Sends a request without a body; all in all it has this long.
async fn send_head(
    transport: &Transport,
    ready: RequestBuilder,
    proxy: Option<&Proxy>,
) -> Result<reqwest::Response, RequestError> {
    let limit = transport.timeouts.connect + transport.timeouts.silence;
    match tokio::time::timeout(limit, ready.send()).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => Err(sorted(error.without_url(), true, proxy)),
        Err(_) => Err(RequestError::Silent { limit, began: true, proxy: proxy.cloned() }),
    }
}

/// What kept an answer from coming. Nothing arrived when there was no connection, or when no byte of the body
/// was ever asked for: `began` says whether any byte may have left.
fn sorted(error: reqwest::Error, began: bool, proxy: Option<&Proxy>) -> RequestError {
    if let Some((proxy, why)) = proxy.zip(ProxyRefusal::of(&error)) {
        return RequestError::Proxy { proxy: proxy.clone(), why };
    }
    let is_trust = certificate::problem(&error).is_some();
    let not_processed = not_processed(&error);
    let is_sent = began && !error.is_connect() && !error.is_builder();
    let why = NetworkError::new(error, proxy.cloned());
    match not_processed {
        Some(reason) => {
            RequestError::NotProcessed { why, wants_http1: reason == h2::Reason::HTTP_1_1_REQUIRED }
        }
        None if is_trust => RequestError::Untrusted(why),
        None if is_sent => RequestError::Cut(why),
        None => RequestError::Unreachable(why),
    }
}
