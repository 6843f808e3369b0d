//! One course into one location: lock, plan, confirmation, uploads, request.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::sync::watch;

use crate::model::Lesson;
use crate::platform::courses_v3::{Capability, Id};
use crate::sync::diff::Options;
use crate::sync::lock::{Destination, Lock};
use crate::sync::update::course_addresses::CourseAddresses;
use crate::sync::update::find_course;
use crate::sync::update::option_text;
use crate::sync::versions::Local;
use crate::sync::{self, Decision, ImportRun, Reimport, Reporter, RunError};

use crate::cli::exit::CommandError;
use crate::cli::output::terminal::Terminal;
use crate::cli::target::places::{Place, PlacedCourse};
use crate::cli::target::{Sandbox, Target};
use crate::cli::update::refused;
use crate::cli::update::three::{There, Three};
use crate::size;

use super::after::{self, Looked};
use super::args::ImportArgs;
use super::ask::{Answer, Else};
use super::course_import::{Asks, CourseImport};
use super::open_course::OpenCourse;
use super::plan;
use super::report::{Ending, Outcome};
use super::update::{self, Links};
use super::update_report::{self, UpdateEnding};

/// The location as flags and logins say it, or that of the sandbox.
pub(super) fn target(
    args: &ImportArgs,
    place: &Place<'_>,
    sandbox: Option<&Arc<Sandbox>>,
    is_one_of_several: bool,
    terminal: &mut Terminal,
) -> Result<Target, CommandError> {
    let Some(sandbox) = sandbox else {
        return Target::at(&args.account, &place.choice, &args.connection, terminal);
    };
    let location = place.choice.location.as_ref().map(|location| location.value.as_str());
    let is_meant = is_one_of_several || place.courses.iter().any(|course| course.target.is_some());
    let location = location.filter(|_| is_meant).unwrap_or("sandbox");
    Target::sandbox(&args.account, &args.connection, sandbox, location)
}

/// A course that it did not come to.
pub(super) fn not_begun<'a>(
    placed: &PlacedCourse<'a>,
    to: Destination,
    began: SystemTime,
    result: Ending,
) -> Outcome<'a> {
    let target = placed.target.map(|target| target.name.as_str());
    let title = placed.course().title.clone();
    Outcome {
        found: placed.found,
        target,
        title,
        to,
        plan: None,
        words: None,
        by_hand: Vec::new(),
        there: None,
        began,
        result,
    }
}

/// One course into one location.
pub(super) struct OneImport<'a> {
    pub args: &'a ImportArgs,
    pub target: &'a Target,
    pub open: &'a OpenCourse,
    pub stop: watch::Receiver<bool>,
    pub asks: Asks,
    pub reporter: Option<Arc<dyn Reporter>>,
}

impl OneImport<'_> {
    /// Plans, asks, sends, reports.
    pub async fn run<'f>(self, placed: &PlacedCourse<'f>, terminal: &mut Terminal) -> Outcome<'f> {
        let began = SystemTime::now();
        let course = placed.course();
        let mut import = CourseImport {
            args: self.args,
            target: self.target,
            found: placed.found,
            course: &course,
            open: self.open,
            stop: self.stop,
            asks: self.asks,
            reporter: self.reporter,
            plan: None,
            words: None,
            by_hand: Vec::new(),
            there: None,
        };
        let result = try_import(&mut import, terminal).await.unwrap_or_else(Ending::NotBegun);
        Outcome {
            found: placed.found,
            target: placed.target.map(|target| target.name.as_str()),
            title: course.title.clone(),
            to: self.target.to.clone(),
            plan: import.plan,
            words: import.words,
            by_hand: import.by_hand,
            there: import.there,
            began,
            result,
        }
    }
}

/// What comes of a course when the author stops before anything is sent.
pub(super) const STOPPED: Ending = Ending::Failed(RunError::Stopped { uploaded: 0 });

