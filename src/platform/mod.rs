//! The platform's API: its limits, and the client.
//!
//! One function a call: [`upload`], [`import`], [`is_alive`], [`read_probe()`]. Each makes a `Request` and hands it to the
//! [`Client`]. Call sites neither sleep nor repeat; pacing and repeating happen in `http`, once.
//! Every failure is sorted by "did it arrive?", because the platform cannot tell a repeated import
//! from a new one: see [`SendError`].
//!
//! Read on in this order: [`mod@import_v1`], [`courses_v3`], `media`, `alive`, `read_probe`, `oauth_http` (the calls),
//! `http` (how a request is sent). Besides these, [`limits`] says what the platform takes.

mod alive;
pub mod convert;
pub mod courses_v3;
pub(crate) mod http;
pub mod import_v1;
mod media;
mod oauth_http;
mod portal;
pub(crate) mod profile;
mod read_probe;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub use alive::{Alive, is_alive};
pub(crate) use http::Body;
pub use http::{
    ApiVersion, BaseUrl, BaseUrlError, Call, Claims, Client, ClientError, Delivery, Failure, Holder,
    IN_THE_WAY, Later, Options, Pause, Phase, RateLimitOptions, RequestError, Retries, Source, StaticToken,
    Timeouts, Token, TokenError, TokenSource, host_key,
};
pub(crate) use http::{RootsError, check_roots, proxy};
pub(crate) use import_v1::import;
pub use import_v1::{ImportRequest, SendError, Started};
pub use media::{Upload, UploadError, Uploaded, upload};
pub(crate) use oauth_http::{OAuthHttp, OAuthOutcome};
pub use portal::lesson_address;
pub use profile::limits;
pub use read_probe::{Reply, read_probe};
pub use reqwest::StatusCode;
