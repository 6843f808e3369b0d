//! What is different in the folder since a course was imported.

use std::collections::BTreeMap;

use super::diff::pair;
use super::versions::{Base, BaseNode, Field, Local, LocalId, LocalNode, NodeKind};

/// A difference between what was sent and what the folder is now. With what it is, and its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Not there when it was sent.
    Added(ItemKind, String),
    /// Sent differently now.
    Changed(ItemKind, String),
    /// In another category now, and not changed otherwise.
    Moved(ItemKind, String),
    /// What is directly in it has another order.
    Reordered(ItemKind, String),
    /// No longer in the folder. With its path, because its title is not known any more.
    Removed(ItemKind, String),
}

/// What people call a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// The course itself.
    Course,
    /// A category of the first level.
    Category,
    /// A category of the second level.
    Subcategory,
    /// A lesson.
    Lesson,
}

/// What is different, in the order of the course, what is gone last. A file with another name is the same lesson.
pub fn changes(base: &Base, local: &Local) -> Vec<Change> {
    let pairs = pair(base, local);
    let mut sent: Vec<Option<&BaseNode>> = vec![None; local.nodes.len()];
    let mut new_ids: BTreeMap<&LocalId, &LocalId> = BTreeMap::new();
    for (node, at) in base.nodes.iter().zip(&pairs) {
        if let Some(at) = at {
            sent[*at] = Some(node);
            if node.kind == NodeKind::Category {
                new_ids.insert(&node.id, &local.nodes[*at].id);
            }
        }
    }
    let parent_now = |node: &BaseNode| -> Option<LocalId> {
        let parent = node.place.parent.as_ref()?;
        Some((*new_ids.get(parent).unwrap_or(&parent)).clone())
    };
    let reordered = reordered(local, &sent);
    let mut changes = Vec::new();
    for (node, sent) in local.nodes.iter().zip(&sent) {
        let (kind, title) = (ItemKind::of(node.kind, node.parent.is_some()), node.title.clone());
        match sent {
            // Version 1 of the lock knew nothing of the course itself.
            None if node.kind == NodeKind::Course => {}
            None => changes.push(Change::Added(kind, title.clone())),
            Some(sent) if has_changed(sent, node) => changes.push(Change::Changed(kind, title.clone())),
            Some(sent) if parent_now(sent) != node.parent => changes.push(Change::Moved(kind, title.clone())),
            Some(_) => {}
        }
        let own = Some(&node.id).filter(|_| node.kind == NodeKind::Category);
        if node.kind != NodeKind::Lesson && reordered.contains(&own) {
            changes.push(Change::Reordered(kind, title));
        }
    }
    let gone = base.nodes.iter().zip(&pairs).filter(|(node, at)| at.is_none() && !node.stays_removed);
    changes.extend(gone.map(|(node, _)| {
        let kind = ItemKind::of(node.kind, node.place.parent.is_some());
        let path = node.path.as_deref().unwrap_or(node.id.as_str());
        Change::Removed(kind, path.to_owned())
    }));
    changes
}

/// The parents whose children were sent in another order; `None` for the course.
fn reordered<'v>(local: &'v Local, sent: &[Option<&BaseNode>]) -> Vec<Option<&'v LocalId>> {
    let mut last: BTreeMap<(NodeKind, Option<&LocalId>), u32> = BTreeMap::new();
    let mut reordered = Vec::new();
    for (node, sent) in local.nodes.iter().zip(sent) {
        let Some(position) = sent.and_then(|sent| sent.place.position) else { continue };
        // Whoever came from elsewhere says nothing about order; its own change is listed.
        let last = last.entry((node.kind, node.parent.as_ref())).or_default();
        if position < *last && !reordered.contains(&node.parent.as_ref()) {
            reordered.push(node.parent.as_ref());
        }
        *last = position.max(*last);
    }
    reordered
}

/// Whether a field has another value. Of a node of which less is known than both sides always show, nobody knew more than
/// that it changed.
fn has_changed(sent: &BaseNode, now: &LocalNode) -> bool {
    let is_other = |field: &Field| match (sent.fields.get(field), now.print(*field, sent.media)) {
        (Some(sent), Some(now)) => sent.sent != now,
        (None, Some(_)) => Field::compared(now.kind).contains(field) && now.kind != NodeKind::Course,
        (_, None) => false,
    };
    Field::compared(now.kind).iter().chain(Field::by_hand(now.kind)).any(is_other)
}

impl ItemKind {
    fn of(kind: NodeKind, has_parent: bool) -> Self {
        match kind {
            NodeKind::Course => Self::Course,
            NodeKind::Category if has_parent => Self::Subcategory,
            NodeKind::Category => Self::Category,
            NodeKind::Lesson => Self::Lesson,
        }
    }

    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Category => "category",
            Self::Subcategory => "sub-category",
            Self::Lesson => "lesson",
        }
    }
}
