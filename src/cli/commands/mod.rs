//! One file a command: its arguments (the doc comment is the help text) and one `run`.

pub(super) mod check;
pub(super) mod completions;
#[cfg(feature = "login")]
pub(super) mod doctor;
pub(super) mod import;
pub(super) mod init;
#[cfg(feature = "login")]
pub(super) mod login;
#[cfg(feature = "login")]
pub(super) mod logout;
pub(super) mod man;
pub(super) mod new;
pub(super) mod outline;
#[cfg(feature = "preview")]
pub(super) mod preview;
#[cfg(feature = "sandbox")]
pub(super) mod sandbox;
pub(super) mod schema;
