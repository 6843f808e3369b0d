//! Writes into the base what a plan remembers without a call.

use std::collections::{BTreeSet, HashMap};

use crate::platform::courses_v3::Id;
use crate::sync::diff::Plan;
use crate::sync::lock::{Destination, Lock};
use crate::sync::versions::{Base, Local, LocalId, LocalNode, Met, NodeKind, Remote, RemoteNode};

/// The nodes of both sides, by their keys.
pub(super) struct Nodes<'v> {
    pub(super) local: HashMap<(NodeKind, &'v LocalId), &'v LocalNode>,
    pub(super) remote: HashMap<&'v Id, &'v RemoteNode>,
}

impl<'v> Nodes<'v> {
    pub(super) fn of(local: &'v Local, remote: &'v Remote) -> Self {
        Self {
            local: local.nodes.iter().map(|node| ((node.kind, &node.id), node)).collect(),
            remote: remote.nodes.iter().map(|node| (&node.id, node)).collect(),
        }
    }

    pub(super) fn local(&self, kind: NodeKind, id: Option<&LocalId>) -> Option<&'v LocalNode> {
        self.local.get(&(kind, id?)).copied()
    }
}

/// Renames, forgets and binds.
pub(super) fn remember(base: &mut Base, plan: &Plan, nodes: &Nodes<'_>) {
    let renames = plan.renames.iter();
    base.rename(&renames.map(|rename| ((rename.kind, rename.from.clone()), rename.to.clone())).collect());
    for (kind, id) in &plan.forget {
        base.forget(*kind, id);
    }
    for (kind, id) in &plan.stay_removed {
        if let Some(local) = nodes.local(*kind, Some(id)) {
            base.stays_removed(local);
        }
    }
    for remember in &plan.remember {
        let local = nodes.local(remember.kind, Some(&remember.local));
        if let (Some(local), Some(remote)) = (local, nodes.remote.get(&remember.remote)) {
            base.met(Met { local, remote, media: remember.media }, &remember.fields);
        }
    }
}

/// Remembers orders, when the operations are done.
pub(super) fn remember_orders(base: &mut Base, plan: &Plan) {
    for order in &plan.orders {
        base.met_order(order.kind, order.parent.as_ref(), &order.folder, &order.platform);
    }
}

/// Drops what was waited for and has a counterpart now.
pub(super) fn drop_answered(lock: &mut Lock, to: &Destination, base: &Base) {
    let is_bound: BTreeSet<(NodeKind, &LocalId)> =
        base.nodes.iter().filter(|node| node.remote.is_some()).map(|node| (node.kind, &node.id)).collect();
    let has_answered = lock.target(to).is_some_and(|target| {
        target.pending.iter().any(|pending| is_bound.contains(&(pending.kind, &pending.id)))
    });
    if has_answered {
        let pending = &mut lock.target_mut(to).pending;
        pending.retain(|pending| !is_bound.contains(&(pending.kind, &pending.id)));
    }
}
