//! `init`: creates a new course, or adds to a folder what a course can use. Never writes over a file.
//!
//! [`repository`] finds the repository that the course is in, [`workflow`] is the file for the host of that one.

mod repository;
mod workflow;

use std::path::{Path, PathBuf};

use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::Terminal;
use crate::cli::write::{self, NewFile};
use crate::fs;
use crate::model::CoursePath;
use crate::source::settings::schema;
use crate::source::{self, sample};
use crate::write::page;
use repository::Repository;
pub(in crate::cli) use workflow::NOT_INSTALLED;

/// Create a new course
///
/// Creates two categories with a lesson each, course.yaml with editor completion, a .gitignore, and a
/// workflow for GitHub or GitLab that checks the course. Existing files stay as they are and are
/// named. The workflow goes to the root of the repository that the folder is in.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct InitArgs {
    /// Create the course in this folder
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

const SETTINGS: &str = include_str!("course.yaml");

pub(in crate::cli) fn run(args: &InitArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let folder = &args.folder;
    let files = if has_lessons(folder)? { around_lessons() } else { course(&title(folder)) };
    fs::create_folder(folder)?;
    let repository = repository::find(folder)?;
    let workflow = workflow::of(&repository);
    // All that is there is known before anything is written.
    let files = write::missing(folder, files)?;
    let of_host = write::missing(&repository.folder, workflow.into_iter().collect())?;
    write::all(folder, &files.new, terminal)?;
    write::all(&repository.folder, &of_host.new, terminal)?;
    for path in files.existing.iter().chain(&of_host.existing) {
        terminal.status(&format!("kept {}, which exists", write::shown(path)));
    }
    tell_about_ignored(folder, &files.existing, terminal)?;
    tell_about_workflow(&repository, &of_host, terminal);
    tell_next(folder, terminal);
    Ok(Exit::Done)
}

/// Names the lines that a .gitignore of the author lacks.
fn tell_about_ignored(
    folder: &Path,
    existing: &[PathBuf],
    terminal: &mut Terminal,
) -> Result<(), CommandError> {
    let file = folder.join(".gitignore");
    if !existing.contains(&file) {
        return Ok(());
    }
    let text = fs::WriteDir::open(folder)?.read(Path::new(".gitignore"), IGNORED_LIMIT)?.unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines = include_str!("gitignore").lines().filter(|line| line.starts_with('.'));
    let missing: Vec<String> = lines
        .filter(|line| !text.lines().any(|have| have.trim() == *line))
        .map(|line| format!("`{line}`"))
        .collect();
    if !missing.is_empty() {
        terminal.hint(&format!("add to {}: {}", write::shown(&file), missing.join(" and ")));
    }
    Ok(())
}

/// An author's .gitignore is no larger.
const IGNORED_LIMIT: u64 = 1024 * 1024;

fn tell_about_workflow(repository: &Repository, files: &write::Missing, terminal: &mut Terminal) {
    let guide = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/v", env!("CARGO_PKG_VERSION"), "/docs/guide");
    if files.new.is_empty() && files.existing.is_empty() {
        terminal.status(&format!(
            "no workflow was created: the host of the repository is not known; see {guide}/continuous-integration.md"
        ));
    } else if let Some(path) = files.existing.first() {
        terminal.hint(&format!("name the course in {}: `{}`", write::shown(path), repository.course));
    } else if !workflow::is_published() {
        terminal.status("the workflow checks nothing yet: this build of coursedir belongs to no release");
    }
}

fn tell_next(folder: &Path, terminal: &mut Terminal) {
    let (place, option) = if folder == Path::new(".") {
        (String::new(), String::new())
    } else {
        let folder = write::quoted(&folder.display().to_string());
        (format!(" {folder}"), format!(" --in {folder}"))
    };
    terminal.status("next:");
    let steps = [
        (format!("coursedir outline{place}"), "show the course"),
        (format!("coursedir check{place}"), "list the examples to replace"),
        (format!("coursedir new category \"A title\"{option}"), "add a category"),
    ];
    let width = steps.iter().map(|(command, _)| command.chars().count()).max().unwrap_or_default();
    for (command, effect) in &steps {
        terminal.status(&format!("  {command:width$}   {effect}"));
    }
}

/// Whether the folder is a course already. A README alone is a repository's face.
fn has_lessons(folder: &Path) -> Result<bool, CommandError> {
    if !folder.is_dir() {
        return Ok(false);
    }
    let scan = source::scan(folder, &source::Options::default())?;
    let is_readme = |path: &CoursePath| path.as_str().eq_ignore_ascii_case("readme.md");
    Ok(scan.course.is_some_and(|course| course.lessons().any(|lesson| !is_readme(&lesson.path))))
}

/// A whole course.
fn course(title: &str) -> Vec<NewFile> {
    let welcome = format!("# Welcome\n\n{}\n", sample::WELCOME);
    let first_steps = format!(
        "# First steps\n\n{} its heading is the title.\n\n\
         Add a video with the same name (`01-first-steps.mp4`), and the lesson starts with it. A PDF with the same\n\
         name becomes a material that learners can download.\n",
        sample::FIRST_STEPS
    );
    let mut files = vec![
        NewFile::new("course.yaml", settings(title)),
        NewFile::new("01-start-here/01-welcome.md", welcome),
        NewFile::new("02-first-category/01-first-steps.md", first_steps),
    ];
    files.extend(tools());
    files
}

/// What a course that has lessons can use. Its title and description are what they were.
fn around_lessons() -> Vec<NewFile> {
    let settings = settings(sample::TITLE)
        .replace("\ntitle:", "\n# title:")
        .replace("\ndescription:", "\n# description:");
    let mut files = vec![NewFile::new("course.yaml", settings)];
    files.extend(tools());
    files
}

fn settings(title: &str) -> String {
    SETTINGS
        .replace("{DESCRIPTION}", sample::DESCRIPTION)
        .replace("{INSTRUCTOR}", sample::INSTRUCTOR)
        .replace("{TITLE}", title)
}

fn tools() -> [NewFile; 2] {
    [
        NewFile::new(".coursedir/course.schema.json", format!("{:#}\n", schema::course())),
        NewFile::new(".gitignore", include_str!("gitignore")),
    ]
}

/// The folder's name made readable, as a YAML value.
fn title(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = whole.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let title = source::readable_name(&name);
    page::yaml_text(if title.is_empty() { sample::TITLE } else { &title })
}
