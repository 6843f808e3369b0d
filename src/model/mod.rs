//! The model: a course as its author thinks of it.
//!
//! Course, category, sub-category, lesson, video, material: these are the words of the authors' guide. Nothing here
//! reads a file or knows the platform; the scanner fills these types, and `platform::convert` turns them into a
//! request.
//!
//! Start at [`Course`]. Every guess keeps its reason ([`Origins`]), so that `outline --explain` can show the rule.

mod body;
pub(crate) mod bytes;
mod course_target;
mod file_names;
mod leftover;
mod limits;
mod material_type;
mod origin;
mod path;
mod portal;
mod quiz;
mod title;
mod update_settings;

use std::collections::BTreeMap;
use std::path::PathBuf;

pub use body::{Body, Change, LessonLink, Piece, Replacement, VariableUse};
pub use course_target::{CourseTarget, TargetToken, TargetValues};
pub(crate) use course_target::{is_of_variable, part_pictures, variables_in};
pub(crate) use file_names::{MARKDOWN_EXTENSIONS, is_markdown_extension, nfc};
pub use leftover::{FileGroup, Leftover};
pub use limits::{Fit, Limits, MediaHost, SizeLimit};
pub use material_type::{MATERIAL_TYPES, material_type};
pub use origin::{KindFrom, OrderFrom, Origins, TitleFrom, VideoFrom, VisibilityFrom};
pub use path::CoursePath;
pub(crate) use path::{extension, is_lower_case};
pub use portal::Portal;
pub(crate) use portal::is_loopback;
pub use quiz::{Assignment, Choice, Question, Quiz, QuizSettings};
pub use title::Title;
pub(crate) use title::is_folded;
pub use update_settings::{NewMedia, UpdateSettings};

/// One course: what one import request makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// The course's title.
    pub title: Title,
    /// Which rule gave the title.
    pub title_from: TitleFrom,
    /// Plain text; never empty (else the title).
    pub description: String,
    /// BCP 47 tag or folder name of the language taken, when the author set one or several exist.
    pub language: Option<String>,
    /// The course's picture.
    pub image: Option<Address>,
    /// Who teaches it.
    pub instructor: Option<Instructor>,
    /// In the order a learner meets them.
    pub categories: Vec<Category>,
    /// Every local file that the course refers to, by its path. These are uploaded.
    pub files: BTreeMap<CoursePath, LocalFile>,
}

/// Who teaches a course. The platform takes no picture of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instructor {
    /// The name as shown to learners.
    pub name: String,
    /// Plain text; may be empty.
    pub description: String,
}

/// A category (module) of the first level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// What it is called, where it comes from, how it is shown.
    pub head: CategoryHead,
    /// The lessons directly in it. The platform shows them before the sub-categories.
    pub lessons: Vec<Lesson>,
    /// The second and last level of categories.
    pub subcategories: Vec<Subcategory>,
}

/// A category of the second level: it holds lessons only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subcategory {
    /// What it is called, where it comes from, how it is shown.
    pub head: CategoryHead,
    /// In the order a learner meets them.
    pub lessons: Vec<Lesson>,
}

/// What categories of both levels have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryHead {
    /// The front matter's `id` of its index file, else the folder's path: survives a new title.
    pub id: String,
    /// The folder (or the file, for a category made of one lesson).
    pub path: CoursePath,
    pub title: Title,
    /// Whether learners see it.
    pub visibility: Visibility,
    /// Its picture.
    pub thumbnail: Option<Address>,
    /// Which rules made the above.
    pub origins: Origins,
}

/// One lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// The front matter's `id`, else the path: survives a new title.
    pub id: String,
    /// Its Markdown file, or its video where it has no words.
    pub path: CoursePath,
    pub title: Title,
    /// Whether learners see it.
    pub visibility: Visibility,
    /// What the platform should make of it.
    pub kind: LessonKind,
    /// The text, as HTML, without the questions of a quiz.
    pub body: Body,
    /// Its questions, if it is a quiz.
    pub quiz: Option<Quiz>,
    /// Its settings, if it is an assignment that has some.
    pub assignment: Option<Assignment>,
    /// The one video at its top.
    pub video: Option<Video>,
    /// What learners download with it.
    pub materials: Vec<Material>,
    /// Its picture.
    pub thumbnail: Option<Address>,
    /// Which rules made the above.
    pub origins: Origins,
}

/// Whether learners see a lesson or category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// Everyone enrolled sees it.
    Published,
    /// Only the author sees it.
    Draft,
}

