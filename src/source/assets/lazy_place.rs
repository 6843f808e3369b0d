//! The place of a mention, computed on demand: lines are counted only if there is a finding.

use std::ops::Range;

use crate::diagnostic::{Place, Source};
use crate::model::CoursePath;

/// A place that can still be computed.
#[derive(Debug, Clone, Copy)]
pub(super) enum LazyPlace<'a> {
    /// Somewhere in a text.
    In(&'a Source, &'a Range<usize>),
    /// A file or folder as a whole.
    Whole(&'a CoursePath),
}

impl LazyPlace<'_> {
    /// Computes it.
    pub fn place(self) -> Place {
        match self {
            Self::In(source, span) => source.place(span.clone()),
            Self::Whole(path) => Place::whole(path.clone()),
        }
    }
}
