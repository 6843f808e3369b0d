//! The values of front matter: one field for every family of keys.

use std::ops::Range;

use super::hiding::Hiding;
use super::spanned::Spanned;
use crate::diagnostic::Code;
use crate::model::{Assignment, LessonKind, QuizSettings, Visibility};

/// The content of front matter, key by key; every family of keys has one field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct FrontMatter {
    /// As written, not yet checked for emptiness of what is visible; never blank.
    pub title: Option<Spanned<String>>,
    /// The order number as the author spelt it (`3`, `1.10`, `4a`): the layout reads it.
    pub order: Option<Spanned<OrderKey>>,
    /// `date`, as text; compared as text (ISO dates sort so).
    pub date: Option<String>,
    /// What the page's own keys say; the one that hides it wins.
    pub visibility: Option<Spanned<Visibility>>,
    /// Keys and dates that hide pages, those of other tools included.
    pub hiding: Option<Box<Hiding>>,
    pub kind: Option<LessonKind>,
    pub video: Option<Spanned<VideoRef>>,
    pub materials: Vec<Spanned<MaterialRef>>,
    /// A path or URL.
    pub thumbnail: Option<Spanned<String>>,
    pub description: Option<Spanned<String>>,
    pub id: Option<String>,
    /// The address that a website gives the page (`slug`, `permalink`); from the site's root if it
    /// begins with `/`.
    pub address: Option<String>,
    /// Other names of the page (`aliases`), which links by name may use.
    pub aliases: Vec<String>,
    /// Codes that the author allows in this lesson.
    pub allow: Vec<Spanned<Code>>,
    /// What `quiz` says.
    pub quiz: Option<Box<QuizKeys>>,
    /// What `assignment` says.
    pub assignment: Option<Box<Spanned<Assignment>>>,
    /// The page has a key that holds quiz questions (`question`, `questions`).
    pub has_questions: bool,
}

impl FrontMatter {
    /// Keys and dates that hide pages; of most pages none.
    pub fn hiding(&self) -> &Hiding {
        static NONE: Hiding = Hiding { marks: Vec::new(), dates: Vec::new(), cascades: Vec::new() };
        self.hiding.as_deref().unwrap_or(&NONE)
    }
}

/// The keys below `quiz`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct QuizKeys {
    /// A file with questions, relative to the lesson.
    pub file: Option<Spanned<String>>,
    pub settings: QuizSettings,
    /// Where they are.
    pub span: Range<usize>,
}

/// An explicit order number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OrderKey {
    /// The key as the author wrote it, for explaining: `weight`.
    pub key: String,
    /// The value as the author wrote it.
    pub value: String,
}

/// What a `video` key points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum VideoRef {
    /// A path in the course.
    Path(String),
    /// An address on the web that is no player page of another site.
    Url(String),
    /// A player of another site: the address for its `<iframe>`.
    Embed(String),
}

/// One entry of `materials`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MaterialRef {
    /// A path, a glob or a URL.
    pub target: String,
    pub title: Option<String>,
    /// The platform's material type, when the author set one and it is in the platform's list.
    pub kind: Option<&'static str>,
}
