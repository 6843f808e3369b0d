//! Carries out the plan of an update, one call after the other.
//!
//! Each object is read again right before it is written, and left to the next run if somebody changed what is to be written.
//! What is replaced is kept beforehand. The first write is read back: a platform that changes more than it was asked to
//! gets its old values back, and the run ends. Ids of new objects are in the lock before the next call.
#![expect(clippy::option_option, reason = "no other place, or the first level, or a category")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use tokio::sync::watch;

use super::confirm::{self, Written};
use super::folder_values::{Changes, FolderValues};
use super::one_write::{self, Means};
use super::option_text;
use super::pre_images::{OrderImage, PreImages};
use super::quizzes::{End, OfLesson};
use super::read_back::{self, Asked, Moved};
use super::remember::{self, Nodes};
use super::remote_object::RemoteObject;
use super::report::{Overtaken, Skipped, UpdateReport};
use crate::fs;
use crate::platform::courses_v3::{
    self, CallError, CallOutcome, CoursesApi, Id, Removal, ReplyError, UnknownValue, Visibility,
};
use crate::sync::diff::{Member, NodeRef, Operation, Parent, Plan};
use crate::sync::lock::{Destination, Lock, LockError, Pending};
use crate::sync::reporter::Reporter;
use crate::sync::versions::{
    Base, Field, Local, LocalId, LocalNode, MediaPlace, Met, NodeKind, Print, Remote, RemoteNode,
    assignment_of, quiz_of,
};

/// How often the lock is written while objects are updated. What a killed run did not write down, the next one sees.
const SAVE_EVERY: Duration = Duration::from_secs(1);

/// What an update works with. The plan was made of `local`, `remote` and the lock's base.
pub struct Job<'a> {
    /// The courses of the location.
    pub api: &'a CoursesApi,
    /// The location.
    pub to: &'a Destination,
    /// The course there.
    pub course: &'a Id,
    /// The folder's version.
    pub local: &'a Local,
    /// What is sent of it.
    pub values: &'a FolderValues<'a>,
    /// The platform's version.
    pub remote: &'a Remote,
    /// What to do.
    pub plan: &'a Plan,
    /// Where copies of what is replaced are kept.
    pub pre_images: PreImages,
    /// Told what goes on.
    pub reporter: Arc<dyn Reporter>,
    /// Becomes `true` when the run should stop.
    pub stop: watch::Receiver<bool>,
    /// How long the result is waited for.
    pub verify: Duration,
}

/// An update under way.
pub struct Update<'a> {
    job: Job<'a>,
    lock: &'a mut Lock,
    base: Base,
    queue: Vec<Operation>,
    next: usize,
    /// What was made in this run.
    made: BTreeMap<(NodeKind, LocalId), Id>,
    /// What was removed, or moved into another category.
    left: BTreeSet<Id>,
    /// What was written, for the look at the end.
    written: Vec<Written>,
    /// Lessons whose texts were sent since the lock was written, and where their media are.
    texts: Vec<(LocalId, MediaPlace)>,
    nodes: Nodes<'a>,
    saved: Instant,
    canary: Canary,
    report: UpdateReport,
}

/// Whether the first write was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Canary {
    /// Nothing was written yet. Somebody is asked about the video of the first lesson if `asks`.
    Waits { asks: bool },
    /// It was, or there is none.
    Passed,
}

/// How far an update came.
#[derive(Debug)]
pub enum Progress {
    /// To its end.
    Done,
    /// The first lesson with a video is written, and somebody has to look whether that still plays.
    AsksAboutMedia(NodeRef),
}

/// Why an update ended early. What it did is in the lock.
#[derive(Debug, thiserror::Error)]
pub enum UpdateError {
    /// The lock file cannot be written, so nothing may go on.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// What would be replaced cannot be kept.
    #[error(transparent)]
    Disk(#[from] fs::Error),
    /// A call failed in a way that others would, too.
    #[error(transparent)]
    Call(Box<CallError>),
    /// The first write changed more than it was asked to, or did not do what it was asked to.
    #[error("the platform changed more than it was asked to: {}", .0.node.title)]
    Canary(Box<CanaryFault>),
    /// The author stopped it.
    #[error("stopped")]
    Stopped,
}

/// What the first write did.
#[derive(Debug)]
pub struct CanaryFault {
    /// The object.
    pub node: NodeRef,
    /// The fields.
    pub moved: Vec<Moved>,
    /// Whether the object has its old values again.
    pub is_put_back: bool,
}

/// One object that is written.
struct Write<'o> {
    node: &'o NodeRef,
    remote: &'o Id,
    fields: BTreeSet<Field>,
    parent: Option<Option<Id>>,
    media: MediaPlace,
    leaves_out: BTreeSet<UnknownValue>,
    is_trial: bool,
}

