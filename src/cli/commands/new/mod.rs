//! `new`: adds a category or lesson, named like its siblings ([`crate::write::name`]), or Markdown files for videos.

mod words;

use std::path::{Path, PathBuf};

use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::LanguageArgs;
use crate::cli::output::terminal::Terminal;
use crate::cli::write::{self, NewFile};
use crate::fs;
use crate::write::name::{self, Kind, Name};
use crate::write::page;

/// Add a category or a lesson to a course
///
/// The name gets the next free number, in the style of its siblings. Existing files stay as they are.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct NewArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Add a category, or a sub-category inside a category
    Category(CategoryArgs),
    /// Add a lesson
    Lesson(LessonArgs),
    /// Add a Markdown file for each video that has none
    Lessons(LessonsArgs),
}

#[derive(Debug, clap::Args)]
struct CategoryArgs {
    /// Title of the category; its folder name is made from it
    #[arg(value_parser = title)]
    title: String,

    /// Add it to this course or category folder
    #[arg(long = "in", value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

#[derive(Debug, clap::Args)]
struct LessonArgs {
    /// Title of the lesson; its file name is made from it
    #[arg(value_parser = title)]
    title: String,

    /// Add it to this course or category folder
    #[arg(long = "in", value_name = "DIR", default_value = ".")]
    folder: PathBuf,

    /// Create a lesson of this type
    #[arg(long = "type", value_enum, value_name = "TYPE")]
    kind: Option<Type>,

    /// Create a folder for the lesson and its files
    #[arg(long = "folder")]
    own_folder: bool,
}

#[derive(Debug, clap::Args)]
struct LessonsArgs {
    /// Add a Markdown file, named like the video, for each unused video
    #[arg(long, required = true)]
    for_videos: bool,

    /// Add lessons to these course folders
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    reading: LanguageArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Type {
    /// Quiz; enter its questions on the platform
    Quiz,
    /// Assignment
    Assignment,
}

impl Type {
    /// The word of front matter.
    fn word(self) -> &'static str {
        match self {
            Self::Quiz => "quiz",
            Self::Assignment => "assignment",
        }
    }
}

fn title(text: &str) -> Result<String, String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() { Err("the title is empty".to_owned()) } else { Ok(text) }
}

pub(in crate::cli) fn run(args: &NewArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    match &args.what {
        What::Category(args) => category(args, terminal),
        What::Lesson(args) => lesson(args, terminal),
        What::Lessons(args) => words::run(&args.paths, &args.reading, terminal),
    }
}

fn category(args: &CategoryArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let name = named(&args.folder, &args.title, Kind::Category)?;
    let path = Path::new(&name.stem).join("_index.md");
    let text = front_matter(Some(&args.title), None);
    write::all(&args.folder, &[NewFile::new(path, text)], terminal)?;
    let folder = args.folder.join(&name.stem);
    let folder = write::quoted(&write::shown(&folder));
    terminal.status(&format!("next: coursedir new lesson \"A title\" --in {folder}"));
    Ok(Exit::Done)
}

fn lesson(args: &LessonArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let name = named(&args.folder, &args.title, Kind::Lesson)?;
    let path = if args.own_folder {
        Path::new(&name.stem).join("README.md")
    } else {
        PathBuf::from(format!("{}.md", name.stem))
    };
    let title = (!name.gives_title).then_some(args.title.as_str());
    let text = front_matter(title, args.kind);
    write::all(&args.folder, &[NewFile::new(path, text)], terminal)?;
    Ok(Exit::Done)
}

/// What the new one is called in its folder.
fn named(folder: &Path, title: &str, kind: Kind) -> Result<Name, CommandError> {
    if !folder.is_dir() {
        let what = if folder.exists() { "not a folder" } else { "folder not found" };
        return Err(CommandError::unclear(format!("{what}: `{}`", folder.display()))
            .hint("pass the folder of a course or category; run `coursedir new category` to create one"));
    }
    Ok(name::next(&fs::list(folder)?, title, kind))
}

/// What has to be said above the text; nothing where the name says it all.
fn front_matter(title: Option<&str>, kind: Option<Type>) -> String {
    let mut keys = page::Keys::new();
    if let Some(title) = title {
        keys.insert("title".to_owned(), title.into());
    }
    if let Some(kind) = kind {
        keys.insert("type".to_owned(), kind.word().into());
    }
    page::with_front_matter(&keys, "")
}
