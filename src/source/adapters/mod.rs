//! How tools lay out a course: an [`Adapter`] a file, each made of the shared functions of [`super::layout`].
//!
//! [`detect`] chooses one by the names in the course's folder. Whoever asks it then does not know which it is. A
//! further tool is a file here, and a line in [`ADAPTERS`].

mod adapter;
mod folder;
mod mdbook;

use super::files::tree::Tree;

pub(crate) use adapter::{Adapter, LinkBase};

/// In the order in which they are tried; the last takes every course.
static ADAPTERS: &[Adapter] = &[mdbook::MDBOOK, folder::FOLDER];

/// The first adapter that knows the layout of a course.
pub(crate) fn detect(tree: &Tree) -> &'static Adapter {
    let fitting = ADAPTERS.iter().find(|adapter| (adapter.detect)(tree));
    fitting.expect("the last adapter takes every course")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CoursePath;
    use crate::source::files::tree::{FileId, FileKind, ROOT};

    /// The pages that the detected adapter asks for in a folder with this file.
    fn asked(name: &str, kind: FileKind) -> Vec<FileId> {
        let mut tree = Tree::default();
        tree.add_dir(None, CoursePath::root(), false);
        tree.add_file(ROOT, CoursePath::root().child("a.md"), FileKind::Markdown, false);
        tree.add_file(ROOT, CoursePath::root().child(name), kind, false);
        (detect(&tree).navigation_pages)(&tree)
    }

    #[test]
    fn a_list_of_links_chooses_its_adapter() {
        assert_eq!(asked("SUMMARY.md", FileKind::OtherMarkdown), [1]);
        assert_eq!(asked("_sidebar.md", FileKind::OtherMarkdown), [1]);
    }

    #[test]
    fn any_other_folder_goes_by_names_and_numbers() {
        let none: [FileId; 0] = [];
        assert_eq!(asked("b.md", FileKind::Markdown), none);
        assert_eq!(asked("summary.md", FileKind::Markdown), none);
        // Taken back by the author, it is a lesson.
        assert_eq!(asked("SUMMARY.md", FileKind::Markdown), none);
    }
}
