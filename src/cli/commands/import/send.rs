//! The import itself: destination, lock, plan, confirmation, uploads, request.

use std::time::{Duration, SystemTime};

use crate::model::Lesson;
use crate::platform::courses_v3::{Capability, Id};
use crate::sync::diff::Options;
use crate::sync::lock::Lock;
use crate::sync::update::course_addresses::CourseAddresses;
use crate::sync::update::find_course;
use crate::sync::update::option_text;
use crate::sync::versions::Local;
use crate::sync::{self, Decision, ImportRun, Reimport, RunError};

use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::LoadedCourse;
use crate::cli::output::progress;
use crate::cli::output::terminal::Terminal;
use crate::cli::signals::on_interrupt;
use crate::cli::target::{Sandbox, Target};
use crate::cli::update::hold::hold;
use crate::cli::update::refused;
use crate::cli::update::three::{There, Three};
use crate::shown::shown;
use crate::size;

use super::after::{self, Looked};
use super::args::{Format, ImportArgs};
use super::ask::{Answer, Else};
use super::course_import::CourseImport;
use super::plan;
use super::report::{self, Ending, Outcome};
use super::update::{self, Links};
use super::update_report::{self, UpdateEnding};

pub(super) fn run(
    args: &ImportArgs,
    found: &[LoadedCourse],
    terminal: &mut Terminal,
) -> Result<Exit, CommandError> {
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::failed)?;
    let outcomes = runtime.block_on(import_all(args, found, terminal));
    // A question that nobody answered may still wait for its answer.
    runtime.shutdown_background();
    let outcomes = outcomes?;
    let exit = exit(&outcomes);
    if args.format == Format::Json {
        report::json(&outcomes, terminal).or_else(|stop| match stop.print(terminal) {
            Exit::Done => Ok(()),
            _ => Err(stop),
        })?;
    }
    Ok(exit)
}

/// A failure takes precedence over a needed decision.
fn exit(outcomes: &[Outcome]) -> Exit {
    let has = |wanted| outcomes.iter().any(|outcome| outcome.exit() == wanted);
    let heaviest = [Exit::Failed, Exit::DecisionNeeded].into_iter().find(|exit| has(*exit));
    heaviest.unwrap_or(Exit::Done)
}

async fn import_all(
    args: &ImportArgs,
    found: &[LoadedCourse],
    terminal: &mut Terminal,
) -> Result<Vec<Outcome>, CommandError> {
    let target = if args.sandbox {
        Target::sandbox(&args.account, &args.connection, &args.sandbox_options).await?
    } else {
        Target::platform(&args.account, &args.connection, terminal)?
    };
    let stop = on_interrupt()?;
    let mut outcomes = Vec::new();
    let courses: Vec<_> =
        found.iter().filter_map(|found| Some((found, found.scan.course.as_ref()?))).collect();
    for (at, (found, course)) in courses.iter().enumerate() {
        let import = CourseImport {
            args,
            target: &target,
            found,
            course,
            stop: stop.clone(),
            is_confirmed: false,
            plan: None,
        };
        let outcome = import_one(import, terminal).await;
        if args.format == Format::Text {
            report::print(&outcome, target.is_sandbox(), terminal);
        }
        let failed = outcome.exit() == Exit::Failed;
        outcomes.push(outcome);
        let left = courses.len() - at - 1;
        if failed && left > 0 {
            terminal.error(&format!("{} skipped", size::count(left, "course was", "courses were")));
        }
        if failed {
            break;
        }
    }
    target.login.wait_for_renewal().await;
    finish(target, &outcomes, terminal).await;
    Ok(outcomes)
}

/// Lets the sandbox's courses appear, and says where to look.
async fn finish(target: Target, outcomes: &[Outcome], terminal: &mut Terminal) {
    if let Some(Sandbox { running, data }) = target.sandbox {
        running.imports_finished().await;
        for course in running.courses() {
            let is_ours = |outcome: &&Outcome| outcome.course_id() == Some(&course.id);
            if let Some(outcome) = outcomes.iter().find(is_ours) {
                report::print_dropped(outcome, &course.dropped, terminal);
            }
        }
        running.stop().await;
        if outcomes.iter().any(|outcome| outcome.exit() == Exit::Done) {
            let default = crate::cli::sandbox::SandboxArgs { sandbox_data: None, fault: Vec::new() }.data();
            let folder = if data == default {
                String::new()
            } else {
                format!(" {}", crate::cli::write::quoted(&data.display().to_string()))
            };
            terminal.status(&format!("run `coursedir sandbox{folder}` to view the imported courses"));
        }
    }
}

async fn import_one(mut import: CourseImport<'_>, terminal: &mut Terminal) -> Outcome {
    let began = SystemTime::now();
    let result = try_import(&mut import, terminal).await.unwrap_or_else(Ending::NotBegun);
    Outcome {
        path: import.found.path.clone(),
        title: import.course.title.clone(),
        to: import.target.to.clone(),
        findings: import.found.scan.diagnostics.clone(),
        plan: import.plan,
        began,
        result,
    }
}

async fn try_import(import: &mut CourseImport<'_>, terminal: &mut Terminal) -> Result<Ending, CommandError> {
    const STOPPED: Ending = Ending::Failed(RunError::Stopped { uploaded: 0 });
    let folder = import.target.lock_folder(&import.found.scan.root)?;
    let Some(_held) = hold(&folder, &mut import.stop, terminal).await? else { return Ok(STOPPED) };
    let mut lock = import.target.lock(&folder)?;
    for unmerged in lock.unmerged() {
        let (file, line) = (shown(&unmerged.file), unmerged.line);
        terminal.status(&format!("merged a git conflict in `{file}` (line {line}); no record is lost"));
    }
    if !lock.unmerged().is_empty() {
        lock.save()?;
    }
    let to = &import.target.to;
    let Some(planned) = sync::plan(import.course, &lock, to, &import.stop)? else {
        return Ok(STOPPED);
    };
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
    match import.confirm("Import").await? {
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
        reporter: progress::reporter(terminal),
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
    let Some(planned) = sync::plan(import.course, lock, &import.target.to, &import.stop)? else {
        return Ok(None);
    };
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
    import.is_confirmed = true;
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
