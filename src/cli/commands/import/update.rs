//! An import of a course that is on the platform already: an update of what changed.

use std::time::SystemTime;

use crate::changes::Style;
use crate::model::Portal;
use crate::platform::courses_v3::{CallError, Capability, CoursesApi, Id};
use crate::sync::diff::{Keep, NodeRef, Operation, Options, Plan};
use crate::sync::lock::{Destination, Import, Lock};
use crate::sync::plan::Planned;
use crate::sync::update::apply::{Job, Progress, Update, UpdateError};
use crate::sync::update::course_addresses::CourseAddresses;
use crate::sync::update::find_course;
use crate::sync::update::folder_values::FolderValues;
use crate::sync::update::pre_images::PreImages;
use crate::sync::update::report::UpdateReport;
use crate::sync::update::snapshot::Snapshot;
use crate::sync::versions::{Field, Local, addresses_of};

use crate::cli::exit::CommandError;
use crate::cli::output::columns;
use crate::cli::output::terminal::{STRONG, Terminal};
use crate::cli::target;
use crate::cli::update::differences::{self, Changed};
use crate::cli::update::plan_text::{self, Titles};
use crate::cli::update::three::{self, There, Three};
use crate::shown::shown;

use super::ask::{Answer, Else};
use super::by_hand;
use super::course_import::CourseImport;
use super::update_report::UpdateEnding;

/// Whether links from lesson to lesson are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    /// Where the learners' portal is known.
    Set,
    /// Not in this run.
    None,
}

/// Updates a course, or says why not.
pub(super) async fn run(
    import: &mut CourseImport<'_>,
    lock: &mut Lock,
    last: Import,
    planned: Planned,
    links: Links,
    terminal: &mut Terminal,
) -> Result<UpdateEnding, CommandError> {
    let updating = Updating::of(import, lock, links);
    let url = last.url.clone();
    let course = match updating.find(import, lock, &planned, last).await {
        Ok(Ok(course)) => course,
        Ok(Err(ending)) => return Ok(ending),
        Err(error) => return Ok(UpdateEnding::Unreadable(Box::new(error))),
    };
    let Course { id, there } = course;
    import.there = Some((id.to_string(), url));
    updating.update(import, lock, &id, *there, planned, terminal).await
}

/// A course that was found on the platform.
struct Course {
    id: Id,
    there: Box<There>,
}

/// What an update needs from beginning to end.
struct Updating<'a> {
    api: CoursesApi,
    to: Destination,
    portal: Option<&'a Portal>,
    options: Options,
    /// Names the copies of what is replaced.
    began: SystemTime,
}

impl<'a> Updating<'a> {
    fn of(import: &CourseImport<'a>, lock: &Lock, links: Links) -> Self {
        let to = import.target.to.clone();
        let updates = &import.found.scan.updates;
        let options = three::options(import.args.update.options(), updates.media, lock, &to);
        Self {
            api: import.target.api(),
            to,
            portal: updates.portal.as_ref().filter(|_| links == Links::Set),
            options,
            began: SystemTime::now(),
        }
    }

    fn addresses(&self, planned: &Planned, lock: &Lock) -> CourseAddresses {
        CourseAddresses::of(planned, self.portal, lock, &self.to)
    }

    /// Finds the course and reads it; an ending where it cannot be updated.
    async fn find(
        &self,
        import: &CourseImport<'_>,
        lock: &Lock,
        planned: &Planned,
        last: Import,
    ) -> Result<Result<Course, UpdateEnding>, CallError> {
        let capabilities = import.target.capabilities();
        let no_api = |last, capability| {
            let files = self.addresses(planned, lock);
            let plan = Three::of(import.course, &files, lock, &self.to, &There::Assumed).plan(&self.options);
            UpdateEnding::NoApi(last, plan, capability)
        };
        let id = match course_id(lock, &self.to, &last) {
            Some(id) => id,
            None => match capabilities.ask(&self.api, SystemTime::now()).await? {
                Capability::There => {
                    match find_course::with_title(&self.api, &last.title).await?.as_slice() {
                        [one] => one.id().clone(),
                        found => return Ok(Err(UpdateEnding::NotBound(last, found.len()))),
                    }
                }
                not_there => return Ok(Err(no_api(last, not_there))),
            },
        };
        Ok(match three::read(&self.api, &capabilities, &id).await? {
            Err(not_there) => Err(no_api(last, not_there)),
            Ok(There::Gone | There::Assumed) => Err(UpdateEnding::Gone(last)),
            Ok(there) => Ok(Course { id, there: Box::new(there) }),
        })
    }

