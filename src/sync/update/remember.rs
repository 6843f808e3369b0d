//! Writes into the base what a plan remembers without a call.

use std::collections::{BTreeSet, HashMap};
use std::time::SystemTime;

use crate::platform::courses_v3::Id;
use crate::sync::diff::{Plan, Remember};
use crate::sync::lock::{Destination, Lock, Pending};
use crate::sync::versions::{
    Base, Field, Local, LocalId, LocalNode, MediaPlace, Met, NodeKind, Remote, RemoteNode,
};

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

/// Lessons whose texts turned out to be equal on both sides, and where their media are.
pub(super) fn equal_texts(plan: &Plan, nodes: &Nodes<'_>) -> Vec<(LocalId, MediaPlace)> {
    let is_equal = |remember: &&Remember| {
        let local = nodes.local(remember.kind, Some(&remember.local));
        let here = local.and_then(|local| local.print(Field::Text, remember.media));
        let there =
            nodes.remote.get(&remember.remote).and_then(|node| node.fields.get(&Field::Text).copied());
        remember.kind == NodeKind::Lesson && remember.fields.contains(&Field::Text) && here == there
    };
    plan.remember.iter().filter(is_equal).map(|remember| (remember.local.clone(), remember.media)).collect()
}

/// Remembers orders, when the operations are done.
pub(super) fn remember_orders(base: &mut Base, plan: &Plan) {
    for order in &plan.orders {
        base.met_order(order.kind, order.parent.as_ref(), &order.folder, &order.platform);
    }
}

/// Drops what was waited for and that the platform's lists show by now.
pub(super) fn drop_listed(lock: &mut Lock, to: &Destination, base: &Base, nodes: &Nodes<'_>) {
    let ids = base.nodes.iter().filter_map(|node| Some((node, node.remote.as_ref()?)));
    let listed = ids.filter(|(_, id)| nodes.remote.contains_key(id));
    let listed: BTreeSet<(NodeKind, &LocalId)> = listed.map(|(node, _)| (node.kind, &node.id)).collect();
    drop_pending(lock, to, |pending| listed.contains(&(pending.kind, &pending.id)));
}

/// Gives what is waited for the names that it has now.
pub(super) fn rename_pending(lock: &mut Lock, to: &Destination, plan: &Plan) {
    if plan.renames.is_empty() || lock.target(to).is_none_or(|target| target.pending.is_empty()) {
        return;
    }
    let names = plan.renames.iter().map(|rename| ((rename.kind, &rename.from), &rename.to));
    let names: HashMap<(NodeKind, &LocalId), &LocalId> = names.collect();
    for pending in &mut lock.target_mut(to).pending {
        if let Some(name) = names.get(&(pending.kind, &pending.id)) {
            pending.id = (*name).clone();
        }
    }
}

/// Drops what was waited for.
pub(super) fn drop_pending(lock: &mut Lock, to: &Destination, is_done: impl Fn(&Pending) -> bool) {
    if lock.target(to).is_some_and(|target| target.pending.iter().any(&is_done)) {
        lock.target_mut(to).pending.retain(|pending| !is_done(pending));
    }
}

/// Lets what was sent at a time that is still to come be sent now: a clock was wrong then, or is wrong now. Without this
/// it would be waited for until that time.
pub(super) fn set_clock(lock: &mut Lock, to: &Destination, now: SystemTime) {
    if lock.target(to).is_some_and(|target| target.pending.iter().any(|pending| pending.at > now)) {
        for pending in &mut lock.target_mut(to).pending {
            pending.at = pending.at.min(now);
        }
    }
}
