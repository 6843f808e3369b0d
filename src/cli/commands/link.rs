//! `link`: binds a folder to a course that is on the platform already.

use std::path::PathBuf;
use std::time::SystemTime;

use tokio::sync::watch;

use crate::cli::account::AccountArgs;
use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::{self, ReadArgs};
use crate::cli::output::terminal::{STRONG, Terminal};
use crate::cli::target::{ConnectionArgs, Target};
use crate::cli::update::refused;
use crate::cli::update::three::{There, Three};
use crate::model::Course;
use crate::platform::courses_v3::Id;
use crate::shown::shown;
use crate::size::count;
use crate::sync;
use crate::sync::diff::Options;
use crate::sync::lock::{Import, Lock, State};
use crate::sync::update::course_addresses::CourseAddresses;
use crate::sync::update::snapshot::Snapshot;
use crate::sync::update::verify;
use crate::sync::versions::NodeKind;

use super::list::{self, ListFormat};

/// Bind a course folder to a course that is on the platform
///
/// Use it when the lock file is lost, or for a course that was made by hand. Records the course in
/// `coursedir.lock` and changes nothing on the platform. Without `--course` it lists the courses.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct LinkArgs {
    /// Bind this course folder
    #[arg(value_name = "PATH", default_value = ".")]
    pub(in crate::cli) path: PathBuf,

    /// Bind it to the course with this id
    #[arg(long, value_name = "ID")]
    course: Option<String>,

    /// Bind it to another course than before
    #[arg(long, requires = "course")]
    force: bool,

    /// Print the list of courses in this format
    #[arg(long, value_enum, default_value_t = ListFormat::Text, env = "COURSEDIR_FORMAT")]
    format: ListFormat,

    #[command(flatten)]
    pub(in crate::cli) account: AccountArgs,

    #[command(flatten)]
    connection: ConnectionArgs,

    #[command(flatten)]
    reading: ReadArgs,
}

pub(in crate::cli) fn run(args: &LinkArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let id = args.course.as_deref().map(|text| {
        Id::new(text).ok_or_else(|| {
            CommandError::unclear(format!("not the id of a course: `{}`", shown(text)))
                .hint("run `coursedir link` without `--course` to list the courses of the location")
        })
    });
    let id = id.transpose()?;
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::failed)?;
    runtime.block_on(async {
        let target = Target::platform(&args.account, &args.connection, terminal)?;
        let done = match &id {
            None => list_courses(&target, args.format, terminal).await,
            Some(id) => bind(args, &target, id, terminal).await,
        };
        target.login.wait_for_renewal().await;
        done
    })
}

async fn list_courses(
    target: &Target,
    format: ListFormat,
    terminal: &mut Terminal,
) -> Result<Exit, CommandError> {
    if list::list(target, format, terminal).await? > 0 && format == ListFormat::Text {
        terminal.status("run `coursedir link PATH --course ID` to bind a folder to one of them");
    }
    Ok(Exit::Done)
}

async fn bind(
    args: &LinkArgs,
    target: &Target,
    id: &Id,
    terminal: &mut Terminal,
) -> Result<Exit, CommandError> {
    let found = load::read(std::slice::from_ref(&args.path), &args.reading.options(false))?;
    if let Some(exit) = load::refuse_errors(&found, "link", terminal) {
        return Ok(exit);
    }
    let [found] = found.as_slice() else {
        return Err(CommandError::unclear(format!("{} courses below this path", found.len()))
            .hint("name the folder of one course"));
    };
    let Some(course) = &found.scan.course else { return Ok(Exit::CourseHasErrors) };
    list::must_be_there(target).await?;
    let Some(snapshot) = Snapshot::read_whole(&target.api(), id).await.map_err(refused::call)? else {
        return Err(CommandError::failed_because(format!("course not found: {id}"))
            .hint("run `coursedir link` without `--course` to list the courses of the location"));
    };
    let mut lock = Lock::read(&found.scan.root)?;
    let bound = lock.target(&target.to).and_then(|target| target.course.clone());
    if let Some(bound) = bound.filter(|bound| bound != id && !args.force) {
        return Err(CommandError::unclear(format!("already linked to the course {bound}"))
            .hint("run with `--force` to link it to another course"));
    }
    let title = snapshot.course.title().to_owned();
    let counts = match_up(course, target, id, snapshot, &mut lock)?;
    lock.save()?;
    let lessons = count(counts.lessons, "lesson", "lessons");
    terminal.status(&format!(
        "linked {STRONG}{}{STRONG:#} to `{}` ({id}): {} of {lessons} found there",
        shown(course.title.as_str()),
        shown(&title),
        counts.bound
    ));
    let path = crate::cli::write::quoted(&args.path.display().to_string());
    terminal.status(&format!("run `coursedir status {path}` to see what differs"));
    Ok(Exit::Done)
}

struct Matched {
    lessons: usize,
    bound: usize,
}

/// Binds what is clear: the same titles in the same places. What differs shows in the next `status`.
fn match_up(
    course: &Course,
    target: &Target,
    id: &Id,
    snapshot: Snapshot,
    lock: &mut Lock,
) -> Result<Matched, CommandError> {
    let to = &target.to;
    if lock.target(to).and_then(|target| target.course.as_ref()) != Some(id) {
        lock.set_base(to, &sync::versions::Base::default());
    }
    let (_keeps, never) = watch::channel(false);
    let planned = sync::plan(course, lock, to, &never)?;
    let mut files = planned.map(|planned| CourseAddresses::of(&planned, None, lock, to)).unwrap_or_default();
    files.quizzes_apart(lock, to);
    let title = snapshot.course.title().to_owned();
    let three = Three::of(course, &files, lock, to, &There::Read(Box::new(snapshot)));
    let plan = three.plan(&Options::default());
    lock.begin_run(to, SystemTime::now());
    let base = verify::bound(&three.base, &plan, &three.local, &three.remote);
    // For whoever asks whether the course was imported: it is there.
    let at = humantime::format_rfc3339_seconds(SystemTime::now()).to_string();
    let (state, course_id) = (State::Imported, Some(id.to_string()));
    lock.begin(to, Import { state, title: title.clone(), at, body: String::new(), course_id, url: None });
    lock.set_base(to, &base);
    let at = lock.target_mut(to);
    at.course = Some(id.clone());
    at.title = title;
    let lessons = three.local.nodes.iter().filter(|node| node.kind == NodeKind::Lesson).count();
    let is_bound = |node: &&sync::versions::BaseNode| node.kind == NodeKind::Lesson && node.remote.is_some();
    Ok(Matched { lessons, bound: base.nodes.iter().filter(is_bound).count() })
}