    /// Plans, asks, uploads, writes.
    async fn update(
        &self,
        import: &mut CourseImport<'_>,
        lock: &mut Lock,
        id: &Id,
        there: There,
        mut planned: Planned,
        terminal: &mut Terminal,
    ) -> Result<UpdateEnding, CommandError> {
        let mut files = self.addresses(&planned, lock);
        files.quizzes_apart(lock, &self.to);
        let mut three = Three::of(import.course, &files, lock, &self.to, &there);
        self.must_know_names(&three)?;
        let mut plan = three.plan(&self.options);
        let uploads = planned.uploads.len();
        show(import, &plan, &three, uploads, terminal);
        if plan.must_stop() {
            show_conflicts(import, &plan, &three, &there, &files, terminal);
            return Ok(UpdateEnding::MustDecide(plan));
        }
        drop(there);
        if !plan.is_empty() || uploads > 0 {
            import.words = Some(in_words(&plan, uploads));
            match import.confirm("Update", &in_words(&plan, uploads)).await? {
                Answer::Yes => {}
                Answer::No | Answer::Unclear => return Ok(UpdateEnding::Declined(plan)),
                Answer::Nobody => return Ok(UpdateEnding::NotConfirmed(plan)),
                Answer::Stopped => {
                    return Ok(UpdateEnding::Failed(plan, Box::default(), UpdateError::Stopped));
                }
            }
        }
        lock.begin_run(&self.to, SystemTime::now());
        lock.target_mut(&self.to).course = Some(id.clone());
        if uploads > 0 {
            match import.upload(&mut planned, lock, terminal).await {
                Ok(addresses) => files.known.extend(addresses),
                Err(error) => return Ok(UpdateEnding::NotUploaded(plan, error)),
            }
            // What was planned with files that had no addresses is planned again with them.
            three.local = Local::of(import.course, files.view());
            plan = three.plan(&self.options);
            if plan.must_stop() {
                return Ok(UpdateEnding::MustDecide(plan));
            }
        }
        import.by_hand = by_hand::of(import.course, &plan, &files);
        if import.args.update.confirm_media {
            lock.target_mut(&self.to).learned.answer_about_media(true);
        }
        let applied = self.apply(import, lock, id, &three, &files, &plan, terminal).await?;
        if let Applied::Failed(_, UpdateError::Call(error)) = &applied
            && error.is_absent()
        {
            import.target.capabilities().forget();
        }
        let applied = match applied {
            Applied::Done(report) if self.changes_addresses(&report) => {
                self.write_links(import, lock, id, files, report, terminal).await?
            }
            applied => applied,
        };
        Ok(applied.with(plan))
    }

    /// Refuses names that no lesson or category has: a decision about nothing is a slip of the pen.
    fn must_know_names(&self, three: &Three) -> Result<(), CommandError> {
        let is_known = |name: &str| {
            let here = three.local.nodes.iter().any(|node| node.id.as_str() == name || node.path == name);
            here || three
                .base
                .nodes
                .iter()
                .any(|node| node.id.as_str() == name || node.path.as_deref() == Some(name))
        };
        let mut names = self.options.keep.names().chain(self.options.handled.names());
        match names.find(|name| !is_known(name)) {
            None => Ok(()),
            Some(name) => Err(CommandError::unclear(format!("lesson not found: `{}`", shown(name)))
                .hint("name it by its path in the course, such as `01-start/02-mix.md`, or by its `id`")),
        }
    }

    /// Whether lessons have addresses now that links to them do not know yet.
    fn changes_addresses(&self, report: &UpdateReport) -> bool {
        let moves = |operation: &Operation| match operation {
            Operation::Create { .. } => true,
            Operation::Update { fields, .. } => fields.contains(&Field::Place),
            _ => false,
        };
        self.portal.is_some() && report.done.iter().any(moves)
    }

    /// Writes the texts whose links lead to lessons that were made or moved just now.
    async fn write_links(
        &self,
        import: &mut CourseImport<'_>,
        lock: &mut Lock,
        id: &Id,
        mut files: CourseAddresses,
        mut report: Box<UpdateReport>,
        terminal: &mut Terminal,
    ) -> Result<Applied, CommandError> {
        let before = files.lessons.clone();
        files.lessons =
            self.portal.map(|portal| addresses_of(portal, &lock.base(&self.to))).unwrap_or_default();
        let has_links = import.course.lessons().any(|lesson| {
            lesson.body.lesson_links().any(|link| files.lessons.of_link(link) != before.of_link(link))
        });
        if !has_links {
            return Ok(Applied::Done(report));
        }
        files.quizzes_apart(lock, &self.to);
        let there = match Snapshot::read_whole(&self.api, id).await {
            Ok(Some(snapshot)) => There::Read(Box::new(snapshot)),
            // The next run writes them.
            Ok(None) | Err(_) => return Ok(Applied::Done(report)),
        };
        let three = Three::of(import.course, &files, lock, &self.to, &there);
        let plan = three.plan(&Options { keep: Keep::default(), ..self.options.clone() });
        if plan.must_stop() || plan.is_empty() {
            return Ok(Applied::Done(report));
        }
        let applied = self.apply(import, lock, id, &three, &files, &plan, terminal).await?;
        Ok(match applied {
            Applied::InStep => Applied::Done(report),
            Applied::Done(links) => {
                report.add(*links);
                Applied::Done(report)
            }
            other => other,
        })
    }

