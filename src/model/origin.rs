//! The reasons of the scanner's decisions: one small enum for each decision, shown by `outline --explain`.
//!
//! The numbers in the comments are those of the rules; `docs/architecture.md` lists them.

/// Which rules made a lesson or category what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origins {
    /// What gave the title (rule 6).
    pub title: TitleFrom,
    /// What gave its place among its siblings (rule 5).
    pub order: OrderFrom,
    /// What gave the visibility (rule 8).
    pub visibility: VisibilityFrom,
    /// What gave the kind (rule 8); `None` for a category.
    pub kind: Option<KindFrom>,
    /// What gave the video (rule 9), when there is one.
    pub video: Option<VideoFrom>,
}

/// Where a title comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleFrom {
    /// `title:` in `course.yaml`.
    Settings,
    /// The front matter's `title`.
    FrontMatter,
    /// A heading of the page.
    Heading,
    /// The navigation of another tool, such as `nav` in `mkdocs.yml`.
    Navigation,
    /// `_category_.json`, `_category_.yml` or `meta.json` in the folder.
    CategoryFile,
    FileName,
    FolderName,
    /// `root_category`, for the lessons that are next to the categories.
    RootCategory,
    /// The course's own title, for the lessons that are next to the categories.
    CourseTitle,
}

/// Where a place among siblings comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrderFrom {
    /// `contents:` in `course.yaml`.
    Contents,
    /// The navigation of another tool: the path of its file in the course.
    Navigation(String),
    /// A number in the front matter: its key and value.
    FrontMatter(String),
    /// `position` in `_category_.json` or `_category_.yml`.
    CategoryFile,
    /// The number, letter, date or word and number at the front of the name.
    NameNumber(String),
    /// The links of the folder's index file.
    IndexLinks,
    /// `date` in the front matter.
    Date,
    /// The name, in natural order.
    Name,
    /// An index file is first.
    Index,
}

/// Where a visibility comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VisibilityFrom {
    /// The lesson's or category's own front matter.
    FrontMatter,
    /// A date of a website: one in the future, or one in the past on which it ends.
    Date,
    /// What the `_index.md` of a section of Hugo hands down.
    Cascade,
    /// The configuration of a website.
    Configuration,
    /// The category file of another tool.
    CategoryFile,
    Category,
    /// `defaults:` in `course.yaml`.
    Settings,
    /// `--draft`.
    Flag,
    /// The default.
    Default,
}

/// Where a lesson's kind comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KindFrom {
    /// The front matter's `type`.
    FrontMatter,
    /// A word in the name of the file or lesson folder.
    Name,
    /// `defaults:` in `course.yaml`.
    Settings,
    /// The default.
    Default,
}

/// Where a lesson's video comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VideoFrom {
    FrontMatter,
    /// A video file of the lesson's stem beside it.
    Stem,
    /// The only video file in the lesson's folder.
    LessonFolder,
    /// The first local video in the body.
    Body,
    /// The lesson is this video.
    Itself,
}
