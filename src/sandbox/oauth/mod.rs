//! OAuth, from the platform's side: a page to let an app in, codes, tokens that expire, refresh tokens that
//! work once.
//!
//! `authorize` is the page, `token` the calls, `logins` what they know. Everything is in memory and ends with the
//! sandbox. Any client id with any secret is an app; its secret is then the one it first came with.
//! A token that does not look like one of ours is a private integration token, and may do everything.

mod authorize;
mod logins;
mod token;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    middleware::from_fn_with_state,
    routing::{get, post},
};

pub(super) use self::{
    authorize::{PAGE, decide, page},
    logins::{Logins, Pass},
    token::{LOCATION_TOKEN, location_token},
};
use super::Platform;

/// How the sandbox hands out tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OAuthOptions {
    /// How long an access token lasts.
    pub lifetime: Duration,
    /// How many calls of the token endpoint are allowed in a minute.
    pub calls_a_minute: u32,
    /// Whether an app that lost its tokens gets a new code (`/oauth/reconnect`).
    pub reconnects: bool,
}

impl Default for OAuthOptions {
    /// What the platform documents: a day, and five calls a minute.
    fn default() -> Self {
        Self { lifetime: Duration::from_secs(86_399), calls_a_minute: 5, reconnects: true }
    }
}

/// What was handed out so far, for tests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OAuthCounts {
    /// Codes that were exchanged for tokens.
    pub codes: usize,
    /// Refresh tokens that were exchanged for new pairs.
    pub refreshes: usize,
    /// Refresh tokens that came a second time, and were refused.
    pub reused: usize,
    /// Tokens of an agency's locations.
    pub location_tokens: usize,
    /// Codes for apps that had lost their tokens.
    pub reconnects: usize,
}

/// The routes that need no token, because they lead to one.
pub(super) fn router(platform: &Arc<Platform>) -> Router<Arc<Platform>> {
    let admit = from_fn_with_state(Arc::clone(platform), token::admit);
    let calls = Router::new()
        .route(token::TOKEN, post(token::token))
        .route(token::RECONNECT, post(token::reconnect))
        .route_layer(admit);
    Router::new().route(PAGE, get(page).post(decide)).merge(calls)
}
