//! `course.yaml`: settings of a whole course (rule 2). Every key is optional.
//!
//! Start at [`read`]. The keys are in [`KEYS`], and `docs/reference/course-format.md` explains them.

pub(crate) mod assets_root;
mod parts;
pub mod schema;
pub(crate) mod suppressions;
mod targets;
mod updates;

use crate::diagnostic::{Code, Diagnostic, Source};
use crate::model::{Instructor, LessonKind, UpdateSettings, Visibility};

use crate::front_matter::{self, BlockText, Entry, KINDS, Key, Node, Parsed, Report, Spanned, Takes};
use parts::{INSTRUCTOR, group, instructor, known_key, list, report_sample, text};

pub(crate) use targets::TargetSettings;

/// A `contents` list names every lesson of a large course; it still is no more than this.
const MAX_NODES: usize = 100_000;

/// Names of the author's settings file, in the order in which they are taken.
pub(crate) const SETTINGS_FILES: &[&str] = &["course.yaml", "course.yml"];

/// The keys of the file.
pub(crate) const KEYS: &[Key] = &[
    Key {
        names: &["title"],
        title: "Title of the course",
        about: "What learners see on the course's card. Default: the README's heading, or the folder's name.",
        takes: Takes::Title,
        examples: &[r#""Sourdough at home""#],
    },
    Key {
        names: &["description"],
        title: "Description of the course",
        about: "Plain text. Default: the README's first paragraph.",
        takes: Takes::Text,
        examples: &[r#""Bake a good loaf in your own oven.""#],
    },
    Key {
        names: &["image"],
        title: "Picture of the course",
        about: "A file, relative to `course.yaml`, or an address.",
        takes: Takes::Text,
        examples: &[r#""cover.jpg""#],
    },
    Key {
        names: &["instructor"],
        title: "Instructor",
        about: "A name, or `name` and `description` below it.",
        takes: Takes::TextOrGroup(INSTRUCTOR),
        examples: &[
            r#""Mara Lind""#,
            r#"{"name": "Mara Lind", "description": "Home baker for twenty years."}"#,
        ],
    },
    Key {
        names: &["language"],
        title: "Language",
        about: "The language to import if the course has several.",
        takes: Takes::Text,
        examples: &[r#""en""#],
    },
    Key {
        names: &["defaults"],
        title: "Defaults",
        about: "Values for lessons that do not set their own.",
        takes: Takes::Group(DEFAULTS),
        examples: &[r#"{"visibility": "draft"}"#],
    },
    Key {
        names: &["ignore"],
        title: "Excluded files",
        about: "Patterns as in `.gitignore`; a pattern that begins with `!` includes a file again.",
        takes: Takes::Texts,
        examples: &[r#"["notes/", "*.draft.md", "!archive/"]"#],
    },
    Key {
        names: &["lesson_file"],
        title: "Names of lesson files",
        about: "Further names of the one file that makes a folder a lesson.",
        takes: Takes::Texts,
        examples: &[r#"["slides.md"]"#],
    },
    Key {
        names: &["root_category"],
        title: "Category of lessons without one",
        about: "Title of the category for lessons that are not in a folder.",
        takes: Takes::Title,
        examples: &[r#""Start here""#],
    },
    Key {
        names: &["contents"],
        title: "Order",
        about: "Paths or patterns, relative to `course.yaml`, in the order of the course. All others follow.",
        takes: Takes::Texts,
        examples: &[r#"["welcome.md", "01-basics", "extra/*"]"#],
    },
    Key {
        names: &["assets_root"],
        title: "Folder of shared images and materials",
        about: "A folder, relative to `course.yaml`. Lessons in it are not imported.",
        takes: Takes::Text,
        examples: &[r#""..""#],
    },
    Key {
        names: &["math"],
        title: "Format of formulas",
        about: "`tex` sends formulas as you wrote them; `mathml` converts them to MathML. Default: `tex`.",
        takes: Takes::Word(math_formats),
        examples: &[r#""mathml""#],
    },
    Key {
        names: &["portal"],
        title: "Learners' address",
        about: "Where learners see the course: updates then link lessons to each other.",
        takes: Takes::Text,
        examples: &[r#""https://learn.example.com""#],
    },
    Key {
        names: &["media"],
        title: "Videos and materials of added lessons",
        about: "`embed` puts them into the text of a lesson that an update adds; `ask` stops instead. Default: `embed`.",
        takes: Takes::Word(updates::media_choices),
        examples: &[r#""ask""#],
    },
    Key {
        names: &["targets"],
        title: "Locations",
        about: "The locations of the course by name, and what is different in each.",
        takes: Takes::Named(targets::TARGET),
        examples: &[r#"{"berlin": {"location": "ve9EPM428h8vShlRW1KT", "profile": "agency"}}"#],
    },
    Key {
        names: &["allow"],
        title: "Suppressed findings",
        about: "Codes of findings to suppress in this course.",
        takes: Takes::Findings,
        examples: &[r#"["missing-alt"]"#],
    },
];

const DEFAULTS: &[Key] = &[
    Key {
        names: &["visibility"],
        title: "Visibility of lessons",
        about: "`published`, or `draft` to hide it from learners.",
        takes: Takes::Word(front_matter::visibilities),
        examples: &[r#""draft""#],
    },
    Key {
        names: &["type"],
        title: "Type of a lesson",
        about: "`video` (also for text alone), `assignment` or `quiz`.",
        takes: Takes::Word(front_matter::kinds),
        examples: &[r#""video""#],
    },
];

/// How formulas are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum MathFormat {
    /// The author's letters.
    #[default]
    Tex,
    MathMl,
}

/// The words of `math`.
const MATH_FORMATS: &[(&str, MathFormat)] = &[("tex", MathFormat::Tex), ("mathml", MathFormat::MathMl)];

fn math_formats() -> Vec<&'static str> {
    MATH_FORMATS.iter().map(|&(word, _)| word).collect()
}

/// The content of `course.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Settings {
    /// Never blank.
    pub title: Option<Spanned<String>>,
    pub description: Option<Spanned<String>>,
    /// A path or URL.
    pub image: Option<Spanned<String>>,
    pub instructor: Option<Instructor>,
    /// The language to take where there are several.
    pub language: Option<Spanned<String>>,
    /// `defaults: {visibility}`.
    pub default_visibility: Option<Visibility>,
    /// `defaults: {type}`.
    pub default_kind: Option<LessonKind>,
    /// Patterns as in `.gitignore`.
    pub ignore: Vec<Spanned<String>>,
    /// Patterns of file names that make a folder a lesson.
    pub lesson_file: Vec<Spanned<String>>,
    /// The category for lessons that are next to the categories.
    pub root_category: Option<Spanned<String>>,
    /// Paths or globs, in the order a learner meets them.
    pub contents: Vec<Spanned<String>>,
    /// Where images and materials may be, beyond the course itself.
    pub assets_root: Option<Spanned<String>>,
    /// How formulas are sent.
    pub math: MathFormat,
    /// What only updates need.
    pub updates: UpdateSettings,
    /// The locations of the course.
    pub targets: Vec<TargetSettings>,
    /// Codes that the author allows in the whole course.
    pub allow: Vec<Spanned<Code>>,
}

/// Reads a `course.yaml`. Reports what is wrong, and keeps the rest.
pub(crate) fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Settings {
    let mut report = Report { source, diagnostics };
    let mut settings = Settings::default();
    let entries = file_entries(&mut report);
    let entries = report.unique(&entries);
    for entry in &entries {
        read_key(&mut report, &mut settings, entry, &entries);
    }
    targets::hide_tokens(report.diagnostics);
    settings
}

/// The keys of the file; none when it does not parse.
fn file_entries(report: &mut Report<'_>) -> Vec<Entry> {
    let text = BlockText::whole(report.source);
    let finding = |message: &str| Diagnostic::new(Code::InvalidSettings, message);
    match front_matter::parse_yaml(&text, MAX_NODES) {
        Parsed::Tree(Spanned { value: Node::Map(entries), .. }) => entries,
        Parsed::Tree(Spanned { value: Node::Null, .. }) => Vec::new(),
        Parsed::Tree(root) => {
            let help = "write one setting per line, such as `title: My course`";
            report.add(root.span, finding("the settings must be keys with values").help(help));
            Vec::new()
        }
        Parsed::Broken(fault) => {
            let mut finding = finding("the settings are not valid YAML").label(fault.label);
            finding.help = fault.help;
            report.add(fault.span, finding);
            Vec::new()
        }
    }
}

fn read_key(report: &mut Report<'_>, settings: &mut Settings, entry: &Entry, siblings: &[&Entry]) {
    let Some(known) = known_key(report, entry, siblings, KEYS) else { return };
    if known == "targets" {
        settings.targets = targets::read(report, entry);
        return;
    }
    let is_text = matches!(known, "title" | "description" | "instructor" | "root_category");
    front_matter::check_unquoted(report, entry, is_text);
    match known {
        "title" => {
            settings.title = report.title(entry, "the index page's title or the folder's name");
            settings.title.iter().for_each(|title| report_sample(report, title));
        }
        "description" => settings.description = text(report, entry),
        "image" => settings.image = text(report, entry),
        "instructor" => settings.instructor = instructor(report, entry),
        "language" => settings.language = text(report, entry),
        "defaults" => read_defaults(report, settings, entry),
        "ignore" => settings.ignore = list(report, entry),
        "lesson_file" => settings.lesson_file = list(report, entry),
        "root_category" => {
            settings.root_category = report.title(entry, "the course's title");
        }
        "contents" => settings.contents = list(report, entry),
        "assets_root" => settings.assets_root = text(report, entry),
        "math" => settings.math = report.word(entry, MATH_FORMATS).unwrap_or_default(),
        "portal" => {
            let written = text(report, entry);
            settings.updates.portal = written.and_then(|text| updates::portal(report, entry, &text.value));
        }
        "media" => settings.updates.media = updates::media(report, entry),
        "allow" => settings.allow = front_matter::codes(report, entry),
        _ => {}
    }
}

fn read_defaults(report: &mut Report<'_>, settings: &mut Settings, entry: &Entry) {
    let parts = group(report, entry, DEFAULTS);
    for part in &parts {
        match known_key(report, part, &parts, DEFAULTS) {
            Some("visibility") => settings.default_visibility = front_matter::visibility_word(report, part),
            Some(_) => settings.default_kind = report.word(part, KINDS),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests;
