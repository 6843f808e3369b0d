//! Imports a course once: uploads each file, sends one request, records every step. Plans how to keep it in step.
//!
//! The platform's import cannot update and cannot recognise a request that it has seen before, so
//! what was done is written to [`mod@lock`] (`coursedir.lock`) *before and after* each step. However
//! a run ends, the next one knows what is certain and what is not.
//!
//! The steps: [`decide`] (may this course be imported?) → [`mod@plan`] (what has to be uploaded) →
//! [`mod@run`] (upload, send, record). [`Reporter`] is told what goes on; nothing here prints.
//!
//! For a course that is there: [`versions`] (what was sent, what the folder holds, what the platform holds) → [`mod@diff`]
//! (what an update would do).

mod archive_names;
pub mod diff;
pub mod import_policy;
pub mod lock;
pub(crate) mod pack;
pub mod plan;
mod reporter;
pub mod run;
mod run_error;
mod run_lock;
mod stop;
pub mod update;
mod uploads;
pub mod versions;

pub use import_policy::{Decision, Reimport, decide};
pub use lock::LockError;
pub use plan::{HashedFiles, plan};
pub use reporter::{Reporter, Silent};
pub use run::{Done, ImportRun, run};
pub use run_error::RunError;
pub use run_lock::{RunLock, RunLockError, hold};
pub use stop::stopped;
pub use uploads::{Uploads, upload_all};