    #[expect(clippy::too_many_arguments, reason = "each comes from another step")]
    async fn apply(
        &self,
        import: &mut CourseImport<'_>,
        lock: &mut Lock,
        id: &Id,
        three: &Three,
        files: &CourseAddresses,
        plan: &Plan,
        terminal: &mut Terminal,
    ) -> Result<Applied, CommandError> {
        let values = FolderValues::new(import.course, files);
        let folder = target::pre_images(import.args.update.keep_in.as_deref());
        let (to, title) = (&self.to, import.course.title.as_str());
        let job = Job {
            api: &self.api,
            to,
            course: id,
            local: &three.local,
            values: &values,
            remote: &three.remote,
            plan,
            pre_images: PreImages::new(&folder, &to.host, &to.location, id, title, self.began),
            reporter: import.reporter(terminal),
            stop: import.stop.clone(),
            verify: import.args.update.verify(),
        };
        let is_safe = lock.target(to).is_some_and(|target| target.learned.media_plays.is_some());
        let address = |node: &NodeRef| files.lessons.get(node.local.as_ref()?);
        apply(import, job, lock, is_safe, &address, terminal).await
    }
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
    let mut unanswered = update.unanswered();
    loop {
        let progress = match unanswered.take() {
            Some(node) => Ok(Progress::AsksAboutMedia(node)),
            None => update.proceed().await,
        };
        match progress {
            Err(error) => return Ok(Applied::Failed(Box::new(update.into_report()), error)),
            Ok(Progress::Done) if is_empty => return Ok(Applied::InStep),
            Ok(Progress::Done) => return Ok(Applied::Done(Box::new(update.into_report()))),
            Ok(Progress::AsksAboutMedia(node)) => {
                terminal.status(&media_lines(&node, address(&node).as_deref()));
                let question = "Does its video still play, and are its files still there?";
                let answer = import.ask(question, Else::Unclear).await?;
                let remembered = match answer {
                    Answer::Yes => update.media_plays(true),
                    Answer::No => update.media_plays(false),
                    Answer::Unclear | Answer::Nobody | Answer::Stopped => Ok(()),
                };
                let report = |update: Update<'_>| Box::new(update.into_report());
                match (remembered, answer) {
                    (Err(error), _) => return Ok(Applied::Failed(report(update), error)),
                    (Ok(()), Answer::Yes) => {}
                    (Ok(()), Answer::No) => return Ok(Applied::MediaLost(report(update), Box::new(node))),
                    (Ok(()), Answer::Nobody | Answer::Unclear) => {
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
    format!(
        "  look at   {STRONG}{title}{STRONG:#}{at}: the first lesson with a video or materials that was updated"
    )
}

/// The course there, as the lock or the answer to the import knows it.
fn course_id(lock: &Lock, to: &Destination, last: &Import) -> Option<Id> {
    let bound = lock.target(to).and_then(|target| target.course.clone());
    bound.or_else(|| last.course_id.as_deref().and_then(Id::new))
}

/// What an update does, in a line.
pub(super) fn in_words(plan: &Plan, uploads: usize) -> String {
    let counts = plan.counts().to_string();
    if uploads == 0 {
        return counts;
    }
    format!("{counts}, uploads {}", crate::size::count(uploads, "file", "files"))
}

/// Says what an update does.
fn show(import: &CourseImport<'_>, plan: &Plan, three: &Three, uploads: usize, terminal: &mut Terminal) {
    let counts = in_words(plan, uploads);
    let folder = import.found.path.display();
    terminal.status(&format!("{STRONG}{}{STRONG:#} ({folder}): {counts}", import.course.title));
    let lines = plan_text::lines(plan, &Titles::of(&three.local, &three.remote));
    if !lines.is_empty() {
        terminal.status(&lines);
    }
}

/// Shows both sides of the conflicts.
fn show_conflicts(
    import: &CourseImport<'_>,
    plan: &Plan,
    three: &Three,
    there: &There,
    files: &CourseAddresses,
    terminal: &mut Terminal,
) {
    const MOST: usize = 10;
    let There::Read(snapshot) = there else { return };
    let all = differences::of(three, plan, Some(snapshot), import.course, files);
    let conflicts: Vec<_> = all.into_iter().filter(|node| node.change == Changed::Conflict).collect();
    let style = Style { color: terminal.message_style().color, columns: columns::of_messages() };
    for node in conflicts.iter().take(MOST) {
        terminal.status(&format!("\n{}", node.drawn(style).trim_end()));
    }
    if conflicts.len() > MOST {
        terminal.status(&format!("\nand {} more conflicts", conflicts.len() - MOST));
    }
}
