//! What both sides last agreed on, as the lock remembers it.

use std::collections::{BTreeMap, BTreeSet};

use super::local::{Local, LocalNode};
use super::node::{Field, LocalId, MediaPlace, NodeKind};
use super::print::Print;
use super::remote::RemoteNode;
use crate::platform::courses_v3::Id;

/// The distance between the positions of two siblings when a list is numbered: room for what comes between them, so
/// that one new lesson changes one record.
const STEP: u32 = 1 << 10;

/// What was sent to one target. The order of the nodes means nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Base {
    /// One for each kind and id.
    pub nodes: Vec<BaseNode>,
}

/// A node that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseNode {
    /// What it is.
    pub kind: NodeKind,
    /// Its id in the folder, when it was sent.
    pub id: LocalId,
    /// Its path, where that is not its id: whoever adds or removes an `id:` keeps the lesson.
    pub path: Option<String>,
    /// Its id there; `None` until it is matched (the import does not tell it) or when the answer to its create was lost.
    pub remote: Option<Id>,
    /// Where it was sent to.
    pub place: LocalPlace,
    /// The category that it was seen in there, where that is another one and somebody decided to keep it.
    pub parent_there: Option<ParentThere>,
    /// Its position there in an order of its own, where somebody decided to keep that. Siblings without one came later.
    pub position_there: Option<u32>,
    /// It is removed on the platform, and somebody decided that this may stay so.
    pub stays_removed: bool,
    /// Its fields. One that is missing was never known: then the two sides are compared alone.
    pub fields: BTreeMap<Field, Sent>,
    /// Where its video and materials are.
    pub media: MediaPlace,
}

/// A field as it was sent, and as it was seen there afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// What the folder had.
    pub sent: Print,
    /// What the platform had then, where that is something else: it writes HTML anew, or a person decided to keep it.
    pub seen: Option<Print>,
}

/// A place in the folder's outline.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LocalPlace {
    /// The category that it is in; `None` for the course and for categories of the first level.
    pub parent: Option<LocalId>,
    /// Rises from sibling to sibling; the numbers mean nothing else. `None` until its list was put in order.
    pub position: Option<u32>,
}

/// What a node is in on the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParentThere {
    /// The course itself.
    Course,
    /// This category.
    Category(Id),
}

/// The platform's order of a list, for the base.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum OrderThere {
    /// The folder's.
    Same,
    /// This one, which may stay.
    Kept(Vec<Id>),
    /// What the base has of it stays.
    AsBefore,
}

/// The two sides of a node after they met: it was sent, or found to be equal, or left as it is on purpose.
#[derive(Debug, Clone, Copy)]
pub struct Met<'a> {
    /// The node in the folder.
    pub local: &'a LocalNode,
    /// The node there, as it was read last.
    pub remote: &'a RemoteNode,
    /// Where its media are.
    pub media: MediaPlace,
}

impl Sent {
    /// A field that reads there as it was sent.
    pub fn same(print: Print) -> Self {
        Self { sent: print, seen: None }
    }

    /// What the platform had after it was sent.
    pub fn seen(self) -> Print {
        self.seen.unwrap_or(self.sent)
    }
}

impl Base {
    /// What was sent when a whole course was imported: every node with all its fields but those that have calls of their
    /// own. The import tells no ids.
    pub fn sent(local: &Local) -> Self {
        let sent = |node: &LocalNode| BaseNode {
            path: (node.path != node.id.as_str()).then(|| node.path.clone()),
            fields: node
                .fields
                .iter()
                .filter(|(field, _)| !field.is_attached())
                .map(|(field, print)| (*field, Sent::same(*print)))
                .collect(),
            ..BaseNode::unplaced(node)
        };
        let mut base = Self { nodes: local.nodes.iter().map(sent).collect() };
        base.number();
        base
    }

    /// Gives siblings positions in the order of the list.
    pub(in crate::sync) fn number(&mut self) {
        let mut last: BTreeMap<(NodeKind, Option<LocalId>), u32> = BTreeMap::new();
        for node in self.nodes.iter_mut().filter(|node| node.kind != NodeKind::Course) {
            let last = last.entry((node.kind, node.place.parent.clone())).or_default();
            *last = last.saturating_add(STEP);
            node.place.position = Some(*last);
        }
    }

    /// The lessons that were sent with a quiz or an assignment.
    pub fn with_attached(&self) -> BTreeSet<LocalId> {
        let is_one = |node: &&BaseNode| Field::attached().iter().any(|field| node.fields.contains_key(field));
        self.nodes.iter().filter(is_one).map(|node| node.id.clone()).collect()
    }

