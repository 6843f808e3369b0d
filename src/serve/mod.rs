//! The loopback server that the preview, the sandbox and the redirect listener share.
//!
//! [`listen`] takes a port, [`handle`] runs and stops a server, [`guard`] tells whether a request may be
//! answered, and [`mod@file`] sends a file whole or in ranges. What is answered, and in which words a request
//! is turned down, is each user's own. Nothing here knows a course or the platform.

pub mod file;
pub mod guard;
pub mod handle;
pub mod listen;
