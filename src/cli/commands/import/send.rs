//! The import itself: destination, lock, plan, confirmation, uploads, request.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::time::SystemTime;

use tokio::sync::watch;

use crate::model::{Course, CoursePath, Lesson};
use crate::platform::courses_v3::{Capability, Id};
use crate::sync::diff::Options;
use crate::sync::lock::Lock;
use crate::sync::plan::Planned;
use crate::sync::update::course_addresses::CourseAddresses;
use crate::sync::update::find_course;
use crate::sync::versions::Local;
use crate::sync::{self, Decision, ImportRun, Reimport, RunError, Uploads};

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
use super::ask::{Answer, ask};
use super::plan;
use super::report::{self, Ending, Outcome};
use super::update;
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
        let outcome = import.run(terminal).await;
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

/// One course on its way.
pub(super) struct CourseImport<'a> {
    pub args: &'a ImportArgs,
    pub target: &'a Target,
    pub found: &'a LoadedCourse,
    pub course: &'a Course,
    pub stop: watch::Receiver<bool>,
    /// The author said yes already.
    is_confirmed: bool,
    /// What a first import makes and uploads, once that is known.
    pub plan: Option<(plan::Creates, plan::Uploads)>,
}

impl CourseImport<'_> {
    async fn run(mut self, terminal: &mut Terminal) -> Outcome {
        let began = SystemTime::now();
        let result = self.try_run(terminal).await.unwrap_or_else(Ending::NotBegun);
        Outcome {
            path: self.found.path.clone(),
            title: self.course.title.clone(),
            to: self.target.to.clone(),
            findings: self.found.scan.diagnostics.clone(),
            plan: self.plan,
            began,
            result,
        }
    }

    async fn try_run(&mut self, terminal: &mut Terminal) -> Result<Ending, CommandError> {
        const STOPPED: Ending = Ending::Failed(RunError::Stopped { uploaded: 0 });
        let folder = self.target.lock_folder(&self.found.scan.root)?;
        let Some(_held) = hold(&folder, &mut self.stop, terminal).await? else { return Ok(STOPPED) };
        let mut lock = self.target.lock(&folder)?;
        for unmerged in lock.unmerged() {
            let (file, line) = (shown(&unmerged.file), unmerged.line);
            terminal.status(&format!("merged a git conflict in `{file}` (line {line}); no record is lost"));
        }
        if !lock.unmerged().is_empty() {
            lock.save()?;
        }
        let to = &self.target.to;
        let Some(planned) = sync::plan(self.course, &lock, to, &self.stop)? else {
            return Ok(STOPPED);
        };
        let files = CourseAddresses::of(&planned, None, &lock, to);
        let local = Local::of(self.course, files.view());
        lock.meet_folder(to, self.course, &local, &files.hashes);
        let wish = if self.target.is_sandbox() { Reimport::Again } else { self.args.wish() };
        match sync::decide(&lock, to, wish) {
            Decision::Go => {}
            Decision::NothingToDo(import) => {
                let three = Three::of(self.course, &files, &lock, to, &There::Assumed);
                let changes = update_report::changes(&three.plan(&Options::default()));
                return Ok(Ending::NothingToDo(import, changes));
            }
            Decision::AlreadyImported(import) => {
                let ending = update::run(self, &mut lock, import, planned, terminal).await?;
                return Ok(Ending::Updated(Box::new(ending)));
            }
            Decision::OutcomeUnknown(import) => return Ok(Ending::OutcomeUnknown(import)),
        }
        if let Some(same) = self.same_title(&lock, wish).await? {
            return Ok(Ending::SameTitle(same));
        }
        let uploads = plan::Uploads {
            files: planned.uploads.len(),
            bytes: planned.bytes(),
            known: planned.known.iter().map(|upload| upload.paths.len()).sum(),
        };
        self.plan = Some((plan::Creates::of(self.course), uploads));
        let scan = &self.found.scan;
        terminal.status(&plan::words(&self.found.path, self.course, &uploads, scan));
        if !scan.outside.is_empty() && self.is_unasked() && !self.args.severities.allows_outside() {
            return Ok(Ending::OutsideNotAllowed(scan.outside.len()));
        }
        let permission = tokio::select! {
            () = sync::stopped(&mut self.stop) => return Ok(STOPPED),
            checked = self.target.login.check(&to.location, !self.course.files.is_empty()) => checked?,
        };
        if let Some(line) = permission.line(uploads.files) {
            terminal.status(line);
        }
        match self.confirm("Import").await? {
            Answer::Yes => {}
            Answer::No => return Ok(Ending::Declined),
            Answer::Nobody => return Ok(Ending::NotConfirmed),
            Answer::Stopped => return Ok(STOPPED),
        }
        if wish == Reimport::Forget {
            lock.forget(to);
        }
        let hashes = planned.hashes();
        let job = ImportRun {
            course: self.course,
            planned,
            to: to.clone(),
            user: self.target.user.clone(),
            jobs: self.args.jobs.get(),
            client: self.target.client.clone(),
            reporter: progress::reporter(terminal),
            stop: self.stop.clone(),
            now: SystemTime::now(),
        };
        let lost = plan::lost(&scan.diagnostics);
        let done = match sync::run(job, &mut lock).await {
            Ok(done) => done,
            Err(error) => return Ok(Ending::Failed(error)),
        };
        let files = CourseAddresses { known: done.addresses.clone(), hashes, ..CourseAddresses::default() };
        let course_id = done.started.course_id.clone();
        let looked = after::look(self, &mut lock, &files, course_id.as_deref(), terminal).await;
        if let Err(error) = lock.save() {
            return Ok(Ending::Failed(RunError::NotRecorded(error)));
        }
        let links = self.links_after(&mut lock, &looked, terminal).await?;
        Ok(Ending::Imported(Box::new(done), lost, looked, links.map(Box::new)))
    }

    /// The courses of the location that have the title of a course of which nothing is known there: to import it may make a
    /// second one, where the lock file was lost. `None` where there is none, or nobody can tell.
    async fn same_title(&mut self, lock: &Lock, wish: Reimport) -> Result<Option<Vec<Id>>, CommandError> {
        let to = &self.target.to;
        let is_asked = matches!(wish, Reimport::Plain | Reimport::IfNew);
        if !is_asked || lock.imports(to).next().is_some() {
            return Ok(None);
        }
        let (api, title) = (self.target.api(), self.course.title.as_str());
        match self.target.capabilities().ask(&api, SystemTime::now()).await {
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

    /// Adds the links between lessons of a course that was just imported, if the author wants it now. The import knows no
    /// addresses of lessons.
    async fn links_after(
        &mut self,
        lock: &mut Lock,
        looked: &Looked,
        terminal: &mut Terminal,
    ) -> Result<Option<UpdateEnding>, CommandError> {
        let portal = self.found.scan.updates.portal.as_ref();
        if portal.is_none() || self.args.no_lesson_links || !matches!(looked, Looked::Verified(_)) {
            return Ok(None);
        }
        let Some(planned) = sync::plan(self.course, lock, &self.target.to, &self.stop)? else {
            return Ok(None);
        };
        let files = CourseAddresses::of(&planned, portal, lock, &self.target.to);
        let has_link =
            |lesson: &Lesson| lesson.body.lesson_links().any(|link| files.lessons.of_link(link).is_some());
        let linked = self.course.lessons().filter(|lesson| has_link(lesson)).count();
        if linked == 0 {
            return Ok(None);
        }
        let lessons = size::count(linked, "lesson", "lessons");
        let is_wanted = self.args.lesson_links
            || !self.is_unasked()
                && matches!(
                    self.ask(&format!("Add links between lessons to {lessons} now?")).await?,
                    Answer::Yes
                );
        if !is_wanted {
            terminal.status(&format!("  run the command again to add links between lessons to {lessons}"));
            return Ok(None);
        }
        self.is_confirmed = true;
        let Some(last) = lock.imports(&self.target.to).next_back().cloned() else { return Ok(None) };
        update::run(self, lock, last, planned, terminal).await.map(Some)
    }

    /// Uploads what the platform does not have yet.
    pub async fn upload(
        &mut self,
        planned: &mut Planned,
        lock: &mut Lock,
        terminal: &Terminal,
    ) -> Result<BTreeMap<CoursePath, String>, RunError> {
        let mut uploads = Uploads {
            client: &self.target.client,
            to: &self.target.to,
            jobs: self.args.jobs.get(),
            reporter: progress::reporter(terminal),
            stop: self.stop.clone(),
        };
        let mut addresses = BTreeMap::new();
        let waiting = std::mem::take(&mut planned.uploads);
        sync::upload_all(&mut uploads, waiting, lock, &mut addresses).await?;
        Ok(addresses)
    }

    /// Whether nobody is asked about the plan.
    fn is_unasked(&self) -> bool {
        self.args.yes || self.is_confirmed || self.target.is_sandbox()
    }

    /// Asks about the plan; `verb` is what happens then.
    pub async fn confirm(&mut self, verb: &str) -> Result<Answer, CommandError> {
        if self.is_unasked() {
            return Ok(Answer::Yes);
        }
        let to = &self.target.to;
        let into = if verb == "Import" { "into" } else { "in" };
        self.ask(&format!("{verb} {into} location `{}` at {}?", to.location, to.host)).await
    }

    /// Asks a question, whatever `--yes` says.
    pub async fn ask(&mut self, question: &str) -> Result<Answer, CommandError> {
        let question = question.to_owned();
        let asked = tokio::task::spawn_blocking(move || ask(&question));
        tokio::select! {
            () = sync::stopped(&mut self.stop) => {
                // The cursor stands behind the question.
                let _ = writeln!(std::io::stderr());
                Ok(Answer::Stopped)
            }
            answer = asked => answer.map_err(CommandError::failed)?.map_err(CommandError::Output),
        }
    }
}
