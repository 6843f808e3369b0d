//! Finds a file by its name alone, or by the end of its path, wherever in the course it is: what `[[name]]` means.

use crate::model::CoursePath;

use super::tree::{FileId, Tree, fold};

/// The file that a page in `folder` means by `target`: a name or the end of a path, with or without the extension of a
/// page, perhaps with `#part` behind it. Of several it is the one at exactly this path, else the one beside the page,
/// else the one with the shortest path.
///
/// `course` is the name of the course's folder: where names begin may be above it.
pub(crate) fn find(tree: &Tree, folder: &CoursePath, course: &str, target: &str) -> Option<FileId> {
    let without_part = target.split('#').next().unwrap_or_default();
    [target, without_part].into_iter().find_map(|name| {
        let name = name.trim().trim_start_matches("./").trim_matches('/');
        if name.is_empty() || name.starts_with("../") {
            return None;
        }
        let below_course = || name.strip_prefix(course)?.strip_prefix('/');
        nearest(tree, folder, name).or_else(|| nearest(tree, folder, below_course()?))
    })
}

fn nearest(tree: &Tree, folder: &CoursePath, name: &str) -> Option<FileId> {
    let wanted: Vec<&str> = name.split('/').collect();
    let (last, folders) = wanted.split_last()?;
    let ends_so = |file: &&FileId| {
        let path = &tree.files[**file].path;
        let parents = || path.as_str().rsplit('/').skip(1);
        parents().count() >= folders.len()
            && parents().zip(folders.iter().rev()).all(|(have, wanted)| fold(have) == fold(wanted))
    };
    let rank = |file: &&FileId| {
        let file = &tree.files[**file];
        let depth = file.path.segments().count();
        let is_beside = tree.dirs[file.dir].path == *folder;
        (depth != wanted.len(), !is_beside, depth, file.path.as_str().len(), file.path.as_str())
    };
    tree.named(last).iter().filter(ends_so).min_by_key(rank).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::files::tree::{FileKind, ROOT};

    #[test]
    fn a_name_is_found_anywhere_the_nearest_to_the_root_first() {
        let path = |path: &str| CoursePath::root().join(path).unwrap();
        let mut tree = Tree::default();
        tree.add_dir(None, CoursePath::root(), false);
        for name in ["a", "b"] {
            tree.add_dir(Some(ROOT), path(name), false);
        }
        let deep = tree.add_dir(Some(2), path("b/c"), false);
        for (dir, name) in [
            (deep, "b/c/Rye.md"),
            (1, "a/rye.md"),
            (2, "b/map.png"),
            (deep, "b/c/map.png"),
            (ROOT, "v1.2.md"),
        ] {
            tree.add_file(dir, path(name), FileKind::of_name(name), false);
        }
        for (folder, target, expected) in [
            ("", "rye", Some("a/rye.md")),
            ("b/c", "RYE", Some("b/c/Rye.md")),
            ("", "c/Rye#Part", Some("b/c/Rye.md")),
            ("", "b/c/rye.md", Some("b/c/Rye.md")),
            ("", "Course/a/rye", Some("a/rye.md")),
            ("", "Other/a/rye", None),
            ("", "map.png", Some("b/map.png")),
            ("b/c", "map.png", Some("b/c/map.png")),
            ("", "map", None),
            ("a", "v1.2", Some("v1.2.md")),
            ("a", "../rye", None),
            ("a", "#part", None),
        ] {
            let found = find(&tree, &path(folder), "Course", target);
            assert_eq!(found.map(|file| tree.files[file].path.as_str()), expected, "{folder}: {target}");
        }
    }
}