/// What came of an operation.
enum Came {
    Done,
    Overtaken(Overtaken),
    Skipped(Skipped),
}

impl From<CallError> for UpdateError {
    fn from(error: CallError) -> Self {
        Self::Call(Box::new(error))
    }
}

impl<'a> Update<'a> {
    /// Begins: what the plan only remembers is in the lock afterwards. `media_is_safe` where it is known that texts can be
    /// written without an effect on videos.
    pub fn begin(job: Job<'a>, lock: &'a mut Lock, media_is_safe: bool) -> Result<Self, UpdateError> {
        let nodes = Nodes::of(job.local, job.remote);
        let base = lock.base(job.to);
        let mut new = Self {
            queue: job.plan.operations.clone(),
            job,
            lock,
            base,
            next: 0,
            made: BTreeMap::new(),
            left: BTreeSet::new(),
            written: Vec::new(),
            texts: Vec::new(),
            nodes,
            saved: Instant::now(),
            canary: Canary::Waits { asks: false },
            report: UpdateReport::default(),
        };
        remember::remember(&mut new.base, new.job.plan, &new.nodes);
        remember::rename_pending(new.lock, new.job.to, new.job.plan);
        remember::drop_listed(new.lock, new.job.to, &new.base, &new.nodes);
        remember::set_clock(new.lock, new.job.to, SystemTime::now());
        new.choose_canary(media_is_safe);
        new.save()?;
        Ok(new)
    }

    /// Puts first what is looked at most closely: a lesson with a video beside its text where nobody knows yet what becomes
    /// of that (a draft if there is one), else a lesson, else whatever is updated.
    fn choose_canary(&mut self, media_is_safe: bool) {
        let has_media = |operation: &Operation| self.has_media_at_risk(operation);
        let at_risk = || self.queue.iter().enumerate().filter(|(_, operation)| has_media(operation));
        let draft = at_risk().find(|(_, operation)| self.is_draft(operation));
        let with_media = if media_is_safe { None } else { draft.or_else(|| at_risk().next()) };
        let is_update = |operation: &Operation, of: Option<NodeKind>| {
            let is_kind = |node: &NodeRef| of.is_none_or(|kind| node.kind == kind);
            matches!(operation, Operation::Update { node, parent, fields, .. }
                if is_kind(node) && !is_new(parent.as_ref()) && writes_node(fields))
        };
        let first = |of: Option<NodeKind>| self.queue.iter().position(|operation| is_update(operation, of));
        let asks = with_media.is_some();
        let canary = with_media.map(|(at, _)| at).or_else(|| first(Some(NodeKind::Lesson)));
        self.canary = Canary::Waits { asks };
        if let Some(at) = canary.or_else(|| first(None)) {
            self.queue[..=at].rotate_right(1);
        }
    }

    /// Whether an operation writes the text of a lesson that has a video or materials beside it.
    fn has_media_at_risk(&self, operation: &Operation) -> bool {
        let Operation::Update { node, parent, fields, media: MediaPlace::Beside, .. } = operation else {
            return false;
        };
        let Some(local) = self.nodes.local(node.kind, node.local.as_ref()) else { return false };
        local.text_with_media.is_some() && !is_new(parent.as_ref()) && writes_node(fields)
    }

    fn is_draft(&self, operation: &Operation) -> bool {
        let Operation::Update { remote, .. } = operation else { return false };
        let visibility = self.nodes.remote.get(remote).and_then(|node| node.fields.get(&Field::Visibility));
        visibility == Some(&Print::of("draft"))
    }

    /// The lesson whose video an earlier run asked about, where nobody answered and another text would be written beside a
    /// video. Nothing may be written before there is an answer: each write could cost a video.
    pub fn unanswered(&self) -> Option<NodeRef> {
        let asked = self.lock.target(self.job.to)?.learned.asked_about_media()?;
        let local = self.nodes.local(NodeKind::Lesson, Some(&asked))?;
        let remote = self.base.get(NodeKind::Lesson, &asked)?.remote.clone();
        let node = NodeRef {
            kind: NodeKind::Lesson,
            local: Some(asked),
            path: Some(local.path.clone()),
            remote,
            title: local.title.clone(),
        };
        (self.canary == Canary::Waits { asks: true }).then_some(node)
    }

