//! The list of everything that can be found, each with its stable name and severity.

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
        /// What kind of finding: the stable kebab-case name that reports, `--allow` and the docs use.
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
    /// A link to a file that is not there.
    BrokenLink "broken-link" Error;
    /// A media file with nothing in it.
    EmptyFile "empty-file" Error;
    /// A title that is empty after trimming.
    EmptyTitle "empty-title" Error;
    /// A file larger than the platform takes.
    FileTooLarge "file-too-large" Error;
    /// YAML, TOML or JSON in front matter that does not parse.
    InvalidFrontMatter "invalid-front-matter" Error;
    /// `course.yaml` or a `_category_` file that does not parse.
    InvalidSettings "invalid-settings" Error;
    /// A key of ours with a value of the wrong type or an unknown word.
    InvalidValue "invalid-value" Error;
    /// A Git LFS pointer where a media file is meant.
    LfsPointer "lfs-pointer" Error;
    /// An image that is not there.
    MissingImage "missing-image" Error;
    /// A material that is not there.
    MissingMaterial "missing-material" Error;
    /// A video that is not there.
    MissingVideo "missing-video" Error;
    /// No lesson was found at all.
    NoLessons "no-lessons" Error;
    /// A text file that is not UTF-8.
    NotUtf8 "not-utf8" Error;
    /// A path that leaves the course.
    OutsideCourse "outside-course" Error;
    /// Front matter that is opened and never closed.
    UnclosedFrontMatter "unclosed-front-matter" Error;
    /// A file or folder that the operating system does not let us read.
    UnreadableFile "unreadable-file" Error;

    /// An address with a space in it, which Markdown reads as text.
    AddressWithSpace "address-with-space" Warning;
    /// Captions lie beside a video; the platform's import has no place for them.
    CaptionsNotImported "captions-not-imported" Warning formerly "captions";
    /// An address on the web with nothing behind it; only looked for when asked to.
    DeadLink "dead-link" Warning;
    /// Two keys that mean the same thing, or one key twice.
    DuplicateKey "duplicate-key" Warning;
    /// Two siblings with the same explicit number.
    DuplicateOrder "duplicate-order" Warning formerly "same-order";
    /// Two lessons, or two categories, of one place with the same title.
    DuplicateTitle "duplicate-title" Warning;
    /// An `<iframe>` of a site that does not let itself be shown in one.
    EmbedBlocked "embed-blocked" Warning formerly "refused-embed";
    /// A lesson without a word and without a video.
    EmptyLesson "empty-lesson" Warning;
    /// An image without alternative text.
    MissingAlt "missing-alt" Warning;
    /// Letters that come of a wrong encoding.
    MojibakeText "mojibake-text" Warning formerly "garbled-text";
    /// Two index files in one folder.
    MultipleIndexFiles "multiple-index-files" Warning formerly "two-index-files";
    /// A file or folder name that is not Unicode.
    NameNotUnicode "name-not-unicode" Warning;
    /// A folder below the second level, folded into its sub-category.
    NestingTooDeep "nesting-too-deep" Warning formerly "folded-folder";
    /// A boolean written as yes, no, on or off.
    NonBooleanValue "non-boolean-value" Warning formerly "lenient-boolean";
    /// A link to a page that is no lesson of the course, or out of it.
    NotALesson "not-a-lesson" Warning;
    /// The platform shows lessons before sub-categories; the author's order says otherwise.
    OrderChanged "order-changed" Warning formerly "order-not-kept";
    /// A published lesson that nobody sees, because its category is a draft.
    PublishedInDraftCategory "published-in-draft-category" Warning formerly "published-in-draft";
    /// A heading that skips a level.
    SkippedHeadingLevel "skipped-heading-level" Warning formerly "heading-levels";
    /// A symbolic link that dangles, loops or ends outside the course.
    SymlinkNotFollowed "symlink-not-followed" Warning formerly "symlink";
    /// A key that is one slip away from a known one.
    UnknownKey "unknown-key" Warning;
    /// Something that the author named and nothing in the course matches.
    UnmatchedPattern "unmatched-pattern" Warning;
    /// A video of a kind that the platform does not play.
    UnplayableVideo "unplayable-video" Warning;
    /// Script or event handlers, removed.
    UnsafeHtml "unsafe-html" Warning;
    /// Markup that is not Markdown and will be seen as it is written.
    UnsupportedSyntax "unsupported-syntax" Warning formerly "foreign-markup";
    /// A key that other tools use in another way; ignored.
    UnsupportedValue "unsupported-value" Warning formerly "foreign-value";
    /// A video on a host that the platform is known to drop.
    UnsupportedVideoHost "unsupported-video-host" Warning formerly "foreign-video";
    /// A name under `allow:` that allows nothing.
    UnusedAllow "unused-allow" Warning;
    /// Files that no lesson claims.
    UnusedFile "unused-file" Warning;
    /// A table of more columns than a page has room for.
    WideTable "wide-table" Warning;

    /// Drafts in a published category.
    DraftInPublishedCategory "draft-in-published-category" Info formerly "drafts-inside";
    /// A folder without lessons.
    EmptyCategory "empty-category" Info;
    /// Markdown that was left out by a rule about names.
    ExcludedFile "excluded-file" Info formerly "left-out";
    /// Translations that were left out.
    ExcludedLanguage "excluded-language" Info formerly "language-left-out";
    /// The repository's own README, which is no lesson.
    ExcludedReadme "excluded-readme" Info formerly "readme-left-out";
    /// A link to another lesson, which has no address before the import.
    InternalLinkDropped "internal-link-dropped" Info formerly "lesson-link";
    /// A website that could not be asked whether an address is alive.
    LinkNotVerified "link-not-verified" Info formerly "unchecked-link";
    /// A material that is sent in a zip archive.
    MaterialZipped "material-zipped" Info formerly "packed-material";
    /// A quiz: its text travels, its questions do not. A warning when the lesson holds questions.
    QuizQuestionsNotImported "quiz-questions-not-imported" Info formerly "quiz-arrives-empty";
    /// A video without words, which became a lesson.
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
