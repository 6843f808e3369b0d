//! Logins: OAuth, storage and renewal.
//!
//! Start at [`LoginSource`]: the token of a stored login, renewed before it expires and after one 401,
//! once for everyone who waits, in this process and in others. It promises that a new pair of tokens is on
//! disk before it is used, because the refresh token behind it works only once.
//!
//! Read on in this order: [`profile`] (what a login is), [`store`] (where it is kept), [`oauth`] (the
//! calls, and how their answers are read), [`agency`], `source`, [`authorize`], [`loopback`] and
//! [`state`] (the way to the browser and back), [`client_file`], [`probe`] (what the platform thinks of
//! a token). Nothing here asks or prints: that is for `cli`.

pub mod agency;
pub mod authorize;
pub mod client_file;
pub mod loopback;
pub mod oauth;
pub mod probe;
pub mod profile;
mod source;
pub mod state;
pub mod store;

pub use oauth::OAuth;
pub use profile::{Access, ClientKeys, Grant, Login, Profile, ProfileName, Reach, Scopes};
pub use source::LoginSource;
pub use store::{Store, StoreError};