    /// Remembers whether the video of the first lesson still plays.
    pub fn media_plays(&mut self, plays: bool) -> Result<(), UpdateError> {
        self.lock.target_mut(self.job.to).learned.answer_about_media(plays);
        if let Canary::Waits { asks } = &mut self.canary {
            *asks = false;
        }
        self.save()
    }

    /// Ends; gives the report.
    pub fn into_report(mut self) -> UpdateReport {
        self.report.run = self.job.pre_images.name().map(str::to_owned);
        self.report
    }

    /// Goes on until the end, or until somebody has to look at something; then it may be called again.
    pub async fn proceed(&mut self) -> Result<Progress, UpdateError> {
        let progress = self.try_proceed().await;
        // Whatever happened, what was done is written down.
        self.save()?;
        progress
    }

    async fn try_proceed(&mut self) -> Result<Progress, UpdateError> {
        self.job.reporter.writes_begin(self.queue.len());
        while let Some(operation) = self.queue.get(self.next).cloned() {
            if *self.job.stop.borrow() {
                return Err(UpdateError::Stopped);
            }
            self.next += 1;
            self.job.reporter.write_begins(self.next, self.queue.len());
            let waited = self.canary;
            match self.operation(&operation).await? {
                Came::Done => self.report.done.push(operation.clone()),
                Came::Overtaken(how) => self.report.overtaken.push((operation.clone(), how)),
                Came::Skipped(why) => self.report.skipped.push((operation.clone(), why)),
            }
            if let (Canary::Waits { asks: true }, Canary::Passed) = (waited, self.canary)
                && let Operation::Update { node, .. } = operation
            {
                if let Some(lesson) = &node.local {
                    self.lock.target_mut(self.job.to).learned.ask_about_media(lesson);
                }
                return Ok(Progress::AsksAboutMedia(node));
            }
            if self.saved.elapsed() > SAVE_EVERY {
                self.save()?;
            }
        }
        self.job.reporter.writes_end();
        self.finish().await?;
        Ok(Progress::Done)
    }

    async fn operation(&mut self, operation: &Operation) -> Result<Came, UpdateError> {
        match operation {
            Operation::Create { node, parent, media } => self.create(node, parent, *media).await,
            Operation::Update { node, remote, fields, parent, media, leaves_out, is_trial } => {
                let parent = match parent {
                    None => None,
                    Some(parent) => match self.id_of(parent) {
                        Some(id) => Some(id),
                        None => return Ok(Came::Skipped(Skipped::NoParent)),
                    },
                };
                let leaves_out = leaves_out.iter().cloned().collect();
                let (attached, fields): (BTreeSet<Field>, _) =
                    fields.iter().partition(|field| field.is_attached());
                let (media, is_trial) = (*media, *is_trial);
                let write = Write { node, remote, fields, parent, media, leaves_out, is_trial };
                self.update(write, attached).await
            }
            Operation::Draft { node, remote, leaves_out, is_trial } => {
                self.write(Write {
                    node,
                    remote,
                    fields: BTreeSet::from([Field::Visibility]),
                    parent: None,
                    media: MediaPlace::Beside,
                    leaves_out: leaves_out.iter().cloned().collect(),
                    is_trial: *is_trial,
                })
                .await
            }
            Operation::Sequence { parent, kind, members } => self.sequence(parent, *kind, members).await,
            Operation::Delete { node, remote } => self.delete(node, remote).await,
        }
    }

    /// The id of a category: `Some(None)` for the course itself, `None` for one that was not made.
    fn id_of(&self, parent: &Parent) -> Option<Option<Id>> {
        match parent {
            Parent::Course => Some(None),
            Parent::There(id) => Some(Some(id.clone())),
            Parent::New(local) => self.made.get(&(NodeKind::Category, local.clone())).cloned().map(Some),
        }
    }

