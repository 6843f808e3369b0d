//! What the lock remembers of a folder that was pulled: both sides have met, whatever their spelling.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::platform::courses_v3::Id;
use crate::sync::versions::{
    Base, Field, Local, LocalId, LocalNode, MediaPlace, Met, NodeKind, OrderThere, Remote, RemoteNode, Sent,
};

/// The base of a course whose nodes are these objects.
pub(crate) fn base(local: &Local, remote: &Remote, ids: &BTreeMap<(NodeKind, LocalId), Id>) -> Base {
    let there: HashMap<&Id, &RemoteNode> = remote.nodes.iter().map(|node| (&node.id, node)).collect();
    let mut base = Base::default();
    for node in &local.nodes {
        let remote = ids.get(&(node.kind, node.id.clone())).and_then(|id| there.get(id));
        if let Some(remote) = remote {
            let met = Met { local: node, remote, media: MediaPlace::Beside };
            let mut fields = Base::all_fields(node.kind);
            fields.extend(Field::attached());
            base.met(met, &fields);
            remember_quiz(&mut base, node, remote);
        }
    }
    let lists_there = siblings_there(remote);
    for ((kind, parent), nodes) in siblings(local) {
        let folder: Vec<LocalId> = nodes.iter().map(|node| node.id.clone()).collect();
        let above = parent.as_ref().and_then(|parent| ids.get(&(NodeKind::Category, parent.clone())));
        let here: Vec<&Id> = nodes.iter().filter_map(|node| ids.get(&(kind, node.id.clone()))).collect();
        let there = lists_there.get(&(kind, above)).map_or(&[][..], Vec::as_slice);
        base.met_order(kind, parent.as_ref(), &folder, &order_there(&here, there));
    }
    base
}

/// A quiz whose answers nobody knows is no field of the folder. What was pulled of it counts as sent, so that the answers are
/// a change of the folder alone once they are known.
fn remember_quiz(base: &mut Base, node: &LocalNode, remote: &RemoteNode) {
    let known = base.nodes.iter_mut().find(|known| known.kind == node.kind && known.id == node.id);
    let Some(known) = known else { return };
    for field in [Field::Quiz, Field::Questions] {
        if let (None, Some(there)) = (node.fields.get(&field), remote.fields.get(&field)) {
            known.fields.entry(field).or_insert(Sent::same(*there));
        }
    }
}

/// The nodes of the folder by what they are in, in its order.
fn siblings(local: &Local) -> BTreeMap<(NodeKind, Option<LocalId>), Vec<&LocalNode>> {
    let mut lists: BTreeMap<_, Vec<&LocalNode>> = BTreeMap::new();
    for node in local.nodes.iter().filter(|node| node.kind != NodeKind::Course) {
        lists.entry((node.kind, node.parent.clone())).or_default().push(node);
    }
    lists
}

/// The same of the platform.
fn siblings_there(remote: &Remote) -> BTreeMap<(NodeKind, Option<&Id>), Vec<&Id>> {
    let mut lists: BTreeMap<_, Vec<&Id>> = BTreeMap::new();
    for node in remote.nodes.iter().filter(|node| node.kind != NodeKind::Course) {
        lists.entry((node.kind, node.parent.as_ref())).or_default().push(&node.id);
    }
    lists
}

/// The platform's order of a list, where those that both sides have are in another one.
pub(crate) fn order_there(folder: &[&Id], platform: &[&Id]) -> OrderThere {
    let in_folder: HashSet<&Id> = folder.iter().copied().collect();
    let on_platform: HashSet<&Id> = platform.iter().copied().collect();
    let common = platform.iter().filter(|id| in_folder.contains(*id));
    if common.eq(folder.iter().filter(|id| on_platform.contains(*id))) {
        OrderThere::Same
    } else {
        OrderThere::Kept(platform.iter().copied().cloned().collect())
    }
}
