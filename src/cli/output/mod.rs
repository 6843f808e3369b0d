//! Output: results on stdout, messages on stderr.

pub(in crate::cli) mod board;
pub(in crate::cli) mod columns;
pub(in crate::cli) mod guard;
pub(in crate::cli) mod panic;
pub(in crate::cli) mod progress;
pub(in crate::cli) mod terminal;
pub(in crate::cli) mod verbose;
pub(in crate::cli) mod wrap;
