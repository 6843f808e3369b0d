//! The platform's version as it was when both sides met last.

use std::collections::BTreeMap;

use super::base::{Base, BaseNode, ParentThere, Sent};
use super::node::{Field, LocalId, NodeKind};
use super::print::Print;
use super::remote::{Remote, RemoteNode};
use crate::platform::courses_v3::Id;

/// Marks what is known to have changed in the folder since it was sent, though not in which fields: categories and lessons
/// of which only the title is known, as in a lock of version 1. Every field counts as changed, for the eye alone.
pub fn assume_changed(base: &mut Base) {
    let other = Sent::same(Print::of("another value"));
    for node in base.nodes.iter_mut().filter(|node| node.kind != NodeKind::Course) {
        if node.fields.keys().eq([&Field::Title]) {
            for field in Field::compared(node.kind) {
                node.fields.entry(*field).or_insert(other);
            }
        }
    }
}

/// What the platform had when both sides met last: what is known without asking it. A node that is not bound yet gets
/// an id of its own, which no call may be made with; titles are paths, because the base has no others.
pub fn assumed(base: &Base) -> Remote {
    let ids: BTreeMap<(NodeKind, &LocalId), Id> = base
        .nodes
        .iter()
        .zip(0..)
        .filter_map(|(node, at)| {
            let id = node.remote.clone().or_else(|| Id::new(&format!("not-bound-{at}")))?;
            Some(((node.kind, &node.id), id))
        })
        .collect();
    let mut there: Vec<&BaseNode> = base.nodes.iter().filter(|node| !node.stays_removed).collect();
    there.sort_by_key(|node| (node.position_there.or(node.place.position), &node.id, node.kind));
    let nodes = there.into_iter().filter_map(|node| {
        let id = ids.get(&(node.kind, &node.id))?.clone();
        let parent = match &node.parent_there {
            Some(ParentThere::Course) => None,
            Some(ParentThere::Category(id)) => Some(id.clone()),
            None => node.place.parent.as_ref().and_then(|id| ids.get(&(NodeKind::Category, id)).cloned()),
        };
        let compared = Field::compared(node.kind).iter().chain(Field::attached());
        let fields = compared.filter_map(|field| Some((*field, node.fields.get(field)?.seen())));
        let title = node.path.as_deref().unwrap_or(node.id.as_str()).to_owned();
        Some(RemoteNode { kind: node.kind, id, parent, title, fields: fields.collect(), unknown: Vec::new() })
    });
    Remote { nodes: nodes.collect() }
}
