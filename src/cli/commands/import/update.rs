//! An import of a course that is on the platform already: an update of what changed.

use std::time::SystemTime;

use crate::platform::courses_v3::{CallError, Capability, Id};
use crate::sync::diff::{NodeRef, Plan};
use crate::sync::lock::{Import, Lock};
use crate::sync::plan::Planned;
use crate::sync::update::apply::{Job, Progress, Update, UpdateError};
use crate::sync::update::course_addresses::CourseAddresses;
use crate::sync::update::find_course;
use crate::sync::update::folder_values::FolderValues;
use crate::sync::update::pre_images::PreImages;
use crate::sync::update::report::UpdateReport;
use crate::sync::{self, RunError};

use crate::cli::exit::CommandError;
use crate::cli::output::progress;
use crate::cli::output::terminal::{STRONG, Terminal};
use crate::cli::target;
use crate::cli::update::plan_text::{self, Titles};
use crate::cli::update::three::{self, There, Three};

use super::ask::Answer;
use super::report::Ending;
use super::send::CourseImport;
use super::update_report::UpdateEnding;

/// Updates a course, or says why not.
pub(super) async fn run(
    import: &mut CourseImport<'_>,
    lock: &mut Lock,
    last: Import,
    planned: Planned,
    terminal: &mut Terminal,
) -> Result<Ending, CommandError> {
    let ended = try_run(import, lock, last, planned, terminal).await?;
    Ok(match ended {
        Ok(ending) => Ending::Updated(Box::new(ending)),
        Err(error) => Ending::Updated(Box::new(UpdateEnding::Unreadable(Box::new(error)))),
    })
}

async fn try_run(
    import: &mut CourseImport<'_>,
    lock: &mut Lock,
    last: Import,
    mut planned: Planned,
    terminal: &mut Terminal,
) -> Result<Result<UpdateEnding, CallError>, CommandError> {
    let api = import.target.api();
    let capabilities = import.target.capabilities();
    let to = import.target.to.clone();
    let updates = &import.found.scan.updates;
    let options = three::options(import.args.update.options(), updates.media, lock, &to);
    let mut files = CourseAddresses::of(&planned, updates.portal.as_ref(), lock, &to);
    let no_api = |lock: &Lock, files: &CourseAddresses, last, capability| {
        let plan = Three::of(import.course, files, lock, &to, &There::Assumed).plan(&options);
        UpdateEnding::NoApi(last, plan, capability)
    };
    let course = match course_id(lock, &to, &last) {
        Some(course) => course,
        None => match capabilities.ask(&api, SystemTime::now()).await {
            Err(error) => return Ok(Err(error)),
            Ok(Capability::There) => match find_course::with_title(&api, &last.title).await {
                Err(error) => return Ok(Err(error)),
                Ok(found) => match found.as_slice() {
                    [one] => one.id().clone(),
                    found => return Ok(Ok(UpdateEnding::NotBound(last, found.len()))),
                },
            },
            Ok(not_there) => return Ok(Ok(no_api(lock, &files, last, not_there))),
        },
    };
    let there = match three::read(&api, &capabilities, &course).await {
        Err(error) => return Ok(Err(error)),
        Ok(Err(not_there)) => return Ok(Ok(no_api(lock, &files, last, not_there))),
        Ok(Ok(There::Gone | There::Assumed)) => return Ok(Ok(UpdateEnding::Gone(last))),
        Ok(Ok(there)) => there,
    };
    let mut three = Three::of(import.course, &files, lock, &to, &there);
    drop(there);
    let mut plan = three.plan(&options);
    let uploads = planned.uploads.len();
    show(import, &plan, &three, uploads, terminal);
    if plan.must_stop() {
        return Ok(Ok(UpdateEnding::MustDecide(plan)));
    }
    if !plan.is_empty() || uploads > 0 {
        match import.confirm("Update").await? {
            Answer::Yes => {}
            Answer::No => return Ok(Ok(UpdateEnding::Declined(plan))),
            Answer::Nobody => return Ok(Ok(UpdateEnding::NotConfirmed(plan))),
            Answer::Stopped => {
                return Ok(Ok(UpdateEnding::Failed(plan, Box::default(), UpdateError::Stopped)));
            }
        }
    }
    lock.begin_run(&to, SystemTime::now());
    lock.target_mut(&to).course = Some(course.clone());
    if uploads > 0 {
        match import.upload(&mut planned, lock, terminal).await {
            Ok(addresses) => files.known.extend(addresses),
            Err(error) => return Ok(Ok(UpdateEnding::NotUploaded(plan, error))),
        }
        // What was planned with files that had no addresses is planned again with them.
        three.local = sync::versions::Local::of(import.course, files.view());
        plan = three.plan(&options);
        if plan.must_stop() {
            return Ok(Ok(UpdateEnding::MustDecide(plan)));
        }
    }
    let values = FolderValues::new(import.course, files.view());
    let folder = target::pre_images(import.args.update.keep_in.as_deref());
    let title = import.course.title.as_str();
    let job = Job {
        api: &api,
        to: &to,
        course: &course,
        local: &three.local,
        values: &values,
        remote: &three.remote,
        plan: &plan,
        pre_images: PreImages::new(&folder, &to.host, &to.location, &course, title, SystemTime::now()),
        reporter: progress::reporter(terminal),
        stop: import.stop.clone(),
        verify: import.args.update.verify(),
    };
    if import.args.update.confirm_media {
        lock.target_mut(&to).learned.media_plays = Some(true);
    }
    let is_safe = lock.target(&to).is_some_and(|target| target.learned.media_plays.is_some());
    let address = |node: &NodeRef| files.lessons.get(node.local.as_ref()?);
    let ending = apply(import, job, lock, is_safe, &address, terminal).await?;
    Ok(Ok(ending.with(plan)))
}

