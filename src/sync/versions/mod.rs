//! A course in three versions: what was sent last, what the folder holds, what the platform holds.
//!
//! - [`Base`] is what the lock remembers of the last time both sides met: for each node the fingerprint of each field as
//!   it was sent, and as the platform showed it afterwards where that differs.
//! - [`Local`] is made of the model, [`Remote`] of replies of the newer API.
//!
//! All three are lists of *nodes*: the course, its categories (of both levels) and its lessons. A node has a fingerprint
//! ([`Print`]) for each [`Field`] and no long text: texts are compared by the fingerprint of their
//! [one spelling](crate::html::canonical), and whoever sends or shows one asks [`lesson_html`] for it. So three versions
//! of a thousand lessons take little memory beside the course itself.
//!
//! [`super::diff`] compares them. Titles, ids and paths are in NFC.

mod addresses_there;
mod apart;
mod assumed;
mod attached;
mod base;
mod lesson_addresses;
mod local;
mod node;
mod print;
pub mod print_memo;
mod remote;

#[cfg(test)]
mod tests;

pub use addresses_there::addresses_of;
pub use apart::Apart;
pub use assumed::{assume_changed, assumed};
pub use attached::{Attached, assignment_of, quiz_of};
pub use base::{Base, BaseNode, LocalPlace, Met, OrderThere, ParentThere, Sent};
pub use lesson_addresses::LessonAddresses;
pub use local::{Addresses, Local, LocalNode, lesson_html};
pub use node::{Field, LocalId, MediaPlace, NodeKind};
pub use print::Print;
pub use remote::{Remote, RemoteNode};