    /// Makes a category or lesson. Before the call the lock says that an answer is expected.
    async fn create(
        &mut self,
        node: &NodeRef,
        parent: &Parent,
        media: MediaPlace,
    ) -> Result<Came, UpdateError> {
        let Some(parent) = self.id_of(parent) else { return Ok(Came::Skipped(Skipped::NoParent)) };
        let Some(local) = self.nodes.local(node.kind, node.local.as_ref()) else {
            return Ok(Came::Skipped(Skipped::NoParent));
        };
        let (api, course) = (self.job.api, self.job.course);
        let Some(new) = self.job.values.new_node(node.kind, &local.id, media) else {
            return Ok(Came::Skipped(Skipped::NoParent));
        };
        if let Some(earlier) = self.base.get(node.kind, &local.id).and_then(|node| node.remote.clone()) {
            // Lists lag; a read of one object does not.
            match RemoteObject::get(api, course, node.kind, &earlier).await {
                Ok(None) => {}
                Ok(Some(_)) => return Ok(Came::Overtaken(Overtaken::NotListed)),
                Err(error) => return came(one_write::meaning(error)),
            }
        }
        self.base.forget(node.kind, &local.id);
        self.base.expect(local, media);
        self.expect(local);
        self.save()?;
        let made = match (node.kind, &parent) {
            (NodeKind::Category, parent) => {
                let new = new.category(parent.as_ref());
                courses_v3::create_category(api, course, &new).await.map(RemoteObject::Category)
            }
            (NodeKind::Lesson, Some(category)) => {
                courses_v3::create_lesson(api, course, &new.lesson(category)).await.map(RemoteObject::Lesson)
            }
            (NodeKind::Lesson, None) | (NodeKind::Course, _) => return Ok(Came::Skipped(Skipped::NoParent)),
        };
        match made {
            Ok(made) => {
                let fields = Base::all_fields(node.kind);
                let mut there = made.node();
                assume(&mut there, local, media, &fields, parent.as_ref().map(Some));
                self.base.met(Met { local, remote: &there, media }, &fields);
                self.made.insert((node.kind, local.id.clone()), made.id().clone());
                self.written.push(Written::made(local, made.id(), media));
                if node.kind == NodeKind::Lesson {
                    self.texts.push((local.id.clone(), media));
                }
                // It is waited for until a list shows it.
                self.save()?;
                if node.kind == NodeKind::Lesson && matches!(self.canary, Canary::Waits { .. }) {
                    self.look_at_made(node, local, media, &made).await?;
                }
                let attached = local.fields.keys().copied().filter(|field| field.is_attached()).collect();
                self.attach(node, made.node(), media, &attached).await
            }
            Err(error) if error.outcome() == CallOutcome::Unknown => {
                Ok(Came::Skipped(Skipped::AnswerLost(one_write::lost(&error))))
            }
            Err(error) => {
                self.base.forget(node.kind, &local.id);
                self.is_answered(local);
                self.save()?;
                match one_write::meaning(error) {
                    Means::IsGone => Ok(Came::Skipped(Skipped::NoParent)),
                    Means::Skip(why) => Ok(Came::Skipped(why)),
                    Means::Stop(error) => Err(error.into()),
                }
            }
        }
    }

    /// Reads back the first lesson that was made, where none was updated before it.
    async fn look_at_made(
        &mut self,
        node: &NodeRef,
        local: &LocalNode,
        media: MediaPlace,
        made: &RemoteObject,
    ) -> Result<(), UpdateError> {
        let (api, course) = (self.job.api, self.job.course);
        let Some(now) = RemoteObject::get(api, course, node.kind, made.id()).await? else { return Ok(()) };
        let fields: BTreeSet<Field> = Field::compared(node.kind).iter().copied().collect();
        let text = self.job.values.text(node.kind, &local.id, media);
        let print = |field: Field| local.print(field, media);
        let asked = Asked { fields: &fields, print: &print, text: &text, parent: None };
        let moved: Vec<Moved> =
            read_back::moved(made, &now, &asked).into_iter().filter(|moved| moved.is_asked).collect();
        self.canary = Canary::Passed;
        if moved.is_empty() {
            return Ok(());
        }
        let node = NodeRef { remote: Some(made.id().clone()), ..node.clone() };
        Err(UpdateError::Canary(Box::new(CanaryFault { node, moved, is_put_back: false })))
    }

    fn expect(&mut self, local: &LocalNode) {
        let pending = Pending { kind: local.kind, id: local.id.clone(), at: SystemTime::now() };
        let target = self.lock.target_mut(self.job.to);
        target.pending.retain(|other| (other.kind, &other.id) != (pending.kind, &pending.id));
        target.pending.push(pending);
    }

    fn is_answered(&mut self, local: &LocalNode) {
        remember::drop_pending(self.lock, self.job.to, |pending| {
            pending.kind == local.kind && pending.id == local.id
        });
    }

