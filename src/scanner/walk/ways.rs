//! Folders that links lead to, beside the way that has no link in it.
//!
//! Each way is walked, because a lesson may show an image behind any of them (`images -> ../images`);
//! lessons are taken on one way only.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::course::CoursePath;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::scanner::tree::{DirId, Tree};

/// The ways to each folder, by its real path.
#[derive(Default)]
pub(super) struct Ways {
    by_real_path: BTreeMap<PathBuf, Vec<Way>>,
    /// Folders that are links themselves.
    links: Vec<DirId>,
}

struct Way {
    dir: DirId,
    through_link: bool,
}

impl Ways {
    pub fn knows(&self, real: &Path) -> bool {
        self.by_real_path.contains_key(real)
    }

    /// Remembers a way; `is_link` when the folder itself is a link, `through_link` when it or one
    /// above it is.
    pub fn add(&mut self, dir: DirId, real: &Path, is_link: bool, through_link: bool) {
        if is_link {
            self.links.push(dir);
        }
        self.by_real_path.entry(real.to_owned()).or_default().push(Way { dir, through_link });
    }

    /// Leaves out the lessons on all ways but the one without a link, or the first. Says which links
    /// lead to lessons that are taken elsewhere.
    pub fn take_lessons_once(self, tree: &mut Tree) -> Vec<Diagnostic> {
        let before: Vec<usize> = self.links.iter().map(|&link| tree.markdown_below(link).count()).collect();
        for mut ways in self.by_real_path.into_values() {
            ways.sort_by_key(|way| way.through_link);
            if let [original, others @ ..] = ways.as_slice() {
                for way in others {
                    tree.share_files(way.dir, original.dir);
                }
            }
        }
        let lost = self
            .links
            .iter()
            .zip(before)
            .filter(|&(&link, before)| tree.markdown_below(link).count() < before);
        lost.map(|(&link, _)| say(tree.dirs[link].path.clone())).collect()
    }
}

fn say(link: CoursePath) -> Diagnostic {
    let message =
        format!("`{link}` is a link to lessons that are in the course already, and these count once");
    Diagnostic::new(Code::Symlink, message).at(Place::whole(link))
}