    /// The node of this kind and id.
    pub fn get(&self, kind: NodeKind, id: &LocalId) -> Option<&BaseNode> {
        self.nodes.iter().find(|node| node.kind == kind && node.id == *id)
    }

    /// Gives nodes their new ids, all at once: two may change places.
    pub fn rename(&mut self, new_ids: &BTreeMap<(NodeKind, LocalId), LocalId>) {
        let parent_of = |parent: &LocalId| new_ids.get(&(NodeKind::Category, parent.clone())).cloned();
        for node in &mut self.nodes {
            if let Some(id) = new_ids.get(&(node.kind, node.id.clone())) {
                node.id = id.clone();
            }
            if let Some(parent) = node.place.parent.as_ref().and_then(parent_of) {
                node.place.parent = Some(parent);
            }
        }
    }

    /// The fields that a new node has: those that both sides show, and those that only the folder shows.
    pub fn all_fields(kind: NodeKind) -> BTreeSet<Field> {
        let fields = Field::compared(kind).iter().chain(Field::by_hand(kind)).copied();
        fields.chain((kind != NodeKind::Course).then_some(Field::Place)).collect()
    }

    /// Remembers that a node is about to be made: its fields as they are sent, and no id.
    pub fn expect(&mut self, local: &LocalNode, media: MediaPlace) {
        let mut node = BaseNode::unplaced(local);
        node.path = (local.path != local.id.as_str()).then(|| local.path.clone());
        node.media = media;
        let fields = Self::all_fields(local.kind);
        node.fields = fields
            .into_iter()
            .filter_map(|field| Some((field, Sent::same(local.print(field, media)?))))
            .collect();
        self.nodes.push(node);
    }

    /// Remembers that a node whose file is gone was made a draft.
    pub fn drafted(&mut self, kind: NodeKind, id: &LocalId) {
        if let Some(node) = self.nodes.iter_mut().find(|node| node.kind == kind && node.id == *id) {
            node.fields.insert(Field::Visibility, Sent::same(Print::of("draft")));
        }
    }

    /// Remembers that an object has the values of `before` again because somebody restored them: where it had others `now`,
    /// the folder's are changes from here on. What the restore did not change is as it was, also a colleague's edit.
    pub fn restored(&mut self, before: &RemoteNode, now: &RemoteNode) {
        let parent = before.parent.as_ref().and_then(|parent| {
            self.nodes.iter().find(|node| node.remote.as_ref() == Some(parent)).map(|node| node.id.clone())
        });
        let is_it =
            |node: &&mut BaseNode| node.kind == before.kind && node.remote.as_ref() == Some(&before.id);
        let Some(node) = self.nodes.iter_mut().find(is_it) else { return };
        let changed = before.fields.iter().filter(|(field, print)| now.fields.get(field) != Some(print));
        node.fields.extend(changed.map(|(field, print)| (*field, Sent::same(*print))));
        if before.parent == now.parent {
            return;
        }
        if node.place.parent != parent {
            node.place = LocalPlace { parent, position: None };
        }
        node.parent_there = None;
    }

    /// Forgets a node.
    pub fn forget(&mut self, kind: NodeKind, id: &LocalId) {
        self.nodes.retain(|node| node.kind != kind || node.id != *id);
    }

    /// Remembers that both sides met in these fields. A node that is new to the base is added.
    pub fn met(&mut self, met: Met<'_>, fields: &BTreeSet<Field>) {
        let Met { local, remote, media } = met;
        let category = local.parent.as_ref().and_then(|id| self.get(NodeKind::Category, id)?.remote.clone());
        let at = self.nodes.iter().position(|node| node.kind == local.kind && node.id == local.id);
        let at = at.unwrap_or_else(|| {
            self.nodes.push(BaseNode::unplaced(local));
            self.nodes.len() - 1
        });
        let node = &mut self.nodes[at];
        node.path = (local.path != local.id.as_str()).then(|| local.path.clone());
        node.remote = Some(remote.id.clone());
        node.stays_removed = false;
        node.media = media;
        for field in fields {
            node.meet(*field, met, category.as_ref());
        }
    }

    /// Remembers that a node stays removed on the platform, whatever the folder has of it now.
    pub fn stays_removed(&mut self, local: &LocalNode) {
        let node = self.nodes.iter_mut().find(|node| node.kind == local.kind && node.id == local.id);
        let Some(node) = node else { return };
        node.stays_removed = true;
        for (field, sent) in &mut node.fields {
            if let Some(print) = local.print(*field, node.media) {
                *sent = Sent::same(print);
            }
        }
        node.place.parent.clone_from(&local.parent);
    }

