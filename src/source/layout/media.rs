//! Videos and recordings that are lessons of their own (rule 4).

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::source::files::exclude::ASSET_FOLDERS;
use crate::source::files::group::is_code;
use crate::source::files::tree::{DirId, FileId, FileKind, ROOT, Tree, fold};

use super::context::Layout;

/// Folders of a lesson's downloads: a video in them is no lesson.
const DOWNLOAD_FOLDERS: &[&str] = &["materials", "attachments", "downloads"];

/// Folders of sounds that lessons use, if pages are beside them.
const SOUND_FOLDERS: &[&str] = &["audio", "sound", "sounds", "sfx"];

/// Whether a video or recording is a lesson of its own: nobody claims it, and it is not where files
/// for other purposes are.
pub(super) fn is_lesson(layout: &Layout<'_>, video: FileId) -> bool {
    let tree = layout.input.tree;
    if layout.input.claimed_videos.contains(&video) {
        return false;
    }
    let mut dir = tree.files[video].dir;
    while dir != ROOT {
        let name = fold(layout.dir_name(dir));
        if tree.dirs[dir].ignored
            || name.starts_with('_')
            || name.ends_with(".assets")
            || ASSET_FOLDERS.contains(&name.as_ref())
            || DOWNLOAD_FOLDERS.contains(&name.as_ref())
        {
            return false;
        }
        dir = tree.dirs[dir].parent.unwrap_or(ROOT);
    }
    true
}

/// The recordings directly in a folder that are lessons: nobody claims them, and no video or earlier recording
/// has their name.
pub(super) fn sounds(layout: &Layout<'_>, dir: DirId) -> Vec<FileId> {
    let tree = layout.input.tree;
    let mut sounds = tree.files_of_kind(dir, FileKind::Sound).peekable();
    if sounds.peek().is_none() || is_for_others(tree, dir) {
        return Vec::new();
    }
    let stem = |file: FileId| fold(tree.files[file].path.stem());
    let mut known: BTreeSet<Cow<'_, str>> = tree.files_of_kind(dir, FileKind::Video).map(stem).collect();
    sounds.filter(|&sound| is_lesson(layout, sound) && known.insert(stem(sound))).collect()
}

/// Whether the recordings of a folder are there for a program, or for the pages beside it.
fn is_for_others(tree: &Tree, dir: DirId) -> bool {
    let node = &tree.dirs[dir];
    if node.files.iter().any(|&file| is_code(tree.files[file].path.name())) {
        return true;
    }
    let has_pages = |above: DirId| tree.markdown_below(above).next().is_some();
    dir != ROOT
        && SOUND_FOLDERS.contains(&fold(node.path.name()).as_ref())
        && node.parent.is_some_and(has_pages)
}
