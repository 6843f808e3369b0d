//! Sources that another page was made from: `loops.Rmd` beside `loops.md`, or in `_episodes_rmd/` beside
//! `_episodes/`. The page that was made is the lesson.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Place};

use super::tree::{DirId, Entry, FileId, FileKind, Tree, fold};

/// How many names are listed.
const NAMED: usize = 3;

/// Leaves out the sources whose page is there, and reports it once a folder.
pub(crate) fn leave_out(tree: &mut Tree) -> Vec<Diagnostic> {
    let sources: Vec<FileId> = (0..tree.files.len()).filter(|&file| is_source(tree, file)).collect();
    let mut made: BTreeMap<DirId, BTreeSet<String>> = BTreeMap::new();
    let mut left: BTreeMap<DirId, Vec<FileId>> = BTreeMap::new();
    for source in sources {
        let dir = tree.files[source].dir;
        for home in [Some(dir), sibling(tree, dir)].into_iter().flatten() {
            let pages = made.entry(home).or_insert_with(|| pages(tree, home));
            if pages.contains(fold(tree.files[source].path.stem()).as_ref()) {
                left.entry(dir).or_default().push(source);
                break;
            }
        }
    }
    let say = |(dir, files): (DirId, Vec<FileId>)| {
        let names: Vec<String> =
            files.iter().take(NAMED).map(|&file| format!("`{}`", tree.files[file].path.name())).collect();
        let more = match files.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        for file in files {
            tree.leave_out(file);
        }
        let message =
            format!("excluded, because the Markdown made from it is there: {}{more}", names.join(", "));
        Diagnostic::new(Code::ExcludedFile, message)
            .at(Place::whole(tree.dirs[dir].path.clone()))
            .help("remove the `.md` file to import the other one")
    };
    left.into_iter().map(say).collect()
}

fn is_source(tree: &Tree, file: FileId) -> bool {
    let file = &tree.files[file];
    file.kind == FileKind::Markdown && matches!(file.path.extension().as_ref(), "rmd" | "qmd")
}

/// The pages of a folder that may be made from others, by their stems.
fn pages(tree: &Tree, dir: DirId) -> BTreeSet<String> {
    let is_page = |&file: &FileId| !is_source(tree, file);
    tree.markdown(dir).filter(is_page).map(|file| fold(tree.files[file].path.stem()).into_owned()).collect()
}

/// The folder `x` beside a folder `x_rmd`.
fn sibling(tree: &Tree, dir: DirId) -> Option<DirId> {
    let path = &tree.dirs[dir].path;
    let base = ["_rmd", "-rmd", "_Rmd", "-Rmd"].iter().find_map(|suffix| path.name().strip_suffix(suffix))?;
    match tree.at(&path.parent()?.child(base))? {
        Entry::Dir(dir) => Some(dir),
        Entry::File(_) => None,
    }
}
