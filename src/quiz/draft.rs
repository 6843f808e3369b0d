//! Questions as somebody wrote them, with their places in the file.

use std::ops::Range;

/// A text and where it is, in bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Located {
    /// In normal form, see [`super::text::normal`].
    pub text: String,
    pub span: Range<usize>,
}

/// An item of a file of questions, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    /// A question with options.
    Question(Draft),
    /// One whose right answers are not known.
    Unknown(Draft),
    /// One of another kind: its text is kept as text.
    Open(Open),
}

/// A question with options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub text: Located,
    /// Each option, and whether it is right.
    pub options: Vec<(Located, bool)>,
    /// Its paragraphs, in normal form.
    pub explanation: Option<String>,
    /// What the question has and the platform does not take, in a few words each.
    pub dropped: Vec<Dropped>,
}

/// Something that a question has and the platform does not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dropped {
    /// `an image`, `the feedback of single options`.
    pub what: &'static str,
    pub span: Range<usize>,
}

/// A question that the platform has no kind for, or a text among the questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Open {
    /// What learners read, without any answer.
    pub text: Located,
    /// Its kind: `a matching question`. `None` for a text, which nothing is wrong with.
    pub kind: Option<&'static str>,
}

impl Located {
    /// A text in normal form.
    pub fn new(text: &str, span: Range<usize>) -> Self {
        Self { text: super::text::normal(text), span }
    }
}

/// What came of reading a file.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub items: Vec<Item>,
    pub faults: Vec<Fault>,
}

/// A part of a file that is not read.
#[derive(Debug)]
pub(super) struct Fault {
    pub span: Range<usize>,
    pub message: String,
}
