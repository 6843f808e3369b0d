//! What an update of a course does: [`diff`] compares [three versions](super::versions) of it and gives a [`Plan`].
//!
//! Pure: no clock, no file, no call. What a plan depends on besides the versions is in [`Options`].
//!
//! - A field that one side changed since both met has that side's value: the folder's is sent, the platform's stays. A field
//!   that both changed is a conflict, which [`Keep`] decides or which stops the run.
//! - Where a node is and the order of its children are fields like others. A list that is put in order names every sibling.
//! - What one side removed and the other changed is a conflict too. Nothing is removed there unless [`Removed`] says so, and
//!   not when too much is gone at once ([`Guard`]).
//!
//! How a run uses it: [`Base::rename`](super::versions::Base::rename) with `renames`; `remember`, `forget` and `stay_removed`;
//! then the operations, each followed by [`Base::met`](super::versions::Base::met) with the node as it was read again;
//! last `orders`. A plan that [must stop](Plan::must_stop) is shown, and nothing of it is done or remembered.
//!
//! Read on in this order: `renames` (base and folder), `binding` (folder and platform), `rows` (all three side by side),
//! `compare`, `attached` and `order` (who changed what), `fates` (what is made, stays or goes), `build` (the plan).

mod attached;
mod binding;
mod build;
mod compare;
mod fates;
mod options;
mod order;
mod plan;
mod renames;
mod rows;
mod status;

#[cfg(test)]
mod tests;

pub use options::{Handled, Keep, Media, Options, Removed, Side};
pub use plan::{
    Ambiguity, Clash, Conflict, Counts, Decision, Difference, Differs, Guard, Kept, KeptBecause, Member,
    NeedsYou, NodeRef, Operation, Order, Parent, Plan, Reason, Remember, Rename,
};

use super::versions::{Base, Local, Remote};
use rows::Rows;

/// Compares three versions of a course.
pub fn diff(base: &Base, local: &Local, remote: &Remote, options: &Options) -> Plan {
    let pairs = renames::pair(base, local);
    let mut rows = Rows::of(base, local, remote, &pairs);
    binding::bind(&mut rows, options);
    rows.add_rest_of_remote();
    let fates = fates::decide(&rows, options);
    build::plan(&rows, &fates, options)
}