    /// Writes an object and what is beside it. Questions are taken out of a text when the platform has them as a quiz; but a
    /// lesson has to be of that type before it can have one.
    async fn update(&mut self, write: Write<'_>, attached: BTreeSet<Field>) -> Result<Came, UpdateError> {
        let (node, media) = (write.node, write.media);
        let there = self.nodes.remote.get(write.remote).map(|node| (*node).clone());
        let Some(there) = there.filter(|_| !attached.is_empty()) else { return self.write(write).await };
        let comes_first = write.fields.contains(&Field::Type);
        if comes_first {
            match self.write(write).await? {
                Came::Done => return self.attach(node, there, media, &attached).await,
                came => return Ok(came),
            }
        }
        match self.attach(node, there, media, &attached).await? {
            Came::Done if write.fields.is_empty() => Ok(Came::Done),
            Came::Done => self.write(write).await,
            came => Ok(came),
        }
    }

    /// Sends the quiz or the assignment of a lesson that is there.
    async fn attach(
        &mut self,
        node: &NodeRef,
        mut there: RemoteNode,
        media: MediaPlace,
        fields: &BTreeSet<Field>,
    ) -> Result<Came, UpdateError> {
        if fields.is_empty() {
            return Ok(Came::Done);
        }
        let values = self.job.values;
        let local = self.nodes.local(node.kind, node.local.as_ref());
        let Some((local, lesson)) = local.and_then(|local| Some((local, values.lesson(&local.id)?))) else {
            return Ok(Came::Skipped(Skipped::NoParent));
        };
        let is_planned = self.nodes.remote.contains_key(&there.id);
        let to = self.job.to;
        let sending = OfLesson {
            api: self.job.api,
            course: self.job.course,
            lesson: &there.id,
            title: lesson.title.as_str(),
            fields,
            planned: is_planned.then_some(&there),
            pre_images: &mut self.job.pre_images,
            stop: &self.job.stop,
            verify: self.job.verify,
        };
        let sent = match (quiz_of(lesson), assignment_of(lesson)) {
            (Some(_), _) if !option_text::is_kept(self.lock, to) => Err(End::NotKept),
            (Some(quiz), _) => sending.send_quiz(quiz, option_text::learned(self.lock, to)).await,
            (None, Some(assignment)) => sending.send_assignment(assignment).await,
            (None, None) => return Ok(Came::Done),
        };
        let done = match sent {
            Ok(done) => done,
            Err(End::NotKept) => {
                option_text::remember(self.lock, to, None);
                return Ok(Came::Skipped(Skipped::QuizzesNotKept));
            }
            Err(End::Overtaken(how)) => return Ok(Came::Overtaken(how)),
            Err(End::Skipped(why)) => return Ok(Came::Skipped(why)),
            Err(End::Call(error)) => return Err(UpdateError::Call(error)),
            Err(End::Disk(error)) => return Err(error.into()),
        };
        if done.option_text.is_some() {
            option_text::remember(self.lock, to, done.option_text);
        }
        if !done.left_over.is_empty() {
            self.report.left_over.push((node.clone(), done.left_over));
        }
        there.attach(Some(&done.attached));
        let is_list = |field: &Field| matches!(field, Field::Questions | Field::Answers);
        let has_list = fields.iter().any(is_list);
        let is_written = |field: &Field| {
            let is_one = fields.contains(field) || done.is_new || has_list && is_list(field);
            field.is_attached() && is_one
        };
        let written = local.fields.keys().copied().filter(is_written).collect();
        self.base.met(Met { local, remote: &there, media }, &written);
        self.save()?;
        Ok(Came::Done)
    }

