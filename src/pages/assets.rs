//! Scripts, styles and icons of the pages, embedded in the binary.

/// A style, a script, or a picture of the pages' own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asset {
    /// How everything looks.
    Style,
    /// Light or dark, before anything is painted.
    Theme,
    /// Keys, buttons, the outline.
    Page,
    Search,
    /// Live reload.
    Live,
    /// Quizzes that their author tries.
    Quiz,
    /// What a reader can do: copy code, open notes and pictures, see how far the course was read.
    Reading,
    /// What an author can do: see findings beside the text, and write fixes.
    Author,
    /// The picture in the window's title.
    Icon,
}

impl Asset {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Style,
        Self::Theme,
        Self::Page,
        Self::Search,
        Self::Live,
        Self::Quiz,
        Self::Reading,
        Self::Author,
        Self::Icon,
    ];

    /// The name of the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Style => "style.css",
            Self::Theme => "theme.js",
            Self::Page => "page.js",
            Self::Search => "search.js",
            Self::Live => "live.js",
            Self::Quiz => "quiz.js",
            Self::Reading => "reading.js",
            Self::Author => "author.js",
            Self::Icon => "icon.svg",
        }
    }

    /// The asset of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|asset| asset.name() == name)
    }

    /// All of the file.
    pub fn text(self) -> &'static str {
        match self {
            Self::Style => concat!(
                include_str!("assets/base.css"),
                include_str!("assets/frame.css"),
                include_str!("assets/lesson.css"),
                include_str!("assets/panels.css"),
                include_str!("assets/views.css"),
                include_str!("assets/print.css"),
            ),
            Self::Theme => include_str!("assets/theme.js"),
            Self::Page => include_str!("assets/page.js"),
            Self::Search => include_str!("assets/search.js"),
            Self::Live => include_str!("assets/live.js"),
            Self::Quiz => include_str!("assets/quiz.js"),
            Self::Reading => include_str!("assets/reading.js"),
            Self::Author => include_str!("assets/author.js"),
            Self::Icon => include_str!("assets/icon.svg"),
        }
    }

    /// What kind of file it is.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Style => "text/css; charset=utf-8",
            Self::Icon => "image/svg+xml",
            Self::Theme
            | Self::Page
            | Self::Search
            | Self::Live
            | Self::Quiz
            | Self::Reading
            | Self::Author => "text/javascript; charset=utf-8",
        }
    }
}
