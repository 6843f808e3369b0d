//! HTTP as the platform needs it: one [`Request`] for every call, and everything that is decided once below it.
//!
//! A call site says what to send and whether it may be sent again. Turns, tokens, time-outs, repeating, and
//! "did it arrive?" are `send`'s. The token leaves this module only in the `Authorization` header of a request
//! to the API's own host, and is taken out of everything the server says back.
//!
//! Read on in this order: `request` (the value), `client`, `transport` and `roots` (what it is sent with), `send` (from start
//! to end), `delivery` (did it arrive?), `upload_body`, `file_part` and `watchdog` (a body that is measured and
//! watched), `response`, `error` and `certificate`, `retry`, `phase`, `rate_limit`, `token` and `claims`, `base_url`, `proxy`.

mod base_url;
mod certificate;
mod claims;
mod client;
mod delivery;
mod error;
mod file_part;
mod phase;
mod proxy;
mod rate_limit;
mod request;
mod response;
mod retry;
mod roots;
mod send;
mod token;
mod transport;
mod upload_body;
mod watchdog;

pub use base_url::{BaseUrl, BaseUrlError, host_key};
pub use claims::{Claims, Holder};
pub use client::{Client, Options};
pub use delivery::Delivery;
pub use error::{Call, DayUsedUp, Failure, FileProblem, IN_THE_WAY, Page, Refusal, RequestError};
pub(crate) use file_part::FilePart;
pub use file_part::Source;
pub(crate) use phase::OnPhase;
pub use phase::{Pause, Phase};
pub(crate) use proxy::{Proxy, ProxyRefusal};

pub use rate_limit::RateLimitOptions;
pub use request::ApiVersion;
pub(crate) use request::Auth;
pub(crate) use request::{Body, OnProgress, Request};
pub(crate) use response::{Content, Response};
pub use retry::Retries;
pub(crate) use roots::RootsError;
pub(crate) use send::{Outcome, send};
pub use token::{Later, StaticToken, Token, TokenError, TokenSource};
pub(crate) use transport::Transport;
pub use transport::{ClientError, Timeouts};
pub(crate) use transport::{check_roots, plain_client, proxy};