    /// Writes an object: reads it, keeps it, sends it, and reads the first one back.
    async fn write(&mut self, write: Write<'_>) -> Result<Came, UpdateError> {
        let Write { node, remote, .. } = write;
        let (api, course) = (self.job.api, self.job.course);
        if let Some(lost) = self.seen_to_be_lost(&write) {
            return Ok(Came::Skipped(Skipped::UnknownValues(lost)));
        }
        let before = match RemoteObject::get(api, course, node.kind, remote).await {
            Ok(Some(before)) => before,
            Ok(None) => return Ok(Came::Overtaken(Overtaken::Removed)),
            Err(error) => return came(one_write::meaning(error)),
        };
        if let Some(field) = self.changed_meanwhile(&before.node(), &write.fields) {
            return Ok(Came::Overtaken(Overtaken::Changed(field)));
        }
        let values = self.job.values;
        let changes = match &node.local {
            Some(local) if self.nodes.local(node.kind, Some(local)).is_some() => {
                values.changes(node.kind, local, &write.fields, write.media)
            }
            _ => Some(Changes { visibility: Some(Visibility::Draft), ..Changes::default() }),
        };
        let Some(mut changes) = changes else { return Ok(Came::Skipped(Skipped::NoParent)) };
        changes.parent = write.parent.as_ref().map(Option::as_ref);
        let body = match before.put(&changes, &write.leaves_out) {
            Ok(body) => body,
            Err(values) => {
                let values = values.iter().map(|value| format!("{}: {}", value.field, value.value));
                return Ok(Came::Skipped(Skipped::UnknownValues(values.collect())));
            }
        };
        self.job.pre_images.keep(&before)?;
        let print = |field: Field| self.print(&write, field);
        let text = changes.text.as_deref().unwrap_or_default();
        let asked = Asked {
            fields: &write.fields,
            print: &print,
            text,
            parent: write.parent.as_ref().map(Option::as_ref),
        };
        let is_done =
            |now: &RemoteObject| read_back::moved(&before, now, &asked).iter().all(|moved| !moved.is_asked);
        let is_canary = matches!(self.canary, Canary::Waits { .. });
        match one_write::put(api, course, &before, &body, is_done).await {
            Ok(()) => {}
            Err(Means::Stop(CallError::Reply(reply))) if is_canary => {
                return Err(self.unreadable(&write, &before, &reply).await);
            }
            Err(means) => return came(means),
        }
        let mut there = before.node();
        if is_canary || self.tries_something(&write) {
            let after = match RemoteObject::get(api, course, node.kind, remote).await {
                Ok(Some(after)) => after,
                Ok(None) => return Ok(Came::Overtaken(Overtaken::Removed)),
                Err(CallError::Reply(reply)) => return Err(self.unreadable(&write, &before, &reply).await),
                Err(error) => return came(one_write::meaning(error)),
            };
            let moved = read_back::moved(&before, &after, &asked);
            there = after.node();
            self.judge(&write, &before, moved).await?;
            self.canary = Canary::Passed;
        } else {
            let parent = write.parent.as_ref().map(Option::as_ref);
            assume_prints(&mut there, &|field| self.print(&write, field), &write.fields, parent);
        }
        if write.parent.is_some() {
            self.left.insert(remote.clone());
        }
        self.met(&write, &there);
        Ok(Came::Done)
    }

    /// Values that an object of this run lost when they were left out, where this write would leave them out, too.
    fn seen_to_be_lost(&self, write: &Write<'_>) -> Option<Vec<String>> {
        let lost = &self.lock.target(self.job.to)?.learned.lost_when_left_out;
        let lost = write.leaves_out.iter().filter(|value| lost.contains(value));
        let lost: Vec<String> = lost.map(|value| format!("{}: {}", value.field, value.value)).collect();
        (!lost.is_empty()).then_some(lost)
    }

    /// Whether a write leaves out a value of which nobody knows yet what becomes of it.
    fn tries_something(&self, write: &Write<'_>) -> bool {
        let known = self.lock.target(self.job.to).map(|target| &target.learned.kept_when_left_out);
        let is_known = |value: &UnknownValue| known.is_some_and(|known| known.contains(value));
        write.is_trial && !write.leaves_out.iter().all(is_known)
    }

    /// A field that is to be written and is not as it was when the plan was made.
    fn changed_meanwhile(&self, now: &RemoteNode, fields: &BTreeSet<Field>) -> Option<Field> {
        let planned = self.nodes.remote.get(&now.id)?;
        let is_changed = |field: &&Field| match field {
            Field::Place => planned.parent != now.parent,
            field => planned.fields.get(field) != now.fields.get(field),
        };
        fields.iter().find(is_changed).copied()
    }

    /// What a field of a written object shall be.
    fn print(&self, write: &Write<'_>, field: Field) -> Option<Print> {
        match self.nodes.local(write.node.kind, write.node.local.as_ref()) {
            Some(local) => local.print(field, write.media),
            None => (field == Field::Visibility).then(|| Print::of("draft")),
        }
    }

    /// Decides about an object that was read back.
    async fn judge(
        &mut self,
        write: &Write<'_>,
        before: &RemoteObject,
        moved: Vec<Moved>,
    ) -> Result<(), UpdateError> {
        let lost = |moved: &Moved| write.leaves_out.iter().find(|value| value.field == moved.field).cloned();
        let learned = &mut self.lock.target_mut(self.job.to).learned;
        for value in &write.leaves_out {
            if moved.iter().any(|moved| moved.field == value.field) {
                learned.lost_when_left_out.insert(value.clone());
            } else {
                learned.kept_when_left_out.insert(value.clone());
            }
        }
        let moved: Vec<Moved> = moved.into_iter().filter(|moved| lost(moved).is_none()).collect();
        if moved.is_empty() {
            return Ok(());
        }
        let is_put_back = self.put_back(before, &write.leaves_out).await;
        let node = write.node.clone();
        Err(UpdateError::Canary(Box::new(CanaryFault { node, moved, is_put_back })))
    }

