//! `init`: creates a new course without findings.

use std::path::{Path, PathBuf};

use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::Terminal;
use crate::cli::write::{self, NewFile};
use crate::model::CoursePath;
use crate::source;
use crate::source::settings::schema;
use crate::write::page;

/// Create a new course
///
/// Creates two categories with a lesson each, course.yaml with editor completion, a .gitignore, and a
/// GitHub workflow that checks the course. Existing lessons stay as they are. If one of the files
/// exists, nothing is written and the exit status is 4.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct InitArgs {
    /// Create the course in this folder
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

const SETTINGS: &str = include_str!("course.yaml");

const WELCOME: &str = "# Welcome

Describe who this course is for, and what learners can do at the end.
";

const FIRST_STEPS: &str = "# First steps

Each Markdown file is a lesson. The number at the start of its name sets the order; its heading is the title.

Add a video with the same name (`01-first-steps.mp4`), and the lesson starts with it. A PDF with the same
name becomes a material that learners can download.
";

pub(in crate::cli) fn run(args: &InitArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let files = if has_lessons(&args.folder)? { around_lessons() } else { course(&title(&args.folder)) };
    if write::refuses(&args.folder, &files, terminal)? {
        terminal.hint("move these files, or choose another folder: `coursedir init NEW-FOLDER`");
        return Ok(Exit::DecisionNeeded);
    }
    write::all(&args.folder, &files, terminal)?;
    let (place, option) = if args.folder == Path::new(".") {
        (String::new(), String::new())
    } else {
        let folder = write::quoted(&args.folder.display().to_string());
        (format!(" {folder}"), format!(" --in {folder}"))
    };
    terminal.status("next:");
    let steps = [
        (format!("coursedir outline{place}"), "show the course"),
        (format!("coursedir check{place}"), "check it for problems"),
        (format!("coursedir new category \"A title\"{option}"), "add a category"),
    ];
    let width = steps.iter().map(|(command, _)| command.chars().count()).max().unwrap_or_default();
    for (command, effect) in &steps {
        terminal.status(&format!("  {command:width$}   {effect}"));
    }
    terminal.status("before the first push, set `TOOL_REPOSITORY` in `.github/workflows/course.yml`");
    Ok(Exit::Done)
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
    let mut files = vec![
        NewFile::new("course.yaml", SETTINGS.replace("TITLE", title)),
        NewFile::new("01-start-here/01-welcome.md", WELCOME),
        NewFile::new("02-first-category/01-first-steps.md", FIRST_STEPS),
    ];
    files.extend(tools());
    files
}

/// What a course that has lessons can use. Its title and description are what they were.
fn around_lessons() -> Vec<NewFile> {
    let settings =
        SETTINGS.replace("title: TITLE", "# title: A title").replace("\ndescription", "\n# description");
    let mut files = vec![NewFile::new("course.yaml", settings)];
    files.extend(tools());
    files
}

fn tools() -> [NewFile; 3] {
    [
        NewFile::new(".coursedir/course.schema.json", format!("{:#}\n", schema::course())),
        NewFile::new(".gitignore", include_str!("gitignore")),
        NewFile::new(".github/workflows/course.yml", include_str!("workflow.yml")),
    ]
}

/// The folder's name made readable, as a YAML value.
fn title(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = whole.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let title = source::readable_name(&name);
    page::yaml_text(if title.is_empty() { "My course" } else { &title })
}
