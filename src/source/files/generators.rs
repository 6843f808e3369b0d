//! Which pages belong to a website of Hugo or Jekyll, by the names of its configuration files.
//!
//! A configuration is in a folder above the page: in the course, or further up to the repository's root. Above the
//! course only names are looked for; nothing is opened.

use std::path::Path;

use crate::fs::Root;
use crate::model::CoursePath;
use crate::source::above;
use crate::source::maps::HashMap;

use super::tree::{DirId, Tree};

/// Files that only Hugo and Jekyll have.
const SIGNS: &[&str] = &[
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "_config.yml",
    "_config.yaml",
    "_config.toml",
    "config/_default/hugo.toml",
    "config/_default/hugo.yaml",
    "config/_default/hugo.yml",
    "config/_default/hugo.json",
    "config/_default/config.toml",
    "config/_default/config.yaml",
    "config/_default/config.yml",
    "config/_default/config.json",
];

/// Files that Hugo has, and other tools too.
const UNSURE_SIGNS: &[&str] = &["config.toml", "config.yaml", "config.yml", "config.json"];

/// Folders beside such a file that show that it is Hugo's.
const HUGO_FOLDERS: &[&str] = &["archetypes", "layouts", "themes", "content"];

/// So many folders above a course that is in no repository are looked at.
const ABOVE_WITHOUT_REPOSITORY: usize = 3;

/// Looks for configurations, each folder once.
pub(crate) struct Generators<'a> {
    root: &'a Root,
    tree: &'a Tree,
    by_dir: HashMap<DirId, bool>,
}

impl<'a> Generators<'a> {
    /// Looks at nothing yet.
    pub fn new(root: &'a Root, tree: &'a Tree) -> Self {
        Self { root, tree, by_dir: HashMap::default() }
    }

    /// Whether the pages of a folder are a generator's, so that dates decide which of them are public.
    pub fn hold(&mut self, dir: DirId) -> bool {
        if let Some(&known) = self.by_dir.get(&dir) {
            return known;
        }
        let path = &self.tree.dirs[dir].path;
        let is_there = |name: &str| path.join(name).is_ok_and(|path| self.tree.at(&path).is_some());
        let holds = has_signs(is_there)
            || match self.tree.dirs[dir].parent {
                Some(above) => self.hold(above),
                None => self.is_above(),
            };
        self.by_dir.insert(dir, holds);
        holds
    }

    /// Whether there is a configuration above the course.
    fn is_above(&self) -> bool {
        let vfs = self.root.vfs();
        folders_above(self.root).any(|folder| has_signs(|name| vfs.kind(&folder.join(name)).is_some()))
    }
}

/// The folders above a course, up to its repository's root.
pub(crate) fn folders_above(root: &Root) -> impl Iterator<Item = &Path> {
    above::folders(root, above::repository(root).unwrap_or(ABOVE_WITHOUT_REPOSITORY))
}

fn has_signs(is_there: impl Fn(&str) -> bool) -> bool {
    SIGNS.iter().any(|name| is_there(name))
        || UNSURE_SIGNS.iter().any(|name| is_there(name)) && HUGO_FOLDERS.iter().any(|name| is_there(name))
}

/// The folder of Jekyll's posts.
const POSTS: &str = "_posts";

/// The date at the start of the name of one of Jekyll's posts: `_posts/2027-01-31-fold.md`.
pub(crate) fn date_of_post(path: &CoursePath) -> Option<&str> {
    let date = path.name().get(.."2027-01-31".len())?;
    path.parent()?.segments().any(|folder| folder == POSTS).then_some(date)
}
