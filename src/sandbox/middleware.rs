//! Runs before and after each request: allowed hosts, rate limits, token checks, log.
//!
//! [`watch`] wraps everything: it turns away other hosts, gives the request its trace id, and
//! writes down what came of it. [`admit`] wraps the calls of the API only: token, rate,
//! version, and the faults that the sandbox was told to have.

use std::{sync::Arc, time::Instant};

use axum::{
    body::Body,
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{
    api_error::ApiError,
    connection::Cutter,
    endpoints::{IMPORT, INSTALLED, INSTALLED_V3, LOCATION_TOKEN, LOCATION_TOKEN_V3, UPLOAD},
    fault::{Kind, On},
    id,
    oauth::Caller,
    platform::Platform,
    request_body::drain,
    v3::{self, call::Call, colleague, readings::Errors},
};

/// What the paths of the newer calls start with.
const COURSES: &str = "/courses/products";

/// All that the platform supports. `2021-07-28` is what the calls are described for; for uploads and imports the
/// others change nothing but this header.
const VERSIONS: [&str; 4] = ["2021-07-28", "2021-04-15", "2023-02-21", V3];

/// The version that spells the OAuth calls in its own way.
pub(super) const V3: &str = "v3";

/// Marks an answer that the client is not to get.
#[derive(Debug, Clone, Copy)]
struct CutConnection;

/// Notes every request and finishes every answer.
pub(super) async fn watch(
    State(platform): State<Arc<Platform>>,
    ConnectInfo(cutter): ConnectInfo<Cutter>,
    request: Request,
    next: Next,
) -> Response {
    let trace_id = id::uuid();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let number = platform.log.arrived(method.as_str(), &path, route);

    let mut response = if platform.names.are_called_by(&request) {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "the sandbox answers to 127.0.0.1 and localhost only\n")
            .into_response()
    };

    if response.extensions().get::<CutConnection>().is_some() {
        tracing::info!(%method, path, trace_id, "cut the connection");
        cutter.cut();
        return response;
    }
    let status = response.status().as_u16();
    platform.log.answered(number, status);
    tracing::info!(%method, path, status, trace_id, "answered");
    let is_newer = path.starts_with(COURSES) && platform.readings().choices.errors == Errors::Newer;
    write_error(&mut response, &trace_id, is_newer);
    if let Ok(value) = HeaderValue::from_str(&trace_id) {
        response.headers_mut().insert("traceid", value);
    }
    response
}

fn write_error(response: &mut Response, trace_id: &str, is_newer: bool) {
    let Some(error) = response.extensions_mut().remove::<ApiError>() else { return };
    let body = if is_newer { error.newer_body(trace_id) } else { error.body(trace_id) };
    *response.body_mut() = Body::from(body.to_string());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    if let Some(seconds) = error.wait() {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
}

/// Writes the rate headers on an answer of the API, whatever it says.
pub(super) async fn count(State(platform): State<Arc<Platform>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let caller = response.extensions_mut().remove::<Caller>();
    platform.limiter.write(caller.as_ref(), Instant::now(), response.headers_mut());
    response
}

/// Lets a call of the API through, or does to it what a fault says.
pub(super) async fn admit(State(platform): State<Arc<Platform>>, request: Request, next: Next) -> Response {
    let mut request = request;
    let call = call(&request);
    if let Some(call) = call {
        colleague::before(&platform, call).await;
        if let Some(absence) = v3::absence(&platform.readings()) {
            drain(request.into_body()).await;
            return absence;
        }
    }
    let caller = match caller(&platform, &request, call) {
        Ok(caller) => caller,
        Err(error) => return refuse(request, error).await,
    };
    let mut response = match admission(&platform, &caller, &request, call) {
        Ok(()) => {
            request.extensions_mut().insert(caller.clone());
            admitted(&platform, call, request, next).await
        }
        Err(error) => refuse(request, error).await,
    };
    response.extensions_mut().insert(caller);
    response
}

async fn admitted(
    platform: &Platform,
    call: Option<&'static Call>,
    request: Request,
    next: Next,
) -> Response {
    let on = match request.uri().path() {
        UPLOAD => On::Upload,
        IMPORT => On::Import,
        _ => call.map_or(On::Any, On::Call),
    };
    misbehave(platform, on, request, next).await
}

/// Passes a request on, or does to it what a fault says.
pub(super) async fn misbehave(platform: &Platform, on: On, request: Request, next: Next) -> Response {
    match platform.faults.next(on) {
        None => next.run(request).await,
        Some(Kind::Status(status)) => refuse(request, injected(status)).await,
        Some(Kind::RetryAfter(seconds)) => refuse(request, injected(429).retry_after(seconds)).await,
        Some(Kind::CutBefore) => cut(StatusCode::OK.into_response()),
        Some(Kind::CutAfter) => cut(next.run(request).await),
        Some(Kind::Slow(time)) => {
            let response = next.run(request).await;
            platform.pause(time).await;
            response
        }
    }
}

/// The newer call that a request makes.
fn call(request: &Request) -> Option<&'static Call> {
    let route = request.extensions().get::<MatchedPath>()?;
    Call::of(request.method().as_str(), route.as_str())
}

