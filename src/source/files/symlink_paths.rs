//! Folders that are reached on several paths, because of symbolic links.
//!
//! Every path is walked, because a lesson may use an image behind any of them (`images -> ../images`). Lessons are
//! taken from only one path.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::tree::{DirId, Tree};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::CoursePath;

/// The ways to folders.
#[derive(Default)]
pub(crate) struct SymlinkPaths {
    ways: Vec<SymlinkPath>,
    /// Folders that are links themselves.
    links: Vec<DirId>,
}

struct SymlinkPath {
    real: PathBuf,
    dir: DirId,
    through_link: bool,
}

impl SymlinkPaths {
    /// Whether a way to this folder was walked before.
    pub fn knows(&self, real: &Path) -> bool {
        self.ways.iter().any(|way| way.real == real)
    }

    /// Remembers a way; `is_link` when the folder itself is a link, `through_link` when it or one
    /// above it is.
    pub fn add(&mut self, dir: DirId, real: &Path, is_link: bool, through_link: bool) {
        if is_link {
            self.links.push(dir);
        }
        self.ways.push(SymlinkPath { real: real.to_owned(), dir, through_link });
    }

    /// Leaves out the lessons on all ways but the one without a link, or the first. Says which links
    /// lead to lessons that are taken elsewhere.
    pub fn take_lessons_once(self, tree: &mut Tree) -> Vec<Diagnostic> {
        if self.links.is_empty() {
            return Vec::new();
        }
        let lessons = |tree: &Tree, link: DirId| tree.markdown_below(link).count();
        let before: Vec<usize> = self.links.iter().map(|&link| lessons(tree, link)).collect();
        for (original, others) in by_real_path(self.ways) {
            for other in others {
                tree.share_files(other, original);
            }
        }
        let lost = self.links.iter().zip(before).filter(|&(&link, before)| lessons(tree, link) < before);
        tree.repeated = lost.map(|(&link, _)| link).collect();
        let in_order = self.links.iter().filter(|link| tree.repeated.contains(link));
        in_order.map(|&link| say(tree.dirs[link].path.clone())).collect()
    }
}

/// Each folder with the other ways to it.
fn by_real_path(ways: Vec<SymlinkPath>) -> impl Iterator<Item = (DirId, Vec<DirId>)> {
    let mut folders: BTreeMap<PathBuf, Vec<(bool, DirId)>> = BTreeMap::new();
    for way in ways {
        folders.entry(way.real).or_default().push((way.through_link, way.dir));
    }
    folders.into_values().filter_map(|mut ways| {
        ways.sort_unstable();
        let mut dirs = ways.into_iter().map(|(_, dir)| dir);
        Some((dirs.next()?, dirs.collect()))
    })
}

fn say(link: CoursePath) -> Diagnostic {
    let message = format!(
        "`{link}` is a symbolic link to lessons that are already in the course; each is imported \
                 once"
    );
    Diagnostic::new(Code::SymlinkNotFollowed, message).at(Place::whole(link))
}
