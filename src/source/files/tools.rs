//! Which tools an author uses, by the names beside the course and above it, up to the repository's root.
//!
//! Only names are looked at: nothing outside of the course is opened.

use std::path::Path;

use crate::fs::Root;
use crate::markdown::Tools;

/// How many folders above the course are looked at.
const MAX_ABOVE: usize = 8;

/// The tools of a course.
pub(crate) fn of_course(root: &Root) -> Tools {
    let own = of_folder(root, root.course());
    let above: Vec<&Path> = root.course().ancestors().skip(1).take(MAX_ABOVE).collect();
    let is_repository = |folder: &Path| root.vfs().kind(&folder.join(".git")).is_some();
    // A course that is a repository of its own has nothing above it.
    if is_repository(root.course()) {
        return own;
    }
    let Some(top) = above.iter().position(|folder| is_repository(folder)) else { return own };
    above[..=top].iter().fold(own, |tools, folder| tools.or(of_folder(root, folder)))
}

fn of_folder(root: &Root, folder: &Path) -> Tools {
    let names = root.vfs().list(folder).unwrap_or_default();
    Tools::of_names(names.iter().map(|entry| entry.name.as_str()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::of_course;
    use crate::fs::Root;

    #[test]
    fn a_configuration_counts_up_to_the_repository_s_root() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path();
        for dir in ["repo/.git", "repo/docs/course"] {
            fs::create_dir_all(home.join(dir)).unwrap();
        }
        for file in ["book.toml", "repo/mkdocs.yml", "repo/docs/course/_toc.yml"] {
            fs::write(home.join(file), "").unwrap();
        }
        let tools = of_course(&Root::new(&home.join("repo/docs/course")).unwrap());
        assert!(tools.mkdocs && tools.myst && !tools.mdbook, "{tools:?}");
        fs::remove_dir(home.join("repo/.git")).unwrap();
        assert!(!of_course(&Root::new(&home.join("repo/docs/course")).unwrap()).mkdocs);
    }
}