async fn try_import(import: &mut CourseImport<'_>, terminal: &mut Terminal) -> Result<Ending, CommandError> {
    let to = &import.target.to;
    let mut lock = import.open.lock.view(to);
    let planned = import.open.files.plan(import.course, &lock, to);
    let files = CourseAddresses::of(&planned, None, &lock, to);
    if lock.waits_for_folder(to) {
        lock.meet_folder(to, import.course, &Local::of(import.course, files.view()), &files.hashes);
    }
    let wish = if import.target.is_sandbox() { Reimport::Again } else { import.args.wish() };
    match sync::decide(&lock, to, wish) {
        Decision::Go => {}
        Decision::NothingToDo(last) => {
            let three = Three::of(import.course, &files, &lock, to, &There::Assumed);
            let changes = update_report::changes(&three.plan(&Options::default()));
            return Ok(Ending::NothingToDo(last, changes));
        }
        Decision::AlreadyImported(last) => {
            let ending = update::run(import, &mut lock, last, planned, Links::Set, terminal).await?;
            return Ok(Ending::Updated(Box::new(ending)));
        }
        Decision::OutcomeUnknown(last) => return Ok(Ending::OutcomeUnknown(last)),
    }
    if let Some(same) = same_title(import, &lock, wish).await? {
        return Ok(Ending::SameTitle(same));
    }
    let uploads = plan::Uploads {
        files: planned.uploads.len(),
        bytes: planned.bytes(),
        known: planned.known.iter().map(|upload| upload.paths.len()).sum(),
    };
    import.plan = Some((plan::Creates::of(import.course), uploads));
    let scan = &import.found.scan;
    let rest =
        if sends_rest(import, &lock).await { plan::Rest::of(import.course) } else { plan::Rest::default() };
    terminal.status(&plan::words(&import.found.path, import.course, &uploads, scan, rest));
    if !scan.outside.is_empty() && import.is_unasked() && !import.args.severities.allows_outside() {
        return Ok(Ending::OutsideNotAllowed(scan.outside.len()));
    }
    let permission = tokio::select! {
        () = sync::stopped(&mut import.stop) => return Ok(STOPPED),
        checked = import.target.login.check(&to.location, !import.course.files.is_empty()) => checked?,
    };
    if let Some(line) = permission.line(uploads.files) {
        terminal.status(line);
    }
    let words = plan::line(plan::Creates::of(import.course), uploads);
    import.words = Some(words.clone());
    match import.confirm("Import", &words).await? {
        Answer::Yes => {}
        Answer::No | Answer::Unclear => return Ok(Ending::Declined),
        Answer::Nobody => return Ok(Ending::NotConfirmed),
        Answer::Stopped => return Ok(STOPPED),
    }
    if wish == Reimport::Forget {
        lock.forget(to);
    }
    let hashes = planned.hashes();
    let job = ImportRun {
        course: import.course,
        planned,
        to: to.clone(),
        user: import.target.user.clone(),
        jobs: import.args.jobs.get(),
        client: import.target.client.clone(),
        reporter: import.reporter(terminal),
        stop: import.stop.clone(),
        now: SystemTime::now(),
    };
    let done = match sync::run(job, &mut lock).await {
        Ok(done) => done,
        Err(error) => return Ok(Ending::Failed(error)),
    };
    let files = CourseAddresses { known: done.addresses.clone(), hashes, ..CourseAddresses::default() };
    let course_id = done.started.course_id.clone();
    let looked = after::look(import, &mut lock, &files, course_id.as_deref(), terminal).await;
    if let Err(error) = lock.save() {
        return Ok(Ending::Failed(RunError::NotRecorded(error)));
    }
    let rest = send_rest(import, &mut lock, &looked, terminal).await?;
    let lost = plan::lost(&scan.diagnostics, rest.as_ref().is_some_and(UpdateEnding::sent_quizzes));
    Ok(Ending::Imported(Box::new(done), lost, looked, rest.map(Box::new)))
}

