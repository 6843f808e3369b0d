//! The platform's API: what it takes, and how `coursedir` talks to it.
//!
//! Start at [`Client`]: one method a call ([`Client::upload`], [`Client::import`],
//! [`Client::alive`], [`Client::look`]). Call sites neither sleep nor repeat; pacing and repeating happen here, once.
//! Every failure is sorted by "did it arrive?", because the platform cannot tell a repeated import
//! from a new one: see [`SendError`]. The token leaves this module only in the `Authorization`
//! header of a request to the API's own host, and is taken out of everything the server says back.
//!
//! Read on in this order: [`wire`] (what is sent), `client`, `import`, `media`, `alive`, `look`, `grants` (the calls),
//! `exchange` (one call from start to end), `feed` (a body that is measured), `answer`, `error`,
//! `retry`, `pace`, `token`, `base_url`. Besides these, [`limits`] says what the platform takes.

pub mod wire;

mod alive;
mod answer;
mod base_url;
mod client;
mod error;
mod exchange;
mod feed;
#[cfg(feature = "login")]
mod grants;
mod import;
#[cfg(feature = "login")]
mod look;
mod media;
mod pace;
mod profile;
mod retry;
mod token;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub use alive::Alive;
pub use base_url::{BaseUrl, BaseUrlError};
pub(crate) use client::plain_client;
pub use client::{Client, ClientError, Options, Timeouts};
pub use error::{Arrived, Call, DayUsedUp, Failure, FileProblem, NetworkError, Problem, Refusal};
#[cfg(feature = "login")]
pub(crate) use grants::{Body, Grants, Outcome};
pub use import::{ImportRequest, SendError, Started};
#[cfg(feature = "login")]
pub use look::{Looked, Version};
pub use media::{Source, Upload, UploadError, Uploaded};
pub use pace::PaceOptions;
pub use profile::limits;
pub use reqwest::StatusCode;
pub use retry::Retries;
pub use token::{Later, StaticToken, Token, TokenError, TokenSource};
