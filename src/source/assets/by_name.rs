//! What links by name lead to: `[[page]]`, `![[image.png]]`.

use crate::source::files::tree::{Entry, FileKind};

use super::context::Context;
use super::destination::{self, Destination};
use super::file_names::walked;
use super::resolve::{Finder, Located, Search};
use super::sources::LinkBase;

/// The file that is meant by a name; else what the name means as a path.
pub(super) fn file(finder: &Finder<'_>, from: LinkBase<'_>, name: &str) -> Search {
    if let Some(found) = walked(finder, from, name) {
        return Search::Found(found);
    }
    match finder.file(from, name) {
        Search::Missing(tried) => match finder.file(from, &format!("/{name}")) {
            Search::Found(found) => Search::Found(found),
            _ => Search::Missing(tried),
        },
        search => search,
    }
}

/// What a link by name leads to.
pub(super) fn destination(context: &Context<'_>, from: LinkBase<'_>, name: &str) -> Option<Destination> {
    match walked(&context.finder, from, name) {
        Some(found) => Some(destination_at(context, found)),
        None => match context.page_with_alias(name) {
            Some(id) => {
                let path = context.sources.tree.files[id].path.clone();
                Some(destination_at(context, Located::File { path, id: Some(id) }))
            }
            None => destination::destination(context, from, name),
        },
    }
}

fn destination_at(context: &Context<'_>, found: Located) -> Destination {
    let is_page = matches!(context.finder.kind(&found), Some(FileKind::Markdown | FileKind::OtherMarkdown));
    match found {
        Located::File { id: Some(id), path } if is_page => {
            let lesson = context.lookups.outline.lesson(Entry::File(id));
            lesson.map_or(Destination::NotALesson(path), Destination::Lesson)
        }
        found => Destination::File(found),
    }
}
