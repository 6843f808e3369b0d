//! Both sides as lists of items, edits of them, and a platform on which a plan is carried out.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::super::*;
use super::outline::{Item, remote_id};
use crate::platform::courses_v3::Id;
use crate::sync::versions::{
    Base, Field, Local, LocalId, LocalNode, Met, NodeKind, Print, Remote, RemoteNode,
};

/// A change of one side; numbers name items in turn.
#[derive(Debug, Clone)]
pub enum Edit {
    Title(usize, u8),
    Text(usize, u8),
    Draft(usize),
    /// A lesson into a category of the base.
    Move(usize, usize),
    /// An item to another place among all.
    Order(usize, usize),
    /// An item with all that is in it.
    Remove(usize),
    /// A lesson into a category, at a place among all.
    AddLesson(usize, usize),
    AddCategory(usize),
}

pub fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let at = 0..30_usize;
    let edit = prop_oneof![
        (at.clone(), 0..2_u8).prop_map(|(at, new)| Edit::Title(at, new)),
        (at.clone(), 0..2_u8).prop_map(|(at, new)| Edit::Text(at, new)),
        at.clone().prop_map(Edit::Draft),
        (at.clone(), at.clone()).prop_map(|(at, to)| Edit::Move(at, to)),
        (at.clone(), at.clone()).prop_map(|(at, to)| Edit::Order(at, to)),
        at.clone().prop_map(Edit::Remove),
        (at.clone(), at.clone()).prop_map(|(at, to)| Edit::AddLesson(at, to)),
        at.prop_map(Edit::AddCategory),
    ];
    prop::collection::vec(edit, 0..8)
}

/// A course with one to three categories, up to two sub-categories, and up to ten lessons.
pub fn course() -> impl Strategy<Value = Vec<Item>> {
    let subcategories = prop::collection::vec(0..3_usize, 0..3);
    let lessons = prop::collection::vec(0..5_usize, 0..10);
    (1..4_usize, subcategories, lessons).prop_map(|(categories, subcategories, lessons)| {
        let category = |number: usize| format!("c{number}");
        let mut items: Vec<Item> =
            (0..categories).map(|number| Item::new(NodeKind::Category, &category(number), None)).collect();
        for (number, parent) in subcategories.into_iter().enumerate() {
            let parent = category(parent % categories);
            items.push(Item::new(NodeKind::Category, &format!("s{number}"), Some(&parent)));
        }
        for (number, parent) in lessons.into_iter().enumerate() {
            let parent = items[parent % (categories.min(items.len()))].id.clone();
            let parents: Vec<&Item> = items.iter().filter(|item| item.kind == NodeKind::Category).collect();
            let parent = if number % 2 == 0 { parent } else { parents[number % parents.len()].id.clone() };
            items.push(Item::new(NodeKind::Lesson, &format!("l{number}"), Some(&parent)));
        }
        items
    })
}

/// Makes the edits of one side; `side` names what it adds.
pub fn edited(base: &[Item], edits: &[Edit], side: &str) -> Vec<Item> {
    let mut items = base.to_vec();
    for (number, edit) in edits.iter().enumerate() {
        let count = items.len();
        if count == 0 {
            break;
        }
        // Only categories of the base take others in: a new one that takes over would be the old one's new name.
        let categories: Vec<String> = items
            .iter()
            .filter(|item| item.kind == NodeKind::Category && base.iter().any(|old| old.id == item.id))
            .map(|item| item.id.clone())
            .collect();
        let category = |at: usize| Some(categories.get(at % categories.len().max(1))?.clone());
        match *edit {
            Edit::Title(at, new) => items[at % count].title = format!("{}-{new}", items[at % count].id),
            Edit::Text(at, new) if items[at % count].kind == NodeKind::Lesson => {
                items[at % count].text = format!("<p>{} {new}</p>", items[at % count].id);
            }
            Edit::Draft(at) => items[at % count].is_draft = true,
            Edit::Move(at, to) if items[at % count].kind == NodeKind::Lesson => {
                if let Some(to) = category(to) {
                    items[at % count].parent = Some(to);
                }
            }
            Edit::Order(at, to) => {
                let item = items.remove(at % count);
                items.insert(to % count, item);
            }
            Edit::Remove(at) => {
                let id = items[at % count].id.clone();
                remove(&mut items, &id);
            }
            Edit::AddLesson(at, to) => {
                if let Some(parent) = category(to) {
                    let item = Item::new(NodeKind::Lesson, &format!("{side}{number}"), Some(&parent));
                    items.insert(at % (count + 1), item);
                }
            }
            Edit::AddCategory(at) => {
                items.insert(
                    at % (count + 1),
                    Item::new(NodeKind::Category, &format!("{side}{number}"), None),
                );
            }
            Edit::Text(..) | Edit::Move(..) => {}
        }
    }
    items
}

fn remove(items: &mut Vec<Item>, id: &str) {
    let children: Vec<String> =
        items.iter().filter(|item| item.parent.as_deref() == Some(id)).map(|item| item.id.clone()).collect();
    items.retain(|item| item.id != id);
    for child in children {
        remove(items, &child);
    }
}

