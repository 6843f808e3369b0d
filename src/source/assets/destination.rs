//! The destinations of a page's links.
//!
//! Start at [`destination`]. Authors link to other pages by file name, or by the address on their website; both are
//! tried.

use std::cell::RefCell;

use crate::model::{CoursePath, MARKDOWN_EXTENSIONS};
use crate::source::files::tree::{Entry, FileId, FileKind, Tree};

use super::addresses::Reach;
use super::context::Context;
use super::resolve::{Located, Search};
use super::sources::LinkBase;
use super::target;

/// What a link leads to.
pub(super) enum Destination {
    /// A lesson, by the file that stands for it; the first one of a category or folder.
    Lesson(FileId),
    NotALesson(CoursePath),
    File(Located),
    Outside,
    /// The paths that were tried.
    Nowhere(Vec<CoursePath>),
}

impl Destination {
    /// The file or folder that is meant, if one is there.
    pub fn path<'d>(&'d self, tree: &'d Tree) -> Option<&'d CoursePath> {
        match self {
            Self::Lesson(file) => Some(&tree.files[*file].path),
            Self::NotALesson(path) | Self::File(Located::File { path, .. } | Located::Dir { path, .. }) => {
                Some(path)
            }
            Self::Outside | Self::Nowhere(_) => None,
        }
    }
}

/// What a link leads to; `None` for a place on the page itself or an address on the web.
pub(super) fn destination(context: &Context<'_>, from: LinkBase<'_>, link: &str) -> Option<Destination> {
    let path = target::path(link);
    if path.is_empty() || target::is_remote(link) {
        return None;
    }
    let other = RefCell::new(None);
    let search = context.finder.find(from, link, |found| {
        let fits = is_destination(context, found);
        if !fits {
            let (Located::File { path, .. } | Located::Dir { path, .. }) = found;
            other.borrow_mut().get_or_insert_with(|| path.clone());
        }
        fits
    });
    if let Search::Found(found) = search {
        return Some(met(context, &found).map_or(Destination::File(found), Destination::Lesson));
    }
    let page = page_by_address(context, from, &path).or_else(|| {
        let bare = target::without_prefix(&path)?;
        page_by_address(context, from, bare).or_else(|| page_by_address(context, from, &format!("/{bare}")))
    });
    // What lies at the place itself is meant rather than a lesson elsewhere that is called so.
    let page = page.or_else(|| {
        let is_free = other.borrow().is_none() && !matches!(search, Search::Outside);
        if is_free { lesson_called(context, from, &path) } else { None }
    });
    if let Some(page) = page {
        if let Some(lesson) = context.lookups.outline.lesson(page) {
            return Some(Destination::Lesson(lesson));
        }
        other.borrow_mut().get_or_insert_with(|| context.sources.tree.path_of(page).clone());
    }
    Some(match (other.into_inner(), search) {
        (Some(path), _) => Destination::NotALesson(path),
        (None, Search::Outside) => Destination::Outside,
        (None, Search::Missing(tried)) => Destination::Nowhere(tried),
        (None, Search::Found(found)) => Destination::File(found),
    })
}

/// The lesson that a link to this page or folder leads to.
fn met(context: &Context<'_>, found: &Located) -> Option<FileId> {
    if !matches!(context.finder.kind(found), None | Some(FileKind::Markdown)) {
        return None;
    }
    context.lookups.outline.lesson(match *found {
        Located::File { id, .. } => Entry::File(id?),
        Located::Dir { id, .. } => Entry::Dir(id?),
    })
}

/// Whether a link can lead here: to a file that is no page, to a page that is a lesson or
/// category, to a folder that holds lessons.
fn is_destination(context: &Context<'_>, found: &Located) -> bool {
    match found {
        Located::File { id, .. } => match context.finder.kind(found) {
            Some(FileKind::Markdown | FileKind::OtherMarkdown) => {
                id.is_some_and(|id| context.lookups.outline.is_met(Entry::File(id)))
            }
            _ => true,
        },
        Located::Dir { id, .. } => id.is_some_and(|id| context.lookups.outline.is_met(Entry::Dir(id))),
    }
}

/// The page or category at an address as websites have them: without extension, or with `.html`.
fn page_by_address(context: &Context<'_>, from: LinkBase<'_>, path: &str) -> Option<Entry> {
    let bare = target::without_page_extension(path);
    let candidates: Vec<CoursePath> = context.finder.candidates(from, bare)?.collect();
    let with_extension = candidates.iter().find_map(|candidate| {
        let parent = candidate.parent()?;
        MARKDOWN_EXTENSIONS.iter().find_map(|extension| {
            match context.finder.walked(&parent.child(&format!("{}.{extension}", candidate.name())))? {
                Located::File { id, .. } => id.map(Entry::File),
                Located::Dir { .. } => None,
            }
        })
    });
    with_extension
        .or_else(|| if target::has_extension(bare) { None } else { page_like(context, &candidates, bare) })
}

/// The lesson or category that a website would publish at an address of this end: `bind-this` is
/// `05-bindings/03-bind-this/`. Of several, the one that shares most folders with the page.
fn lesson_called(context: &Context<'_>, from: LinkBase<'_>, path: &str) -> Option<Entry> {
    let bare = target::without_page_extension(path);
    if bare.starts_with(['/', '\\']) || target::has_extension(bare) || target::begins_with_host(path) {
        return None;
    }
    let down = bare.rsplit_once("../").map_or(bare, |(_, down)| down).trim_start_matches("./");
    let addresses = context.lookups.addresses(context.sources);
    let tree = context.sources.tree;
    addresses.nearest(down, |entry| {
        let shared = || {
            let folders = tree.path_of(entry).segments().zip(from.folder.segments());
            folders.take_while(|(entry, page)| entry == page).count()
        };
        context.lookups.outline.is_met(entry).then(shared)
    })
}

fn page_like(context: &Context<'_>, candidates: &[CoursePath], bare: &str) -> Option<Entry> {
    let addresses = context.lookups.addresses(context.sources);
    let at = |path: &str, reach| addresses.find(path, reach, |entry| context.lookups.outline.is_met(entry));
    if bare.starts_with('/') {
        return at(bare, Reach::AnySite);
    }
    let whole = candidates.iter().find_map(|path| at(path.as_str(), Reach::Whole));
    // Addresses on a website count their levels in another way than folders: what matters is
    // where the link goes once it has gone up.
    let down = bare.trim_start_matches("./").trim_start_matches("../");
    let climbs = down.len() + 2 < bare.len();
    whole.or_else(|| if climbs && down.contains('/') { at(down, Reach::End) } else { None })
}