impl Visibility {
    /// Its name in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Draft => "draft",
        }
    }
}

/// The three kinds of lesson that the platform's import takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LessonKind {
    /// A video, a text, or both: the platform has no kind for text alone.
    Video,
    /// An assignment. Arrives with its text.
    Assignment,
    /// A quiz. The import has its questions in its text.
    Quiz,
}

impl LessonKind {
    /// Its name in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Video => "video",
            Self::Assignment => "assignment",
            Self::Quiz => "quiz",
        }
    }
}

/// Where something that a lesson shows can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A file of the course, to be uploaded: a key of [`Course::files`].
    Local(CoursePath),
    /// An address on the web, taken as it is.
    Remote(String),
}

/// The video at the top of a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Video {
    /// A file, or an address that the platform plays itself.
    File(Address),
    /// A player of another site such as `YouTube` or Vimeo: the address for its `<iframe>`.
    Embed(String),
}

/// Something a learner downloads with a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Material {
    /// What the download is called.
    pub title: Title,
    /// One of the platform's material types, such as `pdf` (the import's `type` enum).
    pub kind: &'static str,
    /// Where it is.
    pub address: Address,
}

/// A local file that the course refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalFile {
    /// Where it is on this machine.
    pub disk: PathBuf,
    /// Its size in bytes; of all files together for a packed folder.
    pub bytes: u64,
    /// How it is sent.
    pub packing: Packing,
}

/// How a local file is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    AsIs,
    /// In a zip archive of this one file, because the platform has no type for it.
    Zip,
    /// A folder, as one zip archive.
    ZippedFolder,
    /// Something with this extension that was made of it: an image that browsers show.
    Converted(&'static str),
    /// As it is, from a cache: a lesson's text holds the image.
    OfText,
}

impl Packing {
    /// Whether it is sent in an archive.
    pub fn is_packed(self) -> bool {
        matches!(self, Self::Zip | Self::ZippedFolder)
    }

    /// The name of what is sent of a file with this name.
    pub fn name_of(self, name: &str) -> String {
        match self {
            Self::AsIs | Self::OfText => name.to_owned(),
            Self::Zip | Self::ZippedFolder => format!("{name}.zip"),
            Self::Converted(extension) => format!("{name}.{extension}"),
        }
    }
}

impl Course {
    /// Iterates over every lesson in the order a learner meets them.
    pub fn lessons(&self) -> impl Iterator<Item = &Lesson> {
        self.categories.iter().flat_map(|category| {
            category
                .lessons
                .iter()
                .chain(category.subcategories.iter().flat_map(|subcategory| &subcategory.lessons))
        })
    }

    /// The same, to be changed.
    pub fn lessons_mut(&mut self) -> impl Iterator<Item = &mut Lesson> {
        self.categories.iter_mut().flat_map(|category| {
            category
                .lessons
                .iter_mut()
                .chain(category.subcategories.iter_mut().flat_map(|subcategory| &mut subcategory.lessons))
        })
    }

    /// What all categories of both levels have in common, to be changed.
    pub fn heads_mut(&mut self) -> impl Iterator<Item = &mut CategoryHead> {
        self.categories.iter_mut().flat_map(|Category { head, subcategories, lessons: _ }| {
            std::iter::once(head).chain(subcategories.iter_mut().map(|subcategory| &mut subcategory.head))
        })
    }

    /// The local files that the course shows or offers, in no order; some more than once.
    pub fn used_files(&self) -> impl Iterator<Item = &CoursePath> {
        let heads = self.categories.iter().flat_map(|category| {
            let below = category.subcategories.iter().map(|subcategory| &subcategory.head);
            std::iter::once(&category.head).chain(below)
        });
        let pictures = heads.filter_map(|head| head.thumbnail.as_ref()).chain(&self.image);
        pictures.filter_map(Address::local).chain(self.lessons().flat_map(Lesson::used_files))
    }
}

impl Lesson {
    /// The local files that the lesson shows or offers.
    fn used_files(&self) -> impl Iterator<Item = &CoursePath> {
        let video = match &self.video {
            Some(Video::File(address)) => Some(address),
            Some(Video::Embed(_)) | None => None,
        };
        let beside = self.materials.iter().map(|material| &material.address).chain(video);
        beside.chain(&self.thumbnail).filter_map(Address::local).chain(self.body.files())
    }
}

impl Address {
    /// The file, if it is one of the course.
    pub fn local(&self) -> Option<&CoursePath> {
        match self {
            Self::Local(path) => Some(path),
            Self::Remote(_) => None,
        }
    }
}