/// Carries a plan out, as a run does: on the platform, and in what it remembers.
pub fn apply(plan: &Plan, base: &mut Base, local: &Local, remote: &mut Remote) {
    let new_ids = plan.renames.iter().map(|it| ((it.kind, it.from.clone()), it.to.clone()));
    base.rename(&new_ids.collect());
    plan.forget.iter().for_each(|(kind, id)| base.forget(*kind, id));
    plan.stay_removed.iter().for_each(|(kind, id)| base.stays_removed(here(local, *kind, id)));
    for it in &plan.remember {
        let (local, remote) = (here(local, it.kind, &it.local), there(remote, &it.remote));
        base.met(Met { local, remote, media: it.media }, &it.fields);
    }
    for operation in &plan.operations {
        carry_out(operation, base, local, remote);
    }
    for it in &plan.orders {
        base.met_order(it.kind, it.parent.as_ref(), &it.folder, &it.platform);
    }
}

fn carry_out(operation: &Operation, base: &mut Base, local: &Local, remote: &mut Remote) {
    match operation {
        Operation::Create { node, parent, media } => {
            let local = here(local, node.kind, node.local.as_ref().unwrap());
            let fields = Field::compared(node.kind).iter().map(|it| (*it, local.print(*it, *media).unwrap()));
            let made = RemoteNode {
                kind: node.kind,
                id: made_id(&local.id),
                parent: id_of(parent),
                title: local.title.clone(),
                fields: fields.collect(),
                unknown: Vec::new(),
            };
            remote.nodes.push(made);
            let all =
                Field::compared(node.kind).iter().chain(Field::by_hand(node.kind)).chain([&Field::Place]);
            let all: BTreeSet<Field> = all.copied().collect();
            base.met(Met { local, remote: remote.nodes.last().unwrap(), media: *media }, &all);
        }
        Operation::Update { node, remote: id, fields, parent, media, .. } => {
            let local = node.local.as_ref().map(|id| here(local, node.kind, id)).unwrap();
            let at = remote.nodes.iter().position(|node| node.id == *id).unwrap();
            for field in fields.iter().filter(|field| **field != Field::Place) {
                remote.nodes[at].fields.insert(*field, local.print(*field, *media).unwrap());
            }
            if let Some(parent) = parent {
                // The platform puts it somewhere.
                let mut moved = remote.nodes.remove(at);
                moved.parent = id_of(parent);
                remote.nodes.push(moved);
            }
            base.met(Met { local, remote: there(remote, id), media: *media }, fields);
        }
        Operation::Sequence { parent, kind, members } => {
            let parent = id_of(parent);
            let is_member = |node: &RemoteNode| node.kind == *kind && node.parent == parent;
            let wanted: Vec<Id> = members.iter().map(member_id).collect();
            let now: BTreeSet<&Id> =
                remote.nodes.iter().filter(|node| is_member(node)).map(|it| &it.id).collect();
            assert_eq!(wanted.iter().collect::<BTreeSet<_>>(), now, "a list names all siblings");
            assert_eq!(wanted.len(), now.len(), "a list names each sibling once");
            let ranks: BTreeMap<Id, usize> = wanted.into_iter().zip(0..).collect();
            remote.nodes.sort_by_key(|node| ranks.get(&node.id).map_or(0, |rank| rank + 1));
        }
        Operation::Draft { remote: id, .. } => {
            let node = remote.nodes.iter_mut().find(|node| node.id == *id).unwrap();
            node.fields.insert(Field::Visibility, Print::of("draft"));
        }
        Operation::Delete { node, remote: id } => {
            let is_empty = remote.nodes.iter().all(|node| node.parent.as_ref() != Some(id));
            assert!(is_empty, "{id} is removed with what is in it");
            remote.nodes.retain(|node| node.id != *id);
            base.forget(node.kind, node.local.as_ref().unwrap());
        }
    }
}

pub fn made_id(id: &LocalId) -> Id {
    Id::new(&format!("{id}-1")).unwrap()
}

fn member_id(member: &Member) -> Id {
    match member {
        Member::There(id) => id.clone(),
        Member::New(id) => made_id(id),
    }
}

fn id_of(parent: &Parent) -> Option<Id> {
    match parent {
        Parent::Course => None,
        Parent::There(id) => Some(id.clone()),
        Parent::New(id) => Some(made_id(id)),
    }
}

fn here<'a>(local: &'a Local, kind: NodeKind, id: &LocalId) -> &'a LocalNode {
    local.nodes.iter().find(|node| node.kind == kind && node.id == *id).expect("a node of the folder")
}

pub fn there<'a>(remote: &'a Remote, id: &Id) -> &'a RemoteNode {
    remote.nodes.iter().find(|node| node.id == *id).expect("a node of the platform")
}

/// The item's node on the platform, if it is there: the one that was there before, or the one that was made.
pub fn find<'a>(remote: &'a Remote, id: &str) -> Option<&'a RemoteNode> {
    let ids = [made_id(&LocalId::new(id)), remote_id(id)];
    ids.iter().find_map(|id| remote.nodes.iter().find(|node| node.id == *id))
}
