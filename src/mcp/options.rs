//! What the caller decides about a server.

use std::path::PathBuf;

use crate::source;

/// What is served.
pub struct Options {
    /// The course's folder.
    pub course: PathBuf,
    /// How it is read.
    pub scan: source::Options,
    /// The same for commands that are run as children: flags.
    pub flags: Vec<String>,
    /// This program.
    pub program: PathBuf,
    /// The folder as a word of a command that a person copies.
    pub argument: String,
}
