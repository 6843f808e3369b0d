//! OAuth, from the platform's side: a page to let an app in, codes, tokens that expire, refresh tokens that
//! work once.
//!
//! `authorize` is the page, `token` the calls, `logins` what they know. Everything is in memory and ends with the
//! sandbox. Any client id with any secret is an app; its secret is then the one it first came with.
//! A token that does not look like one of ours is a private integration token, and may do everything
//! in its location: the one that it says (`caller`), or whichever it names.

mod authorize;
mod caller;
mod logins;
mod options;
mod token;

use std::sync::Arc;

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post},
};

pub use self::options::{OAuthCounts, OAuthOptions};
pub(super) use self::{
    caller::{Caller, PrivateToken},
    logins::Logins,
    token::{installed_locations, location_token},
};
use super::{
    endpoints::{AUTHORIZE, AUTHORIZE_V2, RECONNECT, TOKEN},
    platform::Platform,
};

/// The routes that need no token, because they lead to one.
pub(super) fn router(platform: &Arc<Platform>) -> Router<Arc<Platform>> {
    let admit = from_fn_with_state(Arc::clone(platform), token::admit);
    let calls = Router::new()
        .route(TOKEN, post(token::token))
        .route(RECONNECT, post(token::reconnect))
        .route_layer(admit);
    let page = get(authorize::page).post(authorize::decide);
    let all = Router::new().route(AUTHORIZE, page.clone()).route(AUTHORIZE_V2, page).merge(calls);
    all.route_layer(from_fn(authorize::guard))
}
