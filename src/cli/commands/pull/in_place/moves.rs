//! Lessons that are in another category on the platform: their files move.
//!
//! A file moves only if it means the same in its new place and no other lesson leads to it: else it is the author's to move.

use std::collections::{BTreeMap, BTreeSet};

use crate::cli::exit::CommandError;
use crate::cli::load::ReadArgs;
use crate::fs::Overlay;
use crate::model::{Course, Lesson, Piece, TitleFrom};
use crate::pull::edits;
use crate::source;
use crate::sync::versions::{Field, Local, LocalId, LocalNode, MediaPlace, NodeKind};

use super::texts;
use super::work::{FileEdit, Work};

/// A lesson and its new place.
pub(super) struct Move {
    pub id: LocalId,
    /// The new path.
    pub to: String,
    /// Whether the new name says the title.
    pub gives_title: bool,
    /// The category that it goes into, if the folder has it.
    pub list: Option<LocalId>,
}

/// Moves files.
pub(super) fn make(
    work: &mut Work<'_>,
    moves: &[Move],
    reading: &ReadArgs,
    lists: &mut BTreeSet<Option<LocalId>>,
) -> Result<(), CommandError> {
    let mut overlay = Overlay::default();
    let mut texts: BTreeMap<&LocalId, String> = BTreeMap::new();
    for moved in moves {
        if let Some(text) = text(work, moved) {
            overlay.put(&work.state.found.scan.root.join(&moved.to), text.clone());
            texts.insert(&moved.id, text);
        }
    }
    let course = if texts.is_empty() { None } else { texts::scan(work, overlay, reading)? };
    let there = course.map(|course| Local::of(&course, work.state.addresses.view())).unwrap_or_default();
    for moved in moves {
        let Some(lesson) = work.lesson(&moved.id) else { continue };
        let old = lesson.path.as_str().to_owned();
        let new = there.nodes.iter().find(|node| node.kind == NodeKind::Lesson && node.path == moved.to);
        let before = work.state.three.local.nodes.iter();
        let before = before.clone().find(|node| node.kind == NodeKind::Lesson && node.id == moved.id);
        let is_same = new.zip(before).is_some_and(|(new, before)| means_the_same(new, before));
        match texts.remove(&moved.id).filter(|_| is_same) {
            Some(text) => {
                put(work, moved, &old, text);
                lists.extend(moved.list.clone().map(Some));
            }
            None => work.move_by_hand(&old),
        }
    }
    Ok(())
}

/// The text of a file in its new place; none for what does not move by itself.
fn text(work: &Work<'_>, moved: &Move) -> Option<String> {
    let lesson = work.lesson(&moved.id)?;
    let path = lesson.path.as_str();
    let is_alone =
        source::is_markdown(path) && lesson.origins.title != TitleFrom::FolderName && !is_index(path);
    if !is_alone || is_linked(work, lesson) {
        return None;
    }
    let page = work.text(path)?;
    if lesson.origins.title == TitleFrom::FileName && !moved.gives_title {
        return edits::with_own_title(&page, lesson.title.as_str());
    }
    Some(page)
}

fn is_index(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    ["index.", "_index.", "readme."].iter().any(|index| name.starts_with(index))
}

/// Whether another lesson leads to this one.
fn is_linked(work: &Work<'_>, lesson: &Lesson) -> bool {
    let others = work.course().into_iter().flat_map(Course::lessons);
    let mut pieces =
        others.filter(|other| other.id != lesson.id).flat_map(|other| other.body.pieces_with_links());
    pieces.any(|piece| matches!(piece, Piece::LinkStart { link, .. } if link.lesson == lesson.id))
}

/// Whether a lesson is the same but for its place.
fn means_the_same(new: &LocalNode, old: &LocalNode) -> bool {
    let fields = Field::compared(NodeKind::Lesson).iter().chain(Field::by_hand(NodeKind::Lesson));
    let mut fields = fields.filter(|field| **field != Field::Visibility);
    fields.all(|field| new.print(*field, MediaPlace::Beside) == old.print(*field, MediaPlace::Beside))
}

fn put(work: &mut Work<'_>, moved: &Move, old: &str, text: String) {
    let known = work.edits.remove(old);
    let before = known.as_ref().and_then(|edit| edit.before.clone()).or_else(|| work.text(old));
    let mut edit = known.unwrap_or_else(|| FileEdit {
        path: String::new(),
        before: None,
        after: String::new(),
        from: None,
        what: BTreeSet::new(),
        conflicts: 0,
        remembers: Vec::new(),
    });
    edit.path.clone_from(&moved.to);
    (edit.before, edit.after, edit.from) = (before, text, Some(old.to_owned()));
    edit.what.insert(Field::Place.word());
    edit.remembers.push((NodeKind::Lesson, moved.id.clone()));
    work.edits.insert(moved.to.clone(), edit);
    work.moved.insert(moved.id.clone(), moved.to.clone());
    work.agree(NodeKind::Lesson, &moved.id, Field::Place);
}
