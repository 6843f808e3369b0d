//! What the lock knows of both sides after a pull.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use tokio::sync::watch;

use crate::cli::exit::CommandError;
use crate::cli::load::LoadedCourse;
use crate::platform::courses_v3::Id;
use crate::pull::bind;
use crate::sync;
use crate::sync::lock::{Destination, Lock};
use crate::sync::update::course_addresses::CourseAddresses;
use crate::sync::update::folder_values::FolderValues;
use crate::sync::versions::{
    Base, Field, Local, LocalId, LocalNode, MediaPlace, Met, NodeKind, RemoteNode, Sent,
};

use super::work::Work;

/// Remembers what was pulled; `again` is the folder as it is now.
pub(super) fn remember(
    work: &Work<'_>,
    again: &LoadedCourse,
    lock: &mut Lock,
    to: &Destination,
) -> Result<(), CommandError> {
    let Some(course) = &again.scan.course else { return Ok(()) };
    let (_keeps, never) = watch::channel(false);
    let Some(planned) = sync::plan(course, lock, to, &never)? else { return Ok(()) };
    let mut addresses = CourseAddresses::of(&planned, again.scan.updates.portal.as_ref(), lock, to);
    addresses.quizzes_apart(lock, to);
    let local = Local::of(course, addresses.view());
    let mut base = work.base.clone();
    base.rename(&renames(work));
    let remote: HashMap<&Id, &RemoteNode> =
        work.state.three.remote.nodes.iter().map(|node| (&node.id, node)).collect();
    for node in &local.nodes {
        meet(work, &mut base, node, &remote);
    }
    remember_orders(work, &mut base, &local);
    lock.set_base(to, &base);
    let values = FolderValues::new(course, &addresses);
    for node in local.nodes.iter().filter(|node| node.kind == NodeKind::Lesson) {
        remember_text(work, node, &values, lock, to);
    }
    Ok(())
}

/// Lessons that moved and have no id but their path.
fn renames(work: &Work<'_>) -> BTreeMap<(NodeKind, LocalId), LocalId> {
    let by_path = work.moved.iter().filter(|(id, _)| {
        work.lesson(id).is_some_and(|lesson| LocalId::new(&lesson.id).as_str() == lesson.path.as_str())
    });
    by_path.map(|(id, path)| ((NodeKind::Lesson, id.clone()), LocalId::new(path))).collect()
}

/// The id that a node had before the pull.
fn old_id(work: &Work<'_>, node: &LocalNode) -> LocalId {
    let moved = work.moved.iter().find(|(_, path)| **path == node.path && node.kind == NodeKind::Lesson);
    moved.map_or_else(|| node.id.clone(), |(id, _)| id.clone())
}

/// The object that a node was made of, if it is new.
fn new_remote<'w>(work: &'w Work<'_>, node: &LocalNode) -> Option<&'w Id> {
    work.new.get(&(node.kind, node.path.clone()))
}

fn meet(work: &Work<'_>, base: &mut Base, node: &LocalNode, remote: &HashMap<&Id, &RemoteNode>) {
    let (id, fields) = if let Some(id) = new_remote(work, node) {
        (id.clone(), Base::all_fields(node.kind))
    } else {
        let Some(fields) = work.done.get(&(node.kind, old_id(work, node))) else { return };
        let known = base.get(node.kind, &node.id).and_then(|known| known.remote.clone());
        let Some(id) = known else { return };
        let mut fields: BTreeSet<Field> =
            fields.iter().copied().filter(|field| *field != Field::Order).collect();
        fields.extend(changed_with_them(work, node));
        (id, fields)
    };
    let Some(there) = remote.get(&id) else { return };
    let media = base.get(node.kind, &node.id).map_or(MediaPlace::Beside, |known| known.media);
    base.met(Met { local: node, remote: there, media }, &fields);
    if work.ahead.contains(&old_id(work, node)) && node.kind == NodeKind::Lesson {
        // What the folder has besides is sent with the next update.
        let text = there.fields.get(&Field::Text).copied();
        let known = base.nodes.iter_mut().find(|known| known.kind == node.kind && known.id == node.id);
        if let (Some(text), Some(known)) = (text, known) {
            known.fields.insert(Field::Text, Sent::same(text));
        }
    }
}

/// Fields that changed because others did, such as a description that is the title where there is no other.
fn changed_with_them(work: &Work<'_>, node: &LocalNode) -> Vec<Field> {
    let before =
        work.state.three.local.nodes.iter().find(|old| old.kind == node.kind && old.id == old_id(work, node));
    let sent = work.base.get(node.kind, &old_id(work, node));
    let (Some(before), Some(sent)) = (before, sent) else { return Vec::new() };
    let is_consequence = |field: &Field| {
        let old = before.print(*field, sent.media);
        let was_sent = sent.fields.get(field).map(|sent| sent.sent);
        old == was_sent && old != node.print(*field, sent.media)
    };
    Field::compared(node.kind).iter().copied().filter(is_consequence).collect()
}

/// Lists in which something is new or has another place.
fn remember_orders(work: &Work<'_>, base: &mut Base, local: &Local) {
    let mut lists: BTreeSet<Option<LocalId>> = BTreeSet::new();
    for ((kind, id), fields) in &work.done {
        if fields.contains(&Field::Order) {
            lists.insert(Some(id.clone()).filter(|_| *kind == NodeKind::Category));
        }
    }
    let is_moved = |node: &LocalNode| work.moved.values().any(|path| *path == node.path);
    for node in local.nodes.iter().filter(|node| new_remote(work, node).is_some() || is_moved(node)) {
        lists.insert(node.parent.clone());
    }
    let remote_of: BTreeMap<(NodeKind, LocalId), Id> = base
        .nodes
        .iter()
        .filter_map(|node| Some(((node.kind, node.id.clone()), node.remote.clone()?)))
        .collect();
    for parent in lists {
        for kind in [NodeKind::Category, NodeKind::Lesson] {
            let here: Vec<&LocalNode> =
                local.nodes.iter().filter(|node| node.kind == kind && node.parent == parent).collect();
            let above = parent.as_ref().and_then(|id| remote_of.get(&(NodeKind::Category, id.clone())));
            let there: Vec<&Id> = work
                .state
                .three
                .remote
                .nodes
                .iter()
                .filter(|node| node.kind == kind && node.parent.as_ref() == above)
                .map(|node| &node.id)
                .collect();
            let ids: Vec<&Id> =
                here.iter().filter_map(|node| remote_of.get(&(kind, node.id.clone()))).collect();
            let platform = bind::order_there(&ids, &there);
            let folder: Vec<LocalId> = here.iter().map(|node| node.id.clone()).collect();
            base.met_order(kind, parent.as_ref(), &folder, &platform);
        }
    }
}

fn remember_text(
    work: &Work<'_>,
    node: &LocalNode,
    values: &FolderValues<'_>,
    lock: &mut Lock,
    to: &Destination,
) {
    let is_text =
        work.done.get(&(node.kind, old_id(work, node))).is_some_and(|fields| fields.contains(&Field::Text));
    if !is_text && new_remote(work, node).is_none() {
        return;
    }
    let old = old_id(work, node);
    let remote = work.base.get(node.kind, &old).and_then(|known| known.remote.clone());
    if let Some(remote) = remote.filter(|_| work.ahead.contains(&old)) {
        lock.set_text(to, &node.id, work.snapshot.html(NodeKind::Lesson, &remote));
    } else if let Some(html) = values.content(&node.id, MediaPlace::Beside) {
        lock.set_text(to, &node.id, &html);
    }
}
