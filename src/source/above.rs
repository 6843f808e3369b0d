//! Files above the course's folder, up to the repository's: whether a name is there, and nothing more. No file of
//! them is opened; a finding tells the author how to make them part of the course.

use std::path::Path;

use crate::fs::{Root, Vfs};
use crate::model::CoursePath;

/// What makes a folder a repository.
const REPOSITORY: &[&str] = &[".git", ".hg", ".jj", ".svn"];

/// What makes a folder the one of a website or project, where nothing says that it is a repository.
const PROJECT: &[&str] = &[
    "README.md",
    "_config.yml",
    "_quarto.yml",
    "astro.config.mjs",
    "book.toml",
    "config.toml",
    "config.yaml",
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "hugo.toml",
    "hugo.yaml",
    "mkdocs.yml",
    "myst.yml",
    "package.json",
];

/// A repository is seldom further above its courses than this.
const MOST_LEVELS: usize = 8;

/// Without a repository, the folder of a project is not looked for further above than this.
const MOST_LEVELS_OF_PROJECT: usize = 3;

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

/// How many levels above the course its repository is, or what else seems to hold it; 0 if it is the course itself or nothing is known of one.
pub(crate) fn levels(root: &Root) -> usize {
    repository(root)
        .or_else(|| (1..=MOST_LEVELS_OF_PROJECT).find(|&levels| has(root, levels, PROJECT)))
        .unwrap_or(0)
}

/// Whether something has the name `path`, which leads out of the course by at most `levels` folders.
pub(crate) fn is_there(root: &Root, levels: usize, path: &CoursePath) -> bool {
    let ups = path.segments().take_while(|segment| *segment == "..").count();
    let vfs: &Vfs = root.vfs();
    (1..=levels).contains(&ups) && vfs.kind(&root.disk(path)).is_some()
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
    fn check(files: &[&str], course: &str, expected: usize) {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let root = Root::new(&folder.path().join(course)).unwrap();
        assert_eq!(levels(&root), expected, "{files:?}");
    }

    #[test]
    fn the_repository_ends_the_way_up() {
        check(&["a/b/c/x.md", ".git/HEAD", "a/README.md"], "a/b/c", 3);
        check(&["a/b/x.md", ".git/HEAD", "a/.git"], "a/b", 1);
        check(&["a/x.md", "a/.git/HEAD", "README.md"], "a", 0);
    }

    #[test]
    fn without_a_repository_the_folder_of_a_project_does() {
        check(&["a/b/x.md", "_config.yml"], "a/b", 2);
        check(&["a/b/x.md", "a/mkdocs.yml", "README.md"], "a/b", 1);
        check(&["a/b/c/d/x.md", "README.md"], "a/b/c/d", 0);
    }

    #[test]
    fn a_site_has_its_files_at_its_root_or_in_a_folder_of_them() {
        let paths: Vec<String> = of_site(2, "img/x.png").map(|path| path.to_string()).collect();
        assert_eq!(paths[..3], ["../img/x.png", "../static/img/x.png", "../public/img/x.png"]);
        assert_eq!(paths[3..], ["../../img/x.png", "../../static/img/x.png", "../../public/img/x.png"]);
    }
}
