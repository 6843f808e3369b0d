//! Whether git leaves a file out, by its own rules; git itself is never run.

use std::path::Path;

use ignore::gitignore::Gitignore;

use crate::fs::Root;
use crate::model::CoursePath;
use crate::source::text_limits;

use super::git_index::{self, GitIndex};
use super::ignore_files;

/// Whether git ignores a file of the course, so that a commit of everything is without it. Not what it tracks already,
/// and not where there is no repository.
///
/// Read are `.gitignore` from the file's folder up to the repository's, and the repository's own `info/exclude`.
pub(crate) fn is_ignored_by_git(root: &Root, path: &CoursePath) -> bool {
    let Some(repository) = git_index::repository(root) else { return false };
    let disk = root.disk(path);
    let mut folders = disk.ancestors().skip(1).take_while(|folder| folder.starts_with(repository));
    let by_folder =
        folders.find_map(|folder| answer(&rules(root, folder, &folder.join(".gitignore")), &disk));
    let by_repository = || {
        let exclude = git_index::git_folder(root, repository)?.join("info/exclude");
        answer(&rules(root, repository, &exclude), &disk)
    };
    by_folder.or_else(by_repository).unwrap_or(false) && !GitIndex::of(root).tracks(path)
}

/// The rules of a file about what is in `folder`; none where it cannot be read.
fn rules(root: &Root, folder: &Path, file: &Path) -> Gitignore {
    let bytes = root.vfs().read(file, text_limits::SMALL).unwrap_or_default();
    ignore_files::gitignore(folder, &bytes)
}

/// What rules say of a path or of a folder that it is in, if they say anything.
fn answer(rules: &Gitignore, path: &Path) -> Option<bool> {
    let matched = rules.matched_path_or_any_parents(path, false);
    (!matched.is_none()).then(|| matched.is_ignore())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn check(files: &[(&str, &str)], expected: bool) {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        fs::create_dir_all(folder.path().join("repo/my course")).unwrap();
        let root = Root::new(&folder.path().join("repo/my course")).unwrap();
        let path = CoursePath::root().child("coursedir.lock");
        assert_eq!(is_ignored_by_git(&root, &path), expected, "{files:?}");
    }

    #[test]
    fn a_rule_above_counts_up_to_the_repository() {
        let git = ("repo/.git/HEAD", "");
        check(&[git], false);
        check(&[("repo/my course/.gitignore", "*.lock\n")], false);
        check(&[git, ("repo/my course/.gitignore", "*.lock\n")], true);
        check(&[git, ("repo/.gitignore", "\u{feff}*.lock\n")], true);
        check(&[git, ("repo/.gitignore", "my?course/\n")], true);
        check(&[git, ("repo/.gitignore", "/coursedir.lock\n.coursedir.lock.*\n")], false);
        check(
            &[git, ("repo/.gitignore", "*.lock\n"), ("repo/my course/.gitignore", "!coursedir*.lock\n")],
            false,
        );
        check(&[git, ("repo/.git/info/exclude", "*.lock\n")], true);
        check(&[git, (".gitignore", "*.lock\n")], false);
    }
}
