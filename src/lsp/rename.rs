//! The links that change when files and folders are renamed or moved: those that lead to them, and those in them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use lsp_types::TextEdit;

use super::actions::FileEdits;
use super::course::Course;
use super::paths;
use super::positions::Positions;
use super::workspace::{Workspace, real};
use crate::model::CoursePath;
use crate::source::ResolvedLink;

/// A link and what it is to say.
struct Change<'l> {
    link: &'l ResolvedLink,
    target: String,
}

/// A file or folder and its new place.
type Moved = (PathBuf, PathBuf);

/// The changes of links for what is about to be moved. The files are still in their old places.
pub(super) fn edits(workspace: &Workspace, moved: &[Moved]) -> Vec<FileEdits> {
    let mut files = Vec::new();
    for course in workspace.courses() {
        let inside: Vec<(CoursePath, CoursePath)> = moved
            .iter()
            .filter_map(|(old, new)| Some((course.path_of(&real(old))?, course.path_of(&real(new))?)))
            .collect();
        if !inside.is_empty() {
            of_course(workspace, course, &inside, &mut files);
        }
    }
    files
}

fn of_course(
    workspace: &Workspace,
    course: &Course,
    moved: &[(CoursePath, CoursePath)],
    files: &mut Vec<FileEdits>,
) {
    let vfs = workspace.vfs();
    let Some(root) = course.root(&vfs) else { return };
    let mut by_page: BTreeMap<&CoursePath, Vec<Change<'_>>> = BTreeMap::new();
    for link in course.scan.iter().flat_map(|scan| &scan.links) {
        if let Some(target) = new_target(link, moved) {
            by_page.entry(&link.page).or_default().push(Change { link, target });
        }
    }
    for (page, mut changes) in by_page {
        let disk = root.disk(page);
        let (Some(text), Some(uri)) = (course.text(&vfs, page), workspace.uri(&disk)) else { continue };
        let positions = Positions::new(&text, workspace.encoding);
        // A reference that is written once and used twice is changed once.
        changes.sort_by_key(|change| change.link.span.start);
        changes.dedup_by(|later, earlier| later.link.span.start < earlier.link.span.end);
        // The span of a link whose target cannot be found is the whole construct.
        let is_target = |link: &ResolvedLink| text.get(link.span.clone()) == Some(link.written.as_str());
        let edits: Vec<TextEdit> = changes
            .into_iter()
            .filter(|change| is_target(change.link))
            .map(|Change { link, target }| TextEdit { range: positions.range(&link.span), new_text: target })
            .collect();
        if !edits.is_empty() {
            let version = workspace.document_at(&disk).map(|document| document.version);
            files.push(FileEdits { uri, version, is_new: false, edits });
        }
    }
}

/// What a link has to say afterwards; `None` where that is what it says now.
fn new_target(link: &ResolvedLink, moved: &[(CoursePath, CoursePath)]) -> Option<String> {
    let (page, target) = (after(&link.page, moved), after(&link.target, moved));
    if page == link.page && target == link.target {
        return None;
    }
    let (path, rest) = match link.written.find(['#', '?']) {
        Some(at) => link.written.split_at(at),
        None => (link.written.as_str(), ""),
    };
    let here = link.page.parent().unwrap_or_default();
    let is_escaped = path.contains('%');
    let escape = |path: String| if is_escaped || path.contains(' ') { paths::escaped(&path) } else { path };
    // Only what is written as the path itself is written anew; names and addresses of a website are not.
    let is_path = |path: &str, base: &CoursePath| {
        base.join(&path.replace("%20", " ")).is_ok_and(|found| found == link.target)
    };
    let new = if let Some(from_root) = path.strip_prefix('/') {
        is_path(from_root, &CoursePath::root()).then(|| format!("/{}", escape(target.as_str().to_owned())))?
    } else if is_path(path, &here) {
        let new = escape(paths::relative(&page.parent().unwrap_or_default(), &target));
        if path.starts_with("./") && !new.starts_with('.') { format!("./{new}") } else { new }
    } else if path == link.target.stem() && target.stem() != path {
        target.stem().to_owned()
    } else {
        return None;
    };
    let new = format!("{new}{rest}");
    (new != link.written).then_some(new)
}

/// Where a file is afterwards.
fn after(path: &CoursePath, moved: &[(CoursePath, CoursePath)]) -> CoursePath {
    let found = moved.iter().find(|(old, _)| path.starts_with(old) && !old.is_root());
    found.map_or_else(
        || path.clone(),
        |(old, new)| {
            let below = path.segments().skip(old.segments().count());
            below.fold(new.clone(), |path, part| path.child(part))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_keeps_its_form() {
        let path = |path: &str| CoursePath::root().join(path).unwrap();
        let moved = [(path("01/a.md"), path("02/b c.md")), (path("img"), path("pics"))];
        for (page, written, target, expected) in [
            ("x.md", "01/a.md", "01/a.md", Some("02/b%20c.md")),
            ("x.md", "./01/a.md#part", "01/a.md", Some("./02/b%20c.md#part")),
            ("x.md", "/01/a.md", "01/a.md", Some("/02/b%20c.md")),
            ("x.md", "a", "01/a.md", Some("b c")),
            ("x.md", "some/address", "01/a.md", None),
            ("x.md", "img/x.png", "img/x.png", Some("pics/x.png")),
            ("01/a.md", "../img/x.png", "img/x.png", Some("../pics/x.png")),
            ("01/a.md", "c.md", "01/c.md", Some("../01/c.md")),
            ("x.md", "01/c.md", "01/c.md", None),
        ] {
            let (page, target, written) = (path(page), path(target), written.to_owned());
            let link = ResolvedLink { page, span: 0..0, written, target };
            assert_eq!(new_target(&link, &moved).as_deref(), expected, "{link:?}");
        }
    }
}
