//! From hashes of all of a node to fingerprints of its fields, when a run sees the folder.

use std::collections::BTreeMap;

use crate::sync::versions::{
    Base, BaseNode, Field, Local, LocalId, LocalPlace, MediaPlace, NodeKind, Print, Sent,
};

use super::fingerprint;
use super::part::{Part, PartKind};

/// The base that the parts of an import stand for. `now` are the parts of the folder.
///
/// A node with the same hash has all its fields as the folder has them. Of another one only the title is known, and of the
/// course itself: a field that is missing was never known.
pub(in super::super) fn meet(title: &str, parts: &[Part], now: &[Part], local: &Local) -> Base {
    let by_key =
        |parts: &'_ [Part]| parts.iter().map(|part| (key(part), part.clone())).collect::<BTreeMap<_, _>>();
    let now = by_key(now);
    let sent = Base::sent(local);
    let sent: BTreeMap<_, _> = sent.nodes.iter().map(|node| ((node.kind, &node.id), node)).collect();
    let mut base = Base { nodes: vec![known_by_title(NodeKind::Course, LocalId::new(""), None, title)] };
    let mut category = None;
    let mut parent = None;
    for part in parts {
        let id = LocalId::new(&part.id);
        let (kind, above) = match part.kind {
            PartKind::Category => {
                category = Some(id.clone());
                (NodeKind::Category, None)
            }
            PartKind::Subcategory => (NodeKind::Category, category.clone()),
            PartKind::Lesson => (NodeKind::Lesson, parent.clone()),
        };
        if kind == NodeKind::Category {
            parent = Some(id.clone());
        }
        let same = now.get(&key(part)).filter(|now| is_same(part, now));
        let same = same.and_then(|_| sent.get(&(kind, &id))).map(|node| BaseNode {
            place: LocalPlace { parent: above.clone(), position: None },
            ..(*node).clone()
        });
        base.nodes.push(same.unwrap_or_else(|| known_by_title(kind, id, above, &part.title)));
    }
    base.number();
    base
}

fn known_by_title(kind: NodeKind, id: LocalId, parent: Option<LocalId>, title: &str) -> BaseNode {
    BaseNode {
        kind,
        id,
        path: None,
        remote: None,
        place: LocalPlace { parent, position: None },
        parent_there: None,
        position_there: None,
        stays_removed: false,
        fields: BTreeMap::from([(Field::Title, Sent::same(Print::of(title)))]),
        media: MediaPlace::Beside,
    }
}

/// What makes two records those of the same category or lesson.
fn key(part: &Part) -> (PartKind, String) {
    (part.kind, LocalId::new(&part.id).as_str().to_owned())
}

/// Compares the models; where a record has no fingerprint of the model, what was sent.
fn is_same(before: &Part, now: &Part) -> bool {
    match (&before.model, &now.model) {
        (Some(before), Some(now)) if fingerprint::is_comparable(before) => before == now,
        _ => before.hash == now.hash,
    }
}
