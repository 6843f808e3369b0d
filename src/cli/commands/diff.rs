//! `diff`: what differs between a folder and the platform, line by line. Writes nothing.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::changes::{Style, TextDiff, ValueDiff};
use crate::cli::account::AccountArgs;
use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::{self, LoadedCourse, ReadArgs};
use crate::cli::output::columns;
use crate::cli::output::guard::Form;
use crate::cli::output::terminal::{FAINT, Terminal};
use crate::cli::target::args::TargetArgs;
use crate::cli::target::{ConnectionArgs, places};
use crate::cli::update::differences::{self, Changed, NodeDiff};
use crate::cli::update::look::{self, Look, Looked, Looking, Shows};
use crate::cli::update::plan_json::NodeJson;
use crate::model::{Course, CoursePath, nfc};
use crate::platform::courses_v3::Id;
use crate::sync::diff::Options;
use crate::sync::versions::{Addresses, Apart, LessonAddresses, MediaPlace, lesson_html};

/// Show what differs from the platform, line by line
///
/// Lines with `-` are those of the platform, lines with `+` those of the folder. PATH is the folder
/// of a course, or a file in one.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct DiffArgs {
    /// Compare these course folders, or these files in one
    #[arg(value_name = "PATH", default_value = ".")]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// Print the HTML of this lesson, to paste it on the platform
    #[arg(long, value_name = "LESSON")]
    html: Option<String>,

    /// Exit with 4 if a course is not in step
    #[arg(long)]
    exit_code: bool,

    /// Compare with the lock file, without a request
    #[arg(long, env = "COURSEDIR_OFFLINE", value_parser = clap::builder::FalseyValueParser::new())]
    offline: bool,

    /// Print the result in this format
    #[arg(long, value_enum, default_value_t = DiffFormat::Text, env = "COURSEDIR_FORMAT")]
    format: DiffFormat,

    #[command(flatten)]
    pub(in crate::cli) account: AccountArgs,

    #[command(flatten)]
    targets: TargetArgs,

    #[command(flatten)]
    connection: ConnectionArgs,

    #[command(flatten)]
    reading: ReadArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum DiffFormat {
    /// Text for people
    Text,
    /// JSON document
    Json,
}

/// A course, and the files of it that are meant; all if none.
struct Meant {
    course: PathBuf,
    files: Vec<String>,
}

pub(in crate::cli) fn run(args: &DiffArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let meant = meant(&args.paths)?;
    let folders: Vec<PathBuf> = meant.iter().map(|meant| meant.course.clone()).collect();
    let found = load::read(&folders, &args.reading.options(false))?;
    if let Some(exit) = load::refuse_errors(&found, "diff", terminal) {
        return Ok(exit);
    }
    if let Some(lesson) = &args.html {
        return html(&found, lesson, terminal);
    }
    let looking = Looking {
        account: &args.account,
        connection: &args.connection,
        offline: args.offline,
        options: Options::default(),
    };
    let places = places::of(&found, &args.targets, &args.account, terminal)?;
    let looks = look::all(&places, &looking, terminal)?;
    match args.format {
        DiffFormat::Text => text(&looks, &meant, terminal)?,
        DiffFormat::Json => json(&looks, &meant, terminal)?,
    }
    Ok(look::exit(&looks, args.exit_code))
}

/// The courses of the paths. A file is one of the course whose folder is the nearest above it.
fn meant(paths: &[PathBuf]) -> Result<Vec<Meant>, CommandError> {
    let mut all: Vec<Meant> = Vec::new();
    for path in paths {
        if !path.is_file() {
            all.push(Meant { course: path.clone(), files: Vec::new() });
            continue;
        }
        let (course, file) = course_of(path)?;
        match all.iter_mut().find(|meant| meant.course == course && !meant.files.is_empty()) {
            Some(meant) => meant.files.push(file),
            None => all.push(Meant { course, files: vec![file] }),
        }
    }
    Ok(all)
}

/// The course that a file is in, and its path there.
fn course_of(file: &Path) -> Result<(PathBuf, String), CommandError> {
    const MARKS: [&str; 3] = ["course.yaml", "course.yml", "coursedir.lock"];
    let real = crate::fs::canonicalize(file)?;
    let is_course = |folder: &&Path| MARKS.iter().any(|mark| folder.join(mark).is_file());
    let folder = real.ancestors().skip(1).find(is_course).ok_or_else(|| {
        CommandError::unclear(format!("no course above this file: `{}`", file.display()))
            .hint("pass the folder of the course")
    })?;
    let path = real.strip_prefix(folder).unwrap_or(&real);
    let path = path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
    Ok((folder.to_owned(), nfc(&path).into_owned()))
}

