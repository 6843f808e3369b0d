//! The videos and recordings that belong to a lesson (rule 9).

use std::collections::BTreeSet;

use crate::front_matter::{Spanned, VideoRef};
use crate::markdown::Reference;
use crate::source::files::tree::{FileId, FileKind, Tree, fold};
use crate::source::page::Page;

use super::by_name;
use super::globs::{is_glob, matches};
use super::ownership::Ownership;
use super::resolve::{Finder, Located, Search};
use super::sources::Sources;
use super::target;

/// The videos and recordings that some page claims: named in its front matter or text, of its stem, or in its own
/// folder. The others are lessons of their own.
///
/// The layout asks this before there is a plan, so it knows of pages but not yet of lessons.
pub(crate) fn claimed_videos(sources: &Sources<'_>) -> BTreeSet<FileId> {
    let tree = sources.tree;
    let is_video = |file: &FileId| is_media(tree.files[*file].kind);
    let mut claimed = BTreeSet::new();
    if !(0..tree.files.len()).any(|file| is_video(&file)) {
        return claimed;
    }
    let finder = Finder::new(*sources);
    let ownership = Ownership::new(tree, &[]);
    for (id, page) in sources.pages.iter() {
        claimed.extend(named_videos(&finder, id, page));
        if let Some(owned) = ownership.of(id) {
            claimed.extend(owned.files.iter().copied().filter(is_video));
            claimed.extend(owned.dirs.iter().flat_map(|&dir| tree.files_below(dir)).filter(is_video));
        }
    }
    claimed.extend(beside_pages_left_out(tree));
    claimed
}

/// The videos with the very name of a page that is left out, such as a translation: they are left out with it.
fn beside_pages_left_out(tree: &Tree) -> impl Iterator<Item = FileId> {
    let of_kind = |kind: FileKind| (0..tree.files.len()).filter(move |&file| tree.files[file].kind == kind);
    let name = |file: FileId| (tree.files[file].dir, fold(tree.files[file].path.stem()));
    let lessons: BTreeSet<_> = of_kind(FileKind::Markdown).map(name).collect();
    let left_out: BTreeSet<_> =
        of_kind(FileKind::OtherMarkdown).map(name).filter(|name| !lessons.contains(name)).collect();
    of_kind(FileKind::Video).filter(move |&video| left_out.contains(&name(video)))
}

fn named_videos(finder: &Finder<'_>, id: FileId, page: &Page) -> Vec<FileId> {
    let from = finder.sources.link_base(id);
    let front = match &page.front.video {
        Some(Spanned { value: VideoRef::Path(path), .. }) => Some(path.as_str()),
        _ => None,
    };
    let materials = page.front.materials.iter().map(|material| material.value.target.as_str());
    let (by_names, by_paths): (Vec<&Reference>, Vec<&Reference>) =
        page.markdown.references.iter().partition(|reference| reference.is_by_name());
    let text = by_paths.into_iter().map(|reference| reference.target.as_str());
    let mut videos = Vec::new();
    for target in front.into_iter().chain(materials).chain(text).filter(|target| !target::is_remote(target)) {
        // Most references are images and links to pages: not worth a search here.
        let is_named = is_video_name(target) || is_video_name(&target::path(target));
        if is_named && let Search::Found(Located::File { id: Some(id), .. }) = finder.file(from, target) {
            videos.push(id);
        } else if is_glob(target) {
            let found = matches(finder, from, target);
            videos.extend(found.iter().filter_map(|found| match found {
                Located::File { id: Some(id), .. } => Some(*id),
                _ => None,
            }));
        }
    }
    let video_of = |reference: &&Reference| match by_name::file(finder, from, &reference.target) {
        Search::Found(Located::File { id, .. }) => id,
        _ => None,
    };
    videos.extend(by_names.iter().filter_map(video_of));
    videos.retain(|&file| is_media(finder.sources.tree.files[file].kind));
    videos
}

fn is_video_name(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| is_media(FileKind::of(&extension.to_lowercase())))
}

fn is_media(kind: FileKind) -> bool {
    matches!(kind, FileKind::Video | FileKind::Sound)
}
