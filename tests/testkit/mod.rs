//! What the tests share: folders with courses, runs of the real binary, and the platform that it speaks to.
//!
//! [`Folder`] and [`Course`] are made for one test and go with it. [`coursedir`] is the binary with an empty
//! environment, [`run`] runs it to its end; a [`Program`] says as much as it can and is searched for secrets; a
//! [`Server`] is a `preview` or a `sandbox` that runs as long as the test wants. [`Platform`] is the sandbox in
//! the test's own process, [`Raw`] a server that answers whatever a test wants. [`schema`] is what the platform
//! asks of a body, [`pipeline`] makes a body without the binary.
//!
//! No test changes the environment or the folder of its own process: many run at once.

pub mod connect_proxy;
mod course;
mod folder;
pub mod http;
mod outcome;
pub mod pipeline;
pub mod platform;
#[cfg(unix)]
pub mod program;
pub mod raw;
pub mod schema;
mod server;
pub mod tls;

use std::path::Path;

pub use course::Course;
pub use folder::{Folder, contents};
pub use outcome::{Outcome, coursedir, run, wait_for, wait_until};
pub use platform::Platform;
#[cfg(unix)]
pub use program::{Process, Program, TOKEN};
pub use raw::Raw;
pub use server::Server;

/// Compares a whole output with the snapshot `<folder>/<name>.snap`; the folder is named from the repository.
///
/// After a change that is meant, `INSTA_UPDATE=always cargo test --test it` writes it, or `cargo insta review` shows it.
#[track_caller]
pub fn expect_snapshot(folder: &str, name: &str, said: &str) {
    // Insta does not look at how a text ends.
    assert!(
        said.is_empty() || said.ends_with('\n') && !said.ends_with("\n\n"),
        "it ends with one line break: {said}"
    );
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(repository().join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, said));
}

/// The folder with `Cargo.toml`.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
