//! Makes a folder of a course that is on the platform, and binds it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tokio::sync::watch;

use crate::cli::commands::list;
use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::{self, LoadedCourse};
use crate::cli::output::terminal::{FAINT, STRONG, Terminal};
use crate::cli::target::Target;
use crate::cli::update::refused;
use crate::diagnostic::{Code, Severity};
use crate::fs::{self, Access, WriteDir};
use crate::platform::courses_v3::{self, Course, Id};
use crate::pull::bind;
use crate::pull::files::{self, Files, NewFile, Note};
use crate::pull::there::CourseThere;
use crate::shown::shown;
use crate::size::count;
use crate::sync;
use crate::sync::lock::{Import, Lock, State};
use crate::sync::update::course_addresses::CourseAddresses;
use crate::sync::update::folder_values::FolderValues;
use crate::sync::update::snapshot::Snapshot;
use crate::sync::versions::{Local, MediaPlace, NodeKind};
use crate::write::name;

use super::args::PullArgs;

/// Findings about what a text of the platform mentions and no file is: they are suppressed in the lesson, because the
/// platform does not have it either.
const OF_MENTIONS: &[Code] = &[Code::BrokenLink, Code::MissingImage, Code::MissingMaterial];

/// The most lines about single lessons.
const MOST: usize = 20;

/// Makes the folder.
pub(super) async fn pull(
    args: &PullArgs,
    wanted: &str,
    target: &Target,
    terminal: &mut Terminal,
) -> Result<Exit, CommandError> {
    list::must_be_there(target).await?;
    let api = target.api();
    let id = choose(target, wanted).await?;
    let there = CourseThere::read(&api, &id).await.map_err(refused::call)?;
    let Some(there) = there else { return Err(not_found(wanted)) };
    let title = there.snapshot.course.title();
    let folder = args.path.clone().unwrap_or_else(|| PathBuf::from(name::of_course(title)));
    if !is_free(&folder)? {
        let what = if folder.is_dir() { "the folder is not empty" } else { "not a folder" };
        terminal.error(&format!("{what}: `{}`; nothing was written", folder.display()));
        terminal.hint("name a new folder: `coursedir pull --course ID DIR`");
        return Ok(Exit::DecisionNeeded);
    }
    let mut files = files::files(&there);
    if args.dry_run {
        return print_names(&files.new, terminal);
    }
    write(&folder, &files.new)?;
    let found = scan(args, &folder, &mut files)?;
    let bound = bind(&found, &there, &files, target)?;
    report(&there.snapshot, &folder, &files, bound, terminal);
    if found.scan.has_errors() {
        load::print_findings(&found, Severity::Error, terminal);
        return Ok(Exit::CourseHasErrors);
    }
    Ok(Exit::Done)
}

/// The course with this id or title.
async fn choose(target: &Target, wanted: &str) -> Result<Id, CommandError> {
    let courses = courses_v3::list_courses(&target.api(), None).await.map_err(refused::call)?;
    let is_it = |course: &&Course| course.id().as_str() == wanted;
    if let Some(course) = courses.iter().find(is_it) {
        return Ok(course.id().clone());
    }
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let wanted_title = folded(wanted);
    let named: Vec<&Course> =
        courses.iter().filter(|course| folded(course.title()) == wanted_title).collect();
    match named.as_slice() {
        [] => Err(not_found(wanted)),
        [one] => Ok(one.id().clone()),
        many => {
            let ids: Vec<&str> = many.iter().map(|course| course.id().as_str()).collect();
            let why = format!("{} courses have this title: {}", many.len(), ids.join(", "));
            Err(CommandError::unclear(why).hint("run with `--course ID`, with one of these ids"))
        }
    }
}

fn not_found(wanted: &str) -> CommandError {
    CommandError::failed_because(format!("course not found: `{}`", shown(wanted)))
        .hint("run `coursedir list` to see the courses of the location")
}

/// Whether there is nothing, or a folder with nothing but hidden files.
fn is_free(folder: &Path) -> Result<bool, CommandError> {
    if folder.symlink_metadata().is_err() {
        return Ok(true);
    }
    Ok(folder.is_dir() && fs::list(folder)?.iter().all(|listed| listed.name.starts_with('.')))
}

