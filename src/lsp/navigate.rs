//! Follows links: from a link to its file, and from a file to the links that lead to it.

use std::ops::Range;

use lsp_types::Location;

use super::course::{Course, FileRole};
use super::headings;
use super::positions::Positions;
use super::workspace::{Asked, Workspace};
use crate::model::CoursePath;
use crate::source::ResolvedLink;

/// Whether an offset is in a span or right behind it.
pub(super) fn touches(span: &Range<usize>, offset: usize) -> bool {
    span.start <= offset && offset <= span.end
}

/// The link at an offset, where it leads somewhere in the course.
pub(super) fn link_at<'w>(asked: &Asked<'w>, offset: usize) -> Option<&'w ResolvedLink> {
    let links = links(asked.course).filter(|link| link.page == asked.path && touches(&link.span, offset));
    links.min_by_key(|link| link.span.len())
}

/// Every link of a course.
fn links(course: &Course) -> impl Iterator<Item = &ResolvedLink> {
    course.scan.iter().flat_map(|scan| &scan.links)
}

/// Where a link leads, in words.
pub(super) fn described(asked: &Asked<'_>, link: &ResolvedLink) -> String {
    let course = asked.course.scan.as_ref().and_then(|scan| scan.course.as_ref());
    let lesson = course.and_then(|course| course.lessons().find(|lesson| lesson.path == link.target));
    match lesson {
        Some(lesson) => {
            format!("Lesson: {}\n\n`{}`\n", lesson.title.as_str().replace('<', "&lt;"), link.target)
        }
        None => format!("`{}`\n", link.target),
    }
}

/// Where the link or path at an offset leads.
pub(super) fn definition(workspace: &Workspace, asked: &Asked<'_>, offset: usize) -> Option<Location> {
    let (target, fragment) = match link_at(asked, offset) {
        Some(link) => {
            let fragment = link.written.split_once('#').map(|(_, fragment)| fragment);
            (link.target.clone(), fragment.unwrap_or_default())
        }
        None => (written_path(workspace, asked, offset)?, ""),
    };
    let disk = asked.course.root(&workspace.vfs())?.disk(&target);
    let range = part(workspace, asked.course, &target, fragment).unwrap_or_default();
    Some(Location::new(workspace.uri(&disk)?, range))
}

/// The heading that a fragment names.
fn part(
    workspace: &Workspace,
    course: &Course,
    target: &CoursePath,
    fragment: &str,
) -> Option<lsp_types::Range> {
    if fragment.is_empty() || FileRole::of(target) != FileRole::Page {
        return None;
    }
    let text = course.text(&workspace.vfs(), target)?;
    let headings = headings::of(target, &text);
    let found = headings.iter().find(|heading| heading.id == fragment || heading.text == fragment)?;
    Some(Positions::new(&text, workspace.encoding).range(&found.span))
}

/// A path that is no link: the value of a key. It is relative to the file's folder, and has to be there.
fn written_path(workspace: &Workspace, asked: &Asked<'_>, offset: usize) -> Option<CoursePath> {
    let text = &asked.document.text;
    let is_key = super::course::keys_of(&asked.path, text).is_some_and(|keys| touches(&keys, offset));
    if !is_key {
        return None;
    }
    let line_start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
    let is_edge = |c: char| "[]{},\"'".contains(c);
    let start = text[line_start..offset].rfind(is_edge).map_or(line_start, |at| line_start + at + 1);
    let end = text[offset..line_end].find(is_edge).map_or(line_end, |at| offset + at);
    let words = text.get(start..end)?.trim();
    let words = words.split_once(": ").or(words.split_once("= ")).map_or(words, |(_, value)| value);
    let value = words.trim_start_matches("- ").trim();
    let path = asked.path.parent()?.join(value).ok().filter(|path| path.is_inside() && !path.is_root())?;
    asked.course.root(&workspace.vfs())?.open(&path).is_ok().then_some(path)
}

/// The links to the file at an offset: that of the link there, else the page itself.
pub(super) fn references(workspace: &Workspace, asked: &Asked<'_>, offset: usize) -> Vec<Location> {
    let target = link_at(asked, offset).map_or(&asked.path, |link| &link.target);
    let to_it = links(asked.course).filter(|link| link.target == *target);
    locations(workspace, asked.course, to_it)
}

/// The places of links, which are in the order of their pages.
fn locations<'l>(
    workspace: &Workspace,
    course: &Course,
    links: impl Iterator<Item = &'l ResolvedLink>,
) -> Vec<Location> {
    let vfs = workspace.vfs();
    let Some(root) = course.root(&vfs) else { return Vec::new() };
    let mut locations = Vec::new();
    let mut page: Option<(&CoursePath, String)> = None;
    for link in links {
        if page.as_ref().is_none_or(|(path, _)| *path != &link.page) {
            let Some(text) = course.text(&vfs, &link.page) else { continue };
            page = Some((&link.page, text));
        }
        let Some((_, text)) = &page else { continue };
        let Some(uri) = workspace.uri(&root.disk(&link.page)) else { continue };
        locations.push(Location::new(uri, Positions::new(text, workspace.encoding).range(&link.span)));
    }
    locations
}
