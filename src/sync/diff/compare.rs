//! Who changed what: one field at a time, from what was sent, what the folder has and what the platform has.
//!
//! The three are treated alike: with the sides swapped, [`Status::Here`] becomes [`Status::There`] and nothing else changes.

use std::collections::BTreeMap;

use super::attached;
use super::rows::{In, Rows};
pub(super) use super::status::Status;
use super::status::status;
use crate::sync::versions::{BaseNode, Field, LocalNode, MediaPlace, NodeKind, ParentThere, RemoteNode};

/// The fields of a row that both sides have, the place among them.
pub(super) fn fields(rows: &Rows<'_>, row: usize) -> BTreeMap<Field, Status> {
    let (Some(local), Some(remote)) = (rows.local(row), rows.remote(row)) else { return BTreeMap::new() };
    let base = rows.base(row);
    let media = media_place(base, local, remote);
    let compared = Field::compared(local.kind).iter().filter_map(|field| {
        let (now, there) = (local.print(*field, media)?, remote.fields.get(field)?);
        let sent = base.and_then(|node| node.fields.get(field)).map(|sent| (sent.sent, sent.seen()));
        Some((*field, status(sent.as_ref().map(|(sent, seen)| (sent, seen)), &now, there)))
    });
    let mut all: BTreeMap<Field, Status> = compared.collect();
    all.extend(attached::statuses(base, local, remote));
    if local.kind != NodeKind::Course {
        let sent = base.map(|node| (rows.sent_in(node), seen_in(rows, node)));
        let sent = sent.as_ref().map(|(sent, seen)| (sent, seen));
        all.insert(Field::Place, status(sent, &rows.local_in(local), &rows.remote_in(remote)));
    }
    all
}

/// Where the media of a node are: as the base has it; where nothing was sent, as the text there has it.
pub(super) fn media_place(base: Option<&BaseNode>, local: &LocalNode, remote: &RemoteNode) -> MediaPlace {
    match (base, local.text_with_media) {
        (Some(base), _) => base.media,
        (None, Some(text)) if remote.fields.get(&Field::Text) == Some(&text) => MediaPlace::InText,
        (None, _) => MediaPlace::Beside,
    }
}

/// Where the platform had a node when it was sent.
pub(super) fn seen_in(rows: &Rows<'_>, node: &BaseNode) -> In {
    match &node.parent_there {
        None => rows.sent_in(node),
        Some(ParentThere::Course) => In::Course,
        Some(ParentThere::Category(id)) => rows.in_remote(id.as_str()),
    }
}

/// Whether the folder changed anything in a node that the platform has no more.
pub(super) fn is_changed_here(rows: &Rows<'_>, base: &BaseNode, local: &LocalNode) -> bool {
    let compared = Field::compared(local.kind).iter().chain(Field::by_hand(local.kind));
    let mut is_changed = compared.chain(Field::attached()).map(|field| (field, base.fields.get(field)));
    is_changed
        .any(|(field, sent)| sent.is_some_and(|sent| Some(sent.sent) != local.print(*field, base.media)))
        || rows.sent_in(base) != rows.local_in(local)
}

/// Whether the platform changed anything in a node that the folder has no more.
pub(super) fn is_changed_there(rows: &Rows<'_>, base: &BaseNode, remote: &RemoteNode) -> bool {
    let attached = Field::attached().iter().filter(|field| remote.fields.contains_key(field));
    let mut compared =
        Field::compared(remote.kind).iter().chain(attached).map(|field| (field, base.fields.get(field)));
    compared.any(|(field, sent)| sent.is_some_and(|sent| Some(&sent.seen()) != remote.fields.get(field)))
        || seen_in(rows, base) != rows.remote_in(remote)
}

/// Fields that no call changes, and that the folder changed.
pub(super) fn by_hand(base: &BaseNode, local: &LocalNode) -> Vec<Field> {
    let is_in_text = |field: &Field| base.media == MediaPlace::InText && *field != Field::Instructor;
    let is_changed = |field: &&Field| {
        let sent = base.fields.get(field);
        sent.is_some_and(|sent| Some(&sent.sent) != local.fields.get(field)) && !is_in_text(field)
    };
    Field::by_hand(local.kind).iter().filter(is_changed).copied().collect()
}
