//! The known keys, in families of keys with the same meaning.

use super::key_spec::{Key, Takes};
use super::{quiz, words};

/// What a key is about. Of two keys of one family, the first of the family's list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    Title,
    Order,
    Visibility,
    Kind,
    Video,
    Materials,
    Thumbnail,
    Description,
    Id,
    Date,
    Allow,
    Quiz,
    Assignment,
    Questions,
}

/// Every key, family by family; a family's keys in the order in which they count.
pub(crate) const KEYS: &[(Family, Key)] = &[
    (
        Family::Title,
        Key {
            names: &["title"],
            title: "Title",
            about: "What learners read in the outline. Default: the page's heading, or the file's name.",
            takes: Takes::Title,
            examples: &[r#""Mix the dough""#],
        },
    ),
    (
        Family::Order,
        Key {
            names: &["order", "weight", "position", "sidebar_position", "nav_order", "sort_order"],
            title: "Position among its neighbors",
            about: "A number, on the same scale as numbers in file names: `1.5` comes between `01-a.md` and \
                    `02-b.md`. A letter may follow: `4a`.",
            takes: Takes::Order,
            examples: &["3", "1.5", r#""4a""#],
        },
    ),
    (
        Family::Visibility,
        Key {
            names: &["visibility"],
            title: "Visibility",
            about: "`published`, or `draft` to hide it from learners.",
            takes: Takes::Word(words::visibilities),
            examples: &[r#""draft""#],
        },
    ),
    (
        Family::Visibility,
        Key {
            names: &["draft"],
            title: "A draft",
            about: "`true`: learners do not see it.",
            takes: Takes::Truth,
            examples: &["true"],
        },
    ),
    (
        Family::Visibility,
        Key {
            names: &["published"],
            title: "Published",
            about: "`false`: learners do not see it.",
            takes: Takes::Anything,
            examples: &["false"],
        },
    ),
    (
        Family::Visibility,
        Key {
            names: &["hidden"],
            title: "Hidden",
            about: "`true`: learners do not see it.",
            takes: Takes::Anything,
            examples: &["true"],
        },
    ),
    (
        Family::Visibility,
        Key {
            names: &["ready"],
            title: "Ready",
            about: "`false`: learners do not see it.",
            takes: Takes::Anything,
            examples: &["false"],
        },
    ),
    (
        Family::Kind,
        Key {
            names: &["type"],
            title: "Type of the lesson",
            about: "`video` (also for text alone), `assignment` or `quiz`. Values of other tools are \
                    ignored.",
            takes: Takes::WordsAmongOthers(words::kinds),
            examples: &[r#""quiz""#],
        },
    ),
    (
        Family::Kind,
        Key {
            names: &["content_type"],
            title: "Type of the lesson",
            about: "`video` (also for text alone), `assignment` or `quiz`.",
            takes: Takes::Word(words::kinds),
            examples: &[r#""assignment""#],
        },
    ),
    (
        Family::Video,
        Key {
            names: &["video", "video_url", "video_id", "video_link"],
            title: "The video at the top",
            about: "A file, relative to the lesson; an address; or a page of YouTube, Vimeo, Loom or Wistia.",
            takes: Takes::Video,
            examples: &[r#""clips/folding.mp4""#, r#""https://youtu.be/dQw4w9WgXcQ""#],
        },
    ),
    (
        Family::Video,
        Key {
            names: &["youtube", "youtube_id", "youtube_url", "youtube_link"],
            title: "The video at the top, from YouTube",
            about: "The id of a video, or the address of its page.",
            takes: Takes::Video,
            examples: &[r#""dQw4w9WgXcQ""#],
        },
    ),
    (
        Family::Video,
        Key {
            names: &["vimeo", "vimeo_id", "vimeo_url", "vimeo_link"],
            title: "The video at the top, from Vimeo",
            about: "The id of a video, or the address of its page.",
            takes: Takes::Video,
            examples: &["76979871"],
        },
    ),
    (
        Family::Video,
        Key {
            names: &["loom", "loom_id", "loom_url", "loom_link"],
            title: "The video at the top, from Loom",
            about: "The id of a video, or the address of its page.",
            takes: Takes::Video,
            examples: &[r#""e5b8c04bca094dd8a5507925ab887002""#],
        },
    ),
    (
        Family::Video,
        Key {
            names: &["wistia", "wistia_id", "wistia_url", "wistia_link"],
            title: "The video at the top, from Wistia",
            about: "The id of a video, or the address of its page.",
            takes: Takes::Video,
            examples: &[r#""fe8t32e27x""#],
        },
    ),
    (
        Family::Materials,
        Key {
            names: &["materials", "attachments"],
            title: "Materials",
            about: "Files that learners download with the lesson: paths, patterns or addresses, each with an \
                    optional title.",
            takes: Takes::Materials,
            examples: &[
                r#"["worksheet.pdf", "tables/*.xlsx"]"#,
                r#"[{"title": "The worksheet", "file": "worksheet.pdf"}]"#,
            ],
        },
    ),
    (
        Family::Materials,
        Key {
            names: &["downloads", "download", "resources", "files"],
            title: "Materials, as other tools call them",
            about: "The same as `materials`. Values that do not fit are ignored.",
            takes: Takes::Anything,
            examples: &[r#"["worksheet.pdf"]"#],
        },
    ),
    (
        Family::Thumbnail,
        Key {
            names: &["thumbnail", "image", "cover"],
            title: "Thumbnail",
            about: "The small picture of the lesson: a file, relative to the lesson, or an address.",
            takes: Takes::Anything,
            examples: &[r#""folding.jpg""#],
        },
    ),
    (
        Family::Description,
        Key {
            names: &["description", "summary"],
            title: "Description",
            about: "The lesson's text, if it has no other.",
            takes: Takes::Anything,
            examples: &[r#""How to fold without tearing.""#],
        },
    ),
    (
        Family::Id,
        Key {
            names: &["id"],
            title: "Permanent name",
            about: "Identifies the lesson after you rename its file.",
            takes: Takes::Anything,
            examples: &[r#""stretch-and-fold""#],
        },
    ),
    (
        Family::Date,
        Key {
            names: &["date"],
            title: "Date",
            about: "Orders lessons without numbers, if each of them has one.",
            takes: Takes::Anything,
            examples: &[r#""2026-03-01""#],
        },
    ),
    (
        Family::Allow,
        Key {
            names: &["allow"],
            title: "Suppressed findings",
            about: "Codes of findings to suppress in this lesson.",
            takes: Takes::Findings,
            examples: &[r#"["missing-alt"]"#],
        },
    ),
    (
        Family::Quiz,
        Key {
            names: &["quiz"],
            title: "Settings of a quiz",
            about: "What learners need to pass, and where the questions are if they are not in the text.",
            takes: Takes::Group(quiz::QUIZ),
            examples: &[r#"{"passing_grade": 80}"#],
        },
    ),
    (
        Family::Assignment,
        Key {
            names: &["assignment"],
            title: "Settings of an assignment",
            about: "What learners hand in.",
            takes: Takes::Group(quiz::ASSIGNMENT),
            examples: &[r#"{"graded": false}"#],
        },
    ),
    (
        Family::Questions,
        Key {
            names: &["question", "questions"],
            title: "Questions of a quiz",
            about: "Not read: write the questions of a quiz in its text.",
            takes: Takes::Anything,
            examples: &[],
        },
    ),
];