/// Whose token a request has.
fn caller(platform: &Platform, request: &Request, call: Option<&Call>) -> Result<Caller, ApiError> {
    let token = bearer(request.headers()).ok_or_else(|| ApiError::unauthorized("Invalid JWT"))?;
    let scope = call.map_or_else(|| scope(request), Call::scope);
    platform.logins.judge(token, scope, Instant::now())
}

fn admission(
    platform: &Platform,
    caller: &Caller,
    request: &Request,
    call: Option<&Call>,
) -> Result<(), ApiError> {
    let headers = request.headers();
    if !platform.limiter.take(caller, Instant::now()) {
        return Err(ApiError::new(StatusCode::TOO_MANY_REQUESTS, "Too Many Requests"));
    }
    match headers.get("version").map(HeaderValue::to_str) {
        None => Err(ApiError::unauthorized("version header was not found.")),
        Some(Ok(V3)) => Ok(()),
        Some(Ok(version)) if call.is_none() && VERSIONS.contains(&version) => Ok(()),
        Some(_) => Err(ApiError::unauthorized("version header is invalid")),
    }
}

/// The token of a request.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let fits = scheme.eq_ignore_ascii_case("bearer") && !token.is_empty();
    (fits && !token.contains(char::is_whitespace)).then_some(token)
}

/// What a token needs for this request.
fn scope(request: &Request) -> &'static str {
    match (request.uri().path(), request.method()) {
        (IMPORT, _) => "courses.write",
        (LOCATION_TOKEN | LOCATION_TOKEN_V3, _) => "oauth.write",
        (INSTALLED | INSTALLED_V3, _) => "oauth.readonly",
        (_, &Method::GET) => "medias.readonly",
        _ => "medias.write",
    }
}

fn injected(status: u16) -> ApiError {
    match status {
        401 => ApiError::unauthorized("The token is not authorized for this scope."),
        403 => ApiError::new(StatusCode::FORBIDDEN, "The token does not have access to this location."),
        404 => ApiError::not_found("What was asked for was"),
        409 => ApiError::new(StatusCode::CONFLICT, "Conflict"),
        413 => ApiError::too_large("request entity too large"),
        422 => ApiError::unprocessable(vec!["rejected by a simulated fault".to_owned()]),
        429 => ApiError::new(StatusCode::TOO_MANY_REQUESTS, "Too Many Requests"),
        503 => ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable"),
        _ => ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "Internal server error"),
    }
}

fn cut(mut response: Response) -> Response {
    response.extensions_mut().insert(CutConnection);
    response
}

/// Turns a request down once its body has been read, so that the client is there to hear it.
async fn refuse(request: Request, error: ApiError) -> Response {
    drain(request.into_body()).await;
    error.into_response()
}
