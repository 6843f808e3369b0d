//! Which course a command is about when no path is given: the one that the working folder is in.

use std::fs::Metadata;
use std::path::{Path, PathBuf};

use crate::source;
use crate::sync::lock;

/// The path of the course that the working folder is in, relative to it: `.`, `..`, `../..`.
///
/// A course is a folder with settings or a lock file. The search ends at the root of a repository, below the home folder,
/// and below a folder of another owner. Without such a course it is the working folder itself.
pub(super) fn path() -> PathBuf {
    let home = etcetera::home_dir().ok();
    std::env::current_dir()
        .ok()
        .and_then(|folder| levels_up(&folder, home.as_deref()))
        .filter(|&levels| levels > 0)
        .map_or_else(|| PathBuf::from("."), |levels| [".."].repeat(levels).iter().collect())
}

fn levels_up(folder: &Path, home: Option<&Path>) -> Option<usize> {
    let owner = std::fs::metadata(folder).ok()?;
    for (levels, folder) in folder.ancestors().enumerate() {
        let is_foreign = std::fs::metadata(folder).map_or(true, |found| !is_of_same_owner(&found, &owner));
        if home == Some(folder) || is_foreign {
            return None;
        }
        if is_course(folder) {
            return Some(levels);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

fn is_course(folder: &Path) -> bool {
    let has_lock = || std::fs::metadata(folder.join(lock::FILE_NAME)).is_ok_and(|found| found.is_file());
    source::has_settings(folder) || has_lock()
}

#[cfg(unix)]
fn is_of_same_owner(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    one.uid() == other.uid()
}

#[cfg(not(unix))]
fn is_of_same_owner(_: &Metadata, _: &Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, "").expect("a file");
        }
        folder
    }

    #[test]
    fn a_course_is_looked_for_above() {
        for (files, start, expected) in [
            (&["course.yaml", "01/a.md"][..], "01", Some(1)),
            (&["coursedir.lock", "01/02/a.md"], "01/02", Some(2)),
            (&["course.yaml", "inner/course.yaml"], "inner", Some(0)),
            (&["course.yaml", "site/.git/HEAD", "site/docs/a.md"], "site/docs", None),
            (&["course.yaml", ".git/HEAD", "01/a.md"], "01", Some(1)),
            (&["a.md"], "", None),
        ] {
            let tree = tree(files);
            assert_eq!(
                levels_up(&tree.path().join(start), Some(tree.path().parent().unwrap())),
                expected,
                "{files:?}"
            );
        }
    }

    #[test]
    fn the_home_folder_is_no_course() {
        let home = tree(&["course.yaml", "notes/a.md"]);
        assert_eq!(levels_up(&home.path().join("notes"), Some(home.path())), None);
    }
}
