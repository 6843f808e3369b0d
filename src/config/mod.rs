//! The settings of a run: resolved once, in one order, each with where it came from.
//!
//! [`env`](mod@env) names the environment variables with names of their own, [`settings`] has the order: a flag
//! beats a variable, a variable beats what a login keeps, that beats the default.

pub mod env;
pub mod settings;
