//! The commands. Each file holds the arguments (its doc comments are the help) and one `run`.

pub(super) mod check;
pub(super) mod completions;
pub(super) mod diff;
pub(super) mod doctor;
pub(super) mod help;
pub(super) mod import;
pub(super) mod init;
pub(super) mod link;
pub(super) mod list;
pub(super) mod login;
pub(super) mod logout;
pub(super) mod lsp;
pub(super) mod man;
pub(super) mod mcp;
pub(super) mod new;
pub(super) mod outline;
pub(super) mod preview;
pub(super) mod pull;
pub(super) mod quiz;
pub(super) mod restore;
pub(super) mod sandbox;
pub(super) mod schema;
pub(super) mod status;
pub(super) mod targets;
pub(super) mod version;
