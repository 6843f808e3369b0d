//! What YAML, TOML and JSON have in common: a tree of values, each with its place in the file.
//!
//! Scalars keep the author's spelling, because a parser reads `2024` as a number, `1.10` as 1.1
//! and `007` as 7, and none of these is what the author wants to see as a title.

use std::ops::Range;

use super::spanned::Spanned;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// `null`, `~`, or nothing at all after the colon.
    Null,
    Scalar(Scalar),
    List(Vec<Spanned<Node>>),
    Map(Vec<Entry>),
}

/// A value without parts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scalar {
    pub kind: ScalarKind,
    /// Quotes and block scalars resolved; numbers, dates and booleans as the author spelt them.
    pub text: String,
}

/// What the format takes a scalar for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScalarKind {
    Bool(bool),
    Number,
    Text,
}

/// One key of a mapping with its value, in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub key: Spanned<String>,
    pub value: Spanned<Node>,
}

/// What came of parsing a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Parsed {
    /// The tree. Nothing but comments is [`Node::Null`].
    Tree(Spanned<Node>),
    /// The text does not parse.
    Broken(SyntaxFault),
}

/// Why a text does not parse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxFault {
    /// In bytes of the file.
    pub span: Range<usize>,
    /// What is wrong there, in a few words.
    pub label: String,
    /// What to do, where the cause is a usual one.
    pub help: Option<String>,
}

impl Node {
    /// The text of a scalar, in the author's spelling.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// Whether there is nothing: null, or text without a visible character.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Scalar(scalar) => scalar.text.trim().is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Map(entries) => entries.is_empty(),
        }
    }

    /// What it is, in words an author knows.
    pub fn kind_in_words(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Scalar(scalar) => match scalar.kind {
                ScalarKind::Bool(_) => "`true` or `false`",
                ScalarKind::Number => "a number",
                ScalarKind::Text => "text",
            },
            Self::List(_) => "a list",
            Self::Map(_) => "a group of keys",
        }
    }
}

/// One item or many: a list's items, a single value as a list of one, nothing for null.
pub(crate) fn items(value: &Spanned<Node>) -> &[Spanned<Node>] {
    match &value.value {
        Node::Null => &[],
        Node::List(items) => items,
        _ => std::slice::from_ref(value),
    }
}
