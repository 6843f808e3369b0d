//! Which tools an author uses, by the names beside the course and above it, up to the repository's root.
//!
//! Only names are looked at: nothing outside of the course is opened.

use std::path::Path;

use crate::fs::Root;
use crate::markdown::Tools;
use crate::source::above;

/// The tools of a course.
pub(crate) fn of_course(root: &Root) -> Tools {
    let levels = above::repository(root).unwrap_or(0);
    let own = of_folder(root, root.course());
    above::folders(root, levels).fold(own, |tools, folder| tools.or(of_folder(root, folder)))
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
