//! All finding codes, each with its stable name and severity.

use std::fmt;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A decision worth knowing.
    Info,
    /// The lesson arrives, with a loss or a guess.
    Warning,
    /// The lesson would arrive wrong or not at all: nothing is sent.
    Error,
}

impl Severity {
    /// The word shown to people and in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident $name:literal $severity:ident $(formerly $former:literal)?;)*) => {
        /// The kind of a finding, with the stable kebab-case name that reports, `--allow` and the docs use.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $variant,)*
        }

        impl Code {
            /// Every code, errors first.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The name it had before the first release. Courses and scripts may still use it.
            pub fn former_name(self) -> Option<&'static str> {
                match self {
                    $($(Self::$variant => Some($former),)?)*
                    _ => None,
                }
            }

            /// The severity it has unless the author changes it.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// What it means, in Markdown of the shape that [`super::explain`] reads.
            pub(super) fn explanation(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("explain/texts/", $name, ".md")),)* }
            }
        }
    };
}

codes! {
    /// A link to a file that does not exist.
    BrokenLink "broken-link" Error;
    /// Lines that a version control system writes between two versions of a text.
    ConflictMarker "conflict-marker" Error;
    /// Courses deeper below a folder that is none itself.
    CoursesBelow "courses-below" Error;
    /// Two options of a question with the same text.
    DuplicateOption "duplicate-option" Error;
    /// An empty media file.
    EmptyFile "empty-file" Error;
    /// A question of a quiz, or an option, without text.
    EmptyQuestionText "empty-question-text" Error;
    /// A title that is empty after trimming.
    EmptyTitle "empty-title" Error;
    /// A file larger than the platform accepts.
    FileTooLarge "file-too-large" Error;
    /// YAML, TOML or JSON in front matter that does not parse.
    InvalidFrontMatter "invalid-front-matter" Error;
    /// A lock file that is damaged, cannot be read, or is newer than the program.
    InvalidLock "invalid-lock" Error;
    /// A file of quiz questions that is not there or does not parse.
    InvalidQuizFile "invalid-quiz-file" Error;
    /// `course.yaml` or a `_category_` file that does not parse.
    InvalidSettings "invalid-settings" Error;
    /// A target in `course.yaml` that cannot be used.
    InvalidTarget "invalid-target" Error;
    /// A known key with a value of the wrong type, or with an unknown word.
    InvalidValue "invalid-value" Error;
    /// A Git LFS pointer in place of a media file.
    LfsPointer "lfs-pointer" Error;
    /// A lock file in which git left a conflict.
    LockConflict "lock-conflict" Error;
    /// Answers of a quiz that belong to no question, or have no box.
    MisplacedAnswers "misplaced-answers" Error;
    /// An image that does not exist.
    MissingImage "missing-image" Error;
    /// A material that does not exist.
    MissingMaterial "missing-material" Error;
    /// A video that does not exist.
    MissingVideo "missing-video" Error;
    /// A course without lessons.
    NoLessons "no-lessons" Error;
    /// A question of which no option is right.
    NoRightAnswer "no-right-answer" Error;
    /// A text file that is not UTF-8.
    NotUtf8 "not-utf8" Error;
    /// A path that leads out of the course.
    OutsideCourse "outside-course" Error;
    /// A quiz with too many questions, options or letters.
    QuizTooLarge "quiz-too-large" Error;
    /// A token among the settings.
    TokenInFile "token-in-file" Error;
    /// A question with fewer than two options.
    TooFewOptions "too-few-options" Error;
    /// Front matter without a closing line.
    UnclosedFrontMatter "unclosed-front-matter" Error;
    /// A variable that a target does not have.
    UndefinedVariable "undefined-variable" Error;
    /// A file or folder that cannot be read.
    UnreadableFile "unreadable-file" Error;

    /// An address with a space, which Markdown reads as text.
    AddressWithSpace "address-with-space" Warning;
    /// A link to a part of the page that is not there.
    BrokenAnchor "broken-anchor" Warning;
    /// Captions beside a video, which the platform's import cannot attach.
    CaptionsNotImported "captions-not-imported" Warning formerly "captions";
    /// A web address that does not work; checked only with `--links`.
    DeadLink "dead-link" Warning;
    /// Two keys that mean the same thing, or one key twice.
    DuplicateKey "duplicate-key" Warning;
    /// Two siblings with the same explicit number.
    DuplicateOrder "duplicate-order" Warning formerly "same-order";
    /// Two lessons of one category, or two categories on one level, with the same title.
    DuplicateTitle "duplicate-title" Warning;
    /// An `<iframe>` of a site that does not allow embedding.
    EmbedBlocked "embed-blocked" Warning formerly "refused-embed";
    /// A folder without lessons that looks like a category.
    EmptyCategory "empty-category" Warning;
    /// A lesson without text, video and materials.
    EmptyLesson "empty-lesson" Warning;
    /// A lock file that git does not commit.
    IgnoredLock "ignored-lock" Warning;
    /// A table that is not read as its author wrote it.
    MalformedTable "malformed-table" Warning;
    /// A formula that cannot be converted to `MathML`.
    MathNotConverted "math-not-converted" Warning;
    /// An image without alt text.
    MissingAlt "missing-alt" Warning;
    /// A page that another tool's navigation lists and that does not exist.
    MissingPage "missing-page" Warning;
    /// Characters damaged by a wrong encoding.
    MojibakeText "mojibake-text" Warning formerly "garbled-text";
    /// Two index files in one folder.
    MultipleIndexFiles "multiple-index-files" Warning formerly "two-index-files";
    /// A file or folder name that is not valid Unicode.
    NameNotUnicode "name-not-unicode" Warning;
    /// A folder below the second level; its lessons move to the sub-category.
    NestingTooDeep "nesting-too-deep" Warning formerly "folded-folder";
    /// A boolean written as yes, no, on or off.
    NonBooleanValue "non-boolean-value" Warning formerly "lenient-boolean";
    /// A link to a page that is not a lesson of the course, or is outside it.
    NotALesson "not-a-lesson" Warning;
    /// A lesson after a sub-category; the platform shows all lessons first.
    OrderChanged "order-changed" Warning formerly "order-not-kept";
    /// A published lesson or sub-category in a draft category.
    PublishedInDraftCategory "published-in-draft-category" Warning formerly "published-in-draft";
    /// A part of a question that the platform has no place for.
    QuizContentDropped "quiz-content-dropped" Warning;
    /// A text that `coursedir init` wrote as an example.
    SampleText "sample-text" Warning;
    /// A heading that skips a level.
    SkippedHeadingLevel "skipped-heading-level" Warning formerly "heading-levels";
    /// A symbolic link that is broken, loops, or has its target outside the course.
    SymlinkNotFollowed "symlink-not-followed" Warning formerly "symlink";
    /// Text of a quiz that is below a question and no part of it.
    TextBetweenQuestions "text-between-questions" Warning;
    /// Code, a comment or an element that has no end.
    UnclosedBlock "unclosed-block" Warning;
    /// A link, image or footnote without its definition.
    UndefinedReference "undefined-reference" Warning;
    /// A question whose right answers are not known.
    UnknownAnswer "unknown-answer" Warning;
    /// A key that looks like a typo of a known one.
    UnknownKey "unknown-key" Warning;
    /// An entry of `contents` that matches nothing in the course.
    UnmatchedPattern "unmatched-pattern" Warning;
    /// A video in a format that the platform does not play.
    UnplayableVideo "unplayable-video" Warning;
    /// Texts in formats that are not read. An error if the course is likely written in them.
    UnreadFile "unread-file" Warning;
    /// Scripts or event handlers, which are removed.
    UnsafeHtml "unsafe-html" Warning;
    /// An image in a format that browsers do not show.
    UnsupportedImage "unsupported-image" Warning;
    /// A question of a kind that the platform does not have.
    UnsupportedQuestion "unsupported-question" Warning;
    /// Syntax of another tool, which learners see as written.
    UnsupportedSyntax "unsupported-syntax" Warning formerly "foreign-markup";
    /// A value that ends at a `#`, because it is without quotes.
    UnquotedValue "unquoted-value" Warning;
    /// A key with a value of another tool, which is ignored.
    UnsupportedValue "unsupported-value" Warning formerly "foreign-value";
    /// A video on a host whose videos the platform drops.
    UnsupportedVideoHost "unsupported-video-host" Warning formerly "foreign-video";
    /// A code under `allow:` that has no effect.
    UnusedAllow "unused-allow" Warning;
    /// Files that no lesson uses.
    UnusedFile "unused-file" Warning;
    /// A table with too many columns for a page.
    WideTable "wide-table" Warning;

    /// A part of a notebook, a Word document or a web page that has no form in a lesson.
    DocumentContentDropped "document-content-dropped" Warning;
    /// Drafts in a published category.
    DraftInPublishedCategory "draft-in-published-category" Info formerly "drafts-inside";
    /// Markdown, or a video, that is excluded by its name or an ignore file.
    ExcludedFile "excluded-file" Info formerly "left-out";
    /// Translations that are excluded.
    ExcludedLanguage "excluded-language" Info formerly "language-left-out";
    /// Lines `Key: value` above a page's text, which are no text.
    ExcludedProperties "excluded-properties" Info;
    /// The repository's README, which is not a lesson.
    ExcludedReadme "excluded-readme" Info formerly "readme-left-out";
    /// A key of another tool that hides a page, or a date, or a key without a value.
    HidingKey "hiding-key" Info;
    /// An image that was converted into a format that browsers show.
    ImageConverted "image-converted" Info;
    /// A link to another lesson, which has no address before the import.
    InternalLinkDropped "internal-link-dropped" Info formerly "lesson-link";
    /// A website whose addresses could not be checked.
    LinkNotVerified "link-not-verified" Info formerly "unchecked-link";
    /// Formulas, which the platform may not draw.
    MathFormulas "math-formulas" Info;
    /// A material that is uploaded in a zip archive.
    MaterialZipped "material-zipped" Info formerly "packed-material";
    /// A file in which another tool keeps the order of its pages.
    NavigationFile "navigation-file" Info;
    /// A comment that another tool hides from readers. A warning if it is never closed.
    PrivateComment "private-comment" Info;
    /// A quiz: the import has its questions as text. A warning if it has questions that are not read.
    QuizQuestionsNotImported "quiz-questions-not-imported" Info formerly "quiz-arrives-empty";
    /// A video without text, which becomes a lesson.
    VideoOnlyLesson "video-only-lesson" Info formerly "video-lesson";
}