/// The courses of the location that have the title of a course of which nothing is known there: to import it may make a
/// second one, where the lock file was lost. `None` where there is none, or nobody can tell.
async fn same_title(
    import: &CourseImport<'_>,
    lock: &Lock,
    wish: Reimport,
) -> Result<Option<Vec<Id>>, CommandError> {
    let to = &import.target.to;
    let is_asked = matches!(wish, Reimport::Plain | Reimport::IfNew);
    if !is_asked || lock.imports(to).next().is_some() {
        return Ok(None);
    }
    let (api, title) = (import.target.api(), import.course.title.as_str());
    match import.target.capabilities().ask(&api, SystemTime::now()).await {
        Ok(Capability::There) => {}
        Ok(Capability::Absent | Capability::Unknown { .. }) => return Ok(None),
        // The newer calls alone are broken: what they are not needed for goes on.
        Err(error) if error.status().is_some() => return Ok(None),
        Err(error) => return Err(refused::call(error)),
    }
    let found = find_course::with_title(&api, title).await.map_err(refused::call)?;
    let ids: Vec<Id> = found.iter().map(|course| course.id().clone()).collect();
    Ok((!ids.is_empty()).then_some(ids))
}

/// Whether quizzes and assignments will follow an import: the newer API is there, and keeps them.
async fn sends_rest(import: &CourseImport<'_>, lock: &Lock) -> bool {
    let has_rest = plan::Rest::of(import.course) != plan::Rest::default();
    let is_looked_at = import.args.update.verify() > Duration::ZERO && !import.target.is_sandbox();
    if !has_rest || !is_looked_at || !option_text::is_kept(lock, &import.target.to) {
        return false;
    }
    let asked = import.target.capabilities().ask(&import.target.api(), SystemTime::now()).await;
    matches!(asked, Ok(Capability::There))
}

/// Sends what the import has no place for, where the newer API is there: quizzes and assignments, and the links between
/// lessons if the author wants them now. The import knows no addresses of lessons.
async fn send_rest(
    import: &mut CourseImport<'_>,
    lock: &mut Lock,
    looked: &Looked,
    terminal: &mut Terminal,
) -> Result<Option<UpdateEnding>, CommandError> {
    // What is not listed yet would be made a second time.
    let is_all_there = matches!(looked, Looked::Verified(verified) if verified.is_bound());
    if !is_all_there {
        return Ok(None);
    }
    let planned = import.open.files.plan(import.course, lock, &import.target.to);
    let portal = import.found.scan.updates.portal.as_ref().filter(|_| !import.args.no_lesson_links);
    let files = CourseAddresses::of(&planned, portal, lock, &import.target.to);
    let has_link =
        |lesson: &Lesson| lesson.body.lesson_links().any(|link| files.lessons.of_link(link).is_some());
    let linked = import.course.lessons().filter(|lesson| has_link(lesson)).count();
    let links =
        if linked > 0 && wants_links(import, linked, terminal).await? { Links::Set } else { Links::None };
    if links == Links::None && plan::Rest::of(import.course) == plan::Rest::default() {
        return Ok(None);
    }
    import.asks = Asks::Confirmed;
    let Some(last) = lock.imports(&import.target.to).next_back().cloned() else { return Ok(None) };
    update::run(import, lock, last, planned, links, terminal).await.map(Some)
}

/// Asks about the links between lessons.
async fn wants_links(
    import: &mut CourseImport<'_>,
    linked: usize,
    terminal: &mut Terminal,
) -> Result<bool, CommandError> {
    let lessons = size::count(linked, "lesson", "lessons");
    let is_wanted = import.args.lesson_links
        || !import.is_unasked()
            && matches!(
                import.ask(&format!("Add links between lessons to {lessons} now?"), Else::No).await?,
                Answer::Yes
            );
    if !is_wanted {
        terminal.status(&format!("  run the command again to add links between lessons to {lessons}"));
    }
    Ok(is_wanted)
}