/// What came of the calls, before the plan is added.
enum Applied {
    InStep,
    Done(Box<UpdateReport>),
    LookAtMedia(Box<UpdateReport>, Box<NodeRef>),
    MediaLost(Box<UpdateReport>, Box<NodeRef>),
    Failed(Box<UpdateReport>, UpdateError),
}

impl Applied {
    fn with(self, plan: Plan) -> UpdateEnding {
        match self {
            Self::InStep => UpdateEnding::InStep(plan),
            Self::Done(report) => UpdateEnding::Done(plan, report),
            Self::LookAtMedia(report, node) => UpdateEnding::LookAtMedia(plan, report, node),
            Self::MediaLost(report, node) => UpdateEnding::MediaLost(plan, report, node),
            Self::Failed(report, error) => UpdateEnding::Failed(plan, report, error),
        }
    }
}

async fn apply(
    import: &mut CourseImport<'_>,
    job: Job<'_>,
    lock: &mut Lock,
    media_is_safe: bool,
    address: &dyn Fn(&NodeRef) -> Option<String>,
    terminal: &mut Terminal,
) -> Result<Applied, CommandError> {
    let is_empty = job.plan.is_empty();
    let mut update = match Update::begin(job, lock, media_is_safe) {
        Ok(update) => update,
        Err(error) => return Ok(Applied::Failed(Box::default(), error)),
    };
    loop {
        match update.proceed().await {
            Err(error) => return Ok(Applied::Failed(Box::new(update.into_report()), error)),
            Ok(Progress::Done) if is_empty => return Ok(Applied::InStep),
            Ok(Progress::Done) => return Ok(Applied::Done(Box::new(update.into_report()))),
            Ok(Progress::AsksAboutMedia(node)) => {
                terminal.status(&media_lines(&node, address(&node).as_deref()));
                let answer = import.ask("Does its video still play, and are its files still there?").await?;
                let remembered = match answer {
                    Answer::Yes => update.media_plays(true),
                    Answer::No => update.media_plays(false),
                    Answer::Nobody | Answer::Stopped => Ok(()),
                };
                let report = |update: Update<'_>| Box::new(update.into_report());
                match (remembered, answer) {
                    (Err(error), _) => return Ok(Applied::Failed(report(update), error)),
                    (Ok(()), Answer::Yes) => {}
                    (Ok(()), Answer::No) => return Ok(Applied::MediaLost(report(update), Box::new(node))),
                    (Ok(()), Answer::Nobody) => {
                        return Ok(Applied::LookAtMedia(report(update), Box::new(node)));
                    }
                    (Ok(()), Answer::Stopped) => {
                        return Ok(Applied::Failed(report(update), UpdateError::Stopped));
                    }
                }
            }
        }
    }
}

/// Which lesson to look at.
fn media_lines(node: &NodeRef, address: Option<&str>) -> String {
    let title = plan_text::titled(node);
    let at = address.map(|address| format!(" at {address}")).unwrap_or_default();
    format!("  look at   {STRONG}{title}{STRONG:#}{at}: the first lesson with a video whose text was updated")
}

/// The course there, as the lock or the answer to the import knows it.
fn course_id(lock: &Lock, to: &sync::lock::Destination, last: &Import) -> Option<Id> {
    let bound = lock.target(to).and_then(|target| target.course.clone());
    bound.or_else(|| last.course_id.as_deref().and_then(Id::new))
}

/// Says what an update does.
fn show(import: &CourseImport<'_>, plan: &Plan, three: &Three, uploads: usize, terminal: &mut Terminal) {
    let mut counts = plan.counts().to_string();
    if uploads > 0 {
        counts = format!("{counts}, uploads {}", crate::size::count(uploads, "file", "files"));
    }
    let folder = import.found.path.display();
    terminal.status(&format!("{STRONG}{}{STRONG:#} ({folder}): {counts}", import.course.title));
    let lines = plan_text::lines(plan, &Titles::of(&three.local, &three.remote));
    if !lines.is_empty() {
        terminal.status(&lines);
    }
}
