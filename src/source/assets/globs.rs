//! Patterns that name several files: `sheets/*.pdf`.

use globset::GlobBuilder;

use crate::model::CoursePath;
use crate::source::files::tree::{Entry, FileKind, natural_order};

use super::resolve::{Finder, Located};
use super::sources::LinkBase;

/// Whether a target is a pattern for several files.
pub(super) fn is_glob(target: &str) -> bool {
    target.contains(['*', '?', '[', '{'])
}

/// The files that a pattern matches, in natural order. Pages of the course are no materials.
pub(super) fn matches(finder: &Finder<'_>, from: LinkBase<'_>, pattern: &str) -> Vec<Located> {
    let pattern = pattern.replace('\\', "/");
    // Only the folder in front of the first wildcard is searched.
    let fixed =
        pattern.split('/').take_while(|segment| !is_glob(segment)).map(|segment| segment.len() + 1).sum();
    let (base, rest) = pattern.split_at(usize::min(fixed, pattern.len()));
    let Ok(glob) = GlobBuilder::new(rest).literal_separator(true).build() else { return Vec::new() };
    let glob = glob.compile_matcher();
    let base = if base.is_empty() { "." } else { base };
    for folder in finder.candidates(from, base).into_iter().flatten() {
        let mut found: Vec<Located> = files_in(finder, &folder, rest.contains('/'))
            .into_iter()
            .filter(|(path, _)| glob.is_match(path))
            .map(|(_, found)| found)
            .collect();
        if !found.is_empty() {
            found.sort_by(|a, b| natural_order(path_of(a), path_of(b)));
            return found;
        }
    }
    Vec::new()
}

fn path_of(found: &Located) -> &str {
    let (Located::File { path, .. } | Located::Dir { path, .. }) = found;
    path.as_str()
}

/// The files of a folder with their paths in it; of one that was not walked, only those directly in it.
fn files_in(finder: &Finder<'_>, folder: &CoursePath, below: bool) -> Vec<(String, Located)> {
    let tree = finder.sources.tree;
    if let Some(Entry::Dir(dir)) = tree.at(folder) {
        let files = if below { tree.files_below(dir) } else { tree.dirs[dir].files.clone() };
        let skip = if folder.is_root() { 0 } else { folder.as_str().len() + 1 };
        let fitting = files.into_iter().filter(|&file| tree.files[file].kind != FileKind::Markdown);
        return fitting
            .map(|id| {
                let path = tree.files[id].path.clone();
                (path.as_str()[skip..].to_owned(), Located::File { path, id: Some(id) })
            })
            .collect();
    }
    let Ok(listing) = finder.listing(folder) else { return Vec::new() };
    let files = listing.iter().filter(|listed| !listed.is_dir && !listed.name.starts_with('.'));
    files
        .map(|listed| (listed.name.clone(), Located::File { path: folder.child(&listed.name), id: None }))
        .collect()
}
