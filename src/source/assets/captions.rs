//! Captions of videos, which the platform's import cannot attach.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::files::tree::{FileId, FileKind, Tree, fold};

use super::asset_registry::AssetRegistry;
use super::lazy_place::LazyPlace;

/// Once for each captions file of a claimed video: it stays behind.
pub(super) fn find(tree: &Tree, assets: &AssetRegistry<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (dir, node) in tree.dirs.iter().enumerate() {
        let captions: Vec<FileId> = tree.files_of_kind(dir, FileKind::Captions).collect();
        if captions.is_empty() {
            continue;
        }
        let used = node
            .files
            .iter()
            .filter(|&&file| tree.files[file].kind == FileKind::Video && assets.is_used(file));
        let stems: BTreeSet<Cow<'_, str>> = used.map(|&file| fold(tree.files[file].path.stem())).collect();
        for file in captions {
            let path = &tree.files[file].path;
            // A page that names it has its own finding.
            if assets.is_used(file) {
                continue;
            }
            // `intro.en.vtt` belongs to `intro.mp4`.
            let stem = fold(path.stem());
            let bare = stem.rsplit_once('.').map_or(stem.as_ref(), |(bare, _)| bare);
            if stems.contains(stem.as_ref()) || stems.contains(bare) {
                found.push(
                    Diagnostic::new(
                        Code::CaptionsNotImported,
                        "the import cannot attach captions to a video",
                    )
                    .at(LazyPlace::Whole(path).place())
                    .help("add them to the video on the platform after the import"),
                );
            }
        }
    }
    found
}
