//! Files above the course's folder, up to the repository's: whether a name is there, and nothing more. No file of
//! them is opened; a finding tells the author how to make them part of the course.

use std::path::Path;

use crate::fs::{self, Root};
use crate::model::CoursePath;

/// What makes a folder a repository.
const REPOSITORY: &[&str] = &[".git", ".hg", ".jj", ".svn"];

/// A repository is seldom further above its courses than this.
const MOST_LEVELS: usize = 8;

/// How many levels above the course its repository is: 0 if it is the course itself.
pub(crate) fn repository(root: &Root) -> Option<usize> {
    (0..=MOST_LEVELS).find(|&levels| has(root, levels, REPOSITORY))
}

/// The folders above the course, the nearest first, up to so many levels.
pub(crate) fn folders(root: &Root, levels: usize) -> impl Iterator<Item = &Path> {
    root.course().ancestors().skip(1).take(levels)
}

/// Whether the folder so many levels above the course holds one of some names.
fn has(root: &Root, levels: usize, names: &[&str]) -> bool {
    let folder = root.course().ancestors().nth(levels);
    folder.is_some_and(|folder| names.iter().any(|name| root.vfs().kind(&folder.join(name)).is_some()))
}

/// How many levels above the course `assets_root` may open: as far up as its repository, if that is the author's own.
/// A home folder is no repository, even if it is one, and neither is the root of a disk.
pub(crate) fn levels(root: &Root, home: Option<&Path>) -> usize {
    let is_of_author = |folder: &Path| {
        let of_course = fs::owner(root.course());
        let sign = |name: &&str| fs::owner(&folder.join(name)).is_none_or(|owner| Some(owner) == of_course);
        fs::owner(folder) == of_course && REPOSITORY.iter().all(sign)
    };
    let home = home.and_then(|home| fs::canonicalize(home).ok());
    let ends = |folder: &Path| folder.parent().is_none() || Some(folder) == home.as_deref();
    let ways = root.course().ancestors().take_while(|folder| !ends(folder));
    let in_reach = ways.count();
    repository(root)
        .filter(|&levels| levels < in_reach)
        .filter(|&levels| root.course().ancestors().nth(levels).is_some_and(is_of_author))
        .unwrap_or(0)
}

/// Whether something has the name `path`, which leads out of the course, and may be opened.
pub(crate) fn is_there(root: &Root, path: &CoursePath) -> bool {
    let ups = path.segments().take_while(|segment| *segment == "..").count();
    let is_hidden = || path.segments().skip(ups).any(|segment| segment.starts_with('.'));
    !is_hidden() && root.can_open(path)
}

/// The paths above the course that `/` and `site` can mean on a website, the nearest first.
pub(crate) fn of_site(levels: usize, site: &str) -> impl Iterator<Item = CoursePath> {
    (1..=levels).flat_map(move |ups| {
        let above = "../".repeat(ups);
        ["", "static/", "public/"]
            .into_iter()
            .filter_map(move |folder| CoursePath::root().join(&format!("{above}{folder}{site}")).ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(files: &[&str], course: &str, home: Option<&str>, expected: usize) {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let root = Root::new(&folder.path().join(course)).unwrap();
        let home = home.map(|home| folder.path().join(home));
        assert_eq!(levels(&root, home.as_deref()), expected, "{files:?}");
    }

    #[test]
    fn the_repository_ends_the_way_up() {
        check(&["a/b/c/x.md", ".git/HEAD"], "a/b/c", None, 3);
        check(&["a/b/x.md", ".git/HEAD", "a/.git"], "a/b", None, 1);
        check(&["a/x.md", "a/.git/HEAD"], "a", None, 0);
        check(&["a/x.md", "README.md"], "a", None, 0);
    }

    #[test]
    fn a_home_folder_is_no_repository() {
        check(&["a/b/x.md", ".git/HEAD"], "a/b", Some(""), 0);
        check(&["a/b/x.md", ".git/HEAD"], "a/b", Some("a"), 0);
        check(&["a/b/x.md", "a/.git/HEAD"], "a/b", Some(""), 1);
    }

    #[test]
    fn a_site_has_its_files_at_its_root_or_in_a_folder_of_them() {
        let paths: Vec<String> = of_site(2, "img/x.png").map(|path| path.to_string()).collect();
        assert_eq!(paths[..3], ["../img/x.png", "../static/img/x.png", "../public/img/x.png"]);
        assert_eq!(paths[3..], ["../../img/x.png", "../../static/img/x.png", "../../public/img/x.png"]);
    }
}