fn print_names(files: &[NewFile], terminal: &Terminal) -> Result<Exit, CommandError> {
    let mut out = terminal.results();
    for file in files {
        writeln!(out, "{}", shown(&file.path))?;
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// Writes files that are not there yet.
fn write(folder: &Path, files: &[NewFile]) -> Result<(), CommandError> {
    let dir = WriteDir::make(folder)?;
    for file in files {
        dir.create(Path::new(&file.path), file.text().as_bytes())?;
    }
    Ok(())
}

/// Reads what was written. What a text mentions and nobody has is allowed to be missing.
fn scan(args: &PullArgs, folder: &Path, files: &mut Files) -> Result<LoadedCourse, CommandError> {
    let found = read(args, folder)?;
    let mut missing: BTreeMap<String, BTreeSet<Code>> = BTreeMap::new();
    for diagnostic in &found.scan.diagnostics {
        let is_mention = diagnostic.severity == Severity::Error && OF_MENTIONS.contains(&diagnostic.code);
        if let Some(place) = diagnostic.place.as_ref().filter(|_| is_mention) {
            missing.entry(place.path.as_str().to_owned()).or_default().insert(diagnostic.code);
        }
    }
    if missing.is_empty() {
        return Ok(found);
    }
    let dir = WriteDir::open(folder)?;
    for file in &mut files.new {
        if let Some(codes) = missing.get(&file.path) {
            file.allow(codes);
            dir.replace(Path::new(&file.path), file.text().as_bytes(), Access::Usual)?;
        }
    }
    read(args, folder)
}

fn read(args: &PullArgs, folder: &Path) -> Result<LoadedCourse, CommandError> {
    let found = load::read(&[folder.to_owned()], &args.reading.options(false))?;
    found.into_iter().next().ok_or_else(|| {
        CommandError::failed_because(format!(
            "no course in the folder that was written: `{}`",
            folder.display()
        ))
    })
}

/// Writes the lock. Gives how many lessons and categories are bound.
fn bind(
    found: &LoadedCourse,
    there: &CourseThere,
    files: &Files,
    target: &Target,
) -> Result<[usize; 2], CommandError> {
    let snapshot = &there.snapshot;
    let Some(course) = &found.scan.course else { return Ok([0, 0]) };
    let to = &target.to;
    let mut lock = Lock::read(&found.scan.root)?;
    let (_keeps, never) = watch::channel(false);
    let planned = sync::plan(course, &lock, to, &never)?;
    let mut addresses =
        planned.map(|planned| CourseAddresses::of(&planned, None, &lock, to)).unwrap_or_default();
    addresses.quizzes_apart(&lock, to);
    let local = Local::of(course, addresses.view());
    let base = bind::base(&local, &there.remote, &files.ids);
    let now = SystemTime::now();
    lock.begin_run(to, now);
    let title = snapshot.course.title().to_owned();
    let at = humantime::format_rfc3339_seconds(now).to_string();
    let course_id = Some(snapshot.course.id().to_string());
    lock.begin(
        to,
        Import {
            state: State::Imported,
            title: title.clone(),
            at,
            body: String::new(),
            course_id,
            url: None,
        },
    );
    lock.set_base(to, &base);
    let known = lock.target_mut(to);
    known.course = Some(snapshot.course.id().clone());
    known.title = title;
    let values = FolderValues::new(course, &addresses);
    for node in local.nodes.iter().filter(|node| node.kind == NodeKind::Lesson) {
        if let Some(html) = values.content(&node.id, MediaPlace::Beside) {
            lock.set_text(to, &node.id, &html);
        }
    }
    lock.save()?;
    let bound = |kind| base.nodes.iter().filter(|node| node.kind == kind && node.remote.is_some()).count();
    Ok([bound(NodeKind::Lesson), bound(NodeKind::Category)])
}

fn report(
    snapshot: &Snapshot,
    folder: &Path,
    files: &Files,
    [lessons, categories]: [usize; 2],
    terminal: &mut Terminal,
) {
    let path = crate::cli::write::quoted(&folder.display().to_string());
    terminal.status(&format!(
        "pulled {STRONG}{}{STRONG:#} ({}) into {path}: {}, {}",
        shown(snapshot.course.title()),
        snapshot.course.id(),
        count(categories, "category", "categories"),
        count(lessons, "lesson", "lessons"),
    ));
    for note in files.notes.iter().take(MOST) {
        terminal.warn(&words(note));
    }
    if files.notes.len() > MOST {
        terminal.warn(&format!("and {} more of these", files.notes.len() - MOST));
    }
    terminal.status(&format!(
        "{FAINT}videos beside a text and materials stay on the platform: no call shows them{FAINT:#}"
    ));
    terminal.status(&format!("run `coursedir status {path}` to compare, `coursedir preview {path}` to look"));
}

fn words(note: &Note) -> String {
    match note {
        Note::EmptyCategory { title } => {
            format!("category `{}` has no lessons: it has no folder", shown(title))
        }
        Note::Inexact { path } => {
            format!("`{}` is not quite what the platform has: compare it in the preview", shown(path))
        }
        Note::Questions { path, count: number } => format!(
            "{} of `{}` have fewer than two options: they stay on the platform",
            count(*number, "question", "questions"),
            shown(path)
        ),
        Note::NoCategory { count: number } => {
            format!(
                "{} in no category: they are in a folder of their own",
                count(*number, "lesson", "lessons")
            )
        }
    }
}
