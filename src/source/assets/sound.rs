//! Recordings without a picture: a player at the top of the lesson whose name they have, and for a recording
//! alone the whole text.

use crate::model::{Body, CoursePath, Replacement};
use crate::source::files::tree::{FileId, FileKind, fold};
use crate::source::plan::LessonSource;

use super::context::{Collected, Context};
use super::lazy_place::LazyPlace;
use super::mentions::Mention;
use super::resolve::Located;

/// The recordings that play at the top of a lesson: itself, or those of its very name. The text may show one
/// already.
pub(super) fn players(
    context: &Context<'_>,
    collected: &mut Collected<'_>,
    of: LessonSource,
    mentions: &[Mention],
) -> Vec<CoursePath> {
    let is_shown = |path: &CoursePath| {
        mentions.iter().any(|mention| matches!(mention, Mention::File { path: shown, .. } if shown == path))
    };
    let mut players = Vec::new();
    for file in of_its_name(context, of) {
        let path = &context.sources.tree.files[file].path;
        let found = Located::File { path: path.clone(), id: Some(file) };
        if !is_shown(path) {
            players.extend(collected.assets.show(&found, LazyPlace::Whole(path)));
        }
    }
    players
}

/// The recordings of a lesson's name; the only one whose name begins like it, if none has that very name.
fn of_its_name(context: &Context<'_>, of: LessonSource) -> Vec<FileId> {
    let tree = context.sources.tree;
    if let LessonSource::Sound(file) = of {
        return vec![file];
    }
    let owned = context.lookups.ownership.of(of.file()).map(|owned| owned.files.as_slice());
    let is_sound = |file: &FileId| tree.files[*file].kind == FileKind::Sound;
    let near: Vec<FileId> = owned.unwrap_or_default().iter().copied().filter(is_sound).collect();
    let named = |name: &str, files: &[FileId]| -> Vec<FileId> {
        let name = fold(name);
        files.iter().copied().filter(|&file| fold(tree.files[file].path.stem()) == name).take(1).collect()
    };
    let mut found = named(tree.files[of.file()].path.stem(), &near);
    if let (true, LessonSource::Folder { folder, .. }) = (found.is_empty(), of) {
        let beside: Vec<FileId> = tree.files_of_kind(folder, FileKind::Sound).collect();
        found = named(tree.dirs[folder].path.name(), &beside);
    }
    match near.as_slice() {
        // An index file has the recordings of a whole category next to it.
        &[only] if found.is_empty() && !matches!(of, LessonSource::Index(_)) => vec![only],
        _ => found,
    }
}

/// Puts the players above a text.
pub(super) fn put_above(body: &mut Body, players: &[CoursePath]) {
    let html = |text: &str| Replacement::Html(text.to_owned());
    let player = |path: &CoursePath| [html(PLAYER), Replacement::AddressOf(path.clone()), html(PLAYER_END)];
    body.put_above(players.iter().flat_map(player));
}

/// How a player begins, up to the address of what it plays, and how it ends.
const PLAYER: &str = "<p><audio controls preload=\"metadata\" src=\"";
const PLAYER_END: &str = "\"></audio></p>\n";