impl Code {
    /// The code of this name, or the one that had it before. Case, `-` and `_` do not matter.
    pub fn from_name(name: &str) -> Option<Self> {
        let is_named = |own: &str| letters(own).eq(letters(name));
        let mut codes = Self::ALL.iter().copied();
        codes.find(|code| is_named(code.as_str()) || code.former_name().is_some_and(is_named))
    }

    /// The code whose name looks most like this one, if one does.
    pub fn closest(name: &str) -> Option<Self> {
        let name: String = letters(name).collect();
        let most = (name.chars().count() / 3).clamp(1, 3);
        let distance = |code: Self| strsim::osa_distance(&letters(code.as_str()).collect::<String>(), &name);
        let distances = Self::ALL.iter().map(|&code| (distance(code), code));
        distances.filter(|&(distance, _)| distance <= most).min().map(|(_, code)| code)
    }

    /// Whether it is only found by asking other websites (`check --links`).
    pub fn is_online(self) -> bool {
        matches!(self, Self::DeadLink | Self::LinkNotVerified)
    }

    /// Whether an author may live with it: every warning and info, and of the errors those where the
    /// text can do without what is missing (rule 10).
    pub fn can_be_allowed(self) -> bool {
        self.severity() != Severity::Error
            || matches!(self, Self::MissingImage | Self::MissingMaterial | Self::BrokenLink)
    }
}

fn letters(name: &str) -> impl Iterator<Item = char> {
    name.trim().chars().filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase)
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_former_name_still_means_its_code_and_no_other() {
        let former: Vec<&str> = Code::ALL.iter().filter_map(|code| code.former_name()).collect();
        assert_eq!(former.len(), 23);
        for code in Code::ALL {
            assert_eq!(Code::from_name(code.as_str()), Some(*code));
            if let Some(name) = code.former_name() {
                assert_eq!(Code::from_name(name), Some(*code), "{name}");
            }
        }
    }
}