/// Prints the HTML of a lesson as it is, for another program or to be pasted.
fn html(found: &[LoadedCourse], name: &str, terminal: &Terminal) -> Result<Exit, CommandError> {
    let wanted = nfc(name);
    let lessons = found.iter().filter_map(|found| found.scan.course.as_ref()).flat_map(Course::lessons);
    let is_it = |path: &CoursePath, id: &str| nfc(path.as_str()) == wanted || nfc(id) == wanted;
    let Some(lesson) = lessons.into_iter().find(|lesson| is_it(&lesson.path, &lesson.id)) else {
        return Err(CommandError::unclear(format!("lesson not found: `{}`", crate::shown::shown(name)))
            .hint("name it by its path in the course, such as `01-start/02-mix.md`, or by its `id`"));
    };
    let nothing = std::collections::BTreeMap::new();
    let addresses = Addresses {
        known: &nothing,
        hashes: &nothing,
        lessons: LessonAddresses::none(),
        apart: Apart::none(),
    };
    let mut out = terminal.exact_results();
    writeln!(out, "{}", lesson_html(lesson, MediaPlace::Beside, addresses).trim_end())?;
    out.flush()?;
    Ok(Exit::Done)
}

fn text(looks: &[Look<'_>], meant: &[Meant], terminal: &Terminal) -> Result<(), CommandError> {
    let mut out = terminal.results();
    let style = Style { color: terminal.result_style().color, columns: columns::of_results() };
    for (at, look) in looks.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", look.headline())?;
        let nodes = nodes(look, meant);
        if nodes.iter().any(|node| node.text.is_some() || !node.values.is_empty()) {
            writeln!(out, "{FAINT}- platform  + folder{FAINT:#}")?;
        }
        for node in nodes {
            write!(out, "\n{}", node.drawn(style))?;
        }
        if let Some(next) = look.next_step(Shows::Texts) {
            writeln!(out, "\n{next}")?;
        }
    }
    out.flush()?;
    Ok(())
}

/// The differences of the nodes that are meant.
fn nodes(look: &Look<'_>, meant: &[Meant]) -> Vec<NodeDiff> {
    let files: Vec<&String> =
        meant.iter().filter(|meant| meant.course == look.path).flat_map(|meant| &meant.files).collect();
    let is_meant = |node: &NodeDiff| {
        files.is_empty() || node.node.path.as_ref().is_some_and(|path| files.contains(&path))
    };
    let snapshot = match &look.looked {
        Looked::Compared(compared) => Some(&compared.2),
        _ => None,
    };
    let Some((three, plan)) = look.compared() else { return Vec::new() };
    differences::of(three, plan, snapshot, &look.course, &look.files).into_iter().filter(is_meant).collect()
}

/// One course in one location, for programs. Fields are added, never renamed or removed.
#[derive(Serialize)]
struct DiffJson<'a> {
    path: String,
    title: &'a str,
    host: Option<&'a str>,
    location: Option<&'a str>,
    course_id: Option<&'a Id>,
    state: &'static str,
    compared_with: Option<&'static str>,
    differences: Vec<NodeDiffJson>,
    errors: Vec<String>,
}

/// One object.
#[derive(Serialize)]
struct NodeDiffJson {
    #[serde(flatten)]
    node: serde_json::Value,
    change: &'static str,
    values: Vec<ValueDiff>,
    /// Fields that changed and whose values are not known here.
    unseen: Vec<&'static str>,
    text: Option<TextDiff>,
    /// The questions of its quiz, without their answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    questions: Option<TextDiff>,
}

fn json(looks: &[Look<'_>], meant: &[Meant], terminal: &Terminal) -> Result<(), CommandError> {
    let all: Vec<DiffJson<'_>> = looks
        .iter()
        .map(|look| DiffJson {
            path: look.path.display().to_string(),
            title: &look.title,
            host: look.to.as_ref().map(|to| to.host.as_str()),
            location: look.to.as_ref().map(|to| to.location.as_str()),
            course_id: look.course_id.as_ref(),
            state: look.standing().word(),
            compared_with: look.compared_with(),
            differences: nodes(look, meant).into_iter().map(node_json).collect(),
            errors: look.errors(),
        })
        .collect();
    let mut out = terminal.results_in(Form::Json);
    serde_json::to_writer_pretty(&mut out, &all).map_err(std::io::Error::from)?;
    writeln!(out)?;
    out.flush()?;
    Ok(())
}

fn node_json(node: NodeDiff) -> NodeDiffJson {
    let NodeDiff { node, change, values, unseen, text, questions } = node;
    let node = serde_json::to_value(NodeJson::of(&node)).expect("names are JSON");
    NodeDiffJson { node, change: Changed::word(change), values, unseen, text, questions }
}
