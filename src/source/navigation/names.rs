//! What the names in a tool's file mean, for adapters that read a tree of entries.

use crate::diagnostic::Source;
use crate::front_matter::{Node, Spanned};
use crate::model::CoursePath;

use super::entry::{Entry, Named};
use super::look::Look;

/// A tool's file, and the folder that the names in it are relative to.
#[derive(Clone, Copy)]
pub(crate) struct Names<'l, 'a> {
    pub look: &'l Look<'a>,
    pub source: &'l Source,
    pub base: &'l CoursePath,
}

impl Names<'_, '_> {
    /// What a name means that is written at a node.
    pub fn named(&self, name: &str, at: &Spanned<Node>) -> Named {
        self.look.named(self.base, name, self.source, at.span.clone())
    }

    /// A page that does not exist, whose name is written at a node.
    pub fn missing(&self, name: &str, at: &Spanned<Node>) -> Named {
        Named::Missing(name.to_owned(), self.source.place(at.span.clone()))
    }

    /// An entry that would have to be run.
    pub fn unread(&self, node: &Spanned<Node>) -> Entry {
        Entry::of(None, Named::Unread(self.source.place(node.span.clone())))
    }

    /// The pages that a pattern matches, in natural order.
    pub fn matching_naturally(&self, pattern: &str) -> Vec<Entry> {
        self.look.matching_naturally(self.base, pattern).into_iter().map(Entry::page).collect()
    }
}
