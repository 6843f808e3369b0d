//! A value with its position in the file.

use std::ops::Range;

/// A value and where it is, in bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spanned<T> {
    pub value: T,
    pub span: Range<usize>,
}
