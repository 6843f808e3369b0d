//! The settings of a run, resolved in one fixed order, each with its origin.
//!
//! [`env`](mod@env) names the environment variables with names of their own, [`settings`] has the order: a flag
//! beats a variable, a variable beats what a login keeps, that beats the default.

pub mod env;
pub mod settings;
