//! Gets a course to the platform, once: every file uploaded, one request, everything remembered.
//!
//! The platform's import cannot update and cannot recognise a request that it has seen before, so
//! what was done is written to [`journal`] (`coursedir.lock`) *before and after* each step. However
//! a run ends, the next one knows what is certain and what is not.
//!
//! The road: [`mod@decide`] (may this course be imported?) → [`mod@plan`] (what has to be uploaded) →
//! [`mod@run`] (upload, send, record). [`Reporter`] is told what goes on; nothing here prints.

pub mod decide;
mod holder;
pub mod journal;
pub(crate) mod pack;
pub mod plan;
mod record;
mod reporter;
pub mod run;

pub use decide::{Decision, Wish, decide};
pub use holder::{Held, HolderError, hold};
pub use journal::{Journal, JournalError};
pub use plan::{Planned, Upload, plan};
pub use record::parts;
pub use reporter::{Reporter, Silent};
pub use run::{Done, Job, RunError, run, stopped};