    /// Remembers the order of the children of `parent` of one kind, as the folder and the platform have it. Children that
    /// the base does not know are passed over.
    pub fn met_order(
        &mut self,
        kind: NodeKind,
        parent: Option<&LocalId>,
        folder: &[LocalId],
        platform: &OrderThere,
    ) {
        let ranks: BTreeMap<&LocalId, usize> = folder.iter().zip(0..).collect();
        let kept: &[Id] = if let OrderThere::Kept(kept) = platform { kept } else { &[] };
        let ranks_there: BTreeMap<&Id, u32> = kept.iter().zip((1..).map(|rank| rank * STEP)).collect();
        let mut known = vec![None; folder.len()];
        let is_child = |node: &BaseNode| node.kind == kind && node.place.parent.as_ref() == parent;
        for node in self.nodes.iter().filter(|node| is_child(node)) {
            if let Some(rank) = ranks.get(&node.id) {
                known[*rank] = node.place.position;
            }
        }
        let positions = spread(&known);
        for node in self.nodes.iter_mut().filter(|node| is_child(node)) {
            if let Some(rank) = ranks.get(&node.id) {
                node.place.position = Some(positions[*rank]);
                if *platform != OrderThere::AsBefore {
                    node.position_there =
                        node.remote.as_ref().and_then(|remote| ranks_there.get(remote)).copied();
                }
            }
        }
    }
}

impl BaseNode {
    fn unplaced(local: &LocalNode) -> Self {
        Self {
            kind: local.kind,
            id: local.id.clone(),
            path: None,
            remote: None,
            place: LocalPlace { parent: local.parent.clone(), position: None },
            parent_there: None,
            position_there: None,
            stays_removed: false,
            fields: BTreeMap::new(),
            media: MediaPlace::Beside,
        }
    }

    /// `category` is what the platform has for the category that the folder puts the node in.
    fn meet(&mut self, field: Field, met: Met<'_>, category: Option<&Id>) {
        let Met { local, remote, media } = met;
        if field == Field::Place {
            if self.place.parent != local.parent {
                self.place = LocalPlace { parent: local.parent.clone(), position: None };
                self.position_there = None;
            }
            self.parent_there = (remote.parent.as_ref() != category)
                .then(|| remote.parent.clone().map_or(ParentThere::Course, ParentThere::Category));
        }
        if let Some(sent) = local.print(field, media) {
            let seen = remote.fields.get(&field).copied().filter(|seen| *seen != sent);
            self.fields.insert(field, Sent { sent, seen });
        }
    }
}

/// Positions for siblings in their order: known ones stay where they rise, others come between them, and where there is no
/// room all are numbered anew.
fn spread(known: &[Option<u32>]) -> Vec<u32> {
    kept(known).unwrap_or_else(|| (1..).map(|rank| rank * STEP).take(known.len()).collect())
}

fn kept(known: &[Option<u32>]) -> Option<Vec<u32>> {
    let mut positions = Vec::with_capacity(known.len());
    let mut last = 0;
    let mut waiting = 0_u32;
    for position in known {
        match *position {
            None => waiting += 1,
            Some(position) => {
                let step = position.checked_sub(last)? / (waiting + 1);
                if step == 0 {
                    return None;
                }
                positions.extend((1..=waiting).map(|rank| last + rank * step));
                positions.push(position);
                (last, waiting) = (position, 0);
            }
        }
    }
    let after = (1..=waiting).map(|rank| last.checked_add(rank.checked_mul(STEP)?));
    positions.extend(after.collect::<Option<Vec<_>>>()?);
    Some(positions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_sibling_leaves_the_positions_of_others() {
        assert_eq!(spread(&[None, None]), [STEP, 2 * STEP]);
        assert_eq!(spread(&[Some(1024), None, Some(2048), None]), [1024, 1536, 2048, 3072]);
        assert_eq!(spread(&[None, Some(1024)]), [512, 1024]);
        // No room, another order, and the end of all numbers.
        assert_eq!(spread(&[Some(7), None, Some(8)]), [STEP, 2 * STEP, 3 * STEP]);
        assert_eq!(spread(&[Some(9), Some(8)]), [STEP, 2 * STEP]);
        assert_eq!(spread(&[Some(u32::MAX), None]), [STEP, 2 * STEP]);
        assert_eq!(spread(&[]), [] as [u32; 0]);
    }
}