    /// What to say of an object that cannot be read any more after it was written. It gets its old values back.
    async fn unreadable(&self, write: &Write<'_>, before: &RemoteObject, reply: &ReplyError) -> UpdateError {
        let is_put_back = self.put_back(before, &write.leaves_out).await;
        let moved = vec![Moved::unreadable(before, &reply.fault)];
        UpdateError::Canary(Box::new(CanaryFault { node: write.node.clone(), moved, is_put_back }))
    }

    /// Gives an object its old values; whether it has them then.
    async fn put_back(&self, before: &RemoteObject, leave_out: &BTreeSet<UnknownValue>) -> bool {
        let (api, course) = (self.job.api, self.job.course);
        let node = before.node();
        let parent = (node.kind != NodeKind::Course).then_some(node.parent.as_ref());
        let Ok(body) = before.put(&Changes { parent, ..Changes::default() }, leave_out) else { return false };
        if before.update(api, course, &body).await.is_err() {
            return false;
        }
        let now = RemoteObject::get(api, course, before.kind(), before.id()).await;
        let nothing = BTreeSet::new();
        let asked = Asked { fields: &nothing, print: &|_| None, text: "", parent: None };
        now.is_ok_and(|now| now.is_some_and(|now| read_back::moved(before, &now, &asked).is_empty()))
    }

    /// Remembers what was written.
    fn met(&mut self, write: &Write<'_>, there: &RemoteNode) {
        let Write { node, media, fields, .. } = write;
        match self.nodes.local(node.kind, node.local.as_ref()) {
            Some(local) => {
                self.base.met(Met { local, remote: there, media: *media }, fields);
                let before =
                    self.nodes.remote.get(&there.id).map(|node| node.fields.clone()).unwrap_or_default();
                self.written.push(Written::updated(local, &there.id, *media, fields.clone(), before));
            }
            None => {
                if let Some(id) = &node.local {
                    self.base.drafted(node.kind, id);
                }
            }
        }
    }

    async fn sequence(
        &mut self,
        parent: &Parent,
        kind: NodeKind,
        members: &[Member],
    ) -> Result<Came, UpdateError> {
        let Some(parent) = self.id_of(parent) else { return Ok(Came::Skipped(Skipped::NoParent)) };
        let id = |member: &Member| match member {
            Member::There(id) => Some(id.clone()),
            Member::New(local) => self.made.get(&(kind, local.clone())).cloned(),
        };
        let wanted: Vec<Id> = members.iter().filter_map(id).collect();
        let of_lessons = kind == NodeKind::Lesson;
        let siblings = self.job.remote.nodes.iter().filter(|node| node.kind == kind && node.parent == parent);
        let before: Vec<Id> = siblings.map(|node| node.id.clone()).collect();
        self.job.pre_images.keep_order(&OrderImage {
            parent: parent.clone(),
            of_lessons,
            members: before,
        })?;
        let (api, course) = (self.job.api, self.job.course);
        let result = match (&parent, of_lessons) {
            (Some(category), true) => courses_v3::sequence_lessons(api, course, category, &wanted).await,
            (_, false) => courses_v3::sequence_categories(api, course, &wanted).await,
            (None, true) => return Ok(Came::Skipped(Skipped::NoParent)),
        };
        match result {
            Ok(()) => Ok(Came::Done),
            Err(error) if one_write::is_broken(&error) => {
                Ok(Came::Skipped(Skipped::Failed(error.to_string())))
            }
            Err(error) => came(one_write::meaning(error)),
        }
    }

    /// Removes a category or lesson, if it is as the plan knows it.
    async fn delete(&mut self, node: &NodeRef, remote: &Id) -> Result<Came, UpdateError> {
        let (api, course) = (self.job.api, self.job.course);
        let before = match RemoteObject::get(api, course, node.kind, remote).await {
            Ok(before) => before,
            Err(error) => return came(one_write::meaning(error)),
        };
        if let Some(before) = &before {
            let all = Field::compared(node.kind).iter().copied().chain([Field::Place]).collect();
            if let Some(field) = self.changed_meanwhile(&before.node(), &all) {
                return Ok(Came::Overtaken(Overtaken::Changed(field)));
            }
            if node.kind == NodeKind::Category {
                match self.holds_something(&before.node()).await {
                    Ok(false) => {}
                    Ok(true) => return Ok(Came::Overtaken(Overtaken::NotEmpty)),
                    Err(error) => return came(one_write::meaning(error)),
                }
            }
            self.job.pre_images.keep(before)?;
            match before.delete(api, course).await {
                Ok(Removal::Removed | Removal::WasGone) => {}
                Err(error) if error.outcome() == CallOutcome::Unknown => {
                    return Ok(Came::Skipped(Skipped::Failed(one_write::lost(&error))));
                }
                Err(error) => return came(one_write::meaning(error)),
            }
        }
        if let Some(local) = &node.local {
            self.base.forget(node.kind, local);
        }
        self.left.insert(remote.clone());
        self.written.push(Written::removed(remote));
        Ok(Came::Done)
    }

    /// Whether a category holds something now, which would be removed with it.
    async fn holds_something(&self, category: &RemoteNode) -> Result<bool, CallError> {
        let (api, course) = (self.job.api, self.job.course);
        let stays = |id: &Id| !self.left.contains(id);
        let lessons = courses_v3::list_lessons_in(api, course, &category.id).await?;
        if lessons.iter().any(|lesson| stays(lesson.id())) {
            return Ok(true);
        }
        if category.parent.is_some() {
            // There is no third level.
            return Ok(false);
        }
        let categories = courses_v3::list_categories(api, course).await?;
        let is_inside = |one: &courses_v3::Category| one.parent() == Some(category.id.as_str());
        Ok(categories.iter().any(|one| is_inside(one) && stays(one.id())))
    }

    /// Remembers the orders, and looks at the result.
    async fn finish(&mut self) -> Result<(), UpdateError> {
        let is_whole = self.report.skipped.is_empty() && self.report.overtaken.is_empty();
        if is_whole {
            remember::remember_orders(&mut self.base, self.job.plan);
        }
        if self.written.is_empty() {
            self.report.is_confirmed = true;
            return Ok(());
        }
        let look = confirm::Look {
            api: self.job.api,
            course: self.job.course,
            values: self.job.values,
            local: &self.nodes.local,
            written: &self.written,
        };
        let seen = look.until_settled(self.job.verify, &mut self.job.stop, &*self.job.reporter).await?;
        self.report.is_confirmed = seen.is_settled;
        if seen.is_settled {
            let made = &self.made;
            remember::drop_pending(self.lock, self.job.to, |pending| {
                made.contains_key(&(pending.kind, pending.id.clone()))
            });
        }
        self.report.differs = seen.record(&mut self.base, &look);
        Ok(())
    }

    fn save(&mut self) -> Result<(), UpdateError> {
        self.lock.set_base(self.job.to, &self.base);
        for (lesson, media) in std::mem::take(&mut self.texts) {
            if let Some(html) = self.job.values.content(&lesson, media) {
                self.lock.set_text(self.job.to, &lesson, &html);
            }
        }
        self.lock.save()?;
        self.saved = Instant::now();
        Ok(())
    }
}

/// Whether any of these fields is one of the node itself.
fn writes_node(fields: &BTreeSet<Field>) -> bool {
    fields.iter().any(|field| !field.is_attached())
}

fn is_new(parent: Option<&Parent>) -> bool {
    matches!(parent, Some(Parent::New(_)))
}

fn came(means: Means) -> Result<Came, UpdateError> {
    match means {
        Means::IsGone => Ok(Came::Overtaken(Overtaken::Removed)),
        Means::Skip(why) => Ok(Came::Skipped(why)),
        Means::Stop(error) => Err(error.into()),
    }
}

/// What an object is expected to be after a write that was answered with yes.
fn assume(
    there: &mut RemoteNode,
    local: &LocalNode,
    media: MediaPlace,
    fields: &BTreeSet<Field>,
    parent: Option<Option<&Id>>,
) {
    assume_prints(there, &|field| local.print(field, media), fields, parent);
}

fn assume_prints(
    there: &mut RemoteNode,
    print: &dyn Fn(Field) -> Option<Print>,
    fields: &BTreeSet<Field>,
    parent: Option<Option<&Id>>,
) {
    for field in fields {
        if let Some(print) = print(*field)
            && there.fields.contains_key(field)
        {
            there.fields.insert(*field, print);
        }
    }
    if let Some(parent) = parent {
        there.parent = parent.cloned();
    }
}
